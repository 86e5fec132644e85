"""Figures and dates that differ where two sentences otherwise correspond."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.compare.kindred import kin
from summarizer.compare.rows import Row
from summarizer.model import Span
from summarizer.text.dates import find_dates
from summarizer.text.numbers import Number, is_supported
from summarizer.text.words import STOPWORDS, stem

_UNIT = re.compile(
    r"[\s-]+(?:(?:more|other|of|the|its|his|her|their|our)[\s-]+)*([^\W\d_]+(?:[-’'][^\W\d_]+)*)(?:[\s-]+([^\W\d_]+))?"
)
_MONTHS = "january february march april may june july august september october november december".split()
_DATE = re.compile(
    rf"\b(?:{'|'.join([*_MONTHS, 'jan', 'feb', 'mar', 'apr', 'aug', 'sept', 'oct', 'nov', 'dec'])})\.?\s+\Z", re.I
)
_BESIDE, _COMMON_BESIDE = 5, 2
"""Content words on either side of a figure, and how many of them two figures for the same thing have in common."""
_ROUGHLY = 0.1
"""How far apart two figures may be of which one is said to be about, over or under its own."""
_AGE = re.compile(r"[^\W\d_],\s+\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    number: Number
    units: frozenset[str]
    """What is counted: the stems of one or two words, or "percent", "money", "age"."""
    label: str
    """The same for people."""


def figures(text: str, row: Row, span: Span) -> Iterator[Figure]:
    """The figures within ``span`` of which it can be told what they count; dates and scores are left out."""
    for number in row.numbers:
        if span.contains(number.span):
            unit = _unit(text, number)
            if unit is not None:
                yield Figure(number, *unit)


def conflicts(one: tuple[str, Row, Span], other: tuple[str, Row, Span]) -> list[tuple[Figure, Figure]]:
    """Figures for the same unit of which neither sentence has the other's value."""
    left, right = list(figures(*one)), list(figures(*other))
    found = []
    for a in left:
        counted = [b for b in right if _same_unit(a, b)]
        if len(counted) == 1 and sum(_same_unit(a, c) for c in left) == 1:
            b = counted[0]
            if not agree(a.number, other[1].numbers) and not agree(b.number, one[1].numbers):
                found.append((a, b))
    return found


def other_dates(one: tuple[str, Row, Span], other: tuple[str, Row, Span]) -> bool:
    """Whether both name days of the week, or months, and none in common."""
    left, right = _dates(*one), _dates(*other)
    return any(left[kind] and right[kind] and not left[kind] & right[kind] for kind in (0, 1))


def _dates(text: str, row: Row, span: Span) -> tuple[set[str], set[str]]:
    """Days and months; without those of words that say who speaks ("said on Tuesday")."""
    found: tuple[set[str], set[str]] = set(), set()
    for date in find_dates(span.of(text)):
        place = Span(span.start + date.span.start, span.start + date.span.end)
        last = [token.framed for token in row.tokens if token.span.start < place.end][-2:]
        if not any(last):
            found[date.is_month].add(date.name)
    return found


def same_context(a: Figure, one: Row, b: Figure, other: Row) -> bool:
    """Whether the words beside two figures show that they count the same."""
    return len(_beside(a, one) & _beside(b, other)) >= _COMMON_BESIDE


def _beside(figure: Figure, row: Row) -> set[str]:
    tokens = sorted((t for t in row.tokens if not t.framed), key=lambda t: t.span)
    at = next((i for i, t in enumerate(tokens) if t.span.overlaps(figure.number.span)), None)
    if at is None:
        return set()
    near = tokens[max(0, at - _BESIDE) : at] + tokens[at + 1 : at + 1 + _BESIDE]
    return {t.term for t in near if not t.term.startswith("#")}


def _same_unit(a: Figure, b: Figure) -> bool:
    same_kind = (a.number.kind, a.number.per) == (b.number.kind, b.number.per)
    return same_kind and a.number.kind != "part" and bool(a.units & b.units)


def agree(number: Number, others: Iterable[Number]) -> bool:
    """Whether a figure stands among the others, exactly or, where one is said to be about, over or under, roughly."""
    return any(
        is_supported(number, [o])
        or ((number.rounded or o.rounded) and abs(number.value - o.value) <= _ROUGHLY * max(number.value, o.value))
        for o in others
    )


def _unit(text: str, number: Number) -> tuple[frozenset[str], str] | None:
    after = text[number.span.end : number.span.end + 60]
    before = text[max(0, number.span.start - 30) : number.span.start]
    if _DATE.search(before) or re.match(r"\s*(?:[-–:]\s*\d|\s*a\.?m\b|\s*p\.?m\b)", after, re.I):
        return None
    if _AGE.search(before) and after.startswith(",") and number.value < 120:
        return frozenset({"age"}), "age"
    if 1000 < number.value < 2100 and re.fullmatch(r"\d{4}", number.of(text)):
        return None
    found = _UNIT.match(after)
    words = [w for w in (found[1], found[2]) if w] if found else []
    if number.unit or number.kind:
        unit = number.unit or number.kind
        return frozenset({unit}), words[0] if words and stem(words[0].lower()) == stem(unit) else unit
    if not words or words[0].lower() in STOPWORDS or words[0].lower() in _MONTHS:
        return None
    return frozenset(kin(w.lower()) for w in words if w.lower() not in STOPWORDS), words[0]
