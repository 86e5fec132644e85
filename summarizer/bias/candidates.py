"""What a detector hands over: exact words, the evidence for a remark, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.model import Category, Evidence, Span


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
