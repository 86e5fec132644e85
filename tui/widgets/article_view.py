"""The article as it reads: one widget per paragraph, so that moving a mark redraws two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from textual.containers import VerticalScroll
from textual.events import Click
from textual.message import Message
from textual.selection import Selection
from textual.widgets import Static

from summarizer.model import Article, BiasNote, Span
from tui.marks import Layer, Mark, Rendered, by_paragraph, render_paragraph
from tui.text import plain

_AT_ONCE = 60
"""Paragraphs that are there with the first frame; the others follow."""


class Highlights(StrEnum):
    ALL = "all notes"
    SELECTED = "selected note only"
    NONE = "none"

    @property
    def next(self) -> Highlights:
        modes = list(Highlights)
        return modes[(modes.index(self) + 1) % len(modes)]


class Passage(Static):
    """A paragraph. What is copied from it has no tags."""

    def __init__(self, rendered: Rendered, kind: str) -> None:
        super().__init__(rendered.content, classes=kind)
        self.rendered = rendered

    def show(self, rendered: Rendered) -> None:
        moved = rendered.tags != self.rendered.tags
        self.rendered = rendered
        self.update(rendered.content, layout=moved)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        text = self.rendered.content.plain
        if "\n" in text:  # code: never has tags
            return selection.extract(text), "\n"
        start = selection.start.x if selection.start else 0
        end = selection.end.x if selection.end else len(text)
        return self.rendered.without_tags(start, end), "\n\n"


class ArticleView(VerticalScroll):
    """Scrolls the article. Marks come and go without moving what is being read; only ``go`` moves."""

    DEFAULT_CSS = """
    ArticleView { padding: 0 1; scrollbar-size-vertical: 1; }
    ArticleView > Passage { max-width: 84; margin-bottom: 1; padding: 0 1 0 1; border-left: blank; height: auto; }
    ArticleView > Passage.-cited { border-left: outer $accent; }
    ArticleView > .title, ArticleView > .heading { text-style: bold; }
    ArticleView > .facts { color: $quiet; }
    ArticleView > .quotation, ArticleView > .item { padding-left: 3; }
    ArticleView:focus { background-tint: $foreground 0%; }
    """

    class NoteClicked(Message):
        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__(id="article")
        self.article: Article | None = None
        self._passages: list[Passage] = []
        self._marks: list[tuple[Mark, ...]] = []
        self._notes: Sequence[tuple[str, BiasNote]] = ()
        self._active: tuple[Span, ...] = ()
        self._cited: tuple[Span, ...] = ()
        self._found: tuple[Span, ...] = ()
        self._left: float | None = None
        self.highlights = Highlights.ALL

    async def show(self, article: Article, facts: str) -> None:
        """``facts``: the line below the title."""
        self.article = article
        self._notes, self._active, self._cited, self._found, self._left = (), (), (), (), None
        await self.remove_children()
        self._marks = [()] * len(article.paragraphs)
        self._passages = [
            Passage(render_paragraph(article, i, ()), paragraph.kind.value)
            for i, paragraph in enumerate(article.paragraphs)
        ]
        rest = list(self._passages)
        head: list[Static] = []
        if article.headline is None:
            head.append(Passage(Rendered(plain(article.title)), "title"))
        elif rest and article.headline.overlaps(article.paragraphs[0].span):
            head.append(rest.pop(0))
        head.append(Passage(Rendered(plain(facts)), "facts"))
        self.scroll_home(animate=False)
        await self.mount_all([*head, *rest[:_AT_ONCE]])
        if rest[_AT_ONCE:]:
            self.call_after_refresh(self._mount_rest, rest[_AT_ONCE:])

    def _mount_rest(self, rest: list[Passage]) -> None:
        if rest and rest[0] in self._passages and self.is_attached:
            self.mount_all(rest[:_AT_ONCE])
            self.set_timer(0.03, lambda: self._mount_rest(rest[_AT_ONCE:]))

    # -- marks ---------------------------------------------------------------------------------

    def set_notes(self, notes: Sequence[tuple[str, BiasNote]]) -> None:
        """Notes with their tags, in the order in which they are numbered."""
        self._notes = notes
        self._draw()

    def note_at(self, index: int) -> BiasNote:
        """The note of a mark that was clicked."""
        return self._notes[index][1]

    def activate(self, spans: Iterable[Span]) -> None:
        """The passage in question, in reverse, and others that it rests on."""
        self._active = tuple(spans)
        self._draw()

    def cite(self, spans: Iterable[Span]) -> None:
        """The sentences on which the selected claim rests."""
        self._cited = tuple(spans)
        self._draw()

    def show_found(self, spans: Iterable[Span]) -> None:
        self._found = tuple(spans)
        self._draw()

    def cycle_highlights(self) -> Highlights:
        self.highlights = self.highlights.next
        self._draw()
        return self.highlights

    def go(self, span: Span) -> None:
        """Bring a passage to the middle; ``back`` returns to where the reader was."""
        if self.article is None:
            return
        if self._left is None:
            self._left = self.scroll_y
        for passage, paragraph in zip(self._passages, self.article.paragraphs, strict=True):
            if paragraph.span.overlaps(span):
                if not passage.is_attached:  # still to come: a long article
                    self.call_after_refresh(self.go, span)
                    return
                # A paragraph may be longer than the screen: aim at the passage's share of it.
                share = (span.start - paragraph.span.start) / max(1, len(paragraph.span))
                line = passage.virtual_region.y + int(share * passage.virtual_region.height)
                self.scroll_to(y=max(0, line - self.size.height // 2), animate=False)
                return

    def back(self) -> None:
        if self._left is not None:
            left, self._left = self._left, None
            self.scroll_to(y=left, animate=False)

    def _draw(self) -> None:
        """Redraw the paragraphs whose marks have changed; what stands on top of the view stays there."""
        if self.article is None:
            return
        top = next((p for p in self._passages if p.virtual_region.bottom > self.scroll_y), None)
        within = self.scroll_y - top.virtual_region.y if top and top.is_attached else 0
        moved = False
        for i, marks in enumerate(by_paragraph(self.article, self._all_marks())):
            if marks != self._marks[i]:
                self._marks[i] = marks
                passage = self._passages[i]
                rendered = render_paragraph(self.article, i, marks)
                moved |= rendered.tags != passage.rendered.tags
                passage.show(rendered)
                passage.set_class(any(m.layer is Layer.CITED for m in marks), "-cited")
        if moved and top is not None and self.scroll_y > 0:
            self.call_after_refresh(lambda: self.scroll_to(y=top.virtual_region.y + within, animate=False))

    def _all_marks(self) -> list[Mark]:
        marks = [Mark(span, Layer.CITED) for span in self._cited]
        if self.highlights is Highlights.ALL:
            marks += [
                Mark(note.span, Layer.NOTE, "" if note.whole_article else tag, i)
                for i, (tag, note) in enumerate(self._notes)
                if not note.whole_article
            ]
        if self.highlights is not Highlights.NONE:
            marks += [Mark(span, Layer.ACTIVE if i == 0 else Layer.CITED) for i, span in enumerate(self._active)]
        return [*marks, *(Mark(span, Layer.FOUND) for span in self._found)]

    def on_click(self, event: Click) -> None:
        note = event.style.meta.get("note")
        if note is not None:
            self.post_message(self.NoteClicked(note))
