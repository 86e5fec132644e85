"""Headline gap: a figure or name that stands in the headline and nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.model import Article, Category, Evidence, Span
from summarizer.text.words import Word, words

_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_SPELLED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_TENS = {"dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TOLERANCE = 0.1
"""A headline may round."""


def detect(article: Article) -> Iterator[Candidate]:
    headline = article.headline
    if headline is None or not article.sentences:
        return
    body = " ".join(s.span.of(article.text) for s in article.sentences if not headline.overlaps(s.span))
    figures = set(_figures(body))
    for match in _NUMBER.finditer(article.text, headline.start, headline.end):
        if not _carried(_value(match[0]), figures):
            span = Span(match.start(), match.end())
            yield _gap(
                span, "headline_number", 2.0, "The figure stands in the headline and nowhere in the text below it"
            )
    known = body.casefold()
    for word in _names(article.text, headline):
        parts = word.form.removesuffix("'s").rstrip("'").split("-")
        if not any(part.removesuffix("s")[:5] in known for part in parts):
            yield _gap(
                word.span, "headline_name", 2.0, "The name stands in the headline and nowhere in the text below it"
            )


def _gap(span: Span, rule: str, weight: float, reason: str) -> Candidate:
    return Candidate(Category.HEADLINE_GAP, span, None, (Evidence("pattern", rule, weight),), reason)


def _names(text: str, headline: Span) -> list[Word]:
    """Capitalised words after the first, of a headline that is not in title case; no acronyms."""
    tokens = words(text, headline)
    long = [t for t in tokens if len(t.form) > 3]
    capitals = [t for t in long[1:] if text[t.span.start].isupper()]
    if len(long) < 4 or len(capitals) > len(long) / 2:
        return []
    starts = re.compile(r"(?:^|[:.?!|–—\"“‘'])\s*$")
    return [
        t for t in capitals if not t.span.of(text).isupper() and not starts.search(text[headline.start : t.span.start])
    ]


def _figures(body: str) -> Iterator[float]:
    for match in re.finditer(r"\d[\d,]*(?:\.\d+)?", body):
        yield _value(match[0])
    for word in re.findall(r"[a-z]+", body.lower()):
        if word in _TENS:
            yield _TENS[word]
        elif word in _SPELLED:
            yield _SPELLED.index(word)


def _value(figure: str) -> float:
    return float(figure.replace(",", ""))


def _carried(value: float, figures: set[float]) -> bool:
    return any(abs(value - figure) <= _TOLERANCE * value for figure in figures)
