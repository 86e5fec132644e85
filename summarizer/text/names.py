"""Names by their capitals: a proxy that needs no model and no list of the world's people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.model import Span
from summarizer.text.places import kin
from summarizer.text.words import STOPWORDS

_TOKEN = re.compile(r"[^\W\d_][\w.&'’-]*[\w]|[^\W\d_]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…•–—]\s*|[\"“‘(\[«]\s*)\Z")
_CALENDAR = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december"
    ).split()
)
_TITLES = frozenset("mr mrs ms dr prof sir dame lord lady president minister chief executive".split())
_GIVEN = frozenset({"per", "will"})
"""Function words that are given names within a sentence."""
_OPENERS = frozenset(
    (
        "although despite however meanwhile previously recently formerly currently according officials police authorities "
        "critics experts researchers scientists residents reports report parents people none nearly around almost among "
        "another several many most some both either neither every everyone everything nobody nothing since unlike like "
        "following during including besides instead still yet even today yesterday tomorrow last next later earlier "
        "finally first second third then thus therefore additionally furthermore moreover also only just perhaps maybe "
        "two three four five six seven eight nine ten half part parts other others overall together women men children "
        "students workers doctors teachers voters lawmakers prosecutors investigators analysts supporters opponents"
    ).split()
)
"""Ordinary words that often begin a sentence."""
_ALIASES = (
    ({"us", "usa", "america", "american", "americans"}, {"united", "states"}),
    ({"uk", "britain", "british", "britons"}, {"united", "kingdom"}),
    ({"eu"}, {"european", "union"}),
    ({"un"}, {"united", "nations"}),
    ({"ceo"}, {"chief", "executive"}),
    ({"cfo"}, {"chief", "financial"}),
    ({"pm"}, {"prime", "minister"}),
    ({"ai"}, {"artificial", "intelligence"}),
)


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised word."""

    form: str
    """Without case, full stops and a possessive ending."""
    span: Span
    initial: bool
    """It begins a sentence, so its capital proves nothing."""

    def of(self, text: str) -> str:
        return self.span.of(text)


def find_names(text: str) -> tuple[Name, ...]:
    """Capitalised words in order, but titles, days, months and function words."""
    found: list[Name] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        form = normal_form(token)
        if token[0].isupper() and form not in (STOPWORDS - _GIVEN) | _CALENDAR | _TITLES:
            initial = _SENTENCE_START.search(text, max(0, match.start() - 3), match.start()) is not None
            if initial and form in _OPENERS | _GIVEN:
                continue
            found.append(Name(form, Span(match.start(), match.end()), initial))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class FullName:
    """Names that stand side by side."""

    words: tuple[Name, ...]
    span: Span


def full_names(text: str, capitals: frozenset[str]) -> list[FullName]:
    """In order. A capital at the beginning of a sentence counts for forms among ``capitals`` only."""
    found: list[FullName] = []
    for name in find_names(text):
        if name.initial and name.form not in capitals:
            continue
        if found and not text[found[-1].span.end : name.span.start].strip():
            before = found.pop()
            found.append(FullName((*before.words, name), Span(before.span.start, name.span.end)))
        else:
            found.append(FullName((name,), name.span))
    return found


def normal_form(token: str) -> str:
    plain = token.replace("’", "'").casefold()
    plain = re.sub(r"'s?$", "", plain)
    return plain.replace(".", "")


def known_forms(text: str) -> frozenset[str]:
    """Every word of a text in the form that names are compared in: acronyms of its capitalised phrases,
    parts of hyphenated words and well-known short forms included."""
    forms = {normal_form(m[0]) for m in _TOKEN.finditer(text)}
    forms |= {part for form in forms for part in re.split(r"[-'&]", form) if part}
    for run in re.finditer(r"(?:[A-Z][\w’'-]*(?:\s+(?:of|the|for|and|de|du|der)\s+|\s+)?){2,}", text):
        capitals = [w[0] for w in run[0].split() if w[0].isupper()]
        forms |= {"".join(capitals[i:]).casefold() for i in range(len(capitals) - 1)}
    for short, long in _ALIASES:
        if long <= forms:
            forms |= short
        elif short & forms:
            forms |= long | short
    return frozenset(forms)


def is_misspelled(name: Name, known: frozenset[str]) -> bool:
    """Whether one changed, missing, added or exchanged letter makes it a known form of at least five."""
    form = name.form
    splits = [(form[:i], form[i:]) for i in range(len(form) + 1)]
    near = {a + b[1:] for a, b in splits if b} | {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    letters = "abcdefghijklmnopqrstuvwxyz"
    near |= {a + c + rest for a, b in splits for c in letters for rest in (b, b[1:])}
    return len(form) >= 5 and not known.isdisjoint({n for n in near if len(n) >= 5})


def is_known(name: Name, known: frozenset[str]) -> bool:
    """Whether the name, its singular or each of its parts occurs among ``known``."""
    forms = kin(name.form) | {name.form, name.form.removesuffix("s"), f"{name.form}s"}
    if not known.isdisjoint(forms):
        return True
    parts = [part for part in re.split(r"[-'&]", name.form) if part]
    return len(parts) > 1 and all(part in known or part in STOPWORDS for part in parts)
