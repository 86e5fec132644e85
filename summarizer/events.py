"""What a run says while it works.

The only legal order, to which a property test holds every run:
``RunStarted → ModelLoading* → ModelReady? → (StageStarted → (ModelLoading | PromptProgress | TextDelta |
ClaimReady | NoteReady | NoteDropped)* → StageFinished)* → Finished | Cancelled | Failed``
(``ModelReady`` is missing when no model takes part; a model that remembers its answers is loaded in
the stage that first needs it; a run that ends early may leave a stage open).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summarizer.errors import NutgrafError
from summarizer.model import Analysis, Article, BiasNote, Claim, Dropped, TemplateRef


class Stage(StrEnum):
    SUMMARY = "summary"
    NOTES = "notes"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class RunStarted:
    article: Article
    template: TemplateRef


@dataclass(frozen=True, slots=True)
class ModelLoading:
    fraction: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class ModelReady:
    name: str


@dataclass(frozen=True, slots=True)
class StageStarted:
    stage: Stage


@dataclass(frozen=True, slots=True)
class PromptProgress:
    """Tokens of the current prompt batch that the model has read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of text as it is written. Unchecked: show it as a draft."""

    slot: str
    """Where it will stand: "claim 0", "claim 1", ..., "gist" or "custom"."""
    text: str


@dataclass(frozen=True, slots=True)
class ClaimReady:
    """A checked claim; replaces whatever was streamed for its slot. Claims may come in any order."""

    slot: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class NoteReady:
    note: BiasNote


@dataclass(frozen=True, slots=True)
class NoteDropped:
    dropped: Dropped


@dataclass(frozen=True, slots=True)
class StageFinished:
    stage: Stage


@dataclass(frozen=True, slots=True)
class Finished:
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Stopped on request, with what was already checked."""

    claims: tuple[Claim, ...]
    notes: tuple[BiasNote, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    error: NutgrafError


Body = (
    RunStarted
    | ModelLoading
    | ModelReady
    | StageStarted
    | PromptProgress
    | TextDelta
    | ClaimReady
    | NoteReady
    | NoteDropped
    | StageFinished
    | Finished
    | Cancelled
    | Failed
)


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a run: consumers match on ``body``."""

    run_id: str
    seq: int
    """0, 1, 2, ... without gaps within a run."""
    body: Body
