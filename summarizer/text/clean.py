"""Text made safe to print. ``Article.text`` itself is never altered: this is for the last moment
before a terminal or a prompt."""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_]?)|\x9b[0-?]*[ -/]*[@-~]"
)
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def printable(text: str) -> str:
    """``text`` without terminal escapes, control characters (but line feeds and tabs), marks that
    reorder the line or have no width, and lone surrogates."""
    return _HARMFUL.sub("", _ESCAPES.sub("", text))


def one_line(text: str) -> str:
    """``printable`` with every run of white space as one space."""
    return " ".join(printable(text).split())
