"""Who holds which office or part, by words that stand beside a name: "the mayor, Jon Aske", "Judge Soames",
"Ilse Varnham, the council's head of roads"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.model import Span
from summarizer.text.names import Name, find_names, normal_form
from summarizer.text.words import STOPWORDS

_OFFICES = frozenset(
    (
        "mayor president minister premier chancellor governor secretary ambassador king queen prince princess emperor "
        "pope bishop archbishop director manager executive ceo chairman chairwoman chair boss owner founder co-founder "
        "leader head chief coach captain goalkeeper lawyer attorney solicitor barrister prosecutor judge magistrate "
        "sheriff inspector commander curator spokesman spokeswoman spokesperson husband wife father mother widow "
        "predecessor successor treasurer commissioner"
    ).split()
)
"""Those that few people of one story hold: a player or a witness is one of many."""
_SAME = {"chairwoman": "chairman", "chair": "chairman", "spokeswoman": "spokesman", "spokesperson": "spokesman"}
_SAME |= {"attorney": "lawyer", "solicitor": "lawyer", "barrister": "lawyer", "boss": "executive", "ceo": "executive"}
_BEFORE = re.compile(
    r"(?:(?P<of>[A-Z][\w-]*)['’]s?\s+(?:[a-z][\w-]*\s+){0,2})?(?P<word>[A-Za-z][\w-]*)(?:\s+(?:of|for|at|in)\s+[\w\s'’-]{2,40},|,)?\s+\Z"
)
_NO_APPOSITION = frozenset("who whose which where when and but as with after before".split())
_AFTER = re.compile(
    r",\s+(?:who\s+is\s+|then\s+)?"
    r"(?:(?:(?:the|its|his|her)\s+[\w.-]+|[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)?)['’]s?\s+|(?:the|an?|its|his|her|their)\s+)?"
    r"(?P<phrase>(?:[\w-]+\s+){0,3}[\w-]+)"
)


@dataclass(frozen=True, slots=True)
class Title:
    office: str
    names: frozenset[str]
    """Words of the name, as ``Name.form``."""
    words: str
    """The name as it is written."""
    of: str
    """Whose: "elmstad" in "Elmstad's captain, Tove Lindahl"; "" if it is not said just there."""


def find_titles(text: str) -> frozenset[Title]:
    found: set[Title] = set()
    for names in _full_names(text):
        span = Span(names[0].span.start, names[-1].span.end)
        before = _BEFORE.search(text[max(0, span.start - 60) : span.start])
        words, of = ([before["word"]], normal_form(before["of"] or "")) if before else ([], "")
        if not _OFFICES.intersection(w.lower() for w in words):
            after = _AFTER.match(text, span.end)
            words, of = _phrase(after["phrase"]) if after else [], ""
        if of in STOPWORDS:
            of = ""
        for office in {w.lower() for w in words} & _OFFICES:
            found.add(Title(_SAME.get(office, office), frozenset(n.form for n in names), span.of(text), of))
    return frozenset(found)


def _phrase(text: str) -> list[str]:
    """The words up to a preposition: "head of roads" is a head."""
    found = re.split(r"\s(?:of|for|at|in|who|which|said|and)\s", f"{text} ", maxsplit=1)[0].split()
    return [] if _NO_APPOSITION.intersection(found[:1]) else found


def _full_names(text: str) -> list[list[Name]]:
    """The words of each name, without an office that is written with a capital."""
    runs: list[list[Name]] = []
    for name in find_names(text):
        if name.form in _OFFICES:
            continue
        if runs and not text[runs[-1][-1].span.end : name.span.start].strip():
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs
