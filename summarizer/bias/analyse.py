"""Where notes begin: whether an article can have them, and all proposals for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors import (
    belief,
    headline,
    labels,
    loaded,
    manner,
    opinion,
    promotional,
    sensational,
    sourcing,
    voices,
)
from summarizer.bias.detectors.passages import passages, sourced
from summarizer.bias.genre import Genre, genre
from summarizer.model import Article, Category, Evidence

_DETECTORS = (
    loaded.detect,
    manner.detect,
    belief.detect,
    sourcing.detect,
    opinion.detect,
    sensational.detect,
    headline.detect,
    labels.detect,
    promotional.detect,
    voices.detect,
)
CHECKS = len(_DETECTORS)
_SENTENCES = 3
_JUDGING = frozenset(
    {
        Category.LOADED_WORDING,
        Category.DOUBT_OR_CREDIT,
        Category.NAME_CALLING,
        Category.OPINION_AS_FACT,
        Category.SENSATIONAL,
    }
)
_TELLING = 2.0
"""Evidence from which words count as judging."""
_EXAMPLES = 4
_COMMENTS = 3
_COMMENT_SENTENCES = 20
_FEW_SOURCED = 0.26
"""Share of sentences with a source that 95 % of 299 news reports reach (BASIL)."""
_ARTICLES = {Genre.OPINION: "an ", Genre.SATIRE: "", Genre.PRESS_RELEASE: "a "}


def applicable(article: Article) -> str | None:
    """Why no notes can be made for this article; None when they can."""
    if article.language not in {"en", None}:
        return (
            f"Bias notes are made for English only; this article seems to be in another language ({article.language})."
        )
    if len(article.sentences) < _SENTENCES:
        return f"Bias notes need at least {_SENTENCES} sentences."
    return None


def detect(article: Article) -> tuple[Candidate, ...]:
    """Everything that any detector proposes, with the objections to it."""
    found = tuple(candidate for propose in _DETECTORS for candidate in propose(article))
    judging = tuple(c for c in found if c.category in _JUDGING and c.objection is None and _weight(c) >= _TELLING)
    kind = genre(article)
    if kind is Genre.REPORT and _comments(article, judging):
        kind = Genre.OPINION
    return found if kind is Genre.REPORT else tuple(_expected(article, kind, found, judging))


def _comments(article: Article, judging: tuple[Candidate, ...]) -> bool:
    """Whether a text that names sources more seldom than 19 of 20 reports judges again and again."""
    body = [p for p in passages(article) if p.sentence is not None]
    with_source = sum(sourced(article, p) for p in body)
    return len(body) >= _COMMENT_SENTENCES and len(judging) >= _COMMENTS and with_source < _FEW_SOURCED * len(body)


def _expected(
    article: Article, kind: Genre, found: tuple[Candidate, ...], judging: tuple[Candidate, ...]
) -> Iterator[Candidate]:
    """Where judging words belong to the genre, one note that says so with examples in place of many."""
    for candidate in found:
        if candidate.category in _JUDGING and candidate.objection is None:
            yield replace(candidate, objection=f"judging words are expected in this genre ({kind})")
        else:
            yield candidate
    if judging:
        first = max(judging, key=_weight)
        yield Candidate(
            Category.OPINION_AS_FACT,
            first.span,
            None,
            (Evidence("count", f"genre: {kind}", _TELLING),),
            f"This reads as {_ARTICLES[kind]}{kind}, where judging words are expected;"
            f" {len({c.sentence for c in judging})} of {len(article.sentences)} sentences have them",
            related=tuple(dict.fromkeys(c.span for c in judging if c is not first))[:_EXAMPLES],
            whole_article=True,
        )


def _weight(candidate: Candidate) -> float:
    return sum(e.weight for e in candidate.evidence)
