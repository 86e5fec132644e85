"""A question before something that cannot be taken back or leaves this computer."""

from __future__ import annotations

import sys


def ask(question: str, yes: bool, otherwise: str) -> None:
    """Raises UsageError unless the answer is yes. ``otherwise``: the command that agrees beforehand."""
    from summarizer.errors import UsageError  # noqa: PLC0415

    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("This needs an answer and there is no terminal to ask.", f"Agree beforehand: `{otherwise}`.")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise UsageError("Nothing was done.")
