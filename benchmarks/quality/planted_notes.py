"""Bias notes on the project's own planted set: what is found, what is noted without cause, and what a swap of names changes."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from planted import Pair, pairs
from swaps import SWAPS, swapped

from summarizer.articles.plain import read_plain
from summarizer.bias.fuse import shown
from summarizer.model import Article, BiasNote, Tier

Make = Callable[[Article], tuple[BiasNote, ...]]
"""All notes of an article, tentative ones too."""


def measure_planted(part: str) -> Callable[[Path, bool, Make, int], dict[str, Any]]:
    def measure(_: Path, listing: bool, make: Make, every: int) -> dict[str, Any]:
        some = [(p, make(p.planted), make(p.neutral)) for p in pairs(part)[::every]]
        return {
            "articles": len(some),
            "plants": sum(len(p.plants) for p, *_ in some),
            "all notes but tentative ones [.90 / .70]": _spans(some, _certain, listing),
            "tentative ones too": _spans(some, tuple, False),
            "default view (5 an article, 2 of a kind)": _spans(some, shown, False),
            "plants of a kind touched": _by_category(some),
        }

    return measure


_Noted = tuple[Pair, tuple[BiasNote, ...], tuple[BiasNote, ...]]
"""With the notes of the planted and of the neutral version."""


def _certain(notes: Iterable[BiasNote]) -> tuple[BiasNote, ...]:
    return tuple(n for n in notes if n.tier is not Tier.TENTATIVE)


def _spans(
    some: Sequence[_Noted], view: Callable[[Iterable[BiasNote]], Sequence[BiasNote]], listing: bool
) -> dict[str, float]:
    """Notes on the planted versions that touch a plant, plants that a note touches, notes on the neutral ones."""
    notes = touched = right = spurious = same = 0
    for pair, planted, neutral in some:
        got, plain = view(planted), view(neutral)
        spurious += len(plain)
        notes += len(got)
        for note in got:
            hits = [p for p in pair.plants if p.planted.overlaps(note.span)]
            right += bool(hits)
            same += any(p.category is note.category for p in hits)
            if listing and not hits:
                print(f"- {pair.name}: {note.category.value} {note.quote!r}")
        for plant in pair.plants:
            found = any(s.overlaps(plant.planted) for n in got for s in (n.span, *n.related))
            touched += found
            if listing and not found:
                print(f"  missed {pair.name}: {plant.category.value} {plant.planted.of(pair.planted.text)!r}")
    total = sum(len(p.plants) for p, *_ in some)
    return {
        "P": right / max(1, notes),
        "R": touched / total,
        "same kind": same / max(1, notes),
        "notes": notes,
        "on neutral": spurious,
    }


def _by_category(some: Sequence[_Noted]) -> dict[str, str]:
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for pair, planted, _ in some:
        spans = [s for n in _certain(planted) for s in (n.span, *n.related)]
        for plant in pair.plants:
            counts[plant.category.value][any(s.overlaps(plant.planted) for s in spans)] += 1
    return {kind: f"{c[True]}/{c.total()}" for kind, c in sorted(counts.items())}


def measure_swaps(_: Path, listing: bool, make: Make, every: int) -> dict[str, Any]:
    """Texts of the planted set whose shown notes change when parties, sexes, names or places are swapped."""
    result: dict[str, Any] = {}
    articles = [a for p in (*pairs("dev"), *pairs("held"))[::every] for a in (p.neutral, p.planted)]
    for name, swap in SWAPS.items():
        changed = []
        for article in articles:
            text = swapped(article.text, swap)
            if text != article.text:
                before = [(n.category, swapped(n.quote, swap)) for n in shown(make(article))]
                after = [(n.category, n.quote) for n in shown(make(read_plain(text, article.title)))]
                changed.append(before != after)
                if listing and before != after:
                    print(f"- {name}: {set(before) ^ set(after)}")
        result[f"{name}: texts whose notes change [0; with a model 5 %]"] = share(changed)
    return result


def share(values: Iterable[bool]) -> str:
    known = list(values)
    return f"{sum(known)}/{len(known)} = {sum(known) / len(known):.3f}" if known else "none"
