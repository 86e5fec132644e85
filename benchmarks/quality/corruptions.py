"""Errors put into sentences of summaries that are thought to be right: a changed figure, a name from another
article, a name of the same article in another's place. Deterministic for a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from summarizer.model import Article
from summarizer.text.names import Name, find_names
from summarizer.text.numbers import find_numbers

Corruption = Callable[[str, Article, Sequence[Article], random.Random], str | None]


def changed_number(text: str, article: Article, others: Sequence[Article], rng: random.Random) -> str | None:
    figures = [n for n in find_numbers(text) if re.fullmatch(r"\d[\d,.]*", n.of(text).strip("$£€%"))]
    if not figures:
        return None
    number = rng.choice(figures)
    known = {n.value for n in find_numbers(article.text)}
    for _ in range(20):
        value = max(2, round(number.value * rng.choice((0.4, 0.7, 1.3, 1.7, 2.5)) + rng.randint(1, 9)))
        if value not in known:
            changed = re.sub(r"\d[\d,.]*\d|\d", str(value), number.of(text), count=1)
            return text[: number.span.start] + changed + text[number.span.end :]
    return None


def foreign_name(text: str, article: Article, others: Sequence[Article], rng: random.Random) -> str | None:
    own = {n.form for n in find_names(article.text)}
    strange = [n for other in others for n in _people(other.text) if n.form not in own]
    return _replaced(
        text, [n.of(o.text) for o in others for n in _people(o.text) if n in strange and n.of(o.text)], rng
    )


def swapped_name(text: str, article: Article, others: Sequence[Article], rng: random.Random) -> str | None:
    here = {n.form for n in find_names(text)}
    return _replaced(text, [n.of(article.text) for n in _people(article.text) if n.form not in here], rng)


def _people(text: str) -> list[Name]:
    """Names within sentences, not at their beginning."""
    return [n for n in find_names(text) if not n.initial and len(n.form) > 3 and n.of(text)[1:].islower()]


def _replaced(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    targets = _people(text)
    if not targets or not names:
        return None
    target = rng.choice(targets)
    name = rng.choice(sorted(set(names)))
    return text[: target.span.start] + name + text[target.span.end :]


CORRUPTIONS: dict[str, Corruption] = {
    "changed number": changed_number,
    "foreign name": foreign_name,
    "name swapped within the article": swapped_name,
}
