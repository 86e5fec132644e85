"""The planted set: articles written for this project in a neutral and a planted version, with exact places.

``{plain|planted|X}`` in ``bias/planted/*.txt`` stands for ``plain`` in the neutral version and ``planted`` in the
other; X is the category. Everything else is the same in both, so each plant is a minimal pair."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from summarizer.articles.plain import read_plain
from summarizer.model import Article, Category, Span

FOLDER = Path(__file__).parent / "bias" / "planted"
_MARKUP = re.compile(r"\{([^{}|]*)\|([^{}|]*)\|([A-Z])\}")
_CATEGORIES = {
    "L": Category.LOADED_WORDING,
    "D": Category.DOUBT_OR_CREDIT,
    "O": Category.OPINION_AS_FACT,
    "W": Category.WEAK_SOURCING,
    "S": Category.SENSATIONAL,
    "H": Category.HEADLINE_GAP,
    "N": Category.NAME_CALLING,
    "P": Category.PROMOTIONAL,
}


@dataclass(frozen=True, slots=True)
class Plant:
    """A minimal pair: what stands where in the two versions. The planted span is stripped, never empty."""

    category: Category
    neutral: Span
    planted: Span


@dataclass(frozen=True, slots=True)
class Pair:
    name: str
    neutral: Article
    planted: Article
    plants: tuple[Plant, ...]

    def with_one(self, plant: Plant) -> str:
        """The neutral text with this plant alone."""
        text, put = self.neutral.text, plant.planted.of(self.planted.text)
        before, after = text[: plant.neutral.start], text[plant.neutral.end :]
        return before + put + (" " if not plant.neutral and after[:1].isalnum() else "") + after


def pairs(part: str) -> tuple[Pair, ...]:
    """The articles of one file, ``"dev"`` or ``"held"``."""
    text = (FOLDER / f"{part}.txt").read_text(encoding="utf-8")
    return tuple(_pair(*block.split("\n", 1)) for block in text.split("\n=== ")[1:])


def _pair(name: str, body: str) -> Pair:
    body = body.strip() + "\n"
    neutral, planted, plants, at = "", "", [], 0
    for match in _MARKUP.finditer(body):
        between = body[at : match.start()]
        neutral, planted = neutral + between, planted + between
        plain, put = match[1], match[2]
        lead = len(put) - len(put.lstrip())
        span = Span(len(planted) + lead, len(planted) + lead + len(put.strip()))
        plants.append(Plant(_CATEGORIES[match[3]], Span(len(neutral), len(neutral) + len(plain)), span))
        neutral, planted, at = neutral + plain, planted + put, match.end()
    neutral, planted = neutral + body[at:], planted + body[at:]
    return Pair(name.strip(), read_plain(neutral, name), read_plain(planted, name), tuple(plants))
