"""Words of a text with their places, and the terms by which sentences are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_TERM = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_PLAIN = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_SUFFIXES = ("ations", "ation", "ingly", "edly", "ings", "ing", "ies", "ied", "ers", "ed", "es", "ly", "er", "s", "e")
_SHORTEST_STEM = 3
STOPWORDS = frozenset(
    (
        "a about above after again against all also am an and any are as at be because been before being below "
        "between both but by can could did do does doing down during each few for from further had has have having he "
        "her here hers him his how i if in into is it its itself just like many may me might more most much must my "
        "no nor not now of off on once one only or other our out over own per same she should since so some still "
        "such than that the their them then there these they this those though through to too under until up upon us "
        "very was we were what when where whether which while who whom whose why will with within without would yet "
        "you your said says say told mr mrs ms dr it's he's she's they're we're i'm don't doesn't didn't isn't wasn't "
        "aren't weren't won't can't"
    ).split()
)
"""Words that carry a sentence's grammar; "said" among them, because attribution has a check of its own."""


@dataclass(frozen=True, slots=True)
class Word:
    span: Span
    form: str
    """Lower case, with plain apostrophes and hyphens."""


def words(text: str, span: Span) -> tuple[Word, ...]:
    """Letters only, apostrophes and hyphens inside; no figures."""
    found = _WORD.finditer(text, span.start, span.end)
    return tuple(Word(Span(m.start(), m.end()), m[0].translate(_PLAIN).lower()) for m in found)


def terms(text: str) -> tuple[str, ...]:
    """Content words as stems, figures as they stand, and pairs of characters where a script has no
    spaces; in order, repetitions kept."""
    result: list[str] = []
    for match in _TERM.finditer(text.translate(_PLAIN).casefold()):
        word = match[0].removesuffix("'s")
        if _CJK.match(word):
            result += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif word not in STOPWORDS and (len(word) > 1 or word.isdigit()):
            result.append(stem(word))
    return tuple(result)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case word without the commonest English endings: enough to match "closes" with "closed" and "stopped"
    with "stop"."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    return word[:-1] if word[-1:] == word[-2:-1] and len(word) > _SHORTEST_STEM else word


def count_words(text: str) -> int:
    """Words for a length limit: pieces between spaces, or half the characters of a script without spaces."""
    dense = sum(len(run) for run in _CJK.findall(text))
    return len(_CJK.sub(" ", text).split()) + (dense + 1) // 2
