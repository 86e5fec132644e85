"""What every detector looks at: the headline and the sentences, each with the listed words in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from summarizer.bias.detectors.viewpoint import reported
from summarizer.bias.lexicon import Hit, find_hits
from summarizer.model import Article, Span, Voice
from summarizer.text.attribution import REPORTING_VERBS, attributed
from summarizer.text.words import words

QUOTED = "quoted: not the article's own words"
_NEAR = 20
"""Characters in which the next word ends."""
REPORTED = "a view that the sentence gives to somebody"


@dataclass(frozen=True, slots=True)
class Passage:
    span: Span
    sentence: int | None
    """None for the headline."""
    text: str
    hits: tuple[Hit, ...]
    attributed: bool
    """Whether the passage says whose claim it reports."""
    reported: tuple[Span, ...]
    """The parts that it gives to somebody without quotation marks."""

    def of(self, *cues: str) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.entry.cue in cues)


@lru_cache(maxsize=2)
def passages(article: Article) -> tuple[Passage, ...]:
    """The headline, where it stands in the text, then all sentences."""
    spans: list[tuple[Span, int | None]] = [(s.span, s.index) for s in article.sentences]
    if article.headline is not None:
        spans.insert(0, (article.headline, None))
    return tuple(_passage(article.text, span, index) for span, index in spans)


def _passage(text: str, span: Span, index: int | None) -> Passage:
    part = span.of(text)
    return Passage(span, index, part, find_hits(text, span), attributed(part), reported(text, span))


def narrated(article: Article, passage: Passage, *cues: str) -> tuple[Hit, ...]:
    """The listed words that the writer uses in the sense of their list."""
    return tuple(hit for hit in passage.of(*cues) if objection(article, hit) is None)


def objection(article: Article, hit: Hit) -> str | None:
    if article.voice(hit.span) is Voice.QUOTED:
        return QUOTED
    return hit.innocent


def own(article: Article, passage: Passage, hit: Hit) -> str | None:
    """Like ``objection``, and an objection to words of what somebody is reported to have said. What "critics
    say" is nobody's: the writer chose to repeat it."""
    if (reason := objection(article, hit)) is not None:
        return reason
    if any(_says(article.text, source) for source in passage.of("vague_sources")):
        return None
    return REPORTED if any(part.contains(hit.span) for part in passage.reported) else None


def _says(text: str, source: Hit) -> bool:
    following = words(text, Span(source.span.end, min(len(text), source.span.end + _NEAR)))[:1]
    return any(word.form in REPORTING_VERBS for word in following)


def sourced(article: Article, passage: Passage) -> bool:
    """Whether the passage says whose claim it reports or quotes somebody."""
    return passage.attributed or any(quote.span.overlaps(passage.span) for quote in article.quotes)


def neighbours(article: Article, sentence: int) -> tuple[Passage, ...]:
    """The sentence, the one before and the one after."""
    parts = passages(article)
    at = sentence + (parts[0].sentence is None)
    return tuple(p for p in parts[max(0, at - 1) : at + 2] if p.sentence is not None)
