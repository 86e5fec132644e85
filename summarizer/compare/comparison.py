"""What a comparison says: frozen values, every item located in an article.

A ``Place`` gives article, sentence and exact span; offsets are those of that article's ``text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summarizer.model import Article, Span


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Exact words of one article."""

    article: int
    """Position in ``Comparison.articles``; shown to people as a letter."""
    sentence: int
    """Index into that article's ``sentences``."""
    span: Span
    """The words meant: the sentence, or the part of it that the item speaks of."""


class State(StrEnum):
    SHARED = "shared"
    """At least two articles say the same."""
    SIMILAR = "similar"
    """Another article speaks of the matter; whether it says the same is not certain."""
    ONLY = "only"
    """Nothing like it was found in any other article."""


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence that speaks of the same as a statement and may not say it."""

    place: Place
    closeness: float
    """0 to 1; 0 when only scattered words point to it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with the places that make it, those that come near it, and the articles without either."""

    places: tuple[Place, ...]
    """All say the same; in order, at least one. Several of one article if it repeats itself."""
    similar: tuple[Near, ...]
    """Of each article that speaks of the same and may not say it, the nearest sentence."""
    absent: tuple[int, ...]
    """Articles in which nothing like it was found. Every article stands in one of the three."""
    closeness: float
    """How well the places correspond to each other or, for one place, to the nearest similar one: 0 to 1."""
    weight: float
    """How much the statement matters to the articles that make it, about 0 to 1."""

    def __post_init__(self) -> None:
        if not self.places:
            raise ValueError("a statement needs a place")
        if self.articles & {near.place.article for near in self.similar} or self.articles & set(self.absent):
            raise ValueError("an article cannot both make a statement and lack it")

    @property
    def articles(self) -> frozenset[int]:
        """Those that make it."""
        return frozenset(place.article for place in self.places)

    @property
    def state(self) -> State:
        if len(self.articles) > 1:
            return State.SHARED
        return State.SIMILAR if self.similar else State.ONLY


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """Two figures for what seems to be the same thing. The spans of ``one`` and ``other`` are the figures."""

    what: str
    """What both count, in the words of ``one``: "people", "percent", "age"."""
    one: Place
    other: Place


@dataclass(frozen=True, slots=True)
class WordingDifference:
    """Different words for the same thing or act in two statements that correspond."""

    kind: str
    """"verb": how the same speaker's words are introduced; "word": another word in its place;
    "quotation": other words in what both give as the same quotation; "loaded": a loaded word
    in one sentence, none in the other, of which the span is the whole sentence."""
    one: Place
    other: Place


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body whose words are reported in some article."""

    name: str | None
    """In the longest form that the articles use; None when the speaker is not clear."""
    quotations: tuple[Place, ...]
    """Words in quotation marks that are theirs, marks included."""
    verbs: tuple[Place, ...]
    """Reporting verbs that the articles use of this speaker."""

    @property
    def articles(self) -> frozenset[int]:
        return frozenset(place.article for place in (*self.quotations, *self.verbs))


class Event(StrEnum):
    SAME = "same"
    UNCERTAIN = "uncertain"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Pair:
    """How two articles relate as a whole."""

    one: int
    other: int
    event: Event
    similarity: float
    """Cosine of their words, 0 to 1."""
    copied: float
    """Share of the shorter text's five-word sequences that stand in the other: near 1 for copies."""


@dataclass(frozen=True, slots=True)
class Comparison:
    articles: tuple[Article, ...]
    pairs: tuple[Pair, ...]
    """Every two articles once."""
    statements: tuple[Statement, ...]
    """Shared ones by the number of articles, then by weight; then similar ones; then those in one article only."""
    figures: tuple[FigureDifference, ...]
    wording: tuple[WordingDifference, ...]
    speakers: tuple[Speaker, ...]
    """By the number of articles, then of quotations."""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.articles) < 2:
            raise ValueError("a comparison needs two articles")
        for place in self.places():
            article = self.articles[place.article]
            if not article.sentences[place.sentence].span.overlaps(place.span):
                raise ValueError(f"{place} does not stand in its sentence")

    def places(self) -> tuple[Place, ...]:
        """Every place of every item."""
        return (
            *(p for s in self.statements for p in (*s.places, *(n.place for n in s.similar))),
            *(p for f in self.figures for p in (f.one, f.other)),
            *(p for w in self.wording for p in (w.one, w.other)),
            *(p for s in self.speakers for p in (*s.quotations, *s.verbs)),
        )

    def of_state(self, state: State) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.state is state)
