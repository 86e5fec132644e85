"""A list of short texts of any height, of which one may be selected. Selecting unfolds; ``enter`` goes there."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tui.bindings import bindings


class Row(Static):
    """One entry. ``key`` tells the owner which."""

    def __init__(self, key: str, content: Content, classes: str = "") -> None:
        super().__init__(content, classes=f"row {classes}")
        self.key = key

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(Rows.Clicked(self, event.style.meta.get("cite")))


class Rows(VerticalScroll, can_focus=True):
    """The base of the panes beside an article."""

    DEFAULT_CSS = """
    Rows { padding: 0 1; scrollbar-size-vertical: 1; height: auto; }
    Rows > Static { height: auto; }
    Rows > .head { text-style: bold; color: $primary; margin-bottom: 1; }
    Rows:focus > .head { text-style: bold reverse; }
    Rows > .row { border-left: blank; padding-left: 1; margin-bottom: 1; }
    Rows > .row.-selected { border-left: outer $accent; background: $surface; }
    Rows > .tail { color: $quiet; margin-bottom: 1; }
    Rows > .-empty { display: none; }
    """
    BINDINGS = bindings("list")

    class Clicked(Message):
        def __init__(self, row: Row, cite: int | None) -> None:
            super().__init__()
            self.row = row
            self.cite = cite

    class Selected(Message):
        """``cite``: the sentence of a citation that was clicked."""

        def __init__(self, rows: Rows, key: str, *, go: bool, cite: int | None = None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key
            self.go = go
            self.cite = cite

    selected: str | None = None

    def rows(self) -> list[Row]:
        return [child for child in self.children if isinstance(child, Row)]

    def select(self, key: str | None, *, go: bool = False, cite: int | None = None) -> None:
        """Mark a row and say so. It is brought into view within this pane only."""
        self.selected = key
        for row in self.rows():
            row.set_class(row.key == key, "-selected")
            if row.key == key:
                self.unfold(row)
                self.call_after_refresh(row.scroll_visible, animate=False)  # with all that it says now
                self.post_message(self.Selected(self, row.key, go=go, cite=cite))

    def unfold(self, row: Row) -> None:
        """A pane whose rows have more to say when they are selected."""

    def action_move(self, step: int) -> None:
        keys = [row.key for row in self.rows()]
        if keys:
            at = keys.index(self.selected) + step if self.selected in keys else (0 if step > 0 else -1)
            self.select(keys[max(0, min(at, len(keys) - 1)) if self.selected in keys else at])

    def action_go(self) -> None:
        if self.selected is not None:
            self.select(self.selected, go=True)

    def on_rows_clicked(self, message: Clicked) -> None:
        message.stop()
        self.focus()
        self.select(message.row.key, go=True, cite=message.cite)
