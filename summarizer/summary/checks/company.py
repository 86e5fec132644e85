"""What a name or figure is said with: a mention keeps the company that it has in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.model import Span
from summarizer.summary.checks.source import Source
from summarizer.text.dates import find_dates
from summarizer.text.names import FullName, full_names, is_known
from summarizer.text.numbers import find_numbers, is_supported
from summarizer.text.words import terms, words

_BESIDE = 0.8
"""What the neighbours of a mention count in the sentence beside."""
_REACH, _FARTHEST = 25.0, 300
"""Characters after which a neighbour counts half, and not at all."""


@dataclass(frozen=True, slots=True)
class Mention:
    words: str
    span: Span
    where: tuple[int, ...]
    """Sentences of the article that have it, never empty."""


def mentions(text: str, source: Source) -> Iterator[Mention]:
    """Names, figures and dates that the article has. A name of several words is where one of them is."""
    sentences = list(enumerate(source.facts.sentences))
    found = [
        (name.span, tuple(i for i, s in sentences if any(is_known(n, s.names) for n in name.words)))
        for name in full_names(text, source.facts.capitals)
    ]
    found += [(n.span, tuple(i for i, s in sentences if is_supported(n, s.numbers))) for n in find_numbers(text)]
    found += [(d.span, tuple(i for i, s in sentences if d.name in {x.name for x in s.dates})) for d in find_dates(text)]
    return (Mention(span.of(text), span, where) for span, where in found if where)


def mixed(text: str, source: Source) -> Iterator[str]:
    """Names of several words, or of one "of" another, that no sentence of the article has together."""
    named = full_names(text, source.facts.capitals)
    for name in [*named, *_joined(named, text)]:
        known = [n for n in name.words if is_known(n, source.facts.anywhere.names)]
        together = any(all(is_known(n, s.names) for n in known) for s in source.facts.sentences)
        if len(known) > 1 and not together:
            yield name.span.of(text)


def _joined(named: Sequence[FullName], text: str) -> Iterator[FullName]:
    for one, other in pairwise(named):
        if text[one.span.end : other.span.start] in {" of ", " of the ", " from ", " at "}:
            yield FullName((one.words[-1], other.words[0]), Span(one.span.start, other.span.end))


def fit(text: str, mention: Mention, source: Source) -> float:
    """What a sentence with the mention shares of its neighbours in ``text``, as a part of what the best
    sentence of the article shares."""
    facts = source.facts
    company: dict[str, float] = {}
    for word in words(text, Span(max(0, mention.span.start - _FARTHEST), min(len(text), mention.span.end + _FARTHEST))):
        if not word.span.overlaps(mention.span):
            distance = max(word.span.start - mention.span.end, mention.span.start - word.span.end)
            for term in terms(word.form):
                weight = facts.weight(term) * _REACH / (_REACH + distance)
                company[term] = max(company.get(term, 0.0), weight)
    shared = [sum(w for t, w in company.items() if t in s.terms) for s in facts.sentences]
    best = max(shared, default=0.0)
    if not best:
        return 1.0
    beside = [max(shared[max(0, i - 1) : i + 2]) for i in mention.where]
    return min(1.0, max(max(shared[i], _BESIDE * b) for i, b in zip(mention.where, beside, strict=True)) / best)
