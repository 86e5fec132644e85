"""What shortening one sentence must keep, beyond what every summary is checked for: here the source is known
exactly, so more can be asked."""

from __future__ import annotations

import re

from summarizer.model import Article, Check, Verdict
from summarizer.summary.salience import quotes_in
from summarizer.text.attribution import attribution
from summarizer.text.words import terms

_NEW = 0.2
"""Share of content words that the source does not have, from which a sentence is more than shortened."""
_CONTRAST = re.compile(r"[,;–—-]\s(?:but|although|though|while|whereas|yet|despite|except|unless)\s", re.I)
_HALF = 4
"""Content words that make a side of a contrast a statement of its own."""
_HEARD = 0.25
"""Share of a side's content words below which the side is lost."""
_QUOTED = 0.4
"""Share of a sentence that is quotation, from which it is its speaker's."""


def check_kept(text: str, article: Article, main: int, source: str) -> Check:
    """``source``: what the model read, which may have a name in place of a pronoun."""
    own, have = set(terms(text)), set(terms(source))
    new = [term for term in own if term not in have]
    if len(new) > 1 and len(new) > _NEW * len(own):
        return Check("support", Verdict.FAIL, f"not the words of the source: {', '.join(sorted(new))}")
    for side in _CONTRAST.split(source) if _CONTRAST.search(source) else ():
        content = set(terms(side))
        if len(content) >= _HALF and len(content & own) < _HEARD * len(content):
            return Check("polarity", Verdict.FAIL, f"one side of a contrast is lost: {side.strip()}")
    who = _speaker(article, main)
    if who and not own.intersection(terms(who)):
        return Check("attribution", Verdict.FAIL, f"does not say whose words these are: {who}", (who,))
    return Check("support", Verdict.PASS)


def _speaker(article: Article, main: int) -> str | None:
    """Whose words most of the sentence is, if it says so with more than a pronoun."""
    span = article.sentences[main].span
    quotes = quotes_in(article, span)
    if sum(len(q.span) for q in quotes) < _QUOTED * len(span):
        return None
    ends = [span.start, *(x for q in quotes for x in (q.span.start, q.span.end)), span.end]
    who = attribution(" ".join(article.text[i:j] for i, j in zip(ends[::2], ends[1::2], strict=True)).strip(" ,"))
    return who if who and terms(who) else None
