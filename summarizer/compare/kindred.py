"""Words that may name the same thing: classes of stems, and pairs of words that exclude each other."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from summarizer.text.words import stem


def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, its header among them."""
    return tuple((files(__package__) / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def kin(term: str) -> str:
    """The stem that stands for a stem's class; itself when it has none."""
    return _classes().get(term, term)


def charged(term: str) -> str | None:
    """The class of words that weigh differently to which a stem belongs."""
    return _charged().get(term, (None, False))[0]


def is_plain(term: str) -> bool:
    """Whether a stem is a plain word of its class, or of none."""
    return _charged().get(term, (None, True))[1]


def exclude(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one set of words holds the opposite of a word of the other and not the word itself."""
    return any(
        (a in one and b in other and b not in one and a not in other)
        or (b in one and a in other and a not in one and b not in other)
        for a, b in _opposites()
    )


def _rows(name: str) -> list[list[str]]:
    return [line.split() for line in lines(name) if line and not line.startswith("#")]


@cache
def _charged() -> dict[str, tuple[str, bool]]:
    return {
        stem(word.rstrip("*")): (stem(row[0].rstrip("*")), word.endswith("*"))
        for row in _rows("charged")
        for word in row
    }


@cache
def _classes() -> dict[str, str]:
    plain = {stem(word): stem(row[0]) for row in _rows("plain") for word in row}
    return plain | {term: name for term, (name, _) in _charged().items()}


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in _rows("opposites"))
