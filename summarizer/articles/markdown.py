"""Markdown: the blocks that markdown-it-py finds, with offsets into the source itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from summarizer.model import Article, Paragraph, ParagraphKind, Span
from summarizer.text.structure import build_article

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"^(\w+)\s*[:=]\s*(.+?)\s*$", re.M)
_MARKS = re.compile(r"(?:[#>\-*+\s]|\d+[.)](?=\s))*")
_TAIL = re.compile(r"[\s#*_`]*\Z")
_KINDS = {
    "heading_open": ParagraphKind.HEADING,
    "paragraph_open": ParagraphKind.BODY,
    "table_open": ParagraphKind.TABLE,
    "fence": ParagraphKind.CODE,
    "code_block": ParagraphKind.CODE,
}
_AROUND = {"blockquote": ParagraphKind.QUOTATION, "list_item": ParagraphKind.ITEM}
_NAMES = {"author": "byline", "by": "byline", "published": "date", "publication": "site", "lang": "language"}


def read_markdown(text: str, source: str, warnings: tuple[str, ...] = ()) -> Article:
    fields, start = _front_matter(text)
    paragraphs = _paragraphs(text, start)
    headline = next((p.span for p in paragraphs if p.kind is ParagraphKind.HEADING), None)
    if headline is not None and paragraphs[0].span != headline:
        headline = None
    return build_article(
        text,
        paragraphs,
        title=fields.get("title") or (headline.of(text) if headline else ""),
        source=source,
        headline=headline,
        byline=fields.get("byline"),
        date=fields.get("date"),
        site=fields.get("site"),
        language=fields.get("language"),
        warnings=warnings,
    )


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    found = _FRONT.match(text)
    if not found:
        return {}, 0
    fields = {}
    for match in _FIELD.finditer(found[2]):
        name = match[1].lower()
        fields[_NAMES.get(name, name)] = match[2].strip("\"'")
    return fields, found.end()


def _paragraphs(text: str, start: int) -> list[Paragraph]:
    from markdown_it import MarkdownIt  # noqa: PLC0415  (100 ms)

    body = text[start:]
    lines = [start, *(start + n for n in accumulate(len(line) for line in body.split("\n") for line in [line + "\n"]))]
    first_line = text.count("\n", 0, start)
    around: list[ParagraphKind] = []
    found: list[Paragraph] = []
    in_table = False
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(body):
        block, _, end = token.type.rpartition("_")
        if block in _AROUND:
            around = [*around, _AROUND[block]] if end == "open" else around[:-1]
        elif token.type == "table_close":
            in_table = False
        elif token.type in _KINDS and token.map and not in_table:
            in_table = token.type == "table_open"
            kind = around[-1] if around and token.type == "paragraph_open" else _KINDS[token.type]
            begin, stop = lines[token.map[0]], min(lines[min(token.map[1], len(lines) - 1)], len(text))
            span = _stripped(text, Span(begin, stop), bare=kind is not ParagraphKind.CODE)
            if len(span):
                rows = (
                    first_line + bisect_right(lines, span.start) - 1,
                    first_line + bisect_right(lines, span.end - 1),
                )
                found.append(Paragraph(span, kind, rows))
    return found


def _stripped(text: str, span: Span, *, bare: bool) -> Span:
    """Without white space and, if ``bare``, the marks of headings, lists and quotations around it."""
    part = span.of(text)
    lead = _MARKS.match(part) if bare else re.match(r"\s*", part)
    start = lead.end() if lead else 0
    tail = _TAIL.search(part, start) if bare and part.startswith("#") else re.search(r"\s*\Z", part[start:])
    end = tail.start() + (0 if bare and part.startswith("#") else start) if tail else len(part)
    return Span(span.start + start, span.start + max(start, end))
