"""Who is heard and how the article is sourced: figures with their denominators, never a verdict."""

from __future__ import annotations

import asyncio

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from summarizer.cli.render import wording
from summarizer.model import Analysis, Article
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
        self._article: Article | None = None

    def compose(self) -> ComposeResult:
        yield Static("PROFILE", classes="head")
        yield Static(id="figures")
        yield Static(id="quoted")
        yield Static(id="made")

    def show(self, analysis: Analysis) -> None:
        lines = [f"{m.name}: {m.count:,} of {m.of:,}" for m in analysis.profile]
        if not lines:
            lines = ["The article is too short for figures, or notes were not asked for."]
        self.query_one("#figures", Static).update(plain("\n".join(lines)))
        self.query_one("#made", Static).update(plain(wording.provenance(analysis)))
        if self._article != analysis.article:
            self._article = analysis.article
            self._find_speakers(analysis.article)

    @work(exclusive=True)
    async def _find_speakers(self, article: Article) -> None:
        """Beside the screen: a long article takes a while."""
        from summarizer.compare.voices import speakers  # noqa: PLC0415  (word lists: not before the first frame)

        lines = [
            f"{one_line(s.name) if s.name else 'speaker not clear'}: {len(s.quotations)}"
            for s in await asyncio.to_thread(speakers, [article])
            if s.quotations
        ]
        text = "\n".join(["Quotations by speaker", *(f"  {line}" for line in lines)]) if lines else "Nobody is quoted."
        self.query_one("#quoted", Static).update(plain(text))
