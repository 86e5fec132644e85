"""The articles of the library, a line each. Only the lines on the screen are drawn, so that thousands cost nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from summarizer.store.values import ArticleRow
from summarizer.text.clean import one_line
from tui.bindings import bindings
from tui.widths import fit

_WIDE, _MIDDLE = 110, 90
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    width: int
    right: bool = False


class ArticleList(ScrollView, can_focus=True):
    """``●`` unread, ``x`` selected, ``▸`` the cursor's line."""

    DEFAULT_CSS = """
    ArticleList { height: 1fr; padding: 0; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }
    """
    COMPONENT_CLASSES = {"article-list--cursor", "article-list--head", "article-list--unread"}  # noqa: RUF012
    DEFAULT_CSS += """
    ArticleList > .article-list--cursor { text-style: reverse; }
    ArticleList > .article-list--head { text-style: bold; color: $primary; }
    ArticleList > .article-list--unread { text-style: bold; }
    """
    BINDINGS = bindings("articles")

    class Opened(Message):
        def __init__(self, row: ArticleRow) -> None:
            super().__init__()
            self.row = row

    class Moved(Message):
        """The cursor stands on another line, or the lines are others."""

    def __init__(self) -> None:
        super().__init__(id="articles")
        self.rows: Sequence[ArticleRow] = ()
        self.cursor = 0
        self.selected: set[str] = set()

    @property
    def current(self) -> ArticleRow | None:
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def take(self) -> list[ArticleRow]:
        """The selected rows, or the one of the cursor; nothing is selected afterwards."""
        rows = [row for row in self.rows if row.id in self.selected]
        self.selected.clear()
        self.refresh()
        return rows or ([self.current] if self.current else [])

    def show(self, rows: Sequence[ArticleRow]) -> None:
        """Other rows; the cursor stays on its article where it can."""
        before = self.current
        self.rows = rows
        at = next((i for i, row in enumerate(rows) if before is not None and row.id == before.id), None)
        self.cursor = min(self.cursor, max(0, len(rows) - 1)) if at is None else at
        self.selected &= {row.id for row in rows}
        self.virtual_size = Size(1, len(rows) + 1)
        self._reveal()

    def place(self, article_id: str) -> None:
        """Put the cursor on an article, if it is in the list."""
        for i, row in enumerate(self.rows):
            if row.id == article_id:
                self.cursor = i
                self._reveal()

    def toggle(self) -> None:
        if self.current is not None:
            self.selected ^= {self.current.id}
            self.action_cursor(1)

    def action_cursor(self, step: int) -> None:
        self.cursor = max(0, min(self.cursor + step, len(self.rows) - 1))
        self._reveal()

    def action_page(self, step: int) -> None:
        self.action_cursor(step * max(1, self.size.height - 2))

    def action_end(self, step: int) -> None:
        self.action_cursor(step * len(self.rows))

    def action_open(self) -> None:
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def on_click(self, event: Click) -> None:
        line = event.y + self.scroll_offset.y - 1
        if 0 <= line < len(self.rows) and event.y > 0:
            again = line == self.cursor
            self.cursor = line
            self._reveal()
            if again:
                self.action_open()

    def _reveal(self) -> None:
        # The head line stays on top: a row is hidden behind it when it is the first of the window.
        self.scroll_to_region(
            Region(0, self.cursor, 1, 2 if self.cursor + 1 < len(self.rows) + 1 else 1), animate=False, force=True
        )
        self.refresh()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        columns = _columns(width)
        base = self.rich_style
        if y == 0:
            cells = [fit(c.name, c.width, right=c.right) for c in columns]
            return _strip(["   ", *cells], base + self.get_component_rich_style("article-list--head"), width)
        number = self.scroll_offset.y + y - 1
        if number >= len(self.rows):
            return Strip.blank(width, base)
        row = self.rows[number]
        style = base
        if row.unread:
            style += self.get_component_rich_style("article-list--unread")
        if number == self.cursor:
            style += self.get_component_rich_style("article-list--cursor")
        mark = (
            f"{'x' if row.id in self.selected else '●' if row.unread else ' '}{'▸' if number == self.cursor else ' '} "
        )
        cells = [fit(text, c.width, right=c.right) for c, text in zip(columns, _texts(row, columns), strict=True)]
        return _strip([mark, *cells], style, width)


def _strip(cells: list[str], style: RichStyle, width: int) -> Strip:
    text = cells[0] + " ".join(cells[1:])
    return Strip([Segment(text, style)]).adjust_cell_length(width, style)


def _columns(width: int) -> list[Column]:
    others = [Column("Added", 7), Column("Summary", 16), Column("Notes", 5, True)]
    if width >= _MIDDLE:
        others.insert(1, Column("Words", 6, True))
    if width >= _WIDE:
        others.insert(0, Column("Source", 22))
    rest = width - 3 - sum(c.width + 1 for c in others)
    return [Column("Title", max(10, rest)), *others]


def _texts(row: ArticleRow, columns: list[Column]) -> list[str]:
    texts = {
        "Title": one_line(row.title),
        "Source": one_line(row.site or row.source.replace("\\", "/").rpartition("/")[2]),
        "Added": when(row.added, time.time()),
        "Words": f"{row.words:,}",
        "Summary": ", ".join(row.templates) or "–",
        "Notes": "–" if row.notes is None else str(row.notes),
    }
    return [texts[column.name] for column in columns]


def when(then: float, now: float) -> str:
    """A day in few letters: "today", "Mon", "14 Nov", "2019"."""
    day, today = time.localtime(then), time.localtime(now)
    if day[:3] == today[:3]:
        return "today"
    if 0 <= now - then < 6 * _DAY:
        return time.strftime("%a", day)
    return time.strftime("%d %b" if day[0] == today[0] else "%Y", day)
