"""L3a: a claim of somebody stays a claim of somebody."""

from __future__ import annotations

from summarizer.model import Check, Verdict
from summarizer.summary.checks.source import Source
from summarizer.text.attribution import attributed, attribution, clauses, takes_a_stance
from summarizer.text.words import terms


def check_attribution(text: str, source: Source) -> Check:
    """Looks at the clause of the cited sentence that the claim rests on most; where that is uncertain, it only doubts."""
    near = source.near(text)
    if not near or attributed(text) or takes_a_stance(text):
        return Check("attribution", Verdict.PASS)
    main = max(near, key=lambda i: (source.share(text, i), i))
    own = set(terms(text))
    cited = max(
        clauses(source.article.sentence_text(main)),
        key=lambda clause: sum(source.facts.weight(t) for t in own.intersection(terms(clause))),
    )
    if not attributed(cited):
        return Check("attribution", Verdict.PASS)
    who = attribution(cited) or "said"
    kind = Verdict.FAIL if source.sure(text, [main]) else Verdict.DOUBT
    return Check("attribution", kind, f"does not say whose claim it is: {who}", (who,))
