"""A saved page: the article that trafilatura finds in it, as text of our own with exact offsets.

The network is never used: trafilatura is given bytes, never an address."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from summarizer.articles.decode import decode
from summarizer.errors import NoArticle
from summarizer.model import Article, Paragraph, ParagraphKind, Span
from summarizer.text.structure import build_article
from summarizer.text.words import count_words

_KINDS = {
    "head": ParagraphKind.HEADING,
    "p": ParagraphKind.BODY,
    "item": ParagraphKind.ITEM,
    "quote": ParagraphKind.QUOTATION,
    "code": ParagraphKind.CODE,
    "row": ParagraphKind.TABLE,
}
_FEWEST_WORDS = 40
_STRIPPED = "The page's layout was not recognised: this is all of its running text."
_HINT = "Save the page after it has loaded, or paste the article's text."

Block = tuple[ParagraphKind, str]


def read_html(data: bytes, source: str) -> Article:
    """Raises NoArticle, and what ``decode`` raises."""
    page, warnings = decode(data, source)
    fields, blocks = _extract(page)
    if _words(blocks) < _FEWEST_WORDS:
        blocks = _strip(page)
        warnings = (*warnings, _STRIPPED)
    if _words(blocks) < _FEWEST_WORDS:
        raise NoArticle(f"{source} is a page without an article.", _HINT)
    return _build(blocks, fields, source, warnings)


def _build(blocks: list[Block], fields: dict[str, str | None], source: str, warnings: tuple[str, ...]) -> Article:
    title = " ".join((fields.get("title") or "").split())
    if title and not any(_same(title, text) for _, text in blocks[:3]):
        blocks = [(ParagraphKind.HEADING, title), *blocks]
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for kind, text in blocks:
        paragraphs.append(Paragraph(Span(at, at + len(text)), kind))
        parts.append(text)
        at += len(text) + 2
    text = "\n\n".join(parts)
    headline = next((p.span for p in paragraphs[:3] if title and _same(title, p.span.of(text))), None)
    return build_article(
        text,
        paragraphs,
        title=title,
        source=source,
        headline=headline,
        byline=fields.get("author"),
        date=fields.get("date"),
        site=fields.get("sitename") or fields.get("hostname"),
        warnings=warnings,
    )


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def _words(blocks: list[Block]) -> int:
    """Words in blocks that hold sentences, not menus or lists of links."""
    return sum(count_words(text) for _, text in blocks if re.search(r"[.!?…。！？](?:\W|\Z)", text))


def _extract(page: str) -> tuple[dict[str, str | None], list[Block]]:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction  # noqa: PLC0415  (580 ms)

    try:
        document: Any = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            fast=True,
            # only what the page declares: a wider search takes years from the prose
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # lxml and its users raise many kinds on hostile pages; the fallback reads those
        document = None
    if document is None or document.body is None:
        return {}, []
    names = ("title", "author", "date", "sitename", "hostname")
    return {name: getattr(document, name, None) for name in names}, list(_blocks(document.body))


def _blocks(node: Any) -> Iterator[Block]:
    for child in node:
        kind = _KINDS.get(child.tag)
        if kind is None or (child.tag == "quote" and any(inner.tag == "p" for inner in child)):
            inner = list(_blocks(child))
            yield from ((ParagraphKind.QUOTATION, t) for _, t in inner) if child.tag == "quote" else inner
        elif text := _text(child, keep_lines=kind is ParagraphKind.CODE):
            yield kind, text


def _text(node: Any, *, keep_lines: bool = False) -> str:
    pieces = [("\n" if keep_lines else " ") if part is None else part for part in _pieces(node)]
    whole = "".join(pieces)
    return whole.strip("\n") if keep_lines else " ".join(whole.split())


def _pieces(node: Any) -> Iterator[str | None]:
    """Text in order; None for a line break."""
    if node.tag == "lb":
        yield None
    yield node.text or ""
    for child in node:
        yield from _pieces(child)
        if child.tag == "cell":
            yield " "
        yield child.tail or ""


def _strip(page: str) -> list[Block]:
    """All paragraphs of a page, without what is never part of an article."""
    from lxml import etree, html  # noqa: PLC0415

    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return []
    unwanted = ("script", "style", "nav", "aside", "footer", "header", "form", "noscript", "template", "svg", "button")
    for node in list(root.iter(*unwanted)):
        node.drop_tree()
    blocks: list[Block] = []
    for node in root.iter("p", "h1", "h2", "h3", "li", "blockquote"):
        text = " ".join("".join(node.itertext()).split()) if node.tag != "blockquote" or not len(node) else ""
        heading = node.tag.startswith("h")
        if len(text.split()) >= (2 if heading else 8):
            blocks.append((ParagraphKind.HEADING if heading else ParagraphKind.BODY, text))
    return blocks
