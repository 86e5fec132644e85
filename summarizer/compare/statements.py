"""From links between sentences to statements: who makes them, who comes near, who has nothing like it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from summarizer.compare.align import Aligner, Link
from summarizer.compare.comparison import Near, Place, State, Statement
from summarizer.compare.rows import Row
from summarizer.model import Span
from summarizer.summary.salience import salience

_FEWEST_TERMS, _FEWEST_ALONE = 4, 6
"""Content words, beside those that say who speaks, of a sentence that can stand for a statement, and of one that no
other article has: fewer can be said in other words too easily."""
_RARE, _RARE_TOGETHER = 3, 2
"""Sentences that hold a rare term at most; as many of them together as two writers do not use by chance."""
_COVERED, _COVERED_ANYWHERE = 0.26, 0.85
"""Share of a sentence's weighted terms within three sentences in a row of another article, or anywhere in it, from
which the other may say it in its own way: nothing is then called absent."""
_LOOSE_ENDS = " \n\t,;:—–―-"
"""What is left at the end of a clause that is cut out of its sentence."""
_FURNITURE = re.compile(
    r"\b(?:click here|sign up|subscribe|newsletter|read more|all rights reserved|follow us|contributed (?:to this|reporting)"
    r"|reporting by|editing by|associated press contributed|watch below|see also|story continues|getty images|@\w+\.\w+)\b"
    r"|\Ahttps?:",
    re.I,
)


def statements(aligner: Aligner, links: Sequence[Link]) -> tuple[Statement, ...]:
    """Every sentence that says something stands in one statement: as one of its places or, where two sentences
    are each other's nearest, as the similar one. Shared ones come first, then similar ones, then the rest."""
    made = _Maker(aligner, links)
    groups = _groups(aligner, links)
    result: list[Statement | None] = [made.shared(group) for group in groups]
    home = {i for group in groups for i in group}
    loners = [i for i, row in enumerate(aligner.rows) if i not in home and _tells(aligner, row)]
    covered: set[int] = set()
    for i in sorted(loners, key=lambda i: (-made.closeness(i), i)):
        if i not in covered:
            covered |= made.mutual(i)
            result.append(made.alone(i))
    return tuple(sorted((s for s in result if s is not None), key=_order))


def _order(statement: Statement) -> tuple[int, int, float, Place]:
    rank = -statement.closeness if statement.state is State.SIMILAR else -statement.weight
    return -len(statement.articles), not statement.similar, rank, statement.places[0]


def _groups(aligner: Aligner, links: Sequence[Link]) -> list[list[int]]:
    """Rows that say the same, in order. A row joins a group if it says the same as one of its rows and is not
    contrary to any."""
    contrary = {frozenset((k.one, k.other)) for k in links if k.contrary}
    home: dict[int, list[int]] = {}
    for link in links:
        if not link.same:
            break
        one, other = home.get(link.one, [link.one]), home.get(link.other, [link.other])
        if one is other or any(frozenset((i, j)) in contrary for i in one for j in other):
            continue
        if len(one) > 1 and len(other) > 1 and not _whole(aligner, link):
            continue  # a common clause must not tie two groups together
        for i in (group := sorted(one + other)):
            home[i] = group
    return [group for i, group in sorted(home.items()) if group[0] == i]


def _whole(aligner: Aligner, link: Link) -> bool:
    spans = (aligner.rows[link.one].span, aligner.rows[link.other].span)
    return all(2 * len(part) >= len(whole) for part, whole in zip(link.spans, spans, strict=True))


def _tells(aligner: Aligner, row: Row) -> bool:
    """Whether a row can stand for a statement: a sentence with enough content that is no question or furniture."""
    if row.sentence is None:
        return False
    text = row.span.of(aligner.articles[row.article].text)
    told = {token.term for token in row.tokens if not token.framed}
    return len(told) >= _FEWEST_TERMS and not text.rstrip('"”’»)').endswith("?") and not _FURNITURE.search(text)


class _Maker:
    def __init__(self, aligner: Aligner, links: Sequence[Link]) -> None:
        self._aligner = aligner
        self._weights = [salience(article) for article in aligner.articles]
        self._spans: dict[int, Span] = {}
        """Of a row that says the same as another: the words that do, of its best link."""
        self._scores: dict[int, float] = {}
        self._near: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        """For a row and another article: how near its nearest row is, and which it is."""
        for link in links:
            for i, j, span in ((link.one, link.other, link.spans[0]), (link.other, link.one, link.spans[1])):
                if link.same:
                    self._spans.setdefault(i, span)
                    self._scores.setdefault(i, link.score)
                article = aligner.rows[j].article
                if link.score > self._near[i].get(article, (0.0, 0))[0]:
                    self._near[i][article] = (link.score, j)
        self._windows = [_Windows(aligner, k) for k in range(len(aligner.articles))]

    def closeness(self, i: int) -> float:
        return max((score for score, _ in self._near[i].values()), default=0.0)

    def mutual(self, i: int) -> set[int]:
        """Rows of which this one is the nearest and that are its nearest."""
        own = self._aligner.rows[i].article
        return {j for _, j in self._near[i].values() if self._near[j].get(own, (0.0, -1))[1] == i}

    def shared(self, group: Sequence[int]) -> Statement:
        places = tuple(sorted(self._place(i, self._spans[i]) for i in group))
        weight = max(self._weight(i) for i in group)
        similar, absent = self._elsewhere(group, {p.article for p in places})
        return Statement(places, similar, absent, min(self._scores[i] for i in group), weight)

    def alone(self, i: int) -> Statement | None:
        """None for a sentence too slight to be missed elsewhere."""
        row = self._aligner.rows[i]
        similar, absent = self._elsewhere([i], {row.article})
        if not similar and len({t.term for t in row.tokens if not t.framed}) < _FEWEST_ALONE:
            return None
        return Statement((self._place(i, row.span),), similar, absent, self.closeness(i), self._weight(i))

    def _elsewhere(self, group: Sequence[int], own: set[int]) -> tuple[tuple[Near, ...], tuple[int, ...]]:
        """The nearest place of each other article, and the articles without one."""
        similar, absent = [], []
        for article in range(len(self._aligner.articles)):
            if article in own:
                continue
            near = max((n for i in group if (n := self._near[i].get(article))), default=None)
            near = near or next((n for i in group if (n := self._windows[article].covering(i))), None)
            if near is None:
                absent.append(article)
            else:
                similar.append(Near(self._place(near[1], self._aligner.rows[near[1]].span), near[0]))
        return tuple(similar), tuple(absent)

    def _place(self, i: int, span: Span) -> Place:
        row = self._aligner.rows[i]
        assert row.sentence is not None  # noqa: S101  (only sentences are linked)
        text = span.of(self._aligner.articles[row.article].text)
        start = span.start + len(text) - len(text.lstrip())
        return Place(row.article, row.sentence, Span(start, span.start + len(text.rstrip(_LOOSE_ENDS))))

    def _weight(self, i: int) -> float:
        row = self._aligner.rows[i]
        return self._weights[row.article][row.sentence or 0]


class _Windows:
    """Where an article may say something in its own way: within three sentences in a row, in a heading or table,
    or spread over it."""

    def __init__(self, aligner: Aligner, article: int) -> None:
        self._aligner = aligner
        self._rows = [i for i, row in enumerate(aligner.rows) if row.article == article]
        self._last = max(at for at, i in enumerate(self._rows) if aligner.rows[i].sentence is not None)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for at, i in enumerate(self._rows):
            for term in aligner.rows[i].terms:
                self._postings[term].append(at)

    def covering(self, i: int) -> tuple[float, int] | None:
        """What may say what row ``i`` says: the row in the middle of terms that it shares, with closeness 0."""
        bag, total = self._aligner.bags[i], self._aligner.totals[i] or 1.0
        covered: dict[int, float] = defaultdict(float)
        rare: dict[int, int] = defaultdict(int)
        anywhere = 0.0
        for term, weight in bag.items():
            places = self._postings.get(term, ())
            anywhere += weight if places else 0.0
            for at in {near for place in places for near in (place - 1, place, place + 1)}:
                covered[at] += weight
            if self._aligner.weights.frequency[term] <= _RARE:
                for at in places:
                    rare[at] += 1
        together = max(rare, key=lambda at: (rare[at], -at), default=None)
        if together is not None and rare[together] >= _RARE_TOGETHER:
            return 0.0, self._sentence(together)
        best = max(covered, key=lambda at: (covered[at], -at), default=None)
        if best is None or (covered[best] < _COVERED * total and anywhere < _COVERED_ANYWHERE * total):
            return None
        return 0.0, self._sentence(best)

    def _sentence(self, at: int) -> int:
        """The row there; for a heading or beyond the end the nearest sentence."""
        return self._rows[min(max(at, 0), self._last)]
