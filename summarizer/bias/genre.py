"""What kind of text it is: judging words mean one thing in a report and another in a column."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from summarizer.bias.detectors.passages import passages, sourced
from summarizer.model import Article, Voice
from summarizer.text.words import words


class Genre(StrEnum):
    """Named as in running text: "an opinion piece"."""

    REPORT = "report"
    OPINION = "opinion piece"
    SATIRE = "satire"
    PRESS_RELEASE = "press release"


_LABEL = re.compile(
    r"(?:(?P<opinion>opinions?|editorial|op-?ed|commentary|column|comment|analysis|viewpoint|perspectives?|letters?"
    r"(?: to the editor)?|guest (?:essay|column|post))|(?P<satire>satire|humou?r|parody))\b(?:\s*[|:/–—-].*|\s+(?:by|from)\b.*)?",
    re.I,
)
"""A line of its own above the text, or before a colon or bar in the headline."""
_RELEASE = re.compile(
    r"\bfor immediate release\b|\bPR ?Newswire\b|\bBusiness ?Wire\b|\bGlobe ?Newswire\b|^(?:media|press) contacts?\b"
    r"|^press release\b|^notes to editors\b",
    re.I | re.M,
)
_LABEL_LENGTH = 60
_FIRST_LINES = 5
_FIRST_PERSON = frozenset("i i'm i've i'd i'll me my mine we we're we've we'd we'll us our ours let's".split())
_FIRST_PERSON_RATE = 0.005
"""First-person words among the writer's own, which reports stay under."""
_SOURCED_SHARE = 0.5
_FEWEST_WORDS = 100


@lru_cache(maxsize=2)
def genre(article: Article) -> Genre:
    """By the page's own label; else a first-person text that seldom names a source is an opinion piece."""
    if _RELEASE.search(article.text):
        return Genre.PRESS_RELEASE
    for paragraph in article.paragraphs[:_FIRST_LINES]:
        line = paragraph.span.of(article.text).strip()
        match = _LABEL.fullmatch(line)
        if match and (len(line) <= _LABEL_LENGTH or paragraph.span == article.headline):
            return Genre.SATIRE if match["satire"] else Genre.OPINION
    return Genre.OPINION if _first_person(article) else Genre.REPORT


def _first_person(article: Article) -> bool:
    body = [p for p in passages(article) if p.sentence is not None]
    own = [w for p in body for w in words(article.text, p.span) if article.voice(w.span) is Voice.NARRATOR]
    first = sum(w.form in _FIRST_PERSON for w in own)
    if len(own) < _FEWEST_WORDS or first <= _FIRST_PERSON_RATE * len(own):
        return False
    return sum(sourced(article, p) for p in body) < _SOURCED_SHARE * len(body)
