"""What a sentence needs from the sentences before it: whom "He" means, which "bid" is "the bid".

Rules for news English after the recency and subject preferences of Lappin and Leass (1994), kept to
the cases in which they are nearly always right; where they are not, the sentence is said to lean on
the one before it, and selection takes both or neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from summarizer.model import Article, Span, Voice
from summarizer.summary.openings import opening
from summarizer.summary.people import HONORIFIC, PERSON, SAYS, Person, actors, mentions
from summarizer.text.words import stem, terms

_PRONOUN = re.compile(
    r"(?P<person>he|she|his|her|him)\b|(?P<thing>it|its|they|their|theirs|them)\b"
    r"|(?P<pointer>this|that|these|those|such|both|neither|another|others|the (?:former|latter|same|other|others|two|three"
    r"|pair|trio|duo|rest))\b|(?P<noun>the) (?=[a-z\d])",
    re.I,
)
_EXPLETIVE = re.compile(
    r"it (?:has|had) (?:\w+ )?(?:\w+ )?been \w+ed\b|(?:this|that|these) (?:days?|week|month|year|morning|afternoon|evening"
    r"|night|summer|autumn|fall|winter|spring|season|time)\b"
    r"|it(?:['’]s| is| was| has been| had been| will be| would be| may be| remains| remained| became| seems| appears| seemed"
    r" | appeared)\s(?:not |also |still |now |un\w+ )*(?:\w+ly )?(?:clear|unclear|likely|unlikely|possible|impossible|important"
    r"|hard|difficult|easy|not|too|said|believed|thought|understood|reported|estimated|expected|hoped|feared|time|true|known"
    r"|unknown|the first|the second|the third)\b|that (?:was|is) (?:when|why|where|how)\b|those (?:who|in|with|of|under|over)\b"
    r"|both (?:\w+ )?(?:\w+ )?and\b|both [A-Z]|all (?:of|but)\b|such as\b|others? than\b",
    re.I,
)
_GESTURE = re.compile(
    r"\b(?:this|these|those|such)\s+(?!as\b|week|month|year|morning|afternoon|evening|night|summer|spring|fall|autumn|winter|time"
    r"|season|who|in\b|with\b|of\b|to\b|under|over|from\b)[a-z]+"
)
_NOT_NOUNS = frozenset(
    (
        "of in on at for to by with from that which who whose whom is are was were has had have will would can could may "
        "might said says and or but as than then not been being be also did does do into over under after before"
    ).split()
)
_ORDINALS = frozenset("first second third fourth fifth last next other latter former same rest".split())
_BRIDGING = frozenset(
    (
        "decision move deal plan proposal bid offer agreement announcement incident attack crash accident ruling vote "
        "measure bill law report study survey research researchers findings figures result results change changes news "
        "comments remarks statement pair couple man woman boy girl suspect victim defendant group team company firm "
        "project scheme case charges visit meeting event move ban protest award film book article ad video footage"
    ).split()
)
_DETERMINER = r"(?:the|an?|this|that|these|those|each|every|some|many|most|no|one|who|whoever|any|all)\b|[a-z]+['’]s "
_BEGINNING = (
    r"(?:In|As|At|On|By|For|With|To|After|Before|During|Despite|Under|Until|Since|While|When|Where|Whether|If|Because|Though"
    r"|Although|Even|Not|Ahead|Like|Unlike|Among|Throughout|Once|Only|[A-Z][a-z]+(?:ing|ed))"
)
_HE_SAID = re.compile(
    rf"[\"”’'] (?P<person>he|she) {SAYS}"
    rf"|^(?:(?:{_BEGINNING})\b [^,\"“]{{3,60}}, |(?:{_BEGINNING}) (?:(?!{_DETERMINER})[a-z'’-]+,? ){{0,5}})(?P<late>he|she|his|her|him)\b"
)
_REPORTS = re.compile(
    rf" (?:also |later |then |has |had )*(?:{SAYS}|called|described|urged|denied|promised|declined|refused)"
)
_NEAR = 4
"""Sentences that are looked back over."""
_EARLY = 12
"""Characters before a name that still begins its sentence."""


@dataclass(frozen=True, slots=True)
class Need:
    """What stands at the beginning of a sentence and gets its meaning from an earlier one."""

    span: Span
    """The pointing words, in ``Article.text``."""
    source: int
    """The sentence that gives the meaning: to be cited too, or to stand right before."""
    name: str | None = None
    """What may be said instead of the pointing words; None if that is not certain."""
    noun: str | None = None
    """The stem of the noun that both have, where the words are "the" and a noun."""


@lru_cache(maxsize=4096)
def need(article: Article, index: int) -> Need | None:
    """What the sentence's opening points back to, or None if it stands alone. English only."""
    if article.language not in {"en", None} or index == 0:
        return None
    span, start = article.sentences[index].span, opening(article, index)
    text = article.text
    start += len(text[start : span.end]) - len(text[start : span.end].lstrip("\"“‘'«"))
    found = _PRONOUN.match(text, start, span.end)
    if found is None:
        late = _late_pronoun(article, index)
        return _person(article, index, late) if late else None
    if _EXPLETIVE.match(text, start, span.end):
        return None
    at = Span(found.start(), found.end())
    if found["noun"]:
        return _definite(article, index, at)
    if found["person"]:
        return _person(article, index, at)
    if index and (found["pointer"] or found["thing"]):
        plain = found["thing"] and found[0].lower() in {"it", "its", "they", "their"}
        return Need(at, index - 1, _subject(article, index - 1) if plain and _narrated(article, at) else None)
    return None


def stands(article: Article, index: int, shown: Collection[int], *, mended: bool) -> bool:
    """Whether a reader of the ``shown`` sentences and of this one knows whom and what it speaks of.
    ``mended``: its opening is going to be replaced where that is certain."""
    pointed = need(article, index)
    if pointed is None or (mended and pointed.name):
        return True
    before = [j for j in shown if j < index]
    if pointed.noun:
        return any(pointed.noun in terms(text) for text in (article.title, *map(article.sentence_text, before)))
    return bool(before) and max(before) == pointed.source


def gestures(article: Article, index: int) -> bool:
    """Whether it says "these attacks" or "such a plan" further on: a reader may miss which, a rewrite cannot mend it."""
    span = article.sentences[index].span
    found = _GESTURE.search(article.text, span.start, span.end)
    return found is not None and article.voice(Span(found.start(), found.end())) is Voice.NARRATOR


def _narrated(article: Article, at: Span) -> bool:
    return article.voice(at) is Voice.NARRATOR and article.text[at.end : at.end + 1].isspace()


def _late_pronoun(article: Article, index: int) -> Span | None:
    """The "he" of "..., he said" or "As governor, he ...", if nobody is named before it in the sentence."""
    span = article.sentences[index].span
    begin = opening(article, index)
    if found := _HE_SAID.search(article.text[begin : span.end]):
        start, end = found.span("person" if found["person"] else "late")
        at = Span(begin + start, begin + end)
        named = any(mentions(article, span.start, at.start if found["person"] else span.end))
        if _narrated(article, at) and not named:
            return at
    return None


def _definite(article: Article, index: int, at: Span) -> Need | None:
    """ "The bid": the sentence that spoke of a bid before."""
    span = article.sentences[index].span
    words = re.match(r"(?:[a-z\d][\w'’-]*\s+){1,3}", article.text[at.end : span.end])
    heads: list[str] = []
    for word in (words[0] if words else "").split():
        if word.lower() in _NOT_NOUNS:
            break
        heads.append(word.lower())
    if not heads or re.match(r"[A-Z]", article.text[at.end + len(words[0] if words else "") :]):
        return None
    whole = Span(at.start, at.end + len(heads[0]))
    for j in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        if stem(heads[-1]) in terms(article.sentence_text(j)):
            return Need(whole, j, noun=stem(heads[-1]))
    return Need(whole, index - 1) if _BRIDGING.intersection(heads) or re.match(r"\d", heads[0]) else None


def _person(article: Article, index: int, at: Span) -> Need | None:
    """The one person of the sentence before, its speaker, or whom it begins with."""
    for j in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        span = article.sentences[j].span
        if article.sentences[index].paragraph - article.sentences[j].paragraph > 2:
            break
        named = list(mentions(article, span.start, span.end))
        others = any(not any(p.name in m[0] for _, p in named) for m in PERSON.finditer(span.of(article.text)))
        others |= bool(_actors_in(article, span) - {person.surname for _, person in named})
        if named:
            only = len({person.name for _, person in named}) == 1 and not others
            first = named[0][0] - opening(article, j) < _EARLY
            person = named[0][1] if only or first else None
            speaker = _speaker(article, j)
            if speaker and not _REPORTS.match(article.text, at.end):
                speaker = person = speaker if article.voice(Span(span.start, span.start + 1)) is Voice.QUOTED else None
            person = speaker or person
            fits = person is not None and _may_be(article.text, person, at.of(article.text))
            return Need(at, j, person.name if person and fits and _narrated(article, at) else None)
        begins = _PRONOUN.match(article.text, opening(article, j))
        if begins is None or not begins["person"] or _actors_in(article, span):
            break
    return Need(at, index - 1)


def _actors_in(article: Article, span: Span) -> frozenset[str]:
    return actors(article).intersection(re.findall(r"[A-ZÀ-Þ][\w-]*", span.of(article.text)))


def _may_be(text: str, person: Person, pronoun: str) -> bool:
    """False if the article calls a "she" Mr or a "he" Ms."""
    wrong = "Mr" if pronoun.lower() in {"she", "her"} else "(?:Mrs|Ms|Miss)"
    return re.search(rf"\b{wrong}\.? (?:[A-Z]\w+ )?{re.escape(person.surname)}\b", text) is None


def _speaker(article: Article, index: int) -> Person | None:
    span = article.sentences[index].span
    for start, person in mentions(article, span.start, span.end):
        name = rf"(?:{HONORIFIC.pattern})?(?:{re.escape(person.name)}|{re.escape(person.surname)})"
        before = article.text[max(span.start, start - 14) : start]
        if re.match(rf"{name} {SAYS}", article.text[start : span.end]) or re.search(rf"{SAYS} \Z", before):
            return person
    return None


def _subject(article: Article, index: int) -> str | None:
    """The few words that a sentence begins with before its first verb: what "It" or "They" takes up."""
    span = article.sentences[index].span
    found = re.match(
        r"((?:The|A|An)\s+(?:[\w'’-]+\s+){1,4}|(?:[A-Z][\w'’&-]*\s+){1,4})"
        r"(?:will|would|is|are|was|were|has|have|had|can|could|may|might|did|does|do|plans?|says?|said)\b",
        article.text[opening(article, index) : span.end],
    )
    if found is None:
        return None
    name = found[1].strip()
    if " " not in name or article.voice(Span(span.start, span.start + 1)) is Voice.QUOTED:
        return None
    if name.split()[-1] in _ORDINALS or _NOT_NOUNS.intersection(name.lower().split()) or _PRONOUN.fullmatch(name):
        return None
    if name.startswith(("A ", "An ")):
        name = "The " + name.split(" ", 1)[1]
    return name


def resolved(article: Article, index: int, *, known: frozenset[str] = frozenset()) -> tuple[str, tuple[int, ...]]:
    """The sentence as it can stand alone, and the other sentences that this takes its words from.

    Its dateline and connective are left out, a pronoun at its beginning and a bare surname become
    names. ``known``: names that need no introduction any more."""
    span, start = article.sentences[index].span, opening(article, index)
    edits: list[tuple[Span, str]] = []
    sources: set[int] = set()
    wanted = need(article, index)
    if wanted and wanted.name:
        word = wanted.span.of(article.text).lower()
        owner = word in {"his", "its", "their", "theirs"} or (word == "her" and _owns(article.text, wanted.span.end))
        edits.append((wanted.span, wanted.name + ("’s" if owner else "")))
        sources.add(wanted.source)
    said = set(known)
    for at, person in mentions(article, start, span.end):
        if person.name in said or person.name in span.of(article.text):
            continue
        said.add(person.name)
        if wanted and wanted.name == person.name:
            continue
        if article.voice(Span(at, at + 1)) is Voice.NARRATOR:
            edits.append((Span(at, article.text.index(person.surname, at) + len(person.surname)), person.name))
            sources.add(person.sentence)
    text, end = "", start
    for edit, words in sorted(edits, key=lambda e: e[0]):
        text += article.text[end : edit.start] + words
        end = edit.end
    text += article.text[end : span.end]
    return text[:1].upper() + text[1:], tuple(sorted(sources - {index}))


def _owns(text: str, at: int) -> bool:
    """Whether "her" is followed by what she has."""
    return re.match(r" (?!to|and|that|when|if|as|in|on|at|with|for|by|because)[a-z]", text[at : at + 12]) is not None
