"""What a paragraph looks like with its marks: pure, from offsets into the article to styled text.

Marks lie over each other in layers; none needs colour. A note is underlined and followed by its tag,
so that every later character moves: ``Rendered`` remembers by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from textual.content import Content
from textual.style import Style

from summarizer.model import Article, ParagraphKind, Span
from tui.text import harmless


class Layer(IntEnum):
    """From the lowest to the topmost."""

    CITED = 0
    NOTE = 1
    FOUND = 2
    ACTIVE = 3


_STYLES = {
    Layer.CITED: "bold on $cited",
    Layer.NOTE: "underline on $note",
    Layer.FOUND: "underline bold on $found",
    Layer.ACTIVE: "bold reverse",
}


@dataclass(frozen=True, slots=True)
class Mark:
    span: Span
    layer: Layer
    tag: str = ""
    """Stands behind the words, as in ‹L1›."""
    note: int | None = None
    """Which note a click chooses."""


@dataclass(frozen=True, slots=True)
class Rendered:
    content: Content
    tags: tuple[Span, ...] = ()
    """Where tags stand in ``content``: what is copied leaves them out."""

    def without_tags(self, start: int, end: int) -> str:
        """The article's own characters of a part of ``content``."""
        kept, at = [], start
        for tag in self.tags:
            kept.append(self.content.plain[at : max(at, min(tag.start, end))])
            at = max(at, min(tag.end, end))
        return "".join([*kept, self.content.plain[at:end]])


def by_paragraph(article: Article, marks: Sequence[Mark]) -> list[tuple[Mark, ...]]:
    """The marks that touch each paragraph, in layers and in reading order."""
    buckets: list[list[Mark]] = [[] for _ in article.paragraphs]
    ordered = sorted(marks, key=lambda m: (m.span, m.layer))
    for i, paragraph in enumerate(article.paragraphs):
        buckets[i] = [m for m in ordered if m.span.overlaps(paragraph.span)] if ordered else []
    return [tuple(sorted(bucket, key=lambda m: (m.layer, m.span))) for bucket in buckets]


def render_paragraph(article: Article, index: int, marks: Sequence[Mark]) -> Rendered:
    paragraph = article.paragraphs[index]
    begin = paragraph.span.start
    text = harmless(paragraph.span.of(article.text), keep_lines=paragraph.kind is ParagraphKind.CODE)
    tags = sorted(
        (min(mark.span.end, paragraph.span.end) - begin, f"‹{mark.tag}›")
        for mark in marks
        if mark.tag and mark.span.end <= paragraph.span.end
    )
    pieces, places, at, moved = [], [], 0, 0
    for place, tag in tags:
        pieces += [text[at:place], tag]
        places.append(Span(place + moved, place + moved + len(tag)))
        at, moved = place, moved + len(tag)
    content = Content("".join([*pieces, text[at:]]))

    def shift(offset: int, *, after: bool) -> int:
        return offset + sum(len(tag) for place, tag in tags if place < offset or (after and place == offset))

    for mark in marks:
        start = shift(max(0, mark.span.start - begin), after=True)
        end = shift(min(len(text), mark.span.end - begin), after=False)
        if start < end:
            content = content.stylize(_STYLES[mark.layer], start, end)
            if mark.note is not None:
                content = content.stylize(Style.from_meta({"note": mark.note}), start, end)
    for tagged in places:
        content = content.stylize("bold $accent", tagged.start, tagged.end)
    return Rendered(content, tuple(places))
