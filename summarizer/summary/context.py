"""Whether a reader of the summary alone understands a sentence, as a language model measures it: how much likelier its
words are after the sentences that stand before it in the article than after those that stand before it in the summary
(a difference of pointwise mutual information with either; for extracts see Padmakumar and He 2021, arXiv 2102.06272)."""

from __future__ import annotations

from collections.abc import Collection

from summarizer.engine.protocol import Continuation
from summarizer.model import Article
from summarizer.summary.beside import is_beside
from summarizer.text.clean import one_line
from summarizer.text.words import count_words

MOST = 0.15
"""Nats a token that a sentence may lose with its place in the article (docs/quality.md)."""
_LONGEST = 200
"""Words of a sentence beyond which no model is asked about it: mostly a text without stops."""
_BEFORE = 900
"""Characters of the article before a sentence that it is read after, in whole sentences."""


def too_long(article: Article, index: int) -> bool:
    return count_words(article.sentence_text(index)) > _LONGEST


def beginnings(mains: Collection[int]) -> list[int]:
    """The sentences that do not go on from another one of these, nor begin the article: in order."""
    return sorted(i for i in mains if i and i - 1 not in mains)


def readings(article: Article, index: int, shown: Collection[int]) -> tuple[Continuation, Continuation]:
    """The sentence after what the article has before it, and after the headline and the ``shown`` ones before it."""
    title = f"{one_line(article.title)}\n\n" if article.headline else ""
    first, start = index, article.sentences[index].span.start
    while first and start - article.sentences[first - 1].span.start <= _BEFORE:
        first -= 1
    first = min(first, index - 1)
    told = [i for i in range(first, index) if not is_beside(article, i)]
    text = one_line(article.sentence_text(index))
    contexts = (told, (i for i in sorted(shown) if i < index))
    before, summary = (f"{title}{' '.join(one_line(article.sentence_text(i)) for i in each)}\n\n" for each in contexts)
    return Continuation(before, text), Continuation(summary, text)
