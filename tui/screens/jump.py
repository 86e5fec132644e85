"""Jump mode: a letter on every part of the screen that can be gone to; pressing it goes there."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

LETTERS = "asdfghjkl"


class JumpScreen(ModalScreen[Widget]):
    """Answers the widget, or None."""

    DEFAULT_CSS = """
    JumpScreen { background: transparent; }
    JumpScreen Static { position: absolute; width: 3; height: 1; background: $accent; color: $background; text-style: bold; }
    """
    BINDINGS: ClassVar = [Binding("escape,ctrl+o", "leave", "Back")]

    def __init__(self, over: Screen[None]) -> None:
        super().__init__()
        shown = [widget for widget in over.focus_chain if widget.region.area]
        self._targets = dict(zip(LETTERS, shown, strict=False))

    def compose(self) -> ComposeResult:
        for letter, widget in self._targets.items():
            label = Static(f" {letter} ", markup=False)
            label.absolute_offset = Offset(widget.region.x + 1, widget.region.y)
            yield label

    def on_key(self, event: Key) -> None:
        if event.key in self._targets:
            event.stop()
            self.dismiss(self._targets[event.key])

    def action_leave(self) -> None:
        self.dismiss(None)
