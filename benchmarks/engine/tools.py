"""What the parts of this benchmark share: the article, stopwatches, memory of processes."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

ARTICLE = HERE / "article.txt"
LENGTH = 8192
"""Tokens of context, for everyone."""
SUMMARY = "Summarize the article in four plain sentences of at most 25 words each."
NOTES = (
    "List the words and phrases of the article that are loaded, opinion presented as fact, or promotional. "
    "Quote each one, say why it is biased and offer a plainer wording."
)


def drive(work: Generator[Any, None, Result], seen: Callable[[Any], None] = lambda step: None) -> Result:
    """Run a call of an engine to its end."""
    while True:
        try:
            seen(next(work))
        except StopIteration as end:
            result: Result = end.value
            return result


def child(script: str, *arguments: str) -> dict[str, Any]:
    """A part of this benchmark in a process of its own; its last line of output."""
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peak(pid: int | str = "self") -> float:
    """Largest resident memory so far, in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


class Ticker:
    """How late a task that wakes every 10 ms is, in ms: the lag that a screen would feel."""

    def __enter__(self) -> Ticker:
        self._late: list[float] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._tick)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _tick(self) -> None:
        due = time.perf_counter()
        while not self._done.is_set():
            due += 0.01
            time.sleep(max(0.0, due - time.perf_counter()))
            self._late.append((time.perf_counter() - due) * 1000)
            due = max(due, time.perf_counter() - 0.01)

    def p99(self) -> float:
        return statistics.quantiles(self._late, n=100)[98] if len(self._late) > 1 else 0.0
