"""What a detector hands over: exact words, the evidence for a remark, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.model import Category, Evidence, Span

WEIGHTS = {
    "loaded_adverbs": 2.0,
    "loaded_verbs": 1.9,
    "doubt_markers": 1.7,
    "loaded_adjectives": 1.6,
    "emotion_nouns": 1.1,
    "boosters": 1.0,
    "intensifiers": 0.8,
    "doubt_verbs": 0.6,
    "absolutes": 0.3,
}
"""Log-odds of the cue classes that support each other within a sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal for a note; ``fuse`` decides what becomes of it."""

    category: Category
    span: Span
    sentence: int | None
    """Index of the sentence; None for the headline and for the whole article."""
    evidence: tuple[Evidence, ...]
    reason: str
    """What the words do, for people: one sentence without a name or number of its own."""
    alternative: str | None = None
    related: tuple[Span, ...] = ()
    whole_article: bool = False
    objection: str | None = None
    """Why it must not become a note, such as "quoted"; None when nothing speaks against it."""
