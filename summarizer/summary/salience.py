"""How much each sentence matters to its article: TextRank (Mihalcea and Tarau 2004) over TF-IDF,
a lead prior, and the words of the headline."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from summarizer.model import Article, Span, Voice
from summarizer.text.words import count_words, terms

_RANK, _LEAD, _TITLE = 0.45, 0.35, 0.2
_DAMPING = 0.85
_ROUNDS = 30
_NEIGHBOURS = 40
"""A sentence is compared with those that share its rarest terms; keeps long texts affordable."""
_FEWEST_WORDS = 6
_FURNITURE = re.compile(
    r"\b(?:click here|sign up|subscribe|newsletter|read more|all rights reserved|follow us|terms of (?:use|service)"
    r"|contributed to this report|reporting by|editing by|for more information|photograph|copyright|this article)\b",
    re.I,
)

_I = re.compile(r"\bI\b")

Vector = Mapping[str, float]


@lru_cache(maxsize=2)
def vectors(article: Article) -> tuple[Vector, ...]:
    """TF-IDF of each sentence as a unit vector; the article's own sentences are the documents."""
    bags = [Counter(terms(s.span.of(article.text))) for s in article.sentences]
    document = Counter(term for bag in bags for term in bag)
    result: list[Vector] = []
    for bag in bags:
        weighted = {t: n * math.log(1 + len(bags) / document[t]) for t, n in bag.items()}
        norm = math.sqrt(sum(w * w for w in weighted.values())) or 1.0
        result.append({t: w / norm for t, w in weighted.items()})
    return tuple(result)


def similarity(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors."""
    if len(one) > len(other):
        one, other = other, one
    return sum(w * other[t] for t, w in one.items() if t in other)


@lru_cache(maxsize=2)
def salience(article: Article) -> tuple[float, ...]:
    """One figure per sentence, about 0 to 1; higher matters more."""
    count = len(article.sentences)
    ranks = _scaled(_text_rank(vectors(article)))
    title = set(terms(article.title))
    return tuple(
        (
            _RANK * ranks[i]
            + _LEAD * _lead(i, count)
            + _TITLE * (len(title.intersection(vectors(article)[i])) / len(title) if title else 0.0)
        )
        * _fitness(article, s.span)
        for i, s in enumerate(article.sentences)
    )


def _lead(index: int, count: int) -> float:
    return math.exp(-3.0 * index / max(count, 8))


def _fitness(article: Article, span: Span) -> float:
    """Below 1 for what makes a poor sentence of a summary."""
    text = span.of(article.text)
    fitness = 1.0
    if count_words(text) < _FEWEST_WORDS:
        fitness *= 0.3
    if text.rstrip('"”’»)').endswith("?"):
        fitness *= 0.5
    if any(q.span.overlaps(span) and not span.contains(q.span) for q in article.quotes):
        fitness *= 0.4  # a piece of a longer quotation, mostly without its speaker
    if any(
        article.voice(Span(span.start + m.start(), span.start + m.end())) is Voice.NARRATOR for m in _I.finditer(text)
    ):
        fitness *= 0.6
    if _FURNITURE.search(text):
        fitness *= 0.2
    return fitness


def _text_rank(rows: Sequence[Vector]) -> list[float]:
    postings: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        for term in row:
            postings.setdefault(term, []).append(i)
    links: list[dict[int, float]] = [{} for _ in rows]
    for i, row in enumerate(rows):
        rare = sorted((t for t in row if len(postings[t]) > 1), key=lambda t: (len(postings[t]), t))
        near: dict[int, None] = {}
        for term in rare:
            near.update(dict.fromkeys(postings[term][:_NEIGHBOURS]))
            if len(near) > _NEIGHBOURS:
                break
        for j in near:
            if i != j and (weight := similarity(row, rows[j])) > 0:
                links[i][j] = links[j][i] = weight
    totals = [sum(link.values()) for link in links]
    rank = [1.0] * len(rows)
    for _ in range(_ROUNDS):
        rank = [1 - _DAMPING + _DAMPING * sum(w / totals[j] * rank[j] for j, w in link.items()) for link in links]
    return rank


def _scaled(values: list[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    return [(v - low) / (high - low) if high > low else 0.5 for v in values]
