"""nutgraf's loop beside the bare one, step for step: decoding, decoding under a grammar, reading, cancelling."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import ARTICLE, HERE, LENGTH, drive

from summarizer.engine.host import WorkerEngine
from summarizer.engine.protocol import Branch, Message, Piece, Prefix
from summarizer.engine.settings import Settings, Tuning
from summarizer.errors import Interrupted

STEPS = 24
GRAMMAR = "root ::= [^\\x00-\\x1f]*"
"""Anything in one line: what a checked answer may look like, so that the cost is the check and not the choice."""
ASK = " Tell the whole story of the dam again in your own words, in a single very long line without any break:"


def main() -> None:
    path, words, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    tuning = replace(Tuning(**json.loads(words)), draft_rows=0)  # the same batches as the bare loop
    text = ARTICLE.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        engine = WorkerEngine(Settings(path, "", LENGTH, tuning), Path(folder, "engine.log"))
        drive(engine.start())
        prefix = drive(engine.open_prefix([Message("user", text)]))
        raw = subprocess.Popen(
            [sys.executable, str(HERE / "raw.py"), path, words, str(STEPS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert raw.stdin is not None and raw.stdout is not None
        raw.stdout.readline()

        def ask(line: str) -> float:
            assert raw.stdin is not None and raw.stdout is not None
            raw.stdin.write(f"{line}\n")
            raw.stdin.flush()
            return float(raw.stdout.readline())

        found: dict[str, list[float]] = {}
        for number in range(rounds):
            for name, value in {
                "raw step of 1, ms": lambda: ask("1"),
                "nutgraf step of 1, ms": lambda: _steps(engine, prefix, 1, None),
                "nutgraf step of 1 with grammar, ms": lambda: _steps(engine, prefix, 1, GRAMMAR),
                "raw step of 4, ms": lambda: ask("4"),
                "nutgraf step of 4, ms": lambda: _steps(engine, prefix, 4, None),
                "nutgraf step of 4 with grammar, ms": lambda: _steps(engine, prefix, 4, GRAMMAR),
                "raw reading, tokens/s": lambda: ask("read"),
                "nutgraf reading, tokens/s": lambda n=number: _read(engine, f"{n} {text}"),  # type: ignore[misc]
            }.items():
                found.setdefault(name, []).append(value())
        cancels = [_cancel(engine, text, delay) for delay in (0.05, 0.4, 1.0, 2.5, 5.0, 9.0)]
        drive(engine.start())
        assert drive(engine.generate([Branch(prefix, ASK, 4)]))[0].text
        raw.stdin.close()
        raw.wait()
        engine.close()
    medians = {name: statistics.median(values) for name, values in found.items()}
    print(json.dumps({**medians, "cancel, ms": cancels}))


def _steps(engine: WorkerEngine, prefix: Prefix, width: int, grammar: str | None) -> float:
    """ms per step, between the first piece and the end, in which every branch writes STEPS tokens more."""
    times: list[float] = []
    branches = [Branch(prefix, f"{ASK} ({n})", STEPS + 1, grammar=grammar) for n in range(width)]

    def seen(step: object) -> None:
        if isinstance(step, Piece):
            times.append(time.perf_counter())

    answers = drive(engine.generate(branches), seen)
    assert all(answer.tokens == STEPS + 1 for answer in answers), "a branch ended early"
    return (time.perf_counter() - times[0]) * 1000 / STEPS


def _read(engine: WorkerEngine, text: str) -> float:
    begun = time.perf_counter()
    prefix = drive(engine.open_prefix([Message("user", text)]))
    return prefix.tokens / (time.perf_counter() - begun)


def _cancel(engine: WorkerEngine, text: str, delay: float) -> float:
    """ms until a cancelled call has ended; the engine reads new texts and writes."""
    drive(engine.start())
    asked: list[float] = []

    def cancel() -> None:
        asked.append(time.perf_counter())
        engine.cancel()

    timer = threading.Timer(delay, cancel)
    timer.start()
    try:
        for number in range(100):
            prefix = drive(engine.open_prefix([Message("user", f"{delay} {number} {text[: len(text) // 3]}")]))
            drive(engine.generate([Branch(prefix, ASK, 2000)]))
    except Interrupted:
        return (time.perf_counter() - asked[0]) * 1000
    raise AssertionError("not cancelled")


if __name__ == "__main__":
    main()
