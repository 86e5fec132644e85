"""The first and the last lines of a screen: where the reader is, and what is going on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tui.text import line, plain


class TitleBar(Horizontal):
    DEFAULT_CSS = """
    TitleBar { height: 1; background: $panel; padding: 0 1; }
    TitleBar > #where { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TitleBar > #with { width: auto; max-width: 45%; margin-left: 2; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._where, self._with = Static(id="where"), Static(id="with")

    def compose(self) -> ComposeResult:
        yield self._where
        yield self._with

    def show(self, where: str, beside: str = "") -> None:
        """Before it is mounted too: a screen may be told what it shows first."""
        self._where.update(line(where))
        self._with.update(line(beside))


class RunBar(Static):
    """One sentence about the run under way, or the last thing that happened."""

    DEFAULT_CSS = """
    RunBar { height: auto; max-height: 3; background: $surface; padding: 0 1; min-height: 1; }
    RunBar.-failed { color: $error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__(id="runbar")
        self.said = ""

    def say(self, text: str, *, failed: bool = False) -> None:
        if text != self.said:
            self.said = text
            self.update(plain(text))
            self.set_class(failed, "-failed")
