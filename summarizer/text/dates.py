"""Months and days of the week named in a text, so that "Feb. 3" and "3 February" compare equal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.model import Span

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHORT = {"Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Mon", "Tue", "Wed", "Thu", "Fri"}
_FULL = {name[:3]: name for name in (*_MONTHS, *_DAYS)}
_NAME = re.compile(
    rf"\b(?P<full>{'|'.join((*_MONTHS, *_DAYS))})s?\b|\b(?P<short>{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?(?=\s*\d|,)"
)
_MONTH_ONLY = frozenset({"March", "May"})
"""Names that are also verbs: they need a figure or a preposition beside them."""
_DATED = re.compile(
    r"\b(?:in|on|by|from|until|since|of|to|last|next|this|mid|late|early|through|before|after|and|\d{1,2})[\s-]\Z", re.I
)


@dataclass(frozen=True, slots=True)
class Date:
    name: str
    """"February" or "Thursday"."""
    span: Span

    @property
    def is_month(self) -> bool:
        return self.name in _MONTHS


def find_dates(text: str) -> tuple[Date, ...]:
    """Capitalised English months and days of the week, in order."""
    found = []
    for match in _NAME.finditer(text):
        name = match["full"] or _FULL[match["short"][:3]]
        if (
            name not in _MONTH_ONLY
            or re.match(r"\s*\d", text[match.end() : match.end() + 4])
            or _DATED.search(text, max(0, match.start() - 10), match.start())
        ):
            found.append(Date(name, Span(match.start(), match.end())))
    return tuple(found)
