"""L3b: no denial, contrary or word of caution appears or vanishes beside the words that it governs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from summarizer.model import Check, Span, Verdict
from summarizer.summary.checks.source import Source, verdict
from summarizer.text.attribution import QUALIFIERS, hedges, negations, takes_a_stance
from summarizer.text.opposites import opposites
from summarizer.text.words import STOPWORDS, stem, terms, words

_SCOPE = 4
"""Content words after a negation or word of caution that it governs."""
_CONTEXT = 5
"""Words on either side of a word in which its contrary must have the same company."""

_PLACES = 20
"""Of one word in one sentence that are looked at."""

Markers = Callable[[str], frozenset[str]]
"""The words of one kind that a text has."""


def check_polarity(text: str, source: Source) -> Check:
    """English only. Fails for an added or lost denial, a lost word of caution, and a word whose contrary
    stands in its place in the source; doubts an added word of caution."""
    near = source.near(text)
    against = Verdict.FAIL if source.sure(text, near) else Verdict.DOUBT
    added = [w for w, governed in _governing(text, negations) if _affirmed(governed, source)]
    if added:
        return verdict("polarity", against, added, "denies what the source does not deny")
    turned = [f"{own} for {theirs}" for own, theirs in _contraries(text, source, near)]
    if turned:
        return verdict("polarity", against, turned, "says the contrary")
    lost = [*_lost_denials(text, source, near)]
    lost += [] if hedges(text) or takes_a_stance(text) else [w for w, _ in _lost(text, source, near, hedges)]
    lost += [w for w, _ in _lost(text, source, near, _qualifiers) if w not in _forms(text)]
    if lost:
        missing = tuple(dict.fromkeys(lost))
        return verdict("polarity", against, lost, "words of caution or denial are lost", missing)
    doubts = [] if hedges(source.nearby) or takes_a_stance(source.text) else sorted(hedges(text))
    return verdict("polarity", Verdict.DOUBT, doubts, "more cautious than the source")


def _lost_denials(text: str, source: Source, near: Sequence[int]) -> Iterator[str]:
    """A word such as "dismissed" denies, but not where the source says "not dismissed": that has lost its denial."""
    denies = {stem(w) for w in negations(text)}
    if not _has_contrary(text, source):
        for word, governed in _lost(text, source, near, negations):
            if denies <= set(governed):
                yield word


@lru_cache(maxsize=512)
def _qualifiers(text: str) -> frozenset[str]:
    return QUALIFIERS.intersection(_forms(text))


def _governing(text: str, markers: Markers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each marker with the content words that follow it, as stems."""
    found = markers(text)
    forms = _forms(text)
    for at, form in enumerate(forms):
        if form in found:
            following = [t for w in forms[at + 1 : at + 2 * _SCOPE] if w not in STOPWORDS for t in terms(w)]
            yield form, tuple(following[:_SCOPE])


def _affirmed(governed: tuple[str, ...], source: Source) -> bool:
    """Whether the sources deny nothing while they speak of what is denied here, or say it without denying it."""
    nearby = source.nearby
    if _contrary_to(governed, nearby):
        return False
    spoken = set(governed).intersection(terms(nearby))
    if not negations(nearby):
        return not source.aligned or 2 * len(spoken) >= len(set(governed)) > 0
    denied = {t for _, theirs in _governing(nearby, negations) for t in theirs}
    sentences = [source.article.sentence_text(i) for i in source.cites]
    plain = [s for s in sentences if not negations(s) and governed and set(governed) <= set(terms(s))]
    return bool(plain) and not denied.intersection(governed)


def _contrary_to(governed: tuple[str, ...], text: str) -> bool:
    """Whether "not guilty" stands against "innocent"."""
    stems = {stem(form) for form in _forms(text)}
    return any(not stems.isdisjoint(opposites(term)) for term in governed)


def _has_contrary(text: str, source: Source) -> bool:
    """Whether the sentence says "innocent" where the source says "not guilty"."""
    denied = {t for i in source.cites for _, g in _governing(source.article.sentence_text(i), negations) for t in g}
    return any(not denied.isdisjoint(opposites(form)) for form in _forms(text))


def _lost(text: str, source: Source, near: Sequence[int], markers: Markers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Markers of the cited sentences with the words they govern, where the sentence repeats these, the first
    among them, and no sentence of the article says them without a marker."""
    content = set(terms(text))
    for i in near:
        for marker, governed in _governing(source.article.sentence_text(i), markers):
            repeated = content.intersection(governed)
            kept = governed and governed[0] in content and 2 * len(repeated) >= len(set(governed))
            if kept and not _said_plainly(repeated, source, markers):
                yield marker, governed


def _said_plainly(content: set[str], source: Source, markers: Markers) -> bool:
    return any(
        content <= known.terms and not markers(source.article.sentence_text(i))
        for i, known in enumerate(source.facts.sentences)
    )


def _contraries(text: str, source: Source, near: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Words of the sentence that the cited ones lack while one has a contrary in their place."""
    own = _forms(text)
    stems = {stem(form) for form in own}
    known = {stem(form) for form in _forms(source.nearby)}
    for i in near:
        theirs = _forms(source.article.sentence_text(i))
        places: dict[str, list[int]] = {}
        for there, other in enumerate(theirs):
            if stem(other) not in stems:
                for key in (stem(other), *(f"not {contrary}" for contrary in opposites(other))):
                    places.setdefault(key, []).append(there)
                    del places[key][_PLACES:]
        for at, form in enumerate(own):
            if stem(form) not in known:
                for key in sorted({*opposites(form), f"not {stem(form)}"}):
                    yield from ((form, theirs[j]) for j in places.get(key, ()) if _same_place(own, at, theirs, j))


def _forms(text: str) -> list[str]:
    return [w.form for w in words(text, Span(0, len(text)))]


def _same_place(own: list[str], at: int, theirs: list[str], there: int) -> bool:
    """Two shared content words near both; one is enough beside an equal neighbour. "Before" and the like need
    the same content word after them."""
    if own[at] in STOPWORDS:
        return _next(own, at) == _next(theirs, there) != ""
    shared = _around(own, at) & _around(theirs, there)
    left = at and there and own[at - 1] == theirs[there - 1]
    right = own[at + 1 : at + 2] == theirs[there + 1 : there + 2] != []
    return len(shared) >= (1 if left or right else 2)


def _next(forms: list[str], at: int) -> str:
    return next((stem(form) for form in forms[at + 1 :] if form not in STOPWORDS), "")


def _around(forms: list[str], at: int) -> set[str]:
    near = forms[max(0, at - _CONTEXT) : at] + forms[at + 1 : at + 1 + _CONTEXT]
    return {stem(form) for form in near if form not in STOPWORDS}
