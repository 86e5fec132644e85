"""What shortening one sentence must keep, beyond what every summary is checked for: here the source is known
exactly, so more can be asked. A small model that finds words of its own, or moves them, too often says something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.model import Article, Check, Verdict
from summarizer.summary.salience import quotes_in
from summarizer.text.attribution import REPORTING_VERBS, attributed, attribution
from summarizer.text.words import stem, terms

_FREE = frozenset(
    term
    for word in (
        *REPORTING_VERBS,
        *"monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split(),
        *"january february march april may june july august september october november december".split(),
        *"according after before during while since until including because now also new more about year month week".split(),
    )
    for term in terms(word)
)
"""Words that may come in or change places: they say who speaks, when, and how parts hang together."""
_MOVED = 1
"""Other content words that may stand at another place than in the source."""
_POINTERS = ("he him his himself", "she her hers herself", "they them their theirs themselves", "it its itself")
_FINDING = re.compile(
    r",\s+(?P<who>(?:an?|the|[A-Z0-9])[^,]{0,60}?)\s+(?:has |have |had )?(?:found|finds?|shows?|showed|suggests?|suggested"
    r"|concluded|indicates?|indicated)\W*\Z"
)
"""A source named at the end: "..., an inquiry has found"."""
_PART = re.compile(r"[,;:–—“”\"]")
_SAYS = re.compile(rf"\b(?:{'|'.join(sorted(REPORTING_VERBS))}|according|found|showed|shows)\b", re.I)
_SHORT = 8
"""Words of a part of a sentence that only says who says the rest."""
_CONTRAST = re.compile(r"[,;–—-]\s(?:but|although|though|while|whereas|yet|despite|except|unless)\s", re.I)
_HALF = 4
"""Content words that make a side of a contrast a statement of its own."""
_HEARD = 0.25
"""Share of a side's content words below which the side is lost."""
_QUOTED = 0.4
"""Share of a sentence that is quotation, from which it is its speaker's."""


def check_kept(text: str, article: Article, main: int, source: str) -> Check:
    """The first objection. ``source``: what the model read, which may have a name in place of a pronoun."""
    objections = (
        *_new_words(text, source),
        *_new_pointers(text, source),
        *_changed_places(text, source),
        *_lost_side(text, source),
        *_lost_speaker(text, source, _speaker(article, main)),
    )
    return objections[0] if objections else Check("support", Verdict.PASS)


def _new_words(text: str, source: str) -> Iterator[Check]:
    have = {*terms(source), *_FREE}
    if new := sorted({term for term in terms(text) if term not in have}):
        yield Check("support", Verdict.FAIL, f"not the words of the source: {', '.join(new)}")


def _new_pointers(text: str, source: str) -> Iterator[Check]:
    """A pronoun that the source does not have stands for a name, and nobody can tell for which."""
    own, have = (set(re.findall(r"[a-z]+", part.lower())) for part in (text, source))
    for forms in map(str.split, _POINTERS):
        if (found := own.intersection(forms)) and not have.intersection(forms):
            yield Check("roles", Verdict.FAIL, f"points back with “{min(found)}” where the source does not")


def _changed_places(text: str, source: str) -> Iterator[Check]:
    """Who did what to whom stands in the order of the words. Not for who says it, which may come first or last."""
    said = " ".join(part for part in _PART.split(source) if _SAYS.search(part) and len(part.split()) <= _SHORT)
    free = {*_FREE, *terms(said)}
    have = [t for t in terms(source) if t not in free]
    own = [t for t in terms(text) if t in have]
    if len(own) - _common(own, have) > _MOVED:
        yield Check("roles", Verdict.FAIL, "its words stand in another order than in the source")


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])
    return row[-1]


def _lost_side(text: str, source: str) -> Iterator[Check]:
    own = set(terms(text))
    for side in _CONTRAST.split(source) if _CONTRAST.search(source) else ():
        content = set(terms(side))
        if len(content) >= _HALF and len(content & own) < _HEARD * len(content):
            yield Check("polarity", Verdict.FAIL, f"one side of a contrast is lost: {side.strip()}")


def _lost_speaker(text: str, source: str, speaker: str | None) -> Iterator[Check]:
    own = set(terms(text))
    if speaker and not own.intersection(terms(speaker)):
        yield Check("attribution", Verdict.FAIL, f"does not say whose words these are: {speaker}", (speaker,))
    found = _FINDING.search(source)
    if found and not attributed(text) and not own & {stem(t) for t in terms(found["who"])}:
        words = found[0].strip(" ,.")
        yield Check("attribution", Verdict.FAIL, f"does not say whose finding it is: {words}", (words,))


def _speaker(article: Article, main: int) -> str | None:
    """Whose words most of the sentence is, if it says so with more than a pronoun."""
    span = article.sentences[main].span
    quotes = quotes_in(article, span)
    if sum(len(q.span) for q in quotes) < _QUOTED * len(span):
        return None
    ends = [span.start, *(x for q in quotes for x in (q.span.start, q.span.end)), span.end]
    who = attribution(" ".join(article.text[i:j] for i, j in zip(ends[::2], ends[1::2], strict=True)).strip(" ,"))
    return who if who and terms(who) else None
