"""A run as the screen tells it: events in, one sentence out. Pure; the time is handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from summarizer.bias.fuse import shown
from summarizer.errors import NutgrafError, WorkerDied
from summarizer.events import (
    Body,
    Cancelled,
    ClaimReady,
    Failed,
    Finished,
    ModelLoading,
    NoteReady,
    PromptProgress,
    RunStarted,
    Stage,
    StageStarted,
    TextDelta,
)
from summarizer.model import Analysis, BiasNote, Claim

_SPEED_AFTER = 2.0
"""Seconds before a speed or a time left is told."""
_BAR = 20


class Phase(StrEnum):
    QUEUED = "queued"
    LOADING = "loading"
    READING = "reading"
    WRITING = "writing"
    CHECKING = "checking"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        return self in {Phase.DONE, Phase.STOPPED, Phase.FAILED}


@dataclass(slots=True)
class RunState:
    run_id: str
    article: str
    """``Article.id``."""
    title: str
    template: str
    model: str | None
    asked: float
    """When it was asked for, in seconds of any clock."""
    identity: str = ""
    """Of the request."""
    phase: Phase = Phase.QUEUED
    stage: Stage | None = None
    loaded: float = 0.0
    tokens: tuple[int, int] = (0, 0)
    """Read and in all, of the prompt under way."""
    drafts: dict[str, str] = field(default_factory=dict)
    """Slot -> unchecked text, for slots whose claim is not ready."""
    claims: dict[str, Claim] = field(default_factory=dict)
    notes: list[BiasNote] = field(default_factory=list)
    words: int = 0
    """Written so far."""
    begun: float = 0.0
    """Of the work, the waiting left out."""
    since: float = 0.0
    """Of the present phase."""
    ended: float = 0.0
    analysis: Analysis | None = None
    error: NutgrafError | None = None
    problem: NutgrafError | None = None
    """Why the finished analysis is not in the library."""

    def advance(self, body: Body, now: float) -> None:
        match body:
            case RunStarted():
                self.begun = now
                self._enter(Phase.LOADING if self.model else Phase.CHECKING, now)
            case ModelLoading(fraction):
                self.loaded = fraction
                self._enter(Phase.LOADING, now)
            case StageStarted(stage):
                self.stage = stage
                self._enter(Phase.CHECKING if stage is Stage.NOTES else Phase.READING, now)
            case PromptProgress(done, total):
                self.tokens = (done, total)
                if self.stage is not Stage.NOTES and self.phase is not Phase.WRITING:
                    self._enter(Phase.READING, now)
            case TextDelta(slot, text):
                self.drafts[slot] = self.drafts.get(slot, "") + text
                self.words += len(text.split())
                self._enter(Phase.WRITING, now)
            case ClaimReady(slot, claim):
                self.drafts.pop(slot, None)
                self.claims[slot] = claim
            case NoteReady(note):
                self.notes.append(note)
            case Finished(analysis):
                self.analysis = analysis
                self._end(Phase.DONE, now)
            case Cancelled():
                self._end(Phase.STOPPED, now)
            case Failed(error):
                self.error = error
                self._end(Phase.FAILED, now)

    def stopping(self, now: float) -> None:
        if not self.phase.over:
            self._enter(Phase.STOPPING, now)

    def _enter(self, phase: Phase, now: float) -> None:
        if self.phase is not phase and self.phase is not Phase.STOPPING:
            self.phase, self.since = phase, now

    def _end(self, phase: Phase, now: float) -> None:
        self.drafts.clear()
        self.phase, self.since, self.ended = phase, now, now

    def heading(self) -> str:
        """What stands beside the heading of the summary while it works."""
        match self.phase:
            case Phase.QUEUED | Phase.LOADING | Phase.READING | Phase.STOPPING:
                return f"{self.phase.value}…"
            case Phase.WRITING:
                return f"writing, {len(self.claims)} checked" if self.claims else "writing…"
            case Phase.CHECKING:
                return "looking at wording…"
            case Phase.STOPPED:
                return "stopped early"
            case _:
                return ""

    def sentence(self, now: float, ahead: int = 0, *, wide: bool = True) -> str:
        """The run in one line, which fits 80 columns unless ``wide``. ``ahead``: runs that come before it."""
        working = round(now - self.begun)
        match self.phase:
            case Phase.QUEUED:
                return f"Waiting: {ahead} before this" if ahead else "Waiting"
            case Phase.LOADING:
                patience = " (the first time takes longer)" if wide else ""
                return f"Loading {self.model} {self.loaded:.0%} · {working} s{patience}"
            case Phase.READING:
                return f"Reading{self._read(now, wide)} · {working} s"
            case Phase.WRITING:
                spent = now - self.since
                speed = f" · {self.words / spent:.0f} words/s" if spent > _SPEED_AFTER and self.words else ""
                what = "answer" if self.stage is Stage.CUSTOM else "summary"
                return f"Writing the {what}{speed} · {working} s"
            case Phase.CHECKING:
                return f"Looking at wording{self._read(now, wide) if self.model else ''} · {working} s"
            case Phase.STOPPING:
                return "Stopping…"
            case Phase.DONE:
                return f"{self._done()}{f'. NOT KEPT: {self.problem} e exports it.' if self.problem else ''}"
            case Phase.STOPPED:
                return "Stopped. What was checked stays; s summarizes again."
            case Phase.FAILED:
                return f"Failed: {self._failure()}"

    def _read(self, now: float, wide: bool) -> str:
        done, total = self.tokens
        if done >= total:  # nothing is being read
            return ""
        share = done / total
        bar = "█" * round(_BAR * share) + "░" * (_BAR - round(_BAR * share))
        spent = now - self.since
        left = f" · {spent * (1 - share) / share:.0f} s of reading left" if spent > _SPEED_AFTER and share > 0.1 else ""
        return f" {share:.0%}{f' {bar} {done:,} of {total:,} tokens' if wide else ''}{left}"

    def _done(self) -> str:
        analysis = self.analysis
        if analysis is None:
            return "Done"
        made = "answer" if analysis.custom else _count(len(analysis.claims), "sentence")
        notes = "" if analysis.notes is None else f", {_count(len(shown(analysis.notes)), 'note')}"
        lost = sum(d.what == "claim" for d in analysis.dropped)
        dropped = f", {_count(lost, 'rewrite')} dropped by the checks" if lost else ""
        return f"Done in {self.ended - self.begun:.0f} s: {made}{notes}{dropped}"

    def _failure(self) -> str:
        if isinstance(self.error, WorkerDied):
            return "the engine stopped unexpectedly. Your articles are safe; s starts a fresh one."
        return str(self.error)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
