"""Guesses at the next tokens, looked up in what the sequence has read and written so far.

A summary repeats its source, so the tokens after an earlier occurrence of the last few are a good
guess; the model checks all of them in one step (prompt lookup: Saxena 2023; speculative decoding:
Leviathan et al. 2023, arXiv 2211.17192). A wrong guess costs a row of the batch and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST, _SHORTEST = 3, 2
"""Tokens that must agree; single ones agree too often by chance."""


def draft(history: Sequence[int], count: int) -> list[int]:
    """At most ``count`` tokens that may follow ``history``; the latest occurrence speaks."""
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        if count < 1 or len(history) <= size:
            continue
        last = tuple(history[-size:])
        for start in range(len(history) - size - 1, -1, -1):
            if history[start + size - 1] == last[-1] and tuple(history[start : start + size]) == last:
                return list(history[start + size : start + size + count])
    return []


def shares(active: int, rows: int) -> list[int]:
    """How many guesses each of ``active`` sequences gets when a step has ``rows`` rows: the first ones get more."""
    spare = max(0, rows - active)
    return [spare // active + (i < spare % active) for i in range(active)]
