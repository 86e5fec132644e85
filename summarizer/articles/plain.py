"""Plain text: paragraphs are what blank lines part; a short first line is the headline."""

from __future__ import annotations

import re
from bisect import bisect_left

from summarizer.model import Article, Paragraph, ParagraphKind, Span
from summarizer.text.structure import build_article

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_HEADLINE = 150
_LONG_LINE = 120
"""A line of this length was not broken by hand: it is a paragraph."""


def read_plain(text: str, source: str, warnings: tuple[str, ...] = ()) -> Article:
    blocks = [Span(m.start(), m.end()) for m in _BLOCK.finditer(text)]
    spans = [line for block in blocks for line in _lines(text, block)]
    kinds = [ParagraphKind.BODY] * len(spans)
    headline = _headline(text, spans)
    if headline:
        kinds[0] = ParagraphKind.HEADING
    breaks = [m.start() for m in re.finditer("\n", text)]
    paragraphs = [
        Paragraph(span, kind, (bisect_left(breaks, span.start), bisect_left(breaks, span.end) + 1))
        for span, kind in zip(spans, kinds, strict=True)
    ]
    title = headline.of(text) if headline else ""
    return build_article(text, paragraphs, title=title, source=source, headline=headline, warnings=warnings)


def _lines(text: str, block: Span) -> list[Span]:
    """The block itself if its lines were broken at a width, else one paragraph a line."""
    lines = [_stripped(text, Span(m.start(), m.end())) for m in _LINE.finditer(text, block.start, block.end)]
    ends = sum(line.of(text)[-1] in '.!?”"’)' for line in lines)
    if len(lines) > 1 and (max(map(len, lines)) > _LONG_LINE or (ends == len(lines) and len(lines) > 2)):
        return lines
    return [_stripped(text, block)]


def _stripped(text: str, span: Span) -> Span:
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, start + len(part.strip()))


def _headline(text: str, spans: list[Span]) -> Span | None:
    if len(spans) < 2:
        return None
    first = spans[0].of(text)
    if "\n" in first or len(first) > _HEADLINE or first[-1] in ".:;,":
        return None
    return spans[0] if len(spans[1]) > len(first) or len(spans) > 2 else None
