"""Scores of rankings: area under the ROC curve, balanced accuracy, bootstrap by document."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    document: str
    score: float
    positive: bool


def auc(items: Sequence[Item]) -> float:
    """Probability that a positive scores higher than a negative; ties count half. NaN without both."""
    ranked = sorted(items, key=lambda x: x.score)
    positives = sum(x.positive for x in ranked)
    negatives = len(ranked) - positives
    if not positives or not negatives:
        return float("nan")
    total = 0.0
    start = 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end].score == ranked[start].score:
            end += 1
        total += sum(x.positive for x in ranked[start:end]) * (start + end + 1) / 2
        start = end
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def balanced_accuracy(items: Sequence[Item], threshold: float) -> float:
    """Mean recall of both classes with ``score >= threshold`` as positive."""
    positive = [x.score >= threshold for x in items if x.positive]
    negative = [x.score < threshold for x in items if not x.positive]
    return (
        (sum(positive) / len(positive) + sum(negative) / len(negative)) / 2 if positive and negative else float("nan")
    )


def best_threshold(items: Sequence[Item]) -> float:
    """The lowest of the scores that maximise balanced accuracy."""
    return max(sorted({x.score for x in items}), key=lambda t: balanced_accuracy(items, t))


def leave_one_out(items: Sequence[Item]) -> float:
    """Balanced accuracy, pooled, where each document is judged by the threshold of the others."""
    judged = []
    for document in {x.document for x in items}:
        threshold = best_threshold([x for x in items if x.document != document])
        judged += [Item(document, float(x.score >= threshold), x.positive) for x in items if x.document == document]
    return balanced_accuracy(judged, 1.0)


def interval(items: Sequence[Item], measure: Callable[[Sequence[Item]], float]) -> tuple[float, float]:
    """2.5-97.5 % of 1000 resamples of documents."""
    documents: dict[str, list[Item]] = {}
    for item in items:
        documents.setdefault(item.document, []).append(item)
    rng = random.Random(0)
    names = sorted(documents)
    values = sorted(
        value
        for _ in range(1000)
        if (value := measure([x for name in rng.choices(names, k=len(names)) for x in documents[name]])) == value
    )
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def wilson(hits: int, total: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if not total:
        return float("nan"), float("nan")
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return middle - half, middle + half
