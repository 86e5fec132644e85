"""Who is heard and how the article is sourced: figures with their denominators, never a verdict."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from summarizer.cli.render import wording
from summarizer.model import Analysis
from tui.text import plain


class ProfilePane(VerticalScroll, can_focus=True):
    DEFAULT_CSS = """
    ProfilePane { padding: 0 1; height: auto; scrollbar-size-vertical: 1; }
    ProfilePane > Static { height: auto; }
    ProfilePane > .head { text-style: bold; color: $primary; margin: 1 0; }
    ProfilePane:focus > .head { text-style: bold reverse; }
    """

    def __init__(self) -> None:
        super().__init__(id="profile")

    def compose(self) -> ComposeResult:
        yield Static("PROFILE", classes="head")
        yield Static(id="figures")

    def show(self, analysis: Analysis) -> None:
        lines = [f"{m.name}: {m.count:,} of {m.of:,}" for m in analysis.profile]
        if not lines:
            lines = ["The article is too short for figures, or notes were not asked for."]
        lines += ["", wording.provenance(analysis)]
        self.query_one("#figures", Static).update(plain("\n".join(lines)))
