"""L0: one sentence about the matter, of the asked length and language, that was not said before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.model import Check, Span, Verdict
from summarizer.text.sentences import split_sentences
from summarizer.text.words import count_words

_LONGEST = 1.6
"""Times the asked length."""
_META = re.compile(
    r"\b(?:the|this) (?:article|text|passage|story|sentence|author|piece|report) (?:discusses|describes|says|states|mentions|is about"
    r"|highlights|explains|covers|talks about|reports that)\b|\bas an ai\b|\bi (?:cannot|can't|am unable)\b|\bhere is\b",
    re.I,
)
_SAME = 0.5
"""3-gram Jaccard from which two sentences of a summary repeat each other."""


def check_form(text: str, words: int | None, previous: Sequence[str], language: str | None) -> Check:
    """``words``: the asked length; None for somebody else's sentence, which may be of any kind and length."""
    reason = _objection(text, words, previous, language)
    return Check("form", Verdict.FAIL, reason) if reason else Check("form", Verdict.PASS)


def _objection(text: str, words: int | None, previous: Sequence[str], language: str | None) -> str | None:
    if not any(c.isalnum() for c in text):
        return "no words"
    letters = [c for c in text if c.isalpha()]
    if language == "en" and sum(ord(c) > 0x24F for c in letters) > 0.3 * len(letters):
        return "not in English"
    if words is not None:
        if count_words(text) > max(_LONGEST * words, words + 8):
            return f"{count_words(text)} words instead of {words}"
        if len(split_sentences(text, Span(0, len(text)), language)) > 1:
            return "more than one sentence"
        if found := _META.search(text):
            return f"speaks about the text instead of the matter: {found[0]}"
    grams = _grams(text, 4)
    if len(grams) > 6 and len(set(grams)) < 0.7 * len(grams):
        return "repeats itself"
    own = set(_grams(text, 3))
    for other in previous:
        theirs = set(_grams(other, 3))
        if own and len(own & theirs) > _SAME * len(own | theirs):
            return "says the same as an earlier sentence"
    return None


def _grams(text: str, size: int) -> list[tuple[str, ...]]:
    forms = text.casefold().split()
    return [tuple(forms[i : i + size]) for i in range(len(forms) - size + 1)]
