"""Which way of using this machine is the fastest for this model: measured, never assumed.

The work that is timed is what an article costs: reading, then writing four sequences together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from summarizer.engine.protocol import Answer, Branch, EngineInfo, Loading, Message, Prefix, Step
from summarizer.engine.settings import Settings, Tuning
from summarizer.errors import OutOfMemory, WorkerDied

Result = TypeVar("Result")

_READ, _WRITTEN = 900, 35
"""Tokens of a typical article that are read, and that each of four branches writes."""
_WORTH = 0.95
"""A change is made when it takes at most this share of the time: less is noise."""
_SENTENCES = (
    "The harbour board met on Monday to hear what the repairs of the northern pier would cost the town.",
    "Engineers told the board that two of the nine piles had rotted and that the crane could not be used before May.",
    "The mayor, Edda Holm, said the town would borrow 4.2 million crowns and raise the mooring fee by 6 percent.",
    "Fishermen, who paid for the last repair, asked for a discount, which the board will discuss on 3 December.",
)
_WORDS = _SENTENCES[0] + " "


@dataclass(frozen=True, slots=True)
class Probe:
    """How much is timed."""

    sentences: int
    """Read; about 21 tokens each."""
    tokens: int
    """Written by each of four branches."""
    rounds: int


QUICK = Probe(sentences=6, tokens=12, rounds=1)
FULL = Probe(sentences=18, tokens=24, rounds=2)


@dataclass(frozen=True, slots=True)
class Trial:
    tuning: Tuning
    seconds: float
    """For a typical article; infinite when it does not fit in memory."""


class Tunable(Protocol):
    def use(self, settings: Settings) -> None: ...
    def start(self) -> Generator[Loading, None, EngineInfo]: ...
    def open_prefix(self, messages: Sequence[Message]) -> Generator[Step, None, Prefix]: ...
    def generate(self, branches: Sequence[Branch]) -> Generator[Step, None, list[Answer]]: ...


def tune_quickly(engine: Tunable, settings: Settings) -> Generator[Loading, None, Tuning]:
    """Repacking and guesses only: the choices whose effect differs most between machines."""
    base = settings.tuning
    candidates = [replace(base, repack=repack, draft_rows=rows) for repack in (True, False) for rows in (0, 16)]
    trials = yield from try_all(engine, settings, candidates, QUICK)
    return min(trials, key=lambda t: t.seconds).tuning


def tune(engine: Tunable, settings: Settings, cores: int) -> Generator[Loading | list[Trial], None, Tuning]:
    """The best tuning, one setting after the other; yields the trials of each."""
    best = settings.tuning
    for changes in choices(best, cores):
        candidates = list(dict.fromkeys([best, *(change(best) for change in changes)]))
        possible = [t for t in candidates if t.flash_attention or t.kv_type == "f16"]  # llama.cpp refuses the others
        trials = yield from try_all(engine, settings, possible, FULL)
        yield trials
        now, *others = trials
        fastest = min(others, key=lambda t: t.seconds, default=now)
        best = fastest.tuning if fastest.seconds < _WORTH * now.seconds else best
    return best


def choices(base: Tuning, cores: int) -> Iterator[list[Callable[[Tuning], Tuning]]]:
    """For each setting, its values as changes to the best tuning so far."""
    half = max(1, cores // 2)
    threads = sorted({half, cores - 1, cores} - {0})
    yield [lambda t, n=n: replace(t, threads=n) for n in threads]  # type: ignore[misc]
    both = [(repack, rows) for repack in (False, True) for rows in (0, 8, 16)]
    yield [lambda t, r=r, d=d: replace(t, repack=r, draft_rows=d) for r, d in both]  # type: ignore[misc]
    yield [lambda t, n=n: replace(t, micro_batch=n) for n in (128, 256, 512)]  # type: ignore[misc]
    yield [lambda t, v=v: replace(t, flash_attention=v) for v in (True, False)]  # type: ignore[misc]
    yield [lambda t, k=k: replace(t, kv_type=k) for k in ("f16", "q8_0")]  # type: ignore[misc]
    if base.gpu_layers:
        yield [lambda t, n=n: replace(t, gpu_layers=n) for n in (base.gpu_layers, 0)]  # type: ignore[misc]


def try_all(
    engine: Tunable, settings: Settings, candidates: Sequence[Tuning], probe: Probe
) -> Generator[Loading, None, list[Trial]]:
    """Time every candidate, in rounds one after the other, so that a busy moment hits all; the best
    round of each counts."""
    seconds = dict.fromkeys(candidates, float("inf"))
    for number in range(probe.rounds):
        for candidate in candidates:
            engine.use(replace(settings, tuning=candidate))
            try:
                taken = yield from _time(engine, probe, salt=f"{number}")
            except (OutOfMemory, WorkerDied):
                continue
            seconds[candidate] = min(seconds[candidate], taken)
    return [Trial(candidate, taken) for candidate, taken in seconds.items()]


def _time(engine: Tunable, probe: Probe, salt: str) -> Generator[Loading, None, float]:
    """Seconds that a typical article takes, from a small one."""
    yield from engine.start()
    began = time.perf_counter()
    prefix = yield from _silent(engine.open_prefix([Message("user", f"{salt}. {_WORDS * probe.sentences}")]))
    read = time.perf_counter()
    branches = [Branch(prefix, f"Shorten this sentence of it: {s}", probe.tokens) for s in _SENTENCES]
    answers = yield from _silent(engine.generate(branches))
    written = time.perf_counter()
    longest = max(answer.tokens for answer in answers)
    return (read - began) / prefix.tokens * _READ + (written - read) / longest * _WRITTEN


def _silent(work: Generator[Step, None, Result]) -> Generator[Loading, None, Result]:
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield Loading(0.0)
