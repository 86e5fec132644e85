"""Where what a sentence says begins: after its dateline and its connective."""

from __future__ import annotations

import re

from summarizer.model import Article

KICKER = (
    r"(?:EXCLUSIVE|FIRST ON [A-Z]+|BREAKING(?: NEWS)?|JUST IN|UPDATED?|REVEALED|ANALYSIS|OPINION|EXPLAINER|Exclusive|Breaking|Updated?)"
    r"\s?[:–—-]\s+"
)
"""A word or two over a report."""
_DATELINE = re.compile(
    rf"{KICKER}(?=[\"“A-Z])"
    r"|(?:[A-Z][A-Z'.-]+(?:[ ,/-]+[A-Z][A-Za-z.'-]*){0,4}|[A-Z][\w.'-]+(?:,? [A-Z][\w.'-]+){0,3} ?\([A-Z][A-Za-z ]{1,20}\))"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
    r"\s*(?:\([A-Za-z .]{2,20}\)\s*)?(?:--?|[–—―])\s*(?=[\"“A-Z])"
    r"|\W{0,2}(?:--|[–—―])\s+(?=[A-Z])|\((?:[A-Z]{2,}|Reuters|Bloomberg)\) ?(?:(?:--?|[–—―]) ?)?(?=[\"“A-Z])"
    r"|(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+ [–—―] (?=(?:In|On|At|The|A|An|After|As|For|With)\b)"
    r"|[A-Z][\w.'-]+(?:,? [A-Z][\w.'-]+){0,3} ?\([A-Z]{2,}[A-Za-z ]{0,15}\)\s*(?=[\"“A-Z])|\([A-Z][\w.]+(?: [A-Z][\w.]+){0,3}\)(?=[\"“A-Z])"
)
_CONNECTIVE = re.compile(
    r"(?:(?:but|and|or|yet|however|nonetheless|nevertheless|meanwhile|moreover|furthermore|additionally|consequently|therefore"
    r"|of course|in fact|in addition(?! to)|in other words|in response(?! to)|in contrast(?! to)|by contrast|on the other hand"
    r"|as a result(?! of)|for example|for instance|in turn|at the same time|to be sure|even so|after all|in any case|that said),?\s+"
    r"|(?:so|then|also|still|instead|rather|indeed|besides|similarly|likewise|thus|earlier|separately),\s+)+",
    re.I,
)
"""Some only with a comma: "still" and "rather" begin much else."""
_INVERTED = re.compile(r"(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should)\b")
"""Behind a connective that the sentence needs: "And thus was born ..."."""
_LEAST = 12
"""Characters that a connective leaves of its sentence."""


def after_dateline(article: Article, index: int) -> int:
    """Where the sentence begins once its dateline is left out."""
    span = article.sentences[index].span
    found = _DATELINE.match(article.text, span.start, span.end)
    return found.end() if found else span.start


def opening(article: Article, index: int) -> int:
    """Where it begins once its connective ("But", "However,") is left out as well."""
    start, end = after_dateline(article, index), article.sentences[index].span.end
    found = _CONNECTIVE.match(article.text, start, end)
    if found is None or _INVERTED.match(article.text, found.end()) or found.end() >= end - _LEAST:
        return start
    return found.end()
