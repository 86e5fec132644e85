"""Guesses at the next tokens, looked up in what the sequence has read and written so far.

A summary repeats its source, so the tokens after an earlier occurrence of the last few are a good
guess; the model checks all of them in one step (prompt lookup: Saxena 2023; speculative decoding:
Leviathan et al. 2023, arXiv 2211.17192). A wrong guess costs a row of the batch and changes nothing;
guesses are made only where such rows are nearly free (docs/performance.md), so one token that agrees is enough.
"""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 3
"""Tokens that are compared; the more agree, the better the guess."""


def draft(history: Sequence[int], count: int) -> list[int]:
    """At most ``count`` tokens that may follow ``history``; the latest occurrence speaks."""
    for size in range(_LONGEST, 0, -1):
        if count < 1 or len(history) <= size:
            continue
        last = tuple(history[-size:])
        for start in range(len(history) - size - 1, -1, -1):
            if history[start + size - 1] == last[-1] and tuple(history[start : start + size]) == last:
                return list(history[start + size : start + size + count])
    return []


def shares(active: int, rows: int) -> list[int]:
    """How many guesses each of ``active`` sequences gets in a step of ``rows`` rows: the first ones get more.
    One sequence alone gets none: its step waits for the weights, and every further row costs it as much again."""
    spare = max(0, rows - active) if active > 1 else 0
    return [spare // active + (i < spare % active) for i in range(active)]
