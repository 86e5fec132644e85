"""Names of the panes for a narrow screen, where one of them is shown at a time."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

_NAMES = {"summary": "Summary", "notes": "Notes", "profile": "Profile"}


class PaneTabs(Static):
    DEFAULT_CSS = "PaneTabs { height: 1; background: $panel; padding: 0 1; display: none; }"

    class Chosen(Message):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}

    def show(self, counts: dict[str, int], active: str) -> None:
        self._counts = counts
        self.show_active(active)

    def show_active(self, active: str) -> None:
        content = Content("")
        for name, title in _NAMES.items():
            count = f" {self._counts[name]}" if name in self._counts else ""
            tab = Content(f" {title}{count} ").stylize(Style.from_meta({"pane": name}))
            content += (tab.stylize("bold reverse") if name == active else tab) + " "
        self.update(content + "  tab")

    def on_click(self, event: Click) -> None:
        if name := event.style.meta.get("pane"):
            self.post_message(self.Chosen(name))
