"""L3a: a claim of somebody stays a claim of somebody."""

from __future__ import annotations

from summarizer.model import Check, Verdict
from summarizer.summary.checks.source import Source
from summarizer.text.attribution import attributed, attribution, takes_a_stance


def check_attribution(text: str, source: Source) -> Check:
    """Looks at the cited sentence that the claim rests on most; where that is uncertain, it only doubts."""
    near = source.near(text)
    if not near or attributed(text) or takes_a_stance(text):
        return Check("attribution", Verdict.PASS)
    main = max(near, key=lambda i: (source.share(text, i), i))
    cited = source.article.sentence_text(main)
    if not attributed(cited):
        return Check("attribution", Verdict.PASS)
    who = attribution(cited) or "said"
    kind = Verdict.FAIL if source.sure(text, [main]) else Verdict.DOUBT
    return Check("attribution", kind, f"does not say whose claim it is: {who}", (who,))
