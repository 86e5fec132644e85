"""Pasting the text of an article."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea


class PasteScreen(ModalScreen[str]):
    """The text, or None."""

    DEFAULT_CSS = """
    PasteScreen { align: center middle; }
    PasteScreen > Vertical { width: 90%; max-width: 100; height: 80%; background: $panel; padding: 1 2; }
    PasteScreen Static { height: auto; }
    PasteScreen TextArea { height: 1fr; margin: 1 0; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("escape", "cancel", "Cancel", priority=True),
    ]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Paste the article. The first short line is taken as its headline.", markup=False)
            yield TextArea(soft_wrap=True)
            yield Static("ctrl+s  keep and read      esc  back", markup=False)

    @property
    def at_stake(self) -> str:
        """What would be lost now."""
        return "The pasted text is not kept." if self.query_one(TextArea).text.strip() else ""

    def action_keep(self) -> None:
        self.dismiss(self.query_one(TextArea).text)

    def action_cancel(self) -> None:
        self.dismiss(None)
