"""Who acts on whom: two actors keep their order around a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.model import Span
from summarizer.summary.checks.source import Source
from summarizer.text.names import find_names, full_names
from summarizer.text.words import STOPWORDS, stem, words

_SPREAD = 6
"""Words between two actors of one clause."""
_DETERMINERS = frozenset("the a an its his her their this that".split())
_BOUNDARIES = frozenset("that who which whose where when while because and but or as if although".split())
"""Words that begin another clause."""
_BE = frozenset("is are was were be been being".split())
_INVERTING = frozenset(
    "say says said add adds added ask asked write writes wrote reply replied explain explained".split()
)
"""Verbs whose subject may follow them."""


@dataclass(frozen=True, slots=True)
class Pair:
    one: str
    other: str
    names: bool
    """Both are names, not nouns."""


def exchanged(text: str, source: Source) -> Iterator[Pair]:
    """Actors that stand around the same word the other way round in a cited sentence, and in none this way."""
    clauses = {c for i in source.near(text) for c in _clauses(source.article.sentence_text(i), source)}
    names = {n.form for n in find_names(text)}
    own = dict.fromkeys(_clauses(text, source))
    for one, verb, other in own:
        both = {one, other} <= names
        acts = both and (one, verb, "") in own and (other, verb, "") in clauses
        if ((other, verb, one) in clauses or acts) and not any((one, verb, x) in clauses for x in (other, "")):
            yield Pair(one, other, both)


def _clauses(text: str, source: Source) -> Iterator[tuple[str, str, str]]:
    """(actor, stem of a word between, acted upon), a passive turned round; and (actor, stem of a word just after
    it, ""). An actor is a name, by its last word, or a noun after a determiner or at the beginning, as stem."""
    tokens = words(text, Span(0, len(text)))
    names = {name.span.end: name.words[-1].form for name in full_names(text, source.facts.capitals)}
    actors: list[tuple[int, str]] = []
    for i, word in enumerate(tokens):
        if word.span.end in names:
            actors.append((i, names[word.span.end]))
        elif word.form not in STOPWORDS and (i == 0 or any(w.form in _DETERMINERS for w in tokens[max(0, i - 3) : i])):
            actors.append((i, stem(word.form)))
    for i, actor in actors:
        for word in tokens[i + 1 : i + 3]:
            if word.form in _BE | _BOUNDARIES:
                break
            if word.form not in STOPWORDS | _INVERTING:
                yield actor, stem(word.form), ""
    for (i, left), (j, right) in _neighbours(actors):
        between = [w.form for w in tokens[i + 1 : j]]
        if between[:1] in (["who"], ["which"]):
            between = between[1:]
        if left == right or not between or not _BOUNDARIES.isdisjoint(between):
            continue
        passive = "by" in between and not _BE.isdisjoint(between)
        for form in between:
            if form not in STOPWORDS | _INVERTING:
                yield (right, stem(form), left) if passive else (left, stem(form), right)


def _neighbours(actors: Sequence[tuple[int, str]]) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Pairs of actors, in order, with few words between them."""
    for n, one in enumerate(actors):
        for other in actors[n + 1 :]:
            if other[0] - one[0] > _SPREAD + 1:
                break
            yield one, other
