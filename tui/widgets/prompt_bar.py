"""A line at the bottom for a word to find or a number to go to."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, Static

from tui.text import plain


class PromptBar(Horizontal):
    """Hidden until ``open``. Every change is told, and ``enter`` and the arrows as steps."""

    DEFAULT_CSS = """
    PromptBar { height: 1; display: none; background: $panel; padding: 0 1; }
    PromptBar.-open { display: block; }
    PromptBar > Input { width: 1fr; border: none; height: 1; padding: 0; background: $panel; }
    PromptBar > #asked, PromptBar > #count { width: auto; }
    """

    class Changed(Message):
        def __init__(self, purpose: str, value: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.value = value

    class Stepped(Changed):
        """``step`` is 1 for ``enter`` and down, -1 for up."""

        def __init__(self, purpose: str, value: str, step: int) -> None:
            super().__init__(purpose, value)
            self.step = step

    purpose = ""

    def compose(self) -> ComposeResult:
        yield Static(id="asked")
        yield Input(id="prompt", compact=True)
        yield Static(id="count")

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    @property
    def value(self) -> str:
        return self.query_one(Input).value

    def open(self, purpose: str, label: str, value: str = "") -> None:
        self.purpose = purpose
        self.query_one("#asked", Static).update(plain(f"{label} "))
        self.query_one("#count", Static).update("")
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = value
        self.add_class("-open")
        field.focus()

    def beside(self, text: str) -> None:
        self.query_one("#count", Static).update(plain(text))

    def close(self) -> None:
        self.remove_class("-open")
        self.purpose = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Stepped(self.purpose, event.value, 1))

    def on_key(self, event: Key) -> None:
        if event.key in {"up", "down"}:
            event.stop()
            self.post_message(self.Stepped(self.purpose, self.value, 1 if event.key == "down" else -1))
