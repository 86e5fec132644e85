"""One figure for what all layers found: how far a sentence keeps to its source."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.model import Check, Verdict

THRESHOLD, THRESHOLD_WITH_MODEL = 0.25, 1.1
"""From here on a sentence counts as consistent; measured (docs/quality.md)."""
_SUPPORT = 0.5
_VOTE = 1.5
_COSTS = {
    ("form", Verdict.FAIL): 1.0,
    ("numbers", Verdict.FAIL): 0.5,
    ("numbers", Verdict.DOUBT): 0.15,
    ("names", Verdict.FAIL): 0.5,
    ("names", Verdict.DOUBT): 0.1,
    ("quotes", Verdict.FAIL): 0.3,
    ("polarity", Verdict.FAIL): 0.35,
    ("polarity", Verdict.DOUBT): 0.1,
    ("roles", Verdict.FAIL): 0.3,
    ("roles", Verdict.DOUBT): 0.1,
}
"""Lost attribution costs nothing here: the sentence is consistent, only less honest."""


def consistency(checks: Sequence[Check]) -> float:
    """About -2 to 0.5, or 2 with a model's vote; higher keeps closer to the source. Comparable between sentences, not a probability."""
    values = {c.layer: c.value for c in checks if c.value is not None}
    measured = _SUPPORT * values.get("support", 0.0) + _VOTE * values.get("model", 0.0)
    return measured - sum(_COSTS.get((c.layer, c.verdict), 0.0) for c in checks)


def is_consistent(checks: Sequence[Check]) -> bool:
    """At the shipped threshold: another one where a model voted."""
    voted = any(c.layer == "model" and c.value is not None for c in checks)
    return consistency(checks) >= (THRESHOLD_WITH_MODEL if voted else THRESHOLD)
