"""Bias notes: a line each, unfolded where it is selected. Words, not colours, say what kind and how sure."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from summarizer.bias.fuse import shown
from summarizer.model import Analysis, BiasNote, Category, Evidence
from summarizer.render import wording
from summarizer.text.clean import one_line
from tui.taxonomy import KINDS, tags
from tui.text import plain
from tui.widgets.rows import Row, Rows

Dismissed = Collection[tuple[Category, str]]


class NotesPane(Rows):
    """Notes in article order, as ``n`` and ``p`` walk the text. The key of a row is its index."""

    DEFAULT_CSS = """
    NotesPane > .row { margin-bottom: 0; }
    NotesPane > .row.-selected { margin-bottom: 1; }
    NotesPane > .row.-dismissed { color: $quiet; text-style: strike; }
    NotesPane > .tail { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="notes")
        self.notes: list[BiasNote] = []
        self.everything = False
        """Tentative notes, and those above the limit, too."""
        self._analysis: Analysis | None = None
        self._dismissed: Dismissed = frozenset()

    def compose(self) -> ComposeResult:
        yield Static("BIAS NOTES", classes="head")
        yield Static(classes="tail -empty")

    @property
    def current(self) -> BiasNote | None:
        return self.notes[int(self.selected)] if self.selected is not None else None

    @property
    def standing(self) -> list[tuple[str, BiasNote]]:
        """Tag and note of all that are shown, in order."""
        return list(zip(tags(self.notes), self.notes, strict=True))

    def is_dismissed(self, note: BiasNote) -> bool:
        return (note.category, note.quote) in self._dismissed

    def wait(self) -> None:
        """A run has begun: its notes come after its summary."""
        if not self.notes:
            self._head("after the summary")

    async def show(self, analysis: Analysis, dismissed: Dismissed) -> None:
        same = self._analysis is not None and self._analysis.notes == analysis.notes and self._dismissed == dismissed
        self._analysis, self._dismissed = analysis, dismissed
        if same:  # the selected note stays selected
            self._head(_beside(analysis, len(self.notes)))
        else:
            await self._draw()

    async def show_all(self, everything: bool) -> None:
        self.everything = everything
        await self._draw()

    async def set_dismissed(self, dismissed: Dismissed) -> None:
        kept = self.selected
        self._dismissed = dismissed
        await self._draw()
        if kept is not None and int(kept) < len(self.notes):
            self.select(kept)

    async def _draw(self) -> None:
        analysis = self._analysis
        if analysis is None:
            return
        every = analysis.notes or ()
        notes = every if self.everything else shown(every)
        self.notes = sorted(notes, key=lambda n: (n.span, n.category))
        self.selected = None
        await self.query(Row).remove()
        rows = [
            Row(str(i), self._folded(tag, note), "-dismissed" if self.is_dismissed(note) else "")
            for i, (tag, note) in enumerate(self.standing)
        ]
        await self.mount_all(rows, after=self.query_one(".head"))
        self._head(_beside(analysis, len(notes)))
        self._tail(analysis)

    def _head(self, beside: str) -> None:
        self.query_one(".head", Static).update(plain(f"BIAS NOTES  {beside}"))

    def _tail(self, analysis: Analysis) -> None:
        if analysis.notes is None:
            text = "Notes were not asked for."
            text = next((w for w in analysis.warnings if w.startswith("Bias notes")), text)
        elif self.notes:
            text = wording.NOTICE
        else:
            text = wording.notes_remark(analysis)
        tail = self.query_one(".tail", Static)
        tail.update(plain(text))
        tail.remove_class("-empty")

    def unfold(self, row: Row) -> None:
        for other in self.rows():
            i = int(other.key)
            tag, note = self.standing[i]
            other.update(self._unfolded(tag, note) if other is row else self._folded(tag, note))

    def _folded(self, tag: str, note: BiasNote) -> Content:
        quote = one_line(note.quote)
        short = quote if len(quote) <= 44 else quote[:43].rstrip() + "…"
        ending = "  dismissed" if self.is_dismissed(note) else ""
        return Content(tag).stylize("bold $accent") + f" “{short}”  {place(note)}{ending}"

    def _unfolded(self, tag: str, note: BiasNote) -> Content:
        kind = KINDS[note.category]
        said = "in a quotation: another person's words" if note.voice.value == "quoted" else ""
        lines = [f"{kind.name} · {note.tier.value}{f' · {said}' if said else ''}", one_line(note.text)]
        if note.alternative and note.alternative not in note.text:
            lines.append(f"Plainer: “{one_line(note.alternative)}”")
        lines.append("Why: " + ", ".join(evidence_words(e) for e in note.evidence))
        return self._folded(tag, note) + Content("".join(f"\n  {line}" for line in lines))


def place(note: BiasNote) -> str:
    """Where a note stands, in a word."""
    if note.whole_article:
        return "article"
    return "headline" if note.sentence is None else f"s.{note.sentence + 1}"


def evidence_words(evidence: Evidence) -> str:
    """One reason for a note, such as "word list loaded verbs (+1.9)"."""
    kinds = {"lexicon": "word list", "pattern": "pattern", "count": "count", "model": "model's answer"}
    return f"{kinds.get(evidence.kind, evidence.kind)} {evidence.rule.replace('_', ' ')} ({evidence.weight:+.1f})"


def _beside(analysis: Analysis, count: int) -> str:
    if analysis.notes is None:
        return ""
    folded = len(analysis.notes) - count
    more = f" · {folded} folded: A" if folded else ""
    return f"{count} shown{more}"
