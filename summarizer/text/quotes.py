"""Who is speaking: passages in quotation marks, in one pass over each paragraph.

A mark that is opened and not closed quotes the rest of its paragraph: words wrongly taken for a
quotation cost a note, words wrongly taken for the writer's cost trust. That is also the rule for a
quotation that runs over several paragraphs, each of which opens it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.model import Paragraph, ParagraphKind, Quote, Span

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "「": "」",
    "『": "』",
    "»": "«",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "”": "”",
}
_OPENER = re.compile("[“„«「『»\"‘‚'”]")
_SINGLE = "‘‚'"
_DIRECT = "「『"
"""Marks that need no space around them."""


def find_quotes(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quote, ...]:
    """The outermost quotations of every paragraph but code, in order."""
    quotes: list[Quote] = []
    for paragraph in paragraphs:
        if paragraph.kind is not ParagraphKind.CODE:
            quotes += _in_paragraph(paragraph.span.of(text), paragraph.span.start)
    return tuple(quotes)


def _in_paragraph(part: str, offset: int) -> Iterator[Quote]:
    position = 0
    unclosed: set[str] = set()
    """Single marks that nothing further on closes: each search is made once."""
    while found := _OPENER.search(part, position):
        start = found.start()
        mark = found[0]
        position = start + 1
        if mark in unclosed or not _opens(part, start, mark):
            continue
        end = _closing(part, start, mark)
        if end is None:
            if mark in _SINGLE or mark == "»":
                unclosed.add(mark)
                continue
            stop = len(part.rstrip())
            inner = Span(offset + start + 1, offset + max(stop, start + 1))
            yield Quote(Span(offset + start, inner.end), inner)
            return
        yield Quote(Span(offset + start, offset + end + 1), Span(offset + start + 1, offset + end))
        position = end + 1


def _opens(part: str, at: int, mark: str) -> bool:
    before = part[at - 1] if at else " "
    after = part[at + 1] if at + 1 < len(part) else " "
    if mark in _DIRECT or mark in "“„":
        return True
    if mark == "«":
        return not before.isalnum()
    if mark == "”":  # Swedish and Finnish open with it
        return not before.isalnum() and before not in ".,!?…" and after.isalnum() and "“" not in part
    if after.isspace() or before.isalnum() or before in ".,!?%":
        return False
    if mark == "'":
        return (
            re.match(r"(?!(?:em|tis|twas|til|cause|n)\b)(?:[^\W\d_]|[$£€]?\d+,\d|[$£€]\d)", part[at + 1 : at + 9], re.I)
            is not None
        )
    return not (mark == '"' and before.isdigit())


def _closing(part: str, start: int, mark: str) -> int | None:
    closers = _CLOSERS[mark]
    depth = 1
    for found in re.finditer(f"[{re.escape(closers + mark)}]", part[start + 1 :]):
        at = start + 1 + found.start()
        character = found[0]
        if character == mark and mark not in closers:
            depth += 1
        elif character in closers and _closes(part, at, mark):
            depth -= 1
            if depth == 0:
                return at
    return None


def _closes(part: str, at: int, mark: str) -> bool:
    before = part[at - 1]
    after = part[at + 1] if at + 1 < len(part) else " "
    if mark in "‘'":
        # an apostrophe inside a word or a possessive before a word is not the end
        last = part[at - 2] if before.isspace() else before
        return (
            not after.isalnum()
            and (not before.isspace() or after.isspace())
            and not (last == "s" and re.match(r" [a-z]", part[at + 1 : at + 3]))
        )
    if mark == '"':
        return not before.isspace() or not after.isalnum()
    return True
