"""What a sentence is compared with: the sentences it cites, those beside them, and the article."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.model import Article, Check, Verdict
from summarizer.text.dates import Date, find_dates
from summarizer.text.names import find_names, known_forms
from summarizer.text.numbers import Number, find_numbers
from summarizer.text.titles import Title, find_titles
from summarizer.text.words import terms

POSSIBLE, _SURE = 0.35, 0.5
"""Part of a sentence's content that an aligned one must have before it counts as its source."""
_BESIDE = 1
"""Sentences before and after a cited one in which its names may stand."""


@dataclass(frozen=True, slots=True)
class Source:
    article: Article
    cites: tuple[int, ...]
    aligned: bool = False
    """The citations were found by shared words, so they may be others than the writer's."""

    @property
    def text(self) -> str:
        return self._joined(self.cites)

    @property
    def nearby(self) -> str:
        """With the sentences beside the cited ones."""
        last = len(self.article.sentences) - 1
        return self._joined(
            sorted({j for i in self.cites for j in range(max(0, i - _BESIDE), min(last, i + _BESIDE) + 1)})
        )

    @property
    def facts(self) -> ArticleFacts:
        return facts(self.article)

    def share(self, text: str, index: int) -> float:
        """Part of the content of ``text`` that one sentence has, weighted by rarity."""
        own = set(terms(text))
        return self.facts.shared(own, index) / (sum(map(self.facts.weight, own)) or 1.0)

    def near(self, text: str) -> tuple[int, ...]:
        """The cited sentences that ``text`` can be held against word by word: all, or of aligned ones those
        that share enough with it."""
        return tuple(i for i in self.cites if not self.aligned or self.share(text, i) >= POSSIBLE)

    def sure(self, text: str, indices: Iterable[int]) -> bool:
        """Whether ``text`` certainly rests on one of these sentences."""
        return not self.aligned or any(self.share(text, i) >= _SURE for i in indices)

    def _joined(self, indices: Sequence[int]) -> str:
        return " ".join(self.article.sentence_text(i) for i in indices)


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a passage."""

    names: frozenset[str]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What stands where in an article."""

    anywhere: Facts
    """Headline and credits included."""
    sentences: tuple[Facts, ...]
    titles: frozenset[Title]
    capitals: frozenset[str]
    """Names that prove to be names by a capital within a sentence."""
    weights: Mapping[str, float]
    """Inverse document frequency of each term; the article's sentences are the documents."""

    def weight(self, term: str) -> float:
        """A term that the article lacks is as rare as can be."""
        return self.weights.get(term, math.log(1 + len(self.sentences)))

    def shared(self, own: Iterable[str], index: int) -> float:
        """Weight of the terms that a sentence has."""
        return sum(self.weight(term) for term in own if term in self.sentences[index].terms)


@lru_cache(maxsize=4)
def facts(article: Article) -> ArticleFacts:
    head = f"{article.title}\n{article.byline or ''} {article.date or ''} {article.site or ''}"
    whole = f"{head}\n{article.text}"
    sentences = tuple(_facts(s.span.of(article.text)) for s in article.sentences)
    parts = (_facts(head), *sentences)
    anywhere = Facts(
        known_forms(whole),
        tuple(number for part in parts for number in part.numbers),
        tuple(date for part in parts for date in part.dates),
        frozenset[str]().union(*(part.terms for part in parts)),
    )
    counts = Counter(term for each in sentences for term in each.terms)
    weights = {term: math.log(1 + len(sentences) / n) for term, n in counts.items()}
    capitals = frozenset(n.form for n in find_names(whole) if not n.initial)
    return ArticleFacts(anywhere, sentences, find_titles(whole), capitals, weights)


def _facts(text: str) -> Facts:
    return Facts(known_forms(text), find_numbers(text), find_dates(text), frozenset(terms(text)))


def verdict(layer: str, kind: Verdict, found: Sequence[str], what: str, missing: tuple[str, ...] = ()) -> Check:
    """``kind`` when something was found, else PASS."""
    if not found:
        return Check(layer, Verdict.PASS)
    return Check(layer, kind, f"{what}: {', '.join(dict.fromkeys(found))}", missing)
