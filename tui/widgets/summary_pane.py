"""The summary as claims with their citations, as it comes and as it stays."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from summarizer.model import Analysis, Claim, Mode
from summarizer.render import wording
from summarizer.text.clean import one_line
from tui.run_state import Phase, RunState
from tui.text import plain
from tui.widgets.rows import Row, Rows


class SummaryPane(Rows):
    """Claims have the keys of their slots; free answers of other templates follow below."""

    DEFAULT_CSS = """
    SummaryPane > .draft { color: $quiet; }
    SummaryPane.-previous > .row { color: $quiet; }
    SummaryPane > .answer { border-left: blank; padding-left: 1; margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="summary")
        self._live = ""
        """Run whose claims are shown while it works."""
        self.claims: dict[str, Claim] = {}

    def compose(self) -> ComposeResult:
        yield Static("SUMMARY", classes="head")
        yield Static(classes="tail -empty")

    def head(self, beside: str) -> None:
        self.query_one(".head", Static).update(plain(f"SUMMARY  {beside}"))

    def tail(self, text: str) -> None:
        tail = self.query_one(".tail", Static)
        tail.update(plain(text))
        tail.set_class(not text, "-empty")

    async def show(self, analysis: Analysis, answers: list[tuple[str, str]]) -> None:
        """A finished analysis, and free answers as (template, text)."""
        claims = {f"claim {i}": claim for i, claim in enumerate(analysis.claims)}
        if analysis.gist:
            claims["gist"] = analysis.gist
        settled = self._live and list(claims.items()) == list(self.claims.items())
        self._live, self.claims = "", claims
        self.remove_class("-previous")
        if not settled:
            await self._replace(
                [Row(slot, claim_content(claim, own=analysis.model is None), "claim") for slot, claim in claims.items()]
            )
        await self.query(".answer").remove()
        parts = [Static(plain(f"{name.upper()}\n{text}"), classes="answer") for name, text in answers]
        if parts:
            await self.mount_all(parts, before=self.query_one(".tail"))
        made = analysis.model.id if analysis.model else "extract, no model"
        self.head(f"{analysis.template.name} · {made}")
        self.tail("\n".join(one_line(warning) for warning in analysis.warnings))

    async def follow(self, state: RunState) -> None:
        """A run under way: the previous result stays, dimmed, until the first words come."""
        if state.drafts or state.claims:
            if self._live != state.run_id:
                self._live = state.run_id
                self.remove_class("-previous")
                self.claims = {}
                await self._replace([])
            await self._draw(state)
        elif not state.phase.over:
            self.set_class(bool(self.rows()), "-previous")
        previous = "  previous result" if self.has_class("-previous") else ""
        self.head(f"{state.template} · {state.heading()}{previous}")
        if state.phase is Phase.FAILED:
            self.remove_class("-previous")
            self.head("")
            self.tail(state.sentence(state.ended))

    async def _draw(self, state: RunState) -> None:
        rows = {row.key: row for row in self.rows()}
        slots = sorted({*state.drafts, *state.claims}, key=_place)
        for i, slot in enumerate(slots):
            claim = state.claims.get(slot)
            own = state.model is None
            content = claim_content(claim, own=own) if claim else plain(f"▏ {state.drafts[slot]}▍")
            if slot in rows:
                if claim is None or self.claims.get(slot) is not claim:
                    rows[slot].update(content)
            else:
                after = rows[slots[i - 1]] if i else self.query_one(".head")
                rows[slot] = Row(slot, content)
                await self.mount(rows[slot], after=after)
            rows[slot].set_class(claim is None, "draft")
            if claim is not None:
                self.claims[slot] = claim
        for slot in rows.keys() - set(slots):
            await rows[slot].remove()

    async def _replace(self, rows: list[Row]) -> None:
        self.selected = None
        await self.query(Row).remove()
        await self.mount_all(rows, after=self.query_one(".head"))


def claim_content(claim: Claim, *, own: bool = False) -> Content:
    """A claim with its citations, each a place to click, and what a reader should know about it. ``own``: all
    claims are the article's own sentences, which need not be said of each."""
    label = f"{one_line(claim.label)}: " if claim.label else ""
    content = Content(f"• {label}{one_line(claim.text)}")
    for cite in claim.cites:
        content += Content(" ") + Content(f"[{cite + 1}]").stylize("$primary").stylize(Style.from_meta({"cite": cite}))
    marks = wording.marks(claim)[1 if own and claim.mode is Mode.EXTRACT else 0 :]
    return content + "".join(f"\n  {one_line(mark)}" for mark in marks)


def _place(slot: str) -> tuple[int, int]:
    kind, _, number = slot.rpartition(" ")
    return (0, int(number)) if kind == "claim" and number.isdigit() else (1, 0)
