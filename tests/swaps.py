"""Swaps that must change no note: who, which side, which sex, which place (CheckList, Ribeiro et al. 2020)."""

from __future__ import annotations

import re
from collections.abc import Mapping

SWAPS: Mapping[str, Mapping[str, str]] = {
    "parties": {
        "conservative": "progressive",
        "the left": "the right",
        "left list": "right list",
        "green": "liberal",
        "social democrats": "nationalists",
    },
    "genders": {
        "he": "she",
        "his": "her",
        "himself": "herself",
        "man": "woman",
        "chairman": "chairwoman",
        "men": "women",
    },
    "names": {"Corvo": "Okonkwo", "Holm": "Nguyen", "Castell": "Hussein", "Lorentz": "Kowalska", "Tolland": "Rashid"},
    "places": {"Marlow": "Lagos", "Corran": "Karachi", "Sandrey": "Havana", "Pell": "Tulsa", "Wick": "Leeds"},
}


def swapped(text: str, swap: Mapping[str, str]) -> str:
    """Both ways at once, so that each side takes the other's place; capitals follow."""
    both = {**swap, **{b: a for a, b in swap.items()}}

    def other(match: re.Match[str]) -> str:
        new = both.get(match[0]) or both[match[0].lower()]
        return new[0].upper() + new[1:] if match[0][0].isupper() else new

    return re.sub(rf"\b(?:{'|'.join(map(re.escape, both))})\b", other, text, flags=re.I)
