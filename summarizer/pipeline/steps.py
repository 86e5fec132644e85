"""Engine calls as events: a stage runs a call with ``result = yield from watch(call)``."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TypeVar

from summarizer.engine.protocol import Loading, Piece, Reading
from summarizer.events import Body, ModelLoading, PromptProgress, TextDelta

Result = TypeVar("Result")


def watch(
    call: Generator[Loading | Reading | Piece, None, Result], slots: Sequence[str] = ()
) -> Generator[Body, None, Result]:
    """The call's steps as events, its result as result. ``slots``: where each branch's text belongs;
    text of a branch without a slot is not shown."""
    while True:
        try:
            step = next(call)
        except StopIteration as end:
            result: Result = end.value
            return result
        match step:
            case Loading(fraction):
                yield ModelLoading(fraction)
            case Reading(done, total):
                yield PromptProgress(done, total)
            case Piece(branch, text) if branch < len(slots):
                yield TextDelta(slots[branch], text)
