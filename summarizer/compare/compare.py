"""Articles in, comparison out: pure, without a model."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from summarizer.compare.align import Aligner, Link, unless
from summarizer.compare.comparison import Comparison, FigureDifference, Pair, Place
from summarizer.compare.events import copied, event, shingles, similarity, vector
from summarizer.compare.figures import agree, conflicts, same_context
from summarizer.compare.rows import rows_of
from summarizer.compare.statements import statements
from summarizer.compare.voices import speakers
from summarizer.compare.wording import differences
from summarizer.model import Article

MOST = 12
"""Articles in one comparison; with more, nobody can read it."""
_FEW = 5
"""Sentences below which an article is too short for anything to be missed in it."""


def compare(articles: Sequence[Article], cancelled: Callable[[], bool] = lambda: False) -> Comparison:
    """Two to ``MOST`` articles, mostly on one event; ``pairs`` says if they are. Raises ValueError for another number,
    and Interrupted soon after ``cancelled`` says so."""
    if not 2 <= len(articles) <= MOST:
        raise ValueError(f"2 to {MOST} articles can be compared, not {len(articles)}")
    aligner = Aligner(articles, [row for i, article in enumerate(articles) for row in rows_of(i, article)])
    links = aligner.links(cancelled)
    return Comparison(
        articles=tuple(articles),
        pairs=tuple(_pairs(articles, aligner, links)),
        statements=statements(aligner, links),
        figures=tuple(_figures(aligner, unless(cancelled, links))),
        wording=tuple(differences(aligner, unless(cancelled, links))),
        speakers=speakers(articles),
        warnings=tuple(_warnings(articles)),
    )


def _pairs(articles: Sequence[Article], aligner: Aligner, links: Sequence[Link]) -> Iterator[Pair]:
    tied = {(aligner.rows[k.one].article, aligner.rows[k.other].article) for k in links if k.same}
    vectors = [vector(article) for article in articles]
    runs = [shingles(article) for article in articles]
    for i, j in itertools.combinations(range(len(articles)), 2):
        kind = event(vectors[i], vectors[j], shared=(i, j) in tied)
        yield Pair(i, j, kind, similarity(vectors[i], vectors[j]), copied(runs[i], runs[j]))


def _figures(aligner: Aligner, links: Iterable[Link]) -> Iterator[FigureDifference]:
    """Each pair of figures once, from the sentences that correspond best. A figure that the other article has too,
    wherever it stands there, is no difference."""
    numbers = [
        [n for row in aligner.rows if row.article == k for n in row.numbers] for k in range(len(aligner.articles))
    ]
    seen: set[tuple[object, ...]] = set()
    for link in links:
        one, other = aligner.rows[link.one], aligner.rows[link.other]
        if one.sentence is None or other.sentence is None:
            continue
        texts = [aligner.articles[row.article].text for row in (one, other)]
        for a, b in conflicts((texts[0], one, one.span), (texts[1], other, other.span)):
            key = (one.article, other.article, a.label, a.number.value, b.number.value)
            if (
                key not in seen
                and same_context(a, one, b, other)
                and not agree(a.number, numbers[other.article])
                and not agree(b.number, numbers[one.article])
            ):
                seen.add(key)
                yield FigureDifference(
                    a.label,
                    Place(one.article, one.sentence, a.number.span),
                    Place(other.article, other.sentence, b.number.span),
                )


def _warnings(articles: Sequence[Article]) -> Iterator[str]:
    languages = {article.language for article in articles if article.language}
    if len(languages) > 1:
        yield f"The articles are in different languages ({', '.join(sorted(languages))}): statements cannot be matched."
    elif languages - {"en"}:
        yield "Word lists are for English: in other languages fewer statements are recognised as the same."
    short = [chr(65 + i) for i, article in enumerate(articles) if len(article.sentences) < _FEW]
    if short:
        yield f"Fewer than {_FEW} sentences: {', '.join(short)}. That something is missing there means little."
