"""Who says what: names beside reporting verbs, and the quotations that belong to them.

A speaker is known by the last word of the name. What cannot be resolved stays None; nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.model import Article, Quote, Span, Voice
from summarizer.text.attribution import REPORTING_VERBS
from summarizer.text.words import Word, words

_PRONOUNS = frozenset({"he", "she"})
_NOT_NAMES = frozenset(
    (
        "the a an it he she they we i you this that these those but and as when while in on at if for his her their "
        "one some many most others critics experts monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
_ADDRESSED = frozenset({"tell", "tells", "told"})
"""Behind these stands who is spoken to."""
_SAYS_MORE_THAN = 3
"""Words; anything shorter in quotation marks is a term, not speech."""


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb in the article's own words with its speaker."""

    verb: Word
    speaker: str | None
    name: Span | None
    """Where the name or pronoun stands."""
    sentence: int


@dataclass(frozen=True, slots=True)
class Utterance:
    quote: Quote
    speaker: str | None
    words: int


@lru_cache(maxsize=2)
def reports(article: Article) -> tuple[Report, ...]:
    """All reporting verbs of the sentences in order; a pronoun stands for the last name."""
    found: list[Report] = []
    last: str | None = None
    for sentence in article.sentences:
        tokens = words(article.text, sentence.span)
        for i, token in enumerate(tokens):
            if token.form in REPORTING_VERBS and article.voice(token.span) is Voice.NARRATOR:
                name = _before(article.text, tokens, i)
                if name is None and token.form not in _ADDRESSED:
                    name = _after(article.text, tokens, i)
                speaker = _key(article.text, name, last)
                last = speaker or last
                found.append(Report(token, speaker, name, sentence.index))
    return tuple(found)


def utterances(article: Article) -> Iterator[Utterance]:
    """Quotations of more than three words with their speakers."""
    by_sentence: dict[int, list[Report]] = {}
    for report in reports(article):
        by_sentence.setdefault(report.sentence, []).append(report)
    for quote in article.quotes:
        count = len(words(article.text, quote.inner))
        if count > _SAYS_MORE_THAN:
            yield Utterance(quote, _speaker_of(article, quote, by_sentence), count)


def _speaker_of(article: Article, quote: Quote, by_sentence: dict[int, list[Report]]) -> str | None:
    inside = [s for s in article.sentences if s.span.overlaps(quote.span)]
    near = [r for s in inside for r in by_sentence.get(s.index, [])]
    if not near and inside:
        home = inside[0].paragraph
        around = [i for i in (inside[0].index - 1, inside[-1].index + 1) if 0 <= i < len(article.sentences)]
        near = [r for i in around if article.sentences[i].paragraph == home for r in by_sentence.get(i, [])]
    near.sort(key=lambda r: max(r.verb.span.start - quote.span.end, quote.span.start - r.verb.span.end))
    return near[0].speaker if near else None


def _key(text: str, name: Span | None, last: str | None) -> str | None:
    if name is None:
        return None
    tokens = words(text, name)
    return last if tokens[-1].form in _PRONOUNS else tokens[-1].form.removesuffix("'s")


def _before(text: str, tokens: Sequence[Word], verb: int) -> Span | None:
    return _name(text, tokens, verb - 1, -1)


def _after(text: str, tokens: Sequence[Word], verb: int) -> Span | None:
    return _name(text, tokens, verb + 1, 1)


def _name(text: str, tokens: Sequence[Word], start: int, step: int) -> Span | None:
    """The run of capitalised words that begins beside the verb, or a pronoun there."""
    verb = tokens[start - step]
    if not 0 <= start < len(tokens) or not _joined(text, verb, tokens[start]):
        return None
    if tokens[start].form in _PRONOUNS:
        return tokens[start].span
    end = start
    while 0 <= end < len(tokens) and _joined(text, tokens[end - step], tokens[end]) and _capitalised(text, tokens[end]):
        end += step
    run = tokens[start:end] if step > 0 else tokens[end + 1 : start + 1]
    return Span(run[0].span.start, run[-1].span.end) if run else None


def _joined(text: str, one: Word, other: Word) -> bool:
    first, second = sorted((one.span, other.span))
    return text[first.end : second.start].strip(".") in {" ", "\u00a0"}


def _capitalised(text: str, word: Word) -> bool:
    return text[word.span.start].isupper() and word.form not in _NOT_NAMES
