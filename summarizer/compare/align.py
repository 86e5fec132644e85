"""Which sentences of different articles say the same, and which only speak of the same.

For two sentences the runs of clauses are chosen that correspond best; their common share of weighted terms
(Dice) decides. Long runs of equal words count by themselves. What speaks against it (other figures, other days, a
denial, an opposite, other names) makes a pair merely similar, however many words it shares.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from summarizer.compare.figures import conflicts, other_dates
from summarizer.compare.rows import Row, Weights
from summarizer.errors import Interrupted
from summarizer.model import Article, Span, Voice
from summarizer.text.attribution import negations
from summarizer.text.names import find_names, is_known, known_forms
from summarizer.text.opposites import opposites
from summarizer.text.words import Word, stem, words

_SAME, _SAME_TERMS, _SAME_PLAIN, _SAME_FEW = 0.6, 4, 2, 0.7
"""Dice of the corresponding clauses, common terms, and terms among them that are no names, from which two
sentences say the same; with the fewest terms Dice must be higher."""
_SAME_PART = 0.3
"""The corresponding clauses must be this share of the shorter sentence at least."""
_CERTAIN = 0.8
"""Dice from which names that only one sentence has are no objection."""
_NEAR, _NEAR_IN, _NEAR_TERMS = 0.2, 0.4, 3
"""Dice of whole sentences, or share of one sentence in the other, from which two speak of the same."""
_RUN_WORDS, _RUN_TERMS, _RUN_ENOUGH, _RUN_PART = 6, 3, 8, 0.5
"""Equal words in a row, and content words among them, that show a common quotation; fewer than enough words must be
this part of both sentences, or they may be a name or a phrase."""
_COPY_WORDS, _COPY_TERMS, _COPY_PART = 9, 5, 0.4
"""The same outside quotation marks, where it must also be a good part of the shorter sentence."""
_LIKELY = 0.8
"""Share of these that terms must reach which are not too common to propose a pair."""
_COST = 0.6
"""A clause joins a run if it raises what is common by more than this share of its weight."""
_COMMON_TERM = 400
"""Places of a term beyond which it proposes no pairs; it still counts."""
_BEFORE = 12
"""Characters before a part of a sentence in which a "not" still belongs to it."""
_NO_DENIAL = re.compile(r"\bnot (?:only|just|merely|simply|least)\b|\bno (?:longer|less|doubt)\b", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows of different articles (indices into the list of rows) that say or concern the same."""

    one: int
    other: int
    same: bool
    score: float
    """Dice of the corresponding clauses if they say the same, else of the sentences."""
    spans: tuple[Span, Span]
    """The corresponding words of each."""
    contrary: bool = False
    """Their figures or dates differ, or one denies what the other says."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Clauses of a sentence that stand together."""

    span: Span
    bag: dict[str, float]
    total: float
    told: frozenset[str]
    """Terms that do more than say who speaks."""
    plain: frozenset[str]
    """Those of them without a capital."""


@dataclass(frozen=True, slots=True)
class _Match:
    spans: tuple[Span, Span]
    dice: float
    terms: int
    plain: int
    part: float
    """The larger share that a run is of its sentence."""


_T = TypeVar("_T")


def unless(cancelled: Callable[[], bool], items: Iterable[_T]) -> Iterator[_T]:
    """The items, one by one; raises Interrupted instead of the next as soon as it is wished."""
    for item in items:
        if cancelled():
            raise Interrupted
        yield item


class Aligner:
    def __init__(self, articles: Sequence[Article], rows: Sequence[Row]) -> None:
        self.articles = articles
        self.rows = rows
        self.weights = Weights(rows)
        self.bags = [self.weights.bag(row.tokens) for row in rows]
        self.totals = [sum(bag.values()) for bag in self.bags]
        self.words = [words(articles[row.article].text, row.span) for row in rows]
        self._grams = [_grams([w.form for w in found]) for found in self.words]
        self._known: dict[int, frozenset[str]] = {}

    def links(self, cancelled: Callable[[], bool] = lambda: False) -> list[Link]:
        """Best first. Raises Interrupted."""
        found = [link for i, j in unless(cancelled, self._candidates()) if (link := self._link(i, j))]
        return sorted(found, key=lambda k: (-k.same, -k.score, k.one, k.other))

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs of sentences of different articles that share enough terms, or a run of words, to be looked at."""
        runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        postings: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(self.rows):
            if row.sentence is not None:
                for term in self.bags[i]:
                    postings[term].append(i)
                for gram in self._grams[i]:
                    runs[gram].append(i)
        for i, row in enumerate(self.rows):
            if row.sentence is None:
                continue
            common: dict[int, float] = defaultdict(float)
            for term, weight in self.bags[i].items():
                places = postings[term]
                if len(places) <= _COMMON_TERM:
                    for j in places:
                        if j > i and self.rows[j].article != row.article:
                            common[j] += min(weight, self.bags[j][term])
            near = {j for gram in self._grams[i] for j in runs[gram] if j > i and self.rows[j].article != row.article}
            for j, weight in common.items():
                one, other = self.totals[i], self.totals[j]
                if weight >= min(_LIKELY * _NEAR_IN * min(one, other), _LIKELY * _NEAR * (one + other) / 2):
                    near.add(j)
            yield from ((i, j) for j in sorted(near))

    def _link(self, i: int, j: int) -> Link | None:
        one, other = self.bags[i], self.bags[j]
        common = [term for term in one if term in other]
        weight = sum(min(one[t], other[t]) for t in common)
        dice = 2 * weight / (self.totals[i] + self.totals[j])
        inside = weight / min(self.totals[i], self.totals[j])
        run = self._run(i, j)
        near = len(common) >= _NEAR_TERMS and (dice >= _NEAR or inside >= _NEAR_IN)
        if not near and run is None:
            return None
        best = self._corresponding(i, j)
        spans, score = best.spans, best.dice
        enough = best.terms >= _SAME_TERMS and best.plain >= _SAME_PLAIN and best.part >= _SAME_PART
        same = enough and score >= (_SAME if best.terms > _SAME_TERMS else _SAME_FEW)
        contrary = self._contrary(i, j, spans)
        if run is not None and (not same or (contrary and self._both_quoted(i, j, run))):
            spans, same, score = run, True, max(score, _SAME)
            contrary = self._contrary(i, j, spans if self._both_quoted(i, j, run) else best.spans)
        if contrary or (score < _CERTAIN and run is None and self._other_names(i, j, spans)):
            same = False
        return Link(i, j, same, score if same else dice, spans, contrary)

    def _run(self, i: int, j: int) -> tuple[Span, Span] | None:
        """The longest run of equal words, if it is one that two writers do not find by chance."""
        one, other = self.words[i], self.words[j]
        a, b = [w.form for w in one], [w.form for w in other]
        if not self._grams[i] & self._grams[j]:
            return None
        m = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        spans = _extent(one[m.a : m.a + m.size]), _extent(other[m.b : m.b + m.size])
        told = [t for t in self.rows[i].tokens if spans[0].contains(t.span) and not t.framed]
        terms = {t.term for t in told}
        if self._both_quoted(i, j, spans):
            enough = m.size >= _RUN_ENOUGH or m.size >= _RUN_PART * max(len(a), len(b))
            return spans if enough and len(terms) >= _RUN_TERMS else None
        part = sum(self.weights.bag(told).values()) / min(self.totals[i], self.totals[j])
        plain = {t.term for t in told if not self._text(i)[t.span.start].isupper()}
        enough = m.size >= _COPY_WORDS and len(terms) >= _COPY_TERMS and len(plain) >= _SAME_PLAIN
        return spans if enough and part >= _COPY_PART else None

    def _both_quoted(self, i: int, j: int, spans: tuple[Span, Span]) -> bool:
        return all(
            self.articles[self.rows[k].article].voice(span) is Voice.QUOTED
            for k, span in zip((i, j), spans, strict=True)
        )

    def _text(self, i: int) -> str:
        return self.articles[self.rows[i].article].text

    def _corresponding(self, i: int, j: int) -> _Match:
        """The runs of clauses that correspond best."""
        best, most = _Match((self.rows[i].span, self.rows[j].span), 0.0, 0, 0, 0.0), -math.inf
        left = list(self._clause_runs(i))
        for b in self._clause_runs(j):
            for a in left:
                common = [t for t in a.bag if t in b.bag]
                weight = sum(min(a.bag[t], b.bag[t]) for t in common)
                gain = 2 * weight - _COST * (a.total + b.total)
                if gain > most:
                    most = gain
                    best = _Match(
                        (a.span, b.span),
                        2 * weight / (a.total + b.total),
                        sum(t in a.told and t in b.told for t in common),
                        sum(t in a.plain and t in b.plain for t in common),
                        max(a.total / self.totals[i], b.total / self.totals[j]),
                    )
        return best

    def _clause_runs(self, i: int) -> Iterator[_Run]:
        row = self.rows[i]
        text = self._text(i)
        for first in range(len(row.clauses)):
            for last in range(first, len(row.clauses)):
                span = Span(row.clauses[first].start, row.clauses[last].end)
                tokens = [t for t in row.tokens if span.contains(t.span)]
                if tokens:
                    bag = self.weights.bag(tokens)
                    told = frozenset(t.term for t in tokens if not t.framed)
                    plain = frozenset(t.term for t in tokens if not text[t.span.start].isupper())
                    yield _Run(span, bag, sum(bag.values()), told, told & plain)

    def _contrary(self, i: int, j: int, spans: tuple[Span, Span]) -> bool:
        views = self._view(i, spans[0]), self._view(j, spans[1])
        if conflicts(*views) or other_dates(*views):
            return True
        if self._denies(i, spans[0]) != self._denies(j, spans[1]):
            return True
        return _exclude(_forms(self.rows[i], spans[0]), _forms(self.rows[j], spans[1]))

    def _denies(self, i: int, span: Span) -> bool:
        """Whether there is a denial in the words, or right before them in their sentence."""
        start = max(self.rows[i].span.start, span.start - _BEFORE)
        return bool(negations(_NO_DENIAL.sub(" ", self._text(i)[start : span.end])))

    def _view(self, i: int, span: Span) -> tuple[str, Row, Span]:
        return self._text(i), self.rows[i], span

    def _other_names(self, i: int, j: int, spans: tuple[Span, Span]) -> bool:
        """Each names somebody whom the other, and the sentences beside it, do not."""
        return self._foreign(i, spans[0], j) and self._foreign(j, spans[1], i)

    def _foreign(self, i: int, span: Span, j: int) -> bool:
        part = span.of(self._text(i))
        framed = [t.span for t in self.rows[i].tokens if t.framed]
        if j not in self._known:
            self._known[j] = known_forms(_around(self.articles[self.rows[j].article], self.rows[j]))
        return any(
            not name.initial
            and not is_known(name, self._known[j])
            and not any(f.start <= span.start + name.span.start < f.end for f in framed)
            for name in find_names(part)
        )


def _exclude(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one holds the opposite of a word of the other, and neither holds both."""
    left, right = {stem(form) for form in one}, {stem(form) for form in other}
    return any(
        contrary in right and contrary not in left and stem(form) not in right
        for form in one
        for contrary in opposites(form)
    )


def _forms(row: Row, span: Span) -> frozenset[str]:
    return frozenset(t.form for t in row.tokens if span.contains(t.span))


def _grams(forms: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(forms[k : k + _RUN_WORDS]) for k in range(len(forms) - _RUN_WORDS + 1)}


def _extent(run: Sequence[Word]) -> Span:
    return Span(run[0].span.start, run[-1].span.end)


def _around(article: Article, row: Row) -> str:
    if row.sentence is None:
        return row.span.of(article.text)
    near = range(max(0, row.sentence - 1), min(len(article.sentences), row.sentence + 2))
    return " ".join(article.sentence_text(k) for k in near)
