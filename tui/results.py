"""The pane beside the article: summary, notes and what a run is doing, as words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from summarizer.bias.fuse import shown
from summarizer.model import Analysis, BiasNote, Claim, Mode
from tui.text import plain

NOTICE = "Automatic notes on wording and sourcing. They can be wrong. Judge by the quoted words."


class Results(VerticalScroll):
    """Claims and notes as they become ready. Selecting one posts ``Chosen`` with its index."""

    DEFAULT_CSS = """
    Results { padding: 0 1; border-left: solid $foreground-muted; }
    Results Static { margin-bottom: 1; }
    Results .empty { display: none; }
    Results .head { text-style: bold; margin-bottom: 0; }
    Results OptionList { height: auto; border: none; background: transparent; margin-bottom: 1; padding: 0; }
    """

    class ClaimChosen(Message):
        def __init__(self, claim: Claim) -> None:
            super().__init__()
            self.claim = claim

    class NoteChosen(Message):
        def __init__(self, note: BiasNote) -> None:
            super().__init__()
            self.note = note

    def __init__(self) -> None:
        super().__init__(id="results")
        self.claims: dict[str, Claim] = {}
        self.notes: list[BiasNote] = []

    def compose(self) -> ComposeResult:
        yield Static("SUMMARY", classes="head")
        yield Static(id="gist", classes="empty")
        yield OptionList(id="claims", markup=False)
        yield Static(id="draft", classes="empty")
        yield Static("BIAS NOTES", classes="head")
        yield OptionList(id="notes", markup=False)
        yield Static(id="message", classes="empty")

    def clear(self) -> None:
        self.claims.clear()
        self.notes.clear()
        for name in ("#gist", "#draft", "#message"):
            self._show(name, "")
        for name in ("#claims", "#notes"):
            self.query_one(name, OptionList).clear_options()

    def draft(self, text: str) -> None:
        """Text that is being written and has not been checked."""
        self._show("#draft", text)

    def _show(self, name: str, text: str) -> Static:
        """A line of text, which takes no room when it is empty."""
        line = self.query_one(name, Static)
        line.update(plain(text))
        line.set_class(not text, "empty")
        return line

    def add_claim(self, slot: str, claim: Claim) -> None:
        self.draft("")
        if slot == "gist":
            self._show("#gist", claim.text)
            return
        self.claims[slot] = claim
        rows = self.query_one("#claims", OptionList)
        rows.clear_options()
        rows.add_options([Option(plain(_claim_line(c)), id=s) for s, c in sorted(self.claims.items(), key=_number)])

    def _add_note(self, note: BiasNote) -> None:
        self.notes.append(note)
        line = f"{note.category.value.replace('_', ' ')} · {note.tier.value}\n“{note.quote}”"
        self.query_one("#notes", OptionList).add_option(Option(plain(line), id=f"n{len(self.notes) - 1}"))

    def finish(self, analysis: Analysis) -> None:
        self.draft("")
        for note in sorted(shown(analysis.notes or ()), key=lambda n: n.span):
            self._add_note(note)
        if analysis.notes is None:
            message = "\n".join(analysis.warnings)
        elif self.notes:
            message = NOTICE
        else:
            message = (
                "No wording or sourcing pattern passed our thresholds in this article "
                f"({len(analysis.article.sentences)} sentences checked, {analysis.checks} checks). "
                "That does not mean the article is complete or correct."
            )
        self._show("#message", message)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if not event.option_list.has_focus or event.option_id is None:
            return
        if event.option_list.id == "claims":
            self.post_message(self.ClaimChosen(self.claims[event.option_id]))
        else:
            self.explain(int(event.option_id[1:]))

    def explain(self, index: int) -> None:
        """Unfold a note and ask for its place in the article."""
        note = self.notes[index]
        plainer = f"\nPlainer: “{note.alternative}”" if note.alternative else ""
        line = self._show("#message", note.text + plainer)
        self.call_after_refresh(self.scroll_to_widget, line, animate=False)
        self.post_message(self.NoteChosen(note))


def _claim_line(claim: Claim) -> str:
    label = f"{claim.label}: " if claim.label else ""
    cites = "".join(f" [{i + 1}]" for i in claim.cites)
    quoted = "\n  quoted from the article" if claim.mode is Mode.EXTRACT else ""
    doubts = "".join(f"\n  doubt: {d}" for d in claim.doubts)
    return f"• {label}{claim.text}{cites}{quoted}{doubts}"


def _number(item: tuple[str, Claim]) -> int:
    """The place of "claim 3" among the claims."""
    return int(item[0].rpartition(" ")[2])
