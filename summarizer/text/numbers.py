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
_NUMBER = re.compile(
    r"(?P<money>[$£€¥]\s?)?(?<![\w.])(?P<figure>\d+(?:[.,  ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?:st|nd|rd|th)?"
    r"(?:[\s -]?(?P<scale>thousand|millions?|billions?|trillions?|mln|mn|bn|tn|[kmb](?![a-z])))?"
    r"(?P<percent>\s?%|\s?-?per ?cent(?:age points?)?\b|\s?percent\b)?",
    re.I,
)
_SPELLED = re.compile(
    rf"\b(?P<tens>{'|'.join(_TENS)})[\s-](?P<unit>{'|'.join(_SMALL[1:10])})\b|\b(?P<word>{'|'.join(_VALUES)})\b", re.I
)
_AFTER = re.compile(
    r"[\s-](?P<hundred>hundred)?\s?(?P<scale>thousand|million|billion|trillion)?\s?(?P<percent>per ?cent\b|%)?", re.I
)
_ROUNDING = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|approximately|some|over|more than|less than|under|up to|at least"
    r"|close to)\s+[$£€¥]?\Z",
    re.I,
)
_TOLERANCE = 0.1
"""How far "about" may be from the figure."""


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    kind: str
    """"percent", "money" or ""."""
    span: Span
    rounded: bool
    """Said to be about, nearly, over or under."""

    def of(self, text: str) -> str:
        return self.span.of(text)


def find_numbers(text: str) -> tuple[Number, ...]:
    """All figures and spelled numbers in order, but a bare "one", which is mostly a pronoun."""
    found = [_from_figure(text, m) for m in _NUMBER.finditer(text)]
    taken = [n.span for n in found]
    for match in _SPELLED.finditer(text):
        if not any(span.overlaps(Span(match.start(), match.end())) for span in taken):
            number = _from_words(text, match)
            if number is not None:
                found.append(number)
    return tuple(sorted(found, key=lambda n: n.span))


def is_supported(number: Number, source: Iterable[Number]) -> bool:
    """Whether a figure stands in the source: the same value, or about it where the text says "about"."""
    for other in source:
        if number.kind and other.kind and number.kind != other.kind:
            continue
        if abs(number.value - other.value) <= 1e-9 * max(1.0, abs(other.value)):
            return True
        if number.rounded and abs(number.value - other.value) <= _TOLERANCE * abs(other.value):
            return True
    return False


def _from_figure(text: str, match: re.Match[str]) -> Number:
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    kind = "percent" if match["percent"] else "money" if match["money"] else ""
    return Number(
        _value(match["figure"]) * scale, kind, Span(match.start(), match.end()), _rounded(text, match.start())
    )


def _value(figure: str) -> float:
    """Separators of thousands in any convention; a last group of other than three digits is a fraction."""
    groups = re.split(r"[.,  ]", figure)
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
    end, kind = match.end(), ""
    after = _AFTER.match(text, end)
    if after and (after["hundred"] or after["scale"] or after["percent"]):
        value *= (100 if after["hundred"] else 1) * _SCALES.get((after["scale"] or "").lower(), 1)
        kind = "percent" if after["percent"] else ""
        end = after.end()
    elif value <= 1 or (match["word"] or "").lower() == "hundred":
        return None
    return Number(value, kind, Span(match.start(), end), _rounded(text, match.start()))


def _rounded(text: str, at: int) -> bool:
    return _ROUNDING.search(text, 0, at) is not None if at else False
