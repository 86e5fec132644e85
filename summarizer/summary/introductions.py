"""How an article introduces people: the full name with the office before it or the apposition after it. English only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from summarizer.model import Article, Span, Voice
from summarizer.summary.people import Person, capitals, introduced, people
from summarizer.text.places import kin
from summarizer.text.words import STOPWORDS

_OFFICE = (
    r"(?:President(?:-elect)?|Vice President|Chancellor|Premier|Minister|Secretary|Governor|Gov\.?|Senator|Sen\.?|Rep\.?|Reps\.?"
    r"|Representative|Congressman|Congresswoman|Speaker|Leader|Whip|Mayor|Judge|Justice|Attorney General|Sheriff|Chief|Officer"
    r"|Inspector|Superintendent|Sergeant|Sgt\.?|Captain|Capt\.?|Col\.?|Colonel|General|Gen\.?|Lt\.?|Commissioner|Director"
    r"|Chairman|Chairwoman|Chair|Ambassador|Professor|Prof\.?|Dr\.?|Pope|King|Queen|Prince|Princess|Bishop|Archbishop|Cardinal"
    r"|Rev\.?|CEO|MP|MEP|Coach)"
)
ROLE = (
    r"(?:president|minister|secretary|governor|senator|congressman|congresswoman|lawmaker|leader|mayor|judge|prosecutor|attorney"
    r"|lawyer|solicitor|barrister|sheriff|chief|officer|detective|inspector|commissioner|director|chairman|chairwoman|chair"
    r"|ambassador|professor|historian|economist|analyst|researcher|scientist|doctor|surgeon|nurse|teacher|spokesman"
    r"|spokeswoman|spokesperson|strategist|adviser|advisor|aide|counsel|host|anchor|commentator|columnist|reporter|journalist"
    r"|correspondent|author|writer|editor|producer|actor|actress|singer|musician|comedian|model|star|designer|chef"
    r"|manager|coach|captain|striker|midfielder|defender|goalkeeper|forward|winger|player|champion|boxer|golfer|driver"
    r"|jockey|trainer|owner|founder|co-founder|executive|boss|businessman|businesswoman|entrepreneur|banker|developer|engineer"
    r"|activist|campaigner|candidate|nominee|husband|wife|father|mother|son|daughter|brother|sister|widow|partner|girlfriend"
    r"|boyfriend|student|farmer|resident|neighbour|neighbor|victim|pilot|soldier|general|archbishop|bishop|priest|rabbi|imam"
    r"|head|member|expert|physician|psychologist|coordinator|organizer|organiser|official)"
)
_MODIFIER = (
    r"(?:[A-Z][\w.&’'-]*|former|then|ex|deputy|acting|interim|retired|assistant|associate|district|state|federal|county|city|local|national"
    r"|campaign|party|team|club|company|senior|special|chief|prime|head|lead|vice|law|police|press|defen[cs]e|gubernatorial"
    r"|presidential|congressional|parliamentary|republican|democratic|conservative|liberal|veteran|longtime|independent"
    r"|world|heavyweight|forensic|political|[\w-]+['’]s)"
)
_NO_CAPITAL = re.compile(
    r"(?:Former|Then|Veteran|Longtime|Forensic|Political|Gubernatorial|Presidential|Independent|[A-Z][a-z]+-year) "
)
_BEFORE = re.compile(rf"(?:{_MODIFIER} )*(?:{_OFFICE}|(?:{_MODIFIER} )+{ROLE}) $")
_AFTER = re.compile(
    r",\s(?:who (?:is|was) )?(?P<role>(?:an?\s(?!day|week|month|year|few|lot|bit|move|decision|fact)[\w-]+"
    r"|(?:(?:the|its|his|her|their|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}['’]s?|former|then)\s)?"
    rf"(?:[\w.&’'-]+\s){{0,5}}?{ROLE}s?\b|(?:[A-Z][\w.&’'-]*\s(?:and\s|of\s|for\s)?){{0,4}}{_OFFICE})"
    r"[^,;:()“”\"—–]{0,70}?)(?=,|\.\Z|\s[–—-])"
)
_NOT_IN_ROLE = re.compile(r"\b(?:and(?! [A-Z])|said|says|was|were|is|are|has|had|told|would|will|but|who|that|which)\b")
_PARTISANS = frozenset({"Democrat", "Republican", "Tory"})
_WIDEST = 120
"""Characters before a name in which its office stands."""
_FALSE_START = re.compile(
    r"^(?:(?:The|When|While|As|After|Before|On|In|At|By|But|And|For|If|Although|Though|Since|Because|With|Like|That|Then|His|Her"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\.? )+"
)


@lru_cache(maxsize=2)
def introductions(article: Article) -> Mapping[str, tuple[Person, str, str]]:
    """Surname -> whom it names, the office before the full name ("House Speaker ") and the apposition after it ("a
    retired engineer"); each "" if the article has none."""
    known = people(article)
    return MappingProxyType(
        {s: (p, *_role(article, p)) for s, p in introduced(article).items() if _is_called(article, p, acts=s in known)}
    )


def _is_called(article: Article, person: Person, *, acts: bool) -> bool:
    """Whether the last word may stand for the name in full: after it of all, before it only of somebody whom the article
    calls Mr or by an office."""
    before = _FALSE_START.sub("", _ahead(article, person))
    office = _BEFORE.search(before) is not None
    longer = re.search(r"([A-Z][\w-]+)\.? $", before)
    if longer and not office and len(kin(longer[1].casefold())) < 2 and longer[1] not in _PARTISANS:
        return False  # part of a longer name
    seen, surname, given = capitals(article), person.surname, person.name.split()[0].lower()
    late = seen.first.get(surname, 0) > person.start
    if acts:
        return late or office or surname in seen.called
    thing = not seen.the.isdisjoint({surname, person.name}) or given in seen.small or given in STOPWORDS
    return (late or office) and not thing


def _ahead(article: Article, person: Person) -> str:
    """What stands before the name in its sentence, the last of it."""
    start = article.sentences[person.sentence].span.start
    return article.text[max(start, person.start - _WIDEST) : person.start]


def _role(article: Article, person: Person) -> tuple[str, str]:
    end, at = article.sentences[person.sentence].span.end, person.start
    if article.voice(Span(at, at + 1)) is not Voice.NARRATOR:
        return "", ""
    before = _BEFORE.search(_ahead(article, person))
    office = _FALSE_START.sub("", before[0]) if before else ""
    if _NO_CAPITAL.match(office):
        office = office[:1].casefold() + office[1:]  # its capital was its sentence's
    after = _AFTER.match(article.text, at + len(person.name), end)
    if after is None or _NOT_IN_ROLE.search(after["role"]) or "\n" in after["role"]:
        return office, ""
    return office, after["role"]
