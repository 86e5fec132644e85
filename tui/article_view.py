"""The article as it reads: one widget per paragraph, so that moving a mark redraws two of them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from summarizer.model import Article, ParagraphKind, Span
from tui.text import aligned, plain


class ArticleView(VerticalScroll):
    """Scrolls the article; ``mark`` shows passages without moving the text."""

    DEFAULT_CSS = """
    ArticleView { padding: 0 2; }
    ArticleView > Static { max-width: 84; margin-bottom: 1; }
    ArticleView > .heading { text-style: bold; }
    ArticleView > .quotation, ArticleView > .item { padding-left: 2; }
    """

    def __init__(self) -> None:
        super().__init__(id="article")
        self.article: Article | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="welcome")

    async def show(self, article: Article) -> None:
        self.article = article
        await self.remove_children()
        rows = [Static(plain(article.title), classes="heading")] if article.headline is None else []
        rows += [
            Static(self._content(i, (), None), id=f"p{i}", classes=paragraph.kind.value)
            for i, paragraph in enumerate(article.paragraphs)
        ]
        await self.mount_all(rows)
        self.scroll_home(animate=False)

    def mark(self, spans: Iterable[Span], active: Span | None = None) -> None:
        """Underline ``spans``; show ``active`` in reverse and bring it into view."""
        if self.article is None:
            return
        marked = tuple(spans)
        for i, paragraph in enumerate(self.article.paragraphs):
            row = self.query_one(f"#p{i}", Static)
            row.update(self._content(i, marked, active), layout=False)
            if active is not None and paragraph.span.overlaps(active):
                self.scroll_to_widget(row, center=True, animate=False)

    def _content(self, index: int, marked: tuple[Span, ...], active: Span | None) -> Content:
        assert self.article is not None  # noqa: S101
        paragraph = self.article.paragraphs[index]
        text = paragraph.span.of(self.article.text)
        content = aligned(text, keep_lines=paragraph.kind is ParagraphKind.CODE)
        for span in marked:
            if span.overlaps(paragraph.span):
                start = max(0, span.start - paragraph.span.start)
                style = "bold reverse" if span == active else "underline"
                content = content.stylize(style, start, span.end - paragraph.span.start)
        return content
