"""Finding words in an article: pure."""

from __future__ import annotations

import re

from summarizer.model import Span

_MOST = 2000


def find_all(text: str, words: str) -> list[Span]:
    """Every place of ``words``, whatever its case and however its white space was broken; at most 2,000."""
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts), re.I)
    found: list[Span] = []
    for match in pattern.finditer(text):
        found.append(Span(match.start(), match.end()))
        if len(found) == _MOST:
            break
    return found
