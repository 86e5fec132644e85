"""``nutgraf cache``: what was kept to save time, and how to be rid of it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

_ABOUT = """What nutgraf keeps so that nothing is computed twice: answers of the model (its sentences, under hashes; no article)
and states of prompts. Deleting it costs time and nothing else. `nutgraf summarize --no-cache` neither uses nor fills it."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "cache",
        help="show or delete what was kept to save time",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("show", help="where it is and how large").set_defaults(run=_show)
    actions.add_parser("clear", help="delete it").set_defaults(run=_clear)


def _show(args: argparse.Namespace) -> int:
    from summarizer.engine.open import answers_path, states_folder  # noqa: PLC0415

    for name, path in (("answers", answers_path()), ("states", states_folder())):
        print(f"{name:<8} {_size(path) / 1e6:8.1f} MB  {path}")
    return 0


def _clear(args: argparse.Namespace) -> int:
    from summarizer.engine.open import answers_path, states_folder  # noqa: PLC0415
    from summarizer.errors import StorageError  # noqa: PLC0415

    answers, states = answers_path(), states_folder()
    freed = _size(answers) + _size(states)
    try:
        for path in answers.parent.glob(f"{answers.name}*"):  # SQLite's companions too
            path.unlink()
        if states.exists():
            shutil.rmtree(states)
    except OSError as error:
        raise StorageError(
            f"{error.filename} cannot be deleted: {error.strerror}.", "Stop other nutgrafs and try again."
        ) from None
    print(f"Deleted {freed / 1e6:.1f} MB.")
    return 0


def _size(path: Path) -> int:
    """Bytes of a file or folder; 0 when it is not there."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.iterdir())
    return path.stat().st_size if path.exists() else 0
