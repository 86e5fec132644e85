"""Whether an article argues rather than reports: then its thesis may stand anywhere, its first sentences are often a story."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.model import Article, Sentence, Span, Voice
from summarizer.text.attribution import attributed

_I = re.compile(r"\b(?:I|we|We|us|me|our|Our|my|My|mine|ours|you|You|your|Your|yours)\b(?!\.)")
_JUDGES = re.compile(
    r"\b(?:should|must|ought|needs? to|let['’]s|let us|of course|indeed|perhaps|surely|clearly|obviously|truth|wrong|absurd"
    r"|ridiculous|simply|fact is|worse|shameful|nonsense|hardly|imagine|after all)\b",
    re.I,
)
_ARGUES = 0.08
"""Of the shares of sentences that address the reader, judge or ask, less half of the share that says whose claim it is;
reports have about -0.2, columns 0.1 to 0.4."""
_LEAST = 8
"""Sentences below which the shares mean nothing."""


@lru_cache(maxsize=2)
def argues(article: Article) -> bool:
    """English only."""
    count = len(article.sentences)
    if article.language not in {"en", None} or count < _LEAST:
        return False
    texts = [s.span.of(article.text) for s in article.sentences]
    signs = sum(addresses(article, s) + judges(article, s) for s in article.sentences)
    asks = sum(text.rstrip('"”’').endswith("?") for text in texts)
    return (signs + asks - 0.5 * sum(map(attributed, texts))) / count >= _ARGUES


def addresses(article: Article, sentence: Sentence) -> bool:
    """Whether the writer speaks of himself or to the reader."""
    return _narrates(article, sentence, _I)


def judges(article: Article, sentence: Sentence) -> bool:
    """Whether the writer says what is right, wrong or to be done."""
    return _narrates(article, sentence, _JUDGES)


def _narrates(article: Article, sentence: Sentence, sign: re.Pattern[str]) -> bool:
    start = sentence.span.start
    found = sign.finditer(sentence.span.of(article.text))
    return any(article.voice(Span(start + m.start(), start + m.end())) is Voice.NARRATOR for m in found)
