"""L4: the content words of a sentence come from what it cites."""

from __future__ import annotations

from itertools import pairwise

from summarizer.model import Check, Verdict
from summarizer.summary.checks.source import Source
from summarizer.text.words import terms

_WEAK, _NONE = 0.5, 0.3
"""Share of the weight of the content words."""
_NOVEL_RUN = 4
"""Content words in a row that the source may lack."""


def check_support(text: str, source: Source) -> Check:
    """``value``: the mean of two shares of what the sentence says: of its content words, weighted by rarity,
    and of its pairs of neighbouring content words, that the cited sentences have."""
    cited, own = terms(source.text), terms(text)
    have = set(cited)
    total = sum(source.facts.weight(t) for t in own)
    if not total:
        return Check("support", Verdict.PASS, value=1.0)
    share = sum(source.facts.weight(t) for t in own if t in have) / total
    pairs, known = list(pairwise(own)), set(pairwise(cited))
    order = sum(pair in known for pair in pairs) / len(pairs) if pairs else share
    run = longest = 0
    for term in own:
        run = 0 if term in have else run + 1
        longest = max(longest, run)
    kind = Verdict.FAIL if share < _NONE else Verdict.DOUBT if share < _WEAK or longest > _NOVEL_RUN else Verdict.PASS
    detail = "" if kind is Verdict.PASS else f"{share:.0%} of its content stands in the cited sentences"
    return Check("support", kind, detail, value=round((share + order) / 2, 3))
