"""A download in a process of its own, so that it can be paused by ending it: ``python -m tui.fetching ID``.

The app starts it after an explicit yes, and only then. What has arrived is kept, and the next start goes on from
there. Prints a line of JSON for each step: {"done", "total"}, then {"model"} or {"error"}."""

from __future__ import annotations

import json
import sys
import time

from summarizer.errors import NutgrafError
from summarizer.models.catalogue import find_entry
from summarizer.models.fetch import adopt, fetch

_EVERY = 0.3
"""Seconds between two lines."""


def main(name: str) -> int:
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > _EVERY or done == total:
            last = time.monotonic()
            _print({"done": done, "total": total})

    try:
        entry = find_entry(name)
        model = adopt(entry) or fetch(entry, progress)
    except NutgrafError as error:
        _print({"error": str(error)})
        return 1
    _print({"model": model.id})
    return 0


def _print(row: dict[str, object]) -> None:
    print(json.dumps(row), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
