"""Words that may name the same thing: two lists of classes, found by any inflected form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from summarizer.text.words import stem

_VOWELS = frozenset("aeiou")


def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, its header among them."""
    return tuple((files(__package__) / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def kin(form: str) -> str:
    """What stands for a lower-case word when sentences are compared: its class, or else its stem."""
    return _classes().get(form) or stem(form)


def charged(form: str) -> str | None:
    """The class of words that weigh differently to which a lower-case word belongs."""
    return _charged().get(form, (None, False))[0]


def is_plain(form: str) -> bool:
    """Whether a lower-case word is a plain one of its class, or of none."""
    return _charged().get(form, (None, True))[1]


def _rows(name: str) -> list[list[str]]:
    return [line.split() for line in lines(name) if line and not line.startswith("#")]


@cache
def _charged() -> dict[str, tuple[str, bool]]:
    return {
        form: (f"{row[0].rstrip('*')}…", word.endswith("*"))
        for row in _rows("charged")
        for word in row
        for form in _inflected(word.rstrip("*"))
    }


@cache
def _classes() -> dict[str, str]:
    plain = {form: f"{row[0]}…" for row in _rows("plain") for word in row for form in _inflected(word)}
    return plain | {form: name for form, (name, _) in _charged().items()}


def _inflected(word: str) -> Iterator[str]:
    """A word with the regular English endings of nouns and verbs; not every result is a word."""
    yield word
    yield from (f"{word}s", f"{word}es", f"{word}ed", f"{word}ing")
    if word.endswith("e"):
        yield from (f"{word}d", f"{word[:-1]}ing")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    if word[-1] not in _VOWELS and word[-2:-1] in _VOWELS:
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
