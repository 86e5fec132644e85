"""Anybody's summary as statements: its sentences without bullets and citation marks."""

from __future__ import annotations

import re

from summarizer.model import Span
from summarizer.text.clean import one_line
from summarizer.text.sentences import split_sentences

_BULLET = re.compile(r"\A\s*(?:[-*•–‣]\s+|\d{1,2}[.)]\s+|#{1,6}\s+)")
_CITATIONS = re.compile(r"\s*(?:\[\d{1,4}(?:\s*[,–-]\s*\d{1,4})*\])+")
_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n(?!\s*(?:[-*•–‣]|\d{1,2}[.)]|#{1,6})\s)[^\n]*\S[^\n]*)*")


def statements(text: str, language: str | None) -> tuple[str, ...]:
    """In order, each on one line; lines broken at a width are joined, list items are not."""
    found = []
    for match in _BLOCK.finditer(text):
        block = _CITATIONS.sub("", one_line(_BULLET.sub("", match[0])))
        found += [span.of(block) for span in split_sentences(block, Span(0, len(block)), language)]
    return tuple(s for s in found if any(c.isalnum() for c in s))
