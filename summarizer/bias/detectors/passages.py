"""What every detector looks at: the headline and the sentences, each with the listed words in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.bias.lexicon import Hit, find_hits
from summarizer.model import Article, Span, Voice
from summarizer.text.attribution import attributed

QUOTED = "quoted: not the article's own words"


@dataclass(frozen=True, slots=True)
class Passage:
    span: Span
    sentence: int | None
    """None for the headline."""
    text: str
    hits: tuple[Hit, ...]
    attributed: bool
    """Whether the passage says whose claim it reports."""

    def of(self, *cues: str) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.entry.cue in cues)


@lru_cache(maxsize=2)
def passages(article: Article) -> tuple[Passage, ...]:
    """The headline, where it stands in the text, then all sentences."""
    spans: list[tuple[Span, int | None]] = [(s.span, s.index) for s in article.sentences]
    if article.headline is not None:
        spans.insert(0, (article.headline, None))
    return tuple(
        Passage(span, index, span.of(article.text), find_hits(article.text, span), attributed(span.of(article.text)))
        for span, index in spans
    )


def narrated(article: Article, passage: Passage, *cues: str) -> tuple[Hit, ...]:
    """The listed words that the writer uses in the sense of their list."""
    return tuple(hit for hit in passage.of(*cues) if objection(article, hit) is None)


def objection(article: Article, hit: Hit) -> str | None:
    if article.voice(hit.span) is Voice.QUOTED:
        return QUOTED
    return hit.innocent


def neighbours(article: Article, sentence: int) -> Iterator[Passage]:
    """The sentence, the one before and the one after."""
    for passage in passages(article):
        if passage.sentence is not None and abs(passage.sentence - sentence) <= 1:
            yield passage
