"""What becomes of a rewritten sentence: shown, tried once more, or replaced by the article's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summarizer.model import Article, Check, Claim, Mode, Span, Verdict
from summarizer.summary.openings import after_dateline
from summarizer.summary.refer import need
from summarizer.summary.salience import is_whole
from summarizer.text.words import count_words

_DECISIVE = frozenset({"quotes", "names", "attribution", "polarity", "roles", "support"})
"""Layers whose doubts are not shown to a reader."""
_LONGEST_EXTRACT = 60
"""Words of an extract of two sentences; beyond that the main one stands alone."""


@dataclass(frozen=True, slots=True)
class Accept:
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Retry:
    must_include: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    reason: str


Decision = Accept | Retry | Extract


def decide(checks: Sequence[Check], *, retried: bool) -> Decision:
    """One retry, and only where naming the missing words can help. A name that the cited sentences do
    not have may have been swapped, and words that they do not have may be invented: no check here can
    tell, so the extract is safer."""
    wrong = [c for c in checks if c.verdict is Verdict.FAIL or (c.verdict is Verdict.DOUBT and c.layer in _DECISIVE)]
    if not wrong:
        return Accept(tuple(checks))
    missing = tuple(dict.fromkeys(words for c in wrong for words in c.missing))
    if missing and not retried and all(c.missing for c in wrong):
        return Retry(missing)
    return Extract("; ".join(f"{c.layer}: {c.detail}" for c in wrong))


def extract(article: Article, main: int, *, shown: Collection[int] = ()) -> Claim:
    """The article's own words, without a dateline: the sentence, with the one before it where it leans on that one,
    that one is not ``shown`` anyway, and both together are short enough."""
    end = article.sentences[main].span.end
    pointed = need(article, main)
    if pointed and pointed.name is None and pointed.source == main - 1 and pointed.source not in shown:
        span = Span(after_dateline(article, main - 1), end)
        if count_words(span.of(article.text)) <= _LONGEST_EXTRACT and is_whole(article, span):
            return Claim(span.of(article.text), (main - 1, main), Mode.EXTRACT)
    return Claim(article.text[after_dateline(article, main) : end], (main,), Mode.EXTRACT)
