"""Who did what: a name or figure keeps its company, and two names keep their order around a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.model import Check, Span, Verdict
from summarizer.summary.checks.source import Source, verdict
from summarizer.text.dates import find_dates
from summarizer.text.names import Name, find_names, is_known
from summarizer.text.numbers import find_numbers, is_supported
from summarizer.text.titles import find_titles
from summarizer.text.words import STOPWORDS, stem, terms, words

_BOUND = 0.2
"""Below this part of what the best sentence shares with its neighbours, a mention is out of place."""
_BESIDE = 0.8
"""What the neighbours of a mention count in the sentence beside."""
_REACH, _FARTHEST = 25.0, 300
"""Characters after which a neighbour counts half, and not at all."""
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
class _Mention:
    words: str
    span: Span
    where: tuple[int, ...]
    """Sentences of the article that have it, never empty."""


def check_roles(text: str, source: Source) -> Check:
    """Fails for an office that the article gives to somebody else and for exchanged names; doubts exchanged
    nouns and a mention out of place. ``value``: how well the least fitting mention fits its company."""
    wrong = [f"{name} is not the {office}" for office, name in _usurped(text, source)]
    if wrong:
        return Check("roles", Verdict.FAIL, ", ".join(wrong), value=0.0)
    turned = list(_turned(text, source))
    if turned:
        sure = source.sure(text, source.near(text))
        kind = Verdict.FAIL if sure and any(pair.names for pair in turned) else Verdict.DOUBT
        places = dict.fromkeys(f"{pair.one} and {pair.other}" for pair in turned)
        return Check("roles", kind, f"have changed places: {', '.join(places)}", value=0.0)
    fits = {m.words: _fit(text, m, source) for m in _mentions(text, source)}
    strange = [*_mixed(text, source), *(words for words, fit in fits.items() if fit < _BOUND)]
    found = verdict("roles", Verdict.DOUBT, strange, "the article says this of something else")
    return Check("roles", found.verdict, found.detail, value=round(min(fits.values(), default=1.0), 3))


def _usurped(text: str, source: Source) -> Iterator[tuple[str, str]]:
    """Offices that the article gives to others and never to this name."""
    for title in find_titles(text):
        known = [t for t in source.facts.titles if t.office == title.office]
        held = [t for t in known if t.names & title.names]
        elsewhere = title.of and held and all(t.of and t.of != title.of for t in held)
        if (known and not held and title.names <= source.facts.anywhere.names) or elsewhere:
            yield f"{title.of.title()} {title.office}".strip(), title.words


def _mentions(text: str, source: Source) -> Iterator[_Mention]:
    """Names, figures and dates that the article has. A name of several words is where one of them is."""
    sentences = list(enumerate(source.facts.sentences))
    found = [
        (span, tuple(i for i, s in sentences if any(is_known(n, s.names) for n in names)))
        for names, span in _full_names(text, source)
    ]
    found += [(n.span, tuple(i for i, s in sentences if is_supported(n, s.numbers))) for n in find_numbers(text)]
    found += [(d.span, tuple(i for i, s in sentences if d.name in {x.name for x in s.dates})) for d in find_dates(text)]
    return (_Mention(span.of(text), span, where) for span, where in found if where)


def _full_names(text: str, source: Source) -> list[tuple[tuple[Name, ...], Span]]:
    """Names that stand side by side as one; a capital at the beginning counts where the article has it elsewhere."""
    found: list[tuple[tuple[Name, ...], Span]] = []
    for name in find_names(text):
        if name.initial and name.form not in source.facts.capitals:
            continue
        if found and not text[found[-1][1].end : name.span.start].strip():
            names, span = found.pop()
            found.append(((*names, name), Span(span.start, name.span.end)))
        else:
            found.append(((name,), name.span))
    return found


def _mixed(text: str, source: Source) -> Iterator[str]:
    """Names of several words, or of one "of" another, that no sentence of the article has together."""
    named = _full_names(text, source)
    for names, span in [*named, *_joined(named, text)]:
        known = [n for n in names if is_known(n, source.facts.anywhere.names)]
        together = any(all(is_known(n, s.names) for n in known) for s in source.facts.sentences)
        if len(known) > 1 and not together:
            yield span.of(text)


def _joined(named: list[tuple[tuple[Name, ...], Span]], text: str) -> Iterator[tuple[tuple[Name, ...], Span]]:
    for (one, left), (other, right) in pairwise(named):
        if text[left.end : right.start] in {" of ", " of the ", " from ", " at "}:
            yield (one[-1], other[0]), Span(left.start, right.end)


def _fit(text: str, mention: _Mention, source: Source) -> float:
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


@dataclass(frozen=True, slots=True)
class _Pair:
    one: str
    other: str
    names: bool
    """Both are names, not nouns."""


def _turned(text: str, source: Source) -> Iterator[_Pair]:
    """Actors that stand around the same word the other way round in a cited sentence, and in none this way."""
    clauses = {c for i in source.near(text) for c in _clauses(source.article.sentence_text(i), source)}
    names = {n.form for n in find_names(text)}
    own = set(_clauses(text, source))
    for one, verb, other in own:
        both = {one, other} <= names
        acts = both and (one, verb, "") in own and (other, verb, "") in clauses
        if ((other, verb, one) in clauses or acts) and not any((one, verb, x) in clauses for x in (other, "")):
            yield _Pair(one, other, both)


def _clauses(text: str, source: Source) -> Iterator[tuple[str, str, str]]:
    """(actor, stem of a word between, acted upon), a passive turned round; and (actor, stem of a word just after
    it, ""). An actor is a name, by its last word, or a noun after a determiner or at the beginning, as stem."""
    tokens = words(text, Span(0, len(text)))
    names = {
        w.span.end: names[-1].form
        for names, span in _full_names(text, source)
        for w in tokens
        if w.span.end == span.end
    }
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
