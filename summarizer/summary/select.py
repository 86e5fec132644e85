"""Which sentences a summary rests on. Citations are settled here, before a word is written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from summarizer.model import Article, Span
from summarizer.summary.definites import presupposes
from summarizer.summary.refer import need, points_forward, stands
from summarizer.summary.salience import Vector, is_whole, salience, similarity, vectors, windows
from summarizer.templates.template import Section
from summarizer.text.attribution import attributed
from summarizer.text.names import find_names
from summarizer.text.numbers import find_numbers
from summarizer.text.words import count_words, terms

_SAME = 0.5
"""Sentences that are this similar say the same."""
_COVERED = 0.6
"""Share of a sentence's weight that other sentences have, from which it says nothing new."""
_NEW = 0.06
"""What the first sentence that gives a reason, or says what comes next, is worth beside its salience."""
_PROMISED = 1.0
"""How much more a sentence counts that has all of the headline's words that no chosen one has: what it promises is told."""
_LEANS = 0.6
"""Worth of a sentence that cannot be understood without another one that is not in the summary."""
_LOOSE = 0.5
"""Of one that does not go on from a chosen one, and of which a reader may miss what it takes up: "these attacks"."""
_APART = 0.5
"""Of one whose neighbours are not in the summary: of such sentences readers missed the context four times as often
(docs/quality.md)."""
_SHORT_ENOUGH = 60
"""Words of two sentences that are shown together."""
_CANDIDATES = 400
"""About how many sentences of a long text are compared with each other, the same number from each window."""
_PLACE = re.compile(r"\b(?:in|at|near|outside|across|from) (?:the )?(?:[a-z]+ (?:of )?)?[A-Z]\w+")
_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|october"
    r"|november|december|yesterday|today|tomorrow|last (?:week|month|year|night)|next (?:week|month|year)|\d{4})\b|\bMay \d",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|after|following|as a result|led to|aims? to|to (?:avoid|prevent"
    r"|cut|reduce|help|make|protect|allow|improve|save)|reason|why|blamed|cited?|citing)\b",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:will|plans? to|expected|is due|are due|next|by the end|deadline|scheduled|until|would)\b", re.I
)


def select(article: Article, count: int, without: Collection[int] = ()) -> list[int]:
    """At most ``count`` sentences, the most important first: salient, each with something of its own, and
    from every third of a long text."""
    scores, rows = salience(article), _Rows(article)
    headline = set(terms(article.title)) if article.headline else set()
    candidates, parts = _candidates(article)
    candidates = [i for i in candidates if i not in without]
    chosen: list[int] = []
    while candidates and len(chosen) < count:
        missing = [part for part in parts if not any(i in part for i in chosen)]
        pool = [i for i in candidates if any(i in part for part in missing[:1])] if chosen else candidates
        promised = headline.difference(*(rows[j] for j in chosen))
        share = {
            i: len(promised.intersection(rows[i])) / len(headline) if promised else 0.0 for i in pool or candidates
        }
        worth = {i: _worth(article, i, scores[i] * (1 + _PROMISED * share[i]), rows, chosen) for i in share}
        tried = []
        for best in sorted(worth, key=lambda i: (-worth[i], i)):
            tried.append(best)
            if _is_new(rows[best], [rows[j] for j in chosen]):
                chosen.append(best)
                break
        candidates = [i for i in candidates if i not in tried]
    return chosen


def _is_new(row: Vector, others: Sequence[Vector]) -> bool:
    """Whether it is like none of the others and not most of it is in one or the other of them."""
    known = sum(w * w for term, w in row.items() if any(term in other for other in others))
    return known < _COVERED and all(similarity(row, other) < _SAME for other in others)


class _Rows(dict[int, Vector]):
    """The rows that were asked for."""

    def __init__(self, article: Article) -> None:
        super().__init__()
        self._article = article

    def __missing__(self, index: int) -> Vector:
        self[index] = vectors(self._article)[index]
        return self[index]


def _candidates(article: Article) -> tuple[list[int], list[range]]:
    """Sentences to choose from, and the parts of the text of which each must be heard: none in one window."""
    scores, all_windows = salience(article), windows(article)
    if len(all_windows) < 2:
        return [i for i in range(len(scores)) if terms(article.sentence_text(i))] or list(range(len(scores))), []
    each = max(2, _CANDIDATES // len(all_windows))
    best = [i for w in all_windows for i in sorted(w, key=lambda i: -scores[i])[:each]]
    return sorted(i for i in best if terms(article.sentence_text(i))), thirds(article)


def thirds(article: Article) -> list[range]:
    """The sentences that begin in the first, the middle and the last third of the text's characters."""
    starts = [s.span.start for s in article.sentences]
    first, second = (bisect_left(starts, len(article.text) * k / 3) for k in (1, 2))
    return [range(first), range(first, second), range(second, len(starts))]


def _worth(article: Article, index: int, score: float, rows: Mapping[int, Vector], chosen: Sequence[int]) -> float:
    """Salience and novelty, after maximal marginal relevance (Carbonell and Goldstein 1998) but as a product, so that no
    sentence wins because it is like nothing at all; with a premium on reasons and prospects and a price on what hangs."""
    text = article.sentence_text(index)
    for sign in (_CAUSE, _NEXT):
        if len(chosen) > 1 and sign.search(text) and not any(sign.search(article.sentence_text(j)) for j in chosen[1:]):
            score += _NEW
    if not index and points_forward(article):
        score *= _LEANS
    if not stands(article, index, chosen):
        score *= _LEANS if _pair_fits(article, index) else _LEANS / 2
    if index and index - 1 not in chosen and len(windows(article)) < 2:  # a long text is heard part by part
        score *= _LOOSE if presupposes(article, index, chosen) else 1.0
        score *= _APART if chosen and index + 1 not in chosen else 1.0
    return score * (1 - max((similarity(rows[index], rows[j]) for j in chosen), default=0.0))


def _pair_fits(article: Article, index: int) -> bool:
    wanted, before = need(article, index), need(article, index - 1)
    if wanted is None or wanted.source != index - 1 or (before is not None and before.name is None):
        return False
    span = Span(article.sentences[index - 1].span.start, article.sentences[index].span.end)
    apart = article.sentences[index].paragraph - article.sentences[index - 1].paragraph
    return apart <= 1 and is_whole(article, span) and count_words(span.of(article.text)) <= _SHORT_ENOUGH


def select_for(article: Article, section: Section, taken: Sequence[int]) -> int | None:
    """The sentence that best answers a section's question; None when none seems to.

    A sentence that an earlier section took costs some of its weight."""
    asked = set(terms(section.question))
    best: tuple[float, int] | None = None
    scores = salience(article)
    for i in _candidates(article)[0]:
        sign = _answers(article.sentence_text(i), section)
        overlap = len(asked.intersection(vectors(article)[i])) / len(asked) if asked else 0.0
        if sign == 0.0 and overlap < 0.5:
            continue
        alone = 1.0 if stands(article, i, ()) else _LEANS
        score = scores[i] * alone + 0.5 * sign + 0.3 * overlap - (0.4 if i in taken else 0.0)
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best else None


def _answers(text: str, section: Section) -> float:
    """0 to 1: how much a sentence looks like an answer to the kind of question."""
    question = f"{section.label} {section.question}".lower()
    match (re.findall(r"\b(?:who|when|where|why|next|how|numbers?|figures?|said|says|what)\b", question) or [""])[0]:
        case "who":
            return min(1.0, 0.5 * len(find_names(text)))
        case "when":
            return 1.0 if _TIME.search(text) else 0.0
        case "where":
            return 1.0 if _PLACE.search(text) else 0.0
        case "why" | "how":
            return 1.0 if _CAUSE.search(text) else 0.0
        case "next":
            return 1.0 if _NEXT.search(text) else 0.0
        case "number" | "numbers" | "figure" | "figures":
            return min(1.0, 0.5 * len(find_numbers(text)))
        case "said" | "says":
            return 1.0 if attributed(text) else 0.0
        case _:
            return 0.5
