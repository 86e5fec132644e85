"""Who did what: a name or figure keeps its company, and two names keep their order around a verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarizer.model import Check, Span, Verdict
from summarizer.summary.checks.source import Source, verdict
from summarizer.text.attribution import REPORTING_VERBS
from summarizer.text.dates import find_dates
from summarizer.text.names import find_names, is_known
from summarizer.text.numbers import find_numbers, is_supported
from summarizer.text.words import STOPWORDS, stem, terms, words

_BOUND = 0.6
"""Below this part of what the best sentence shares with its neighbours, a mention is out of place."""
_BESIDE = 0.8
"""What the neighbours of a mention count in the sentence beside."""
_REACH = 25.0
"""Characters after which a neighbour counts half."""


@dataclass(frozen=True, slots=True)
class _Mention:
    words: str
    span: Span
    where: tuple[int, ...]
    """Sentences of the article that have it, never empty."""


def check_roles(text: str, source: Source) -> Check:
    """``value``: how well the least fitting name or figure fits its company."""
    turned = [f"{one} and {other}" for one, other in _turned(text, source)]
    if turned:
        return Check("roles", Verdict.FAIL, f"have changed places: {', '.join(turned)}", value=0.0)
    fits = {m.words: _fit(text, m, source) for m in _mentions(text, source)}
    strange = [words for words, fit in fits.items() if fit < _BOUND]
    found = verdict("roles", Verdict.DOUBT, strange, "the article says this of something else")
    return Check("roles", found.verdict, found.detail, value=min(fits.values(), default=1.0))


def _mentions(text: str, source: Source) -> Iterator[_Mention]:
    """Names, figures and dates that the article has."""
    sentences = list(enumerate(source.facts.sentences))
    found = [(n.span, tuple(i for i, s in sentences if is_known(n, s.names))) for n in find_names(text)]
    found += [(n.span, tuple(i for i, s in sentences if is_supported(n, s.numbers))) for n in find_numbers(text)]
    found += [(d.span, tuple(i for i, s in sentences if d.name in {x.name for x in s.dates})) for d in find_dates(text)]
    return (_Mention(span.of(text), span, where) for span, where in found if where)


def _fit(text: str, mention: _Mention, source: Source) -> float:
    """What a sentence with the mention shares of its neighbours in ``text``, as a part of what the best
    sentence of the article shares."""
    facts = source.facts
    company: dict[str, float] = {}
    for word in words(text, Span(0, len(text))):
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


def _turned(text: str, source: Source) -> Iterator[tuple[str, str]]:
    """Names that stand around the same verb the other way round in a cited sentence, and in none this way."""
    clauses = {clause for i in source.cites for clause in _clauses(source.article.sentence_text(i))}
    for one, verb, other in _clauses(text):
        if (other, verb, one) in clauses and (one, verb, other) not in clauses:
            yield one, other


def _clauses(text: str) -> Iterator[tuple[str, str, str]]:
    """(actor, stem of a word between, acted upon) for names that follow each other; a passive is turned round."""
    runs: list[tuple[str, Span]] = []
    for name in find_names(text):
        if runs and not text[runs[-1][1].end : name.span.start].strip():
            runs[-1] = (name.form, Span(runs[-1][1].start, name.span.end))
        else:
            runs.append((name.form, name.span))
    for (left, before), (right, after) in pairwise(runs):
        between = [w.form for w in words(text, Span(before.end, after.start))]
        passive = "by" in between[-2:]
        for form in between:
            if form not in STOPWORDS | REPORTING_VERBS:
                yield (right, stem(form), left) if passive else (left, stem(form), right)
