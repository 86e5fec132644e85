"""Which sentences a summary rests on. Citations are settled here, before a word is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.model import Article
from summarizer.summary.salience import salience, similarity, vectors
from summarizer.templates.template import Section
from summarizer.text.attribution import attributed
from summarizer.text.names import find_names
from summarizer.text.numbers import find_numbers
from summarizer.text.words import terms

_LAMBDA = 0.7
"""Salience against novelty in maximal marginal relevance (Carbonell and Goldstein 1998)."""
_SAME = 0.6
"""Sentences that are this similar say the same."""
_DEPENDENT = re.compile(
    r"[\"“‘]?(?:he|she|it|they|his|her|their|its|this|that|these|those|both|the (?:pair|two|move|decision|plan|deal|man"
    r"|woman|company|group|report|study|incident|latter))\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:in|at|near|outside|across|from) (?:the )?(?:[a-z]+ (?:of )?)?[A-Z]\w+")
_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|october"
    r"|november|december|yesterday|today|tomorrow|last (?:week|month|year|night)|next (?:week|month|year)|\d{4})\b|\bMay \d",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|after|following|as a result|led to|aims? to|to (?:avoid|prevent"
    r"|cut|reduce|help|make|protect|allow|improve|save)|reason|why|blamed|cited?|citing)\b",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:will|plans? to|expected|is due|are due|next|by the end|deadline|scheduled|until|would)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Group:
    """What one sentence of the summary may draw on."""

    main: int
    """Index of the sentence to be rewritten."""
    antecedent: int | None = None
    """The sentence before, where the main one points back to it ("He", "the deal")."""

    @property
    def cites(self) -> tuple[int, ...]:
        return (self.main,) if self.antecedent is None else (self.antecedent, self.main)


def select(article: Article, count: int) -> list[Group]:
    """At most ``count`` groups in reading order: salient, and each with something of its own."""
    scores, rows = salience(article), vectors(article)
    chosen: list[int] = []
    rest = [i for i, row in enumerate(rows) if row]
    while rest and len(chosen) < count:
        best = max(
            rest,
            key=lambda i: (
                _LAMBDA * scores[i] - (1 - _LAMBDA) * max((similarity(rows[i], rows[j]) for j in chosen), default=0.0),
                -i,
            ),
        )
        rest.remove(best)
        if all(similarity(rows[best], rows[j]) < _SAME for j in chosen):
            chosen.append(best)
    return [_group(article, i, shown=i - 1 in chosen) for i in sorted(chosen)]


def select_for(article: Article, section: Section, taken: Sequence[Group]) -> Group | None:
    """The sentence that best answers a section's question; None when none seems to.

    A sentence that an earlier section took costs some of its weight."""
    asked = set(terms(section.question))
    used = {group.main for group in taken}
    best: tuple[float, int] | None = None
    for i, importance in enumerate(salience(article)):
        sign = _answers(article.sentence_text(i), section)
        overlap = len(asked.intersection(vectors(article)[i])) / len(asked) if asked else 0.0
        if sign == 0.0 and overlap < 0.5:
            continue
        score = importance + 0.5 * sign + 0.3 * overlap - (0.4 if i in used else 0.0)
        if best is None or score > best[0]:
            best = (score, i)
    return _group(article, best[1], shown=False) if best else None


def _answers(text: str, section: Section) -> float:
    """0 to 1: how much a sentence looks like an answer to the kind of question."""
    question = f"{section.label} {section.question}".lower()
    match (re.findall(r"\b(?:who|when|where|why|next|how|numbers?|figures?|said|says|what)\b", question) or [""])[0]:
        case "who":
            return min(1.0, 0.5 * len(find_names(text)))
        case "when":
            return 1.0 if _TIME.search(text) else 0.0
        case "where":
            return 1.0 if _PLACE.search(text) else 0.0
        case "why" | "how":
            return 1.0 if _CAUSE.search(text) else 0.0
        case "next":
            return 1.0 if _NEXT.search(text) else 0.0
        case "number" | "numbers" | "figure" | "figures":
            return min(1.0, 0.5 * len(find_numbers(text)))
        case "said" | "says":
            return 1.0 if attributed(text) else 0.0
        case _:
            return 0.5


def _group(article: Article, main: int, *, shown: bool) -> Group:
    """``shown``: the sentence before stands in the summary itself."""
    sentence = article.sentences[main]
    depends = _DEPENDENT.match(article.sentence_text(main)) is not None
    if depends and not shown and main > 0 and sentence.paragraph - article.sentences[main - 1].paragraph <= 1:
        return Group(main, main - 1)
    return Group(main)
