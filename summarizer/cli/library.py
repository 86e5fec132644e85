"""``nutgraf library``: articles and results that are kept, shared with the app."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.arguments import file_name, output_path, whole_number
from summarizer.cli.ask import ask
from summarizer.cli.export import latest, numbered, read
from summarizer.cli.export import run as run_export
from summarizer.cli.summarize import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.model import Article
    from summarizer.store.library import Library
    from summarizer.store.values import ArticleRow

_ABOUT = """Articles, results, dismissed notes and unread marks, in one file on this computer that the app shares.
`nutgraf summarize --keep` puts results into it. Numbers are those that `nutgraf library list` shows."""
_NUMBER = whole_number(1, 2**63 - 1)
"""As far as SQLite counts."""
_SORTS = ("added", "title", "source", "words", "notes")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "library",
        help="keep, find and export articles and results",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="put articles into it")
    add.add_argument(
        "inputs", nargs="+", type=file_name, metavar="FILE", help='articles, folders, or "-" for standard input'
    )
    add.set_defaults(run=_add)
    listing = actions.add_parser("list", help="its articles, the latest first")
    listing.add_argument("--sort", choices=_SORTS, default="added")
    listing.add_argument("--reverse", action="store_true", help="the other way round")
    listing.add_argument("--unread", action="store_true", help="only articles not opened in the app")
    _list_options(listing)
    listing.set_defaults(run=_list)
    search = actions.add_parser("search", help="articles with all of these words, the best match first")
    search.add_argument("words", nargs="+", metavar="WORD", help='in any script; "two words" in quotes stand together')
    _list_options(search)
    search.set_defaults(run=_search)
    show = actions.add_parser("show", help="print an article's latest result, or the article")
    show.add_argument("number", type=_NUMBER, metavar="NUMBER")
    show.add_argument("-t", "--template", metavar="NAME", help="the latest result of this template")
    show.add_argument("--article", action="store_true", help="the article's text")
    show.set_defaults(run=_show)
    export = actions.add_parser("export", help="write latest results to files")
    export.add_argument("numbers", nargs="*", type=_NUMBER, metavar="NUMBER", help="all articles without any")
    export.add_argument("-f", "--format", choices=FORMATS, default="md", help="md (usual), text, html, json or jsonl")
    export.add_argument("-t", "--template", metavar="NAME", help="the latest results of this template")
    export.add_argument(
        "-o", "--output", type=Path, metavar="PATH", required=True, help="a folder; with jsonl also a file"
    )
    export.set_defaults(run=run_export)
    remove = actions.add_parser("rm", help="delete articles with all that is kept about them")
    remove.add_argument("numbers", nargs="+", type=_NUMBER, metavar="NUMBER")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    remove.set_defaults(run=_remove)
    check = actions.add_parser("check", help="whether every byte is what was kept")
    check.add_argument("--repair", action="store_true", help="copy a damaged library aside and save what can be read")
    check.set_defaults(run=_check)
    backup = actions.add_parser("backup", help="write a whole copy")
    backup.add_argument(
        "target", nargs="?", type=output_path, metavar="FILE", help="a dated file beside it without one"
    )
    backup.set_defaults(run=_backup)
    actions.add_parser("where", help="print the library's file").set_defaults(run=_where)


def _list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", "--most", type=_NUMBER, metavar="N", help="at most so many")
    parser.add_argument("--jsonl", action="store_true", help="JSON Lines, for programs")


def _open() -> Library:
    from summarizer.store.library import open_library  # noqa: PLC0415

    return open_library()


def _add(args: argparse.Namespace) -> int:
    from summarizer.articles.load import expand, load_path, load_stream  # noqa: PLC0415
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.engine.open import network_ledger  # noqa: PLC0415
    from summarizer.engine.sandbox import close_network  # noqa: PLC0415
    from summarizer.errors import ArticleError, UsageError  # noqa: PLC0415

    close_network(network_ledger())
    paths = [] if args.inputs == ["-"] else expand([Path(name) for name in args.inputs])
    if not paths and args.inputs != ["-"]:
        raise UsageError(f"There is no article in {', '.join(args.inputs)}.")
    failed = 0
    with _open() as library:
        if not paths:
            _put(library, load_stream(sys.stdin.buffer, "standard input"))
        for path in paths:
            try:
                _put(library, load_path(path.absolute()))
            except ArticleError as error:
                failed += 1
                print(f"nutgraf: {error}", file=sys.stderr)
    return exits.ARTICLE if failed else exits.OK


def _put(library: Library, article: Article) -> None:
    from summarizer.text.clean import one_line  # noqa: PLC0415

    new = library.add(article)
    row = library.row(article.id)
    assert row is not None  # noqa: S101
    print(f"{row.number:>5}  {one_line(row.title)}{'' if new else '  (here already)'}")


def _list(args: argparse.Namespace) -> int:
    from summarizer.store.values import Sort  # noqa: PLC0415

    with _open() as library:
        rows = library.rows(sort=Sort(args.sort), reverse=args.reverse, unread=args.unread, limit=args.most)
    if not rows and not args.jsonl:
        print("No articles yet." if not args.unread else "Nothing unread.", file=sys.stderr)
        print("`nutgraf library add FILE` adds one; `nutgraf summarize --keep FILE` its result too.", file=sys.stderr)
    _print_rows(rows, args.jsonl)
    return 0


def _search(args: argparse.Namespace) -> int:
    from summarizer.errors import UsageError  # noqa: PLC0415
    from summarizer.store.search import query  # noqa: PLC0415
    from summarizer.store.values import Sort  # noqa: PLC0415

    # a shell takes quotation marks away: an argument with a space in it had some
    words = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in args.words)
    if query(words) is None:
        raise UsageError(f"There is no word to search for in {words}.", "Give letters or figures.")
    with _open() as library:
        rows = library.rows(words, sort=Sort.RELEVANCE, limit=args.most)
        places = {} if args.jsonl else {row.id: _place(library, row, words) for row in rows}
    if not rows and not args.jsonl:
        print(f"No article has {words}.", file=sys.stderr)
    _print_rows(rows, args.jsonl, places)
    return 0


def _place(library: Library, row: ArticleRow, words: str) -> str:
    """The words of the first match with what is around them."""
    from summarizer.text.clean import one_line  # noqa: PLC0415

    article, spans = library.article(row.id), library.found(row.id, words)
    if article is None or not spans:
        return one_line(row.opening)
    start, end = max(0, spans[0].start - 30), spans[0].end + 120
    return ("…" if start else "") + one_line(article.text[start:end]) + ("…" if end < len(article.text) else "")


def _print_rows(rows: Sequence[ArticleRow], jsonl: bool, places: dict[str, str] | None = None) -> None:
    import json  # noqa: PLC0415
    from dataclasses import asdict  # noqa: PLC0415

    from summarizer.render.table import fit  # noqa: PLC0415
    from summarizer.text.clean import one_line  # noqa: PLC0415

    if jsonl:
        for row in rows:
            print(json.dumps(asdict(row)))
        return
    width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 140)) if sys.stdout.isatty() else 120
    for row in rows:
        made = ", ".join(row.templates) or "–"
        facts = f"{row.words:>7,} words  {_day(row.added)}  {fit(one_line(made), 18)}  {_notes(row.notes):<8}"
        title = fit(one_line(row.title), width - len(facts) - 9)
        print(f"{row.number:>5} {'●' if row.unread else ' '} {title} {facts}".rstrip())
        if places is not None:
            print(f"        {fit(places[row.id], width - 8).rstrip()}")


def _notes(count: int | None) -> str:
    return "" if count is None else "1 note" if count == 1 else f"{count} notes"


def _day(moment: float) -> str:
    from datetime import datetime  # noqa: PLC0415

    return datetime.fromtimestamp(moment).strftime("%Y-%m-%d")


def _show(args: argparse.Namespace) -> int:
    from summarizer.render.text import render_text  # noqa: PLC0415
    from summarizer.text.clean import printable  # noqa: PLC0415

    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else 80
    with _open() as library:
        row = numbered(library, args.number)
        result = latest(library, row, args.template)
        if result is not None and not args.article:
            print(render_text(read(library, result), width), end="")
            return 0
        article = library.article(row.id)
    assert article is not None  # noqa: S101
    print(printable(article.text))
    if not args.article:
        print("Not summarized yet: `nutgraf summarize --keep FILE`, or open it in the app.", file=sys.stderr)
    return 0


def _remove(args: argparse.Namespace) -> int:
    from summarizer.text.clean import one_line  # noqa: PLC0415

    with _open() as library:
        rows = [numbered(library, number) for number in dict.fromkeys(args.numbers)]
        for row in rows:
            print(f"{row.number:>5}  {one_line(row.title)}", file=sys.stderr)
        what = "this article" if len(rows) == 1 else f"these {len(rows)} articles"
        ask(f"Delete {what} with all results and marks?", args.yes, "nutgraf library rm NUMBER --yes")
        library.remove(row.id for row in rows)
    print(
        f"Deleted {len(rows)}. Backups that you made still hold what they held, and the cache may hold sentences of "
        "results: `nutgraf cache clear`.",
        file=sys.stderr,
    )
    return 0


def _check(args: argparse.Namespace) -> int:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.errors import LibraryDamaged  # noqa: PLC0415
    from summarizer.store.recover import recover  # noqa: PLC0415

    try:
        with _open() as library:
            counts, problems = library.counts(), library.check()
    except LibraryDamaged as error:
        problems = [error.message]
    if not problems:
        print(f"All is well: {counts.articles} articles, {counts.analyses} results.")
        return exits.OK
    for problem in problems:
        print(problem)
    if not args.repair:
        print("`nutgraf library check --repair` copies it aside and saves what can be read.", file=sys.stderr)
        return exits.STORAGE
    saved = recover()
    print(f"The damaged library is in {saved.aside}, as it was.")
    lost = "nobody can tell" if saved.lost is None else saved.lost
    print(f"Saved: {saved.articles} articles, {saved.analyses} results. Lost: {lost}.")
    return exits.OK


def _backup(args: argparse.Namespace) -> int:
    from datetime import datetime  # noqa: PLC0415

    with _open() as library:
        target = args.target or library.path.with_name(f"library-{datetime.now():%Y%m%d-%H%M%S}.db")
        library.backup(target)
    print(target)
    return 0


def _where(args: argparse.Namespace) -> int:
    from summarizer.paths import folders  # noqa: PLC0415

    print(folders().library)
    return 0
