"""Which sentences of an article a given sentence rests on, for summaries that cite nothing."""

from __future__ import annotations

from summarizer.model import Article
from summarizer.summary.checks.source import facts
from summarizer.text.words import terms


def align(text: str, article: Article, count: int = 3) -> tuple[int, ...]:
    """At most ``count`` sentence indices, ascending, never empty: greedily those that share most of the
    weight of the content words not yet covered, then of all of them."""
    known = facts(article)
    own = set(terms(text))
    open_terms = set(own)
    chosen: list[int] = []
    while len(chosen) < count:
        rest = [i for i in range(len(known.sentences)) if i not in chosen]
        if not rest:
            break
        best = max(
            rest,
            key=lambda i: (known.shared(open_terms, i), known.shared(own, i), -i),
        )
        if chosen and not known.shared(own, best):
            break
        chosen.append(best)
        open_terms -= known.sentences[best].terms
    return tuple(sorted(chosen))
