"""Who holds which office or part, by words that stand beside a name: "the mayor, Jon Aske", "Judge Soames",
"Ilse Varnham, the council's head of roads"."""

from __future__ import annotations

import re

from summarizer.text.names import Name, find_names

_OFFICES = frozenset(
    (
        "mayor president minister premier chancellor governor senator lawmaker councillor secretary ambassador king queen "
        "prince princess emperor pope bishop archbishop director manager executive ceo chairman chairwoman chair boss owner "
        "founder co-founder leader head chief coach captain striker goalkeeper midfielder defender player driver singer "
        "actor actress author writer editor reporter journalist professor teacher student pupil scientist researcher "
        "doctor nurse surgeon engineer architect lawyer attorney solicitor barrister prosecutor judge magistrate sheriff "
        "detective officer inspector sergeant commander general colonel admiral soldier pilot sailor farmer baker "
        "curator historian economist analyst spokesman spokeswoman spokesperson suspect defendant victim plaintiff "
        "witness husband wife father mother son daughter brother sister partner widow predecessor successor "
        "candidate opponent rival treasurer commissioner congressman congresswoman representative"
    ).split()
)
_SAME = {"chairwoman": "chairman", "chair": "chairman", "spokeswoman": "spokesman", "spokesperson": "spokesman"}
_SAME |= {"attorney": "lawyer", "solicitor": "lawyer", "barrister": "lawyer", "boss": "executive", "ceo": "executive"}
_SAME |= {"actress": "actor", "author": "writer", "pupil": "student", "reporter": "journalist"}
_BETWEEN = re.compile(r"\s*,?\s*(?:[Aa]nd\s+)?\Z")
_BEFORE = re.compile(r"(?P<word>[A-Za-z][\w-]*)(?:\s+(?:of|for|at|in)\s+(?:the\s+)?[\w\s'’-]{2,30})?,?\s+\Z")
_AFTER = re.compile(
    r",\s+(?:who\s+is\s+|then\s+)?"
    r"(?:(?:(?:the|its|his|her)\s+[\w.-]+|[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)?)['’]s?\s+|(?:the|an?|its|his|her|their)\s+)?"
    r"(?P<phrase>(?:[\w-]+\s+){0,3}[\w-]+)"
)


def find_titles(text: str) -> frozenset[tuple[str, str]]:
    """(office, last word of the name), both in lower case."""
    found: set[tuple[str, str]] = set()
    for first, last in _full_names(text):
        before = _BEFORE.search(text[max(0, first.span.start - 60) : first.span.start])
        words = [before["word"]] if before else []
        if not _OFFICES.intersection(w.lower() for w in words):
            after = _AFTER.match(text, last.span.end)
            words = _phrase(after["phrase"]) if after else []
        offices = {w.lower() for w in words} & _OFFICES
        found |= {(_SAME.get(office, office), last.form) for office in offices}
    return frozenset(found)


def _phrase(text: str) -> list[str]:
    """The words up to a preposition: "head of roads" is a head."""
    return re.split(r"\s(?:of|for|at|in|who|which|said|and)\s", f"{text} ", maxsplit=1)[0].split()


def _full_names(text: str) -> list[tuple[Name, Name]]:
    """First and last word of each name, without an office that is written with a capital."""
    runs: list[list[Name]] = []
    for name in find_names(text):
        if name.form in _OFFICES:
            continue
        if runs and not text[runs[-1][-1].span.end : name.span.start].strip():
            runs[-1].append(name)
        else:
            runs.append([name])
    return [(run[0], run[-1]) for run in runs]
