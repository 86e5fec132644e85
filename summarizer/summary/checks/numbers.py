"""L1: every figure, month and day stands in the cited sentences."""

from __future__ import annotations

from summarizer.model import Check, Verdict
from summarizer.summary.checks.source import Source, verdict
from summarizer.text.dates import find_dates
from summarizer.text.numbers import find_numbers, is_supported


def check_numbers(text: str, source: Source) -> Check:
    """Fails for a figure that is nowhere in the article; doubts one from another part of it."""
    cited = source.text
    numbers = find_numbers(cited)
    days = {d.name for d in find_dates(cited)}
    everywhere = {d.name for d in source.facts.anywhere.dates}
    foreign = [n for n in find_numbers(text) if not is_supported(n, numbers)]
    strange = [d for d in find_dates(text) if d.name not in days]
    missing = tuple(n.of(cited) for n in numbers)
    nowhere = [n.of(text) for n in foreign if not is_supported(n, source.facts.anywhere.numbers)]
    nowhere += [d.span.of(text) for d in strange if d.name not in everywhere]
    if nowhere:
        return verdict("numbers", Verdict.FAIL, nowhere, "figures or dates that the article does not have", missing)
    elsewhere = [n.of(text) for n in foreign] + [d.span.of(text) for d in strange]
    return verdict("numbers", Verdict.DOUBT, elsewhere, "figures or dates from another part of the article", missing)
