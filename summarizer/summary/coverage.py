"""Whether a summary hears the beginning, the middle and the end of a long text."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.model import Article, Claim, Measure
from summarizer.summary.salience import windows
from summarizer.summary.select import thirds

_PARTS = ("beginning", "middle", "end")


def coverage(article: Article, claims: Sequence[Claim]) -> tuple[Measure, ...]:
    """Citations by thirds of the text's characters; empty for a text of one window."""
    if len(windows(article)) < 2:
        return ()
    cited = [i for claim in claims for i in claim.cites]
    return tuple(
        Measure(f"cited from the {name}", sum(i in part for i in cited), len(cited), "citations")
        for name, part in zip(_PARTS, thirds(article), strict=True)
    )


def gaps(article: Article, claims: Sequence[Claim]) -> tuple[str, ...]:
    """What a reader of a long text's summary should know."""
    silent = [p for p, m in zip(_PARTS, coverage(article, claims), strict=False) if m.count == 0]
    if not silent:
        return ()
    return (
        f"A long text, chosen from in {len(windows(article))} parts: nothing in this summary comes from its"
        f" {' and its '.join(silent)}. More sentences would cover it.",
    )
