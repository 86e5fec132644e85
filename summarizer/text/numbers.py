"""Figures in running text as values, so that "1.2bn", "1,200 million" and "$1.2 billion" compare equal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.model import Span

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_VALUES = {**{word: value for value, word in enumerate(_SMALL)}, **_TENS, "dozen": 12, "hundred": 100}
_SCALES = {
    **dict.fromkeys(("thousand", "k"), 10**3),
    **dict.fromkeys(("million", "millions", "m", "mn", "mln"), 10**6),
    **dict.fromkeys(("billion", "billions", "bn", "b"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn"), 10**12),
}
_PARTS = {
    **dict.fromkeys(("half",), 2),
    **dict.fromkeys(("third", "thirds"), 3),
    **dict.fromkeys(("quarter", "quarters"), 4),
    **dict.fromkeys(("fifth", "fifths"), 5),
    **dict.fromkeys(("tenth", "tenths"), 10),
}
_ORDINALS = dict(
    zip("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), range(3, 13), strict=True)
)
_UNITS = {
    form: unit
    for unit, forms in {
        "percent": "percentage",
        "dollar": "dollar dollars usd $",
        "euro": "euro euros eur €",
        "pound": "pound pounds gbp £ sterling lb lbs",
        "yen": "yen ¥",
        "crown": "crown crowns krona kronor",
        "yuan": "yuan renminbi",
        "rupee": "rupee rupees",
        "second": "second seconds",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "km": "kilometer kilometers kilometre kilometres km",
        "mile": "mile miles",
        "metre": "meter meters metre metres",
        "cm": "centimeter centimeters centimetre centimetres cm",
        "foot": "foot feet ft",
        "inch": "inch inches",
        "kg": "kilogram kilograms kg kilo kilos",
        "ton": "ton tons tonne tonnes",
        "gram": "gram grams",
        "ounce": "ounce ounces oz",
        "acre": "acre acres",
        "hectare": "hectare hectares",
        "litre": "liter liters litre litres",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "watt": "watt watts",
        "megawatt": "megawatt megawatts mw",
        "gigawatt": "gigawatt gigawatts gw",
        "mph": "mph",
        "kmh": "kmh km/h kph",
    }.items()
    for form in forms.split()
}
_MONEY = frozenset("dollar euro pound yen crown yuan rupee".split())
_NUMBER = re.compile(
    r"(?P<money>[$£€¥]\s?)?(?<![\w.])(?P<figure>\d+(?:[., \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?:st|nd|rd|th)?"
    r"(?:[\s-]?(?P<scale>thousand|millions?|billions?|trillions?|mln|mn|bn|tn|[kmb](?![a-z])))?"
    r"(?P<percent>\s?%|\s?-?per ?cent(?:age points?)?\b|\s?percent\b|\s?Prozent\b|\s?por ciento\b|\s?pour cent\b)?",
    re.I,
)
_SPELLED = re.compile(
    rf"\b(?P<tens>{'|'.join(_TENS)})[\s-](?P<unit>{'|'.join(_SMALL[1:10])})\b|\b(?P<word>{'|'.join(_VALUES)})\b", re.I
)
_PART = re.compile(
    rf"\b(?P<times>an?|one|two|three|four)[\s-](?P<part>{'|'.join(_PARTS)})\b(?=\s+of\b|[,.;]|$)|\bhalf(?=\s+(?:of|the|its|"
    r"his|her|their|all|an?)\b)",
    re.I,
)
_ORDINAL = re.compile(rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})\b", re.I)
_AFTER = re.compile(
    r"[\s-](?P<hundred>hundred)?(?P<dozen>dozen)?\s?(?P<scale>thousand|million|billion|trillion)?\s?"
    r"(?P<percent>per ?cent\b|%)?",
    re.I,
)
_UNIT = re.compile(r"[\s-]?(?:more\s|(?:US|U\.S\.|Canadian|Australian|square|cubic|nautical)\s)?(?P<unit>[^\W\d_]+)")
_RATE = re.compile(r"\s?(?:[\w-]+\s){0,4}?(?:an?|per|each|every)\s(?P<per>[^\W\d_]+)")
_ROUNDING = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|approximately|some|over|more than|less than|fewer than|under|up to|at least"
    r"|at most|close to|just (?:over|under|short of)|an estimated|well over)\s+[$£€¥]?\Z",
    re.I,
)
_TOLERANCE = 0.1
"""How far "about" may be from the figure."""


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    kind: str
    """"percent", "money", "part" (half, a third: in percent) or ""."""
    unit: str
    """A measure such as "km" or "dollar" in one spelling, where one follows; else ""."""
    per: str
    """"day" in "600 crowns a day", in one spelling; else ""."""
    span: Span
    rounded: bool
    """Said to be about, nearly, over or under."""

    def of(self, text: str) -> str:
        return self.span.of(text)


def find_numbers(text: str) -> tuple[Number, ...]:
    """All figures and spelled numbers in order, but a bare "one", which is mostly a pronoun."""
    found = [_from_figure(text, m) for m in _NUMBER.finditer(text)]
    for match in _PART.finditer(text):
        share = 50.0 if not match["part"] else _times(match["times"]) * 100 / _PARTS[match["part"].lower()]
        _add(found, Number(share, "part", "", "", Span(match.start(), match.end()), _rounded(text, match.start())))
    for match in _SPELLED.finditer(text):
        number = _from_words(text, match)
        if number is not None:
            _add(found, number)
    for match in _ORDINAL.finditer(text):
        value = float(_ORDINALS[match["ordinal"].lower()])
        _add(found, Number(value, "", "", "", Span(match.start(), match.end()), False))
    return tuple(sorted(found, key=lambda n: n.span))


def is_supported(number: Number, source: Iterable[Number]) -> bool:
    """Whether a figure stands in the source: the same value, or about it where the text says "about", and
    no other unit."""
    return any(_agree(number, other) for other in source)


def _agree(number: Number, other: Number) -> bool:
    kinds = {number.kind, other.kind} - {""}
    if len(kinds) > 1 and kinds != {"part", "percent"}:
        return False
    if any(own and theirs and own != theirs for own, theirs in ((number.unit, other.unit), (number.per, other.per))):
        return False
    tolerance = _TOLERANCE if number.rounded else 0.02 if "part" in kinds else 1e-9
    return abs(number.value - other.value) <= tolerance * max(1.0, abs(other.value))


def _add(found: list[Number], number: Number) -> None:
    if not any(n.span.overlaps(number.span) for n in found):
        found.append(number)


def _times(word: str) -> int:
    return {"a": 1, "an": 1}.get(word.lower()) or _SMALL.index(word.lower())


def _from_figure(text: str, match: re.Match[str]) -> Number:
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    unit = _UNITS[match["money"].strip()] if match["money"] else _unit(text, match.end())
    kind = "percent" if match["percent"] else "money" if match["money"] or unit in _MONEY else ""
    return Number(
        _value(match["figure"]) * scale,
        kind,
        "" if kind == "percent" else unit,
        _rate(text, match.end()),
        Span(match.start(), match.end()),
        _rounded(text, match.start()),
    )


def _unit(text: str, at: int) -> str:
    match = _UNIT.match(text, at)
    return _UNITS.get(match["unit"].lower(), "") if match else ""


def _rate(text: str, at: int) -> str:
    match = _RATE.match(text, at)
    return _UNITS.get(match["per"].lower(), "") if match else ""


def _value(figure: str) -> float:
    """Separators of thousands in any convention; a last group of other than three digits is a fraction."""
    groups = re.split(r"[.,\s]", figure)
    if len(groups) == 1:
        return float(figure)
    fraction = len(groups[-1]) != 3 or ("." in figure and "," in figure) or (len(groups) == 2 and groups[0] == "0")
    if fraction:
        return float("".join(groups[:-1]) + "." + groups[-1])
    return float("".join(groups))


def _from_words(text: str, match: re.Match[str]) -> Number | None:
    if match["tens"]:
        value = float(_TENS[match["tens"].lower()] + _SMALL.index(match["unit"].lower()))
    else:
        value = float(_VALUES[match["word"].lower()])
    end, percent = match.end(), False
    after = _AFTER.match(text, end)
    if after and (after["hundred"] or after["dozen"] or after["scale"] or after["percent"]):
        value *= (100 if after["hundred"] else 12 if after["dozen"] else 1) * _SCALES.get(
            (after["scale"] or "").lower(), 1
        )
        percent = bool(after["percent"])
        end = after.end() - (len(after[0]) - len(after[0].rstrip()))
    unit = "" if percent else _unit(text, end)
    if end == match.end() and ((value <= 1 and not unit) or (match["word"] or "").lower() == "hundred"):
        return None
    kind = "percent" if percent else "money" if unit in _MONEY else ""
    return Number(value, kind, unit, _rate(text, end), Span(match.start(), end), _rounded(text, match.start()))


def _rounded(text: str, at: int) -> bool:
    return _ROUNDING.search(text, max(0, at - 24), at) is not None if at else False  # the longest has 15 characters
