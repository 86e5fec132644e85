"""L3a: a claim of somebody stays a claim of somebody."""

from __future__ import annotations

from summarizer.model import Check, Verdict
from summarizer.summary.checks.source import Source
from summarizer.text.attribution import attributed, attribution, takes_a_stance
from summarizer.text.words import terms


def check_attribution(text: str, source: Source) -> Check:
    """Looks at the cited sentence that the claim rests on most."""
    own = set(terms(text))
    main = max(source.cites, key=lambda i: (source.facts.shared(own, i), i))
    cited = source.article.sentence_text(main)
    if not attributed(cited) or attributed(text) or takes_a_stance(text):
        return Check("attribution", Verdict.PASS)
    who = attribution(cited) or "said"
    return Check("attribution", Verdict.FAIL, f"does not say whose claim it is: {who}", (who,))
