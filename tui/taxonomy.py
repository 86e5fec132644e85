"""The kinds of note as the app names them: a letter for tags, a name, what it points at and what it cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.model import BiasNote, Category, Tier


@dataclass(frozen=True, slots=True)
class Kind:
    letter: str
    name: str
    meaning: str
    limit: str


KINDS = {
    Category.LOADED_WORDING: Kind(
        "L",
        "Loaded wording",
        "a judging or emotional word where a plain one would state the same fact",
        "Some facts are grim in plain words; those are not noted.",
    ),
    Category.DOUBT_OR_CREDIT: Kind(
        "D",
        "Wording that grants or withholds belief",
        "words or marks that make a statement look truer or less true than its source can",
        "Doubt may be deserved: the note says only that the wording casts it.",
    ),
    Category.OPINION_AS_FACT: Kind(
        "O",
        "Opinion stated as fact",
        "a judgement, forecast or demand in the article's own voice",
        "In a comment piece this is the genre, not a fault.",
    ),
    Category.WEAK_SOURCING: Kind(
        "W",
        "Unclear sourcing",
        "a statement whose source is not named here or nearby",
        "Sources are sometimes unnamed to protect them.",
    ),
    Category.ONE_SIDED_SOURCES: Kind(
        "V",
        "Whose voices are heard",
        "one voice has most of the quoted words of the article",
        "It counts words; it does not know who declined to speak.",
    ),
    Category.SENSATIONAL: Kind(
        "S",
        "Sensational style",
        "wording that raises excitement and adds no fact",
        "Some events are exciting in plain words.",
    ),
    Category.HEADLINE_GAP: Kind(
        "H",
        "Headline goes beyond the text",
        "the headline is surer, larger or other than the sentence that comes closest to it",
        "A headline must be short; the gap may be harmless.",
    ),
    Category.NAME_CALLING: Kind(
        "N", "Labels on people", "a label that judges a person or group", "Some labels are what people call themselves."
    ),
    Category.PROMOTIONAL: Kind(
        "P", "Promotional tone", "praise or invitation in the article's own voice", "Praise by a source is not noted."
    ),
    Category.REASONING_LEAP: Kind(
        "R", "Unsupported leap", "a conclusion that the text before it does not carry", "Not looked for yet."
    ),
}
TIERS = {
    Tier.STRONG: "at least two independent signs",
    Tier.MODERATE: "one clear sign",
    Tier.TENTATIVE: "a weak sign; folded away until you ask for it",
}


def tags(notes: Sequence[BiasNote]) -> list[str]:
    """A tag for each note in order: its kind's letter and its number."""
    return [f"{KINDS[note.category].letter}{i}" for i, note in enumerate(notes, 1)]
