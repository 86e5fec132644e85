"""The words of a note: what stands on the page, why a reader may care, and a plainer wording.

A note speaks of words, never of what somebody meant by them. It contains the exact quote and no name
or figure but the article's own and its counts.
"""

from __future__ import annotations

from summarizer.bias.candidates import Candidate
from summarizer.model import Article, Category

_OWN = "the article's own words, not a quotation"
_OPENINGS = {
    Category.LOADED_WORDING: _OWN,
    Category.NAME_CALLING: _OWN,
    Category.OPINION_AS_FACT: _OWN,
    Category.DOUBT_OR_CREDIT: "the article's choice of words or marks",
    Category.WEAK_SOURCING: "the source is not named here or in the sentences around it",
    Category.SENSATIONAL: _OWN,
    Category.HEADLINE_GAP: "in the headline",
    Category.PROMOTIONAL: "in the article's own voice",
    Category.ONE_SIDED_SOURCES: "the voice that is quoted most",
}
_MARKS = "\"'“”‘’„«»"
_LONGEST = 40
"""Characters of further words that a note names."""
_MOST = 3
_WITHOUT = frozenset({Category.LOADED_WORDING, Category.SENSATIONAL})
"""Categories whose words can mostly be left out."""


def describe(article: Article, candidate: Candidate) -> str:
    """The text of a note."""
    quote = candidate.span.of(article.text)
    opening = f"{_marked(quote)}: {_OPENINGS[candidate.category]}. {candidate.reason}."
    return opening + _others(article, candidate) + _suggestion(candidate)


def _marked(quote: str) -> str:
    return quote if quote[0] in _MARKS and quote[-1] in _MARKS else f"“{quote}”"


def _others(article: Article, candidate: Candidate) -> str:
    """Further words that the note rests on, as a reader meets them."""
    if candidate.category is Category.ONE_SIDED_SOURCES:
        return ""  # what somebody is quoted with shows nothing by itself
    words = dict.fromkeys(span.of(article.text) for span in sorted(candidate.related) if len(span) <= _LONGEST)
    others = [_marked(word) for word in words if word != candidate.span.of(article.text)][:_MOST]
    return f" Also here: {', '.join(others)}." if others else ""


def _suggestion(candidate: Candidate) -> str:
    if candidate.alternative is not None:
        return f" Plainer: “{candidate.alternative}”."
    if candidate.category in _WITHOUT and candidate.evidence:
        return " Does the sentence say less without it?"
    return ""
