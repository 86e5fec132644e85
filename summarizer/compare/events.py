"""Whether articles are about one event, and whether one repeats another's text; grouping of many by event.

Grouping: tf-idf (Salton and Buckley 1988) and average-linkage clustering (Sokal and Michener 1958), stopped at a
threshold that was measured (docs/compare.md)."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from summarizer.compare.comparison import Event
from summarizer.model import Article, Span
from summarizer.text.words import terms, words

_TITLE = 2
"""Times that a word of the title counts."""
_LENGTH = 0.055
"""Long articles share more words by chance: cosine is judged after taking off this times ln(different words)."""
_SAME, _UNCERTAIN = 0.02, -0.03
_LINKED = 0.20
"""Average similarity from which two groups are one event."""
_UNSEEN = 100
"""Articles beside the folder's in which a term is taken not to stand: in a small folder the words of its only event
would count for nothing otherwise."""
_SHINGLE = 5

Vector = Mapping[str, float]


def vector(article: Article, rarity: Mapping[str, float] | None = None) -> Vector:
    """Unit vector of the article's terms, title included: 1 + ln(frequency), times ``rarity`` if given."""
    counts = Counter(terms(article.text))
    for term in terms(article.title):
        counts[term] += _TITLE if article.headline is None else _TITLE - 1
    weighted = {t: (1 + math.log(n)) * (rarity[t] if rarity else 1.0) for t, n in counts.items()}
    norm = math.sqrt(sum(w * w for w in weighted.values())) or 1.0
    return {t: w / norm for t, w in weighted.items()}


def similarity(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    return min(1.0, sum(w * other[t] for t, w in one.items() if t in other))


def event(one: Vector, other: Vector, *, shared: bool) -> Event:
    """Of two articles' plain vectors. ``shared``: they have a statement in common."""
    score = similarity(one, other) - _LENGTH * math.log(max(1, min(len(one), len(other))))
    if score >= (_UNCERTAIN if shared else _SAME):
        return Event.SAME
    return Event.UNCERTAIN if score >= _UNCERTAIN or shared else Event.DIFFERENT


def shingles(article: Article) -> frozenset[tuple[str, ...]]:
    """All runs of five words (Broder 1997)."""
    forms = [w.form for w in words(article.text, Span(0, len(article.text)))]
    return frozenset(tuple(forms[i : i + _SHINGLE]) for i in range(len(forms) - _SHINGLE + 1))


def copied(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Share of the smaller set that stands in the other: 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def group(articles: Sequence[Article]) -> list[list[int]]:
    """Positions of articles by event, each once: largest groups first, then in order."""
    plain = [vector(article) for article in articles]
    frequency = Counter(term for row in plain for term in row)
    rarity = {t: math.log((_UNSEEN + len(articles)) / n) for t, n in frequency.items()}
    rows = [vector(article, rarity) for article in articles]
    return _average_linkage(_similar(rows))


def _similar(rows: Sequence[Vector]) -> list[dict[int, float]]:
    """Cosines of all pairs that share a term."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    result: list[dict[int, float]] = []
    for i, row in enumerate(rows):
        near: dict[int, float] = defaultdict(float)
        for term, weight in row.items():
            for j, other in postings[term]:
                near[j] += weight * other
            postings[term].append((i, weight))
        result.append(near)
        for j, value in near.items():
            result[j][i] = value
    return result


def _average_linkage(near: list[dict[int, float]]) -> list[list[int]]:
    """Join the two most similar groups as long as their average similarity allows."""
    members = {i: [i] for i in range(len(near))}
    heap = [(-value, i, j) for i, row in enumerate(near) for j, value in row.items() if i < j and value >= _LINKED]
    heapq.heapify(heap)
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        new = len(near)
        a, b = members.pop(i), members.pop(j)
        row: dict[int, float] = {}
        for k in (near[i].keys() | near[j].keys()) & members.keys():
            row[k] = (len(a) * near[i].get(k, 0.0) + len(b) * near[j].get(k, 0.0)) / (len(a) + len(b))
            near[k][new] = row[k]
            if row[k] >= _LINKED:
                heapq.heappush(heap, (-row[k], k, new))
        near.append(row)
        members[new] = sorted(a + b)
    return sorted(members.values(), key=lambda g: (-len(g), g))
