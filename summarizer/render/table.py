"""Columns on a terminal, where a wide character takes two cells and a mark over one takes none."""

from __future__ import annotations

import unicodedata


def cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells, cut with an ellipsis or filled with spaces."""
    taken = sum(map(cells, text))
    if taken <= width:
        return text + " " * (width - taken)
    kept, used = "", 1
    for character in text:
        if used + cells(character) > width:
            break
        kept, used = kept + character, used + cells(character)
    return kept + "…" + " " * (width - used)
