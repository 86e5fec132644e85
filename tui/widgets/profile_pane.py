"""Who is heard and how the article is sourced: figures with their denominators, never a verdict."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from summarizer.model import Analysis, Measure
from summarizer.render import wording
from summarizer.text.clean import one_line
from tui.text import plain


class ProfilePane(VerticalScroll, can_focus=True):
    DEFAULT_CSS = """
    ProfilePane { padding: 0 1; height: auto; scrollbar-size-vertical: 1; }
    ProfilePane > Static { height: auto; margin-bottom: 1; }
    ProfilePane > .head { text-style: bold; color: $primary; margin: 1 0; }
    ProfilePane:focus > .head { text-style: bold reverse; }
    """

    def __init__(self) -> None:
        super().__init__(id="profile")

    def compose(self) -> ComposeResult:
        yield Static("PROFILE", classes="head")
        yield Static(id="figures")

    def show(self, analysis: Analysis) -> None:
        lines = [measure_line(measure) for measure in analysis.profile]
        if not lines:
            lines = ["The article is too short for figures, or notes were not asked for."]
        lines += ["", wording.provenance(analysis)]
        self.query_one("#figures", Static).update(plain("\n".join(lines)))


def measure_line(measure: Measure) -> str:
    """A figure with its denominator and, where it is known, its place among news reports."""
    place = f" (more than {measure.percentile} of 100 news reports)" if measure.percentile else ""
    return f"{one_line(measure.name)}: {measure.count:,} of {measure.of:,}{place}"
