"""What a sentence needs from the sentences before it: whom "He" means, which "bid" is "the bid".

Rules for news English after the recency and subject preferences of Lappin and Leass (1994), kept to
the cases in which they are nearly always right; where they are not, the sentence is said to lean on
the one before it, and selection takes both or neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from summarizer.model import Article, Span, Voice
from summarizer.summary.openings import opening
from summarizer.summary.people import HONORIFIC, PERSON, SAYS, Person, actors, mentions
from summarizer.text.words import count_words, stem, terms

_PRONOUN = re.compile(
    r"(?P<person>he|she|his|her|him)\b|(?P<thing>it|its|they|their|theirs|them)\b"
    r"|(?P<pointer>(?:all (?:of )?)?(?:this|that|these|those)|such|both|neither|another|others"
    r"|the (?:former|latter|same|other|others|two|three"
    r"|pair|trio|duo|rest|(?:first|second|third|last) (?:is|was))|(?:in|on|after|before|for|with|under|despite|since|by|to|at|from|among)"
    r" (?:it|its|them|their|this|that|these|those)(?! (?:who|in|with|of|under|over|week|month|year|time)\b))\b"
    r"|(?P<noun>the) (?=[a-z\d])",
    re.I,
)
_NATIVE = re.compile(
    r"[Tt]he (?:\w+-)?[A-Z][a-z]+(?:an|ese|ish|man|woman|at|er|crat)(?= (?:\w+ed|says?|told|tells|is|was|has|had|will|would|also"
    r"|then|who|flew|took|made|went|came|got|gave|left|became|began|won|lost|could|may|did)\b)"
)
"""A person by country or party: "The Dane flew"."""
_EXPLETIVE = re.compile(
    r"it (?:has|had) (?:\w+ )?(?:\w+ )?been \w+ed\b|(?:this|that|these) (?:days?|week|month|year|morning|afternoon|evening"
    r"|night|summer|autumn|fall|winter|spring|season|time)\b"
    r"|it(?:['’]s| is| was| has been| had been| will be| would be| may be| remains| remained| became| seems| appears| seemed"
    r" | appeared)\s(?:not |also |still |now |un\w+ )*(?:\w+ly )?(?:clear|unclear|likely|unlikely|possible|impossible|important"
    r"|hard|difficult|easy|not|too|said|believed|thought|understood|reported|estimated|expected|hoped|feared|time|true|known"
    r"|unknown|the first|the second|the third)\b|that (?:was|is) (?:when|why|where|how)\b|those (?:who|in|with|of|under|over)\b"
    r"|both (?:\w+ )?(?:\w+ )?and\b|both (?-i:[A-Z])|all (?:of|but)\b|such as\b|others? than\b",
    re.I,
)
NOT_NOUNS = frozenset(
    (
        "of in on at for to by with from that which who whose whom is are was were has had have will would can could may "
        "might said says and or but as than then not been being be also did does do into over under after before"
    ).split()
)
_ORDINALS = frozenset("first second third fourth fifth last next other latter former same rest".split())
UNIQUE = frozenset(
    (
        "government police president world country nation public economy weather media internet media senate house congress "
        "parliament court state city future past u.s ministry agency department council commission committee bank union party "
        "army navy military president matter prime premier report newspaper"
    ).split()
)
"""Nouns that a reader knows without being told which."""
BRIDGING = frozenset(
    (
        "decision move deal plan proposal bid offer agreement announcement incident attack crash accident ruling vote "
        "measure bill law report study survey research researchers findings figures result results change changes news "
        "comments remarks statement pair couple man woman boy girl suspect victim defendant group team company firm "
        "project scheme case charges visit meeting event move ban protest award film book article ad video footage "
        "organisation organization charity officer teenager teen driver player striker star singer actor actress website "
        "site letter loophole legislation programme program document documents order episode exchange clip image photo "
        "investigation inquiry probe message commentary "
        "protester activist lawsuit complaint indictment speech interview poll show tweet signatories authors jurors petition gunman"
        " shooter hostages passengers crew victims suspects defendants plaintiffs"
    ).split()
)
_LATER = re.compile(
    rf"(?<![\w’'-])(?P<word>(?P<it>it|they)(?= (?:also |has |had )?{SAYS})|he|she|his|her|him|himself|herself)"
    r"(?!\w|-|[’'](?!(?:s|d|ll|ve)\b))"
)
_CAPITAL = re.compile(
    r"\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|I\b)[A-ZÀ-Þ]\w+"
)
_PLACED = re.compile(r"\b(?i:at|in|on|onto|into|near|across|outside|inside|from) (?:the )?(?:[A-ZÀ-Þ][\w’'-]+[ ,]*)+")
"""A place or a day, which is nobody."""
_SOMEBODY = re.compile(
    r"\b(?:an?|the|one|every|each|no|any|this|that|\w+['’]s) (?:[\w-]+ ){0,4}?(?:man|woman|boy|girl|mother|father|son|daughter|husband"
    r"|wife|teen|child|baby|person|leader|president|minister|mayor|judge|officer|officials?|driver|player|manager|coach|star"
    r"|candidate|senator|governor|king|queen|pope|\w+(?:er|or|ist|ian|ee|eur|man|woman))\b|\b(?:who|nobody|everyone|somebody"
    r"|someone)\b",
    re.I,
)
_NOBODY = frozenset(
    (
        "after answer banner barrier border centre center chapter color computer corner counter cover danger dinner disaster "
        "door email error factor filter finger floor flower folder fever filler former gender harbor however hunger laser latter "
        "layer letter manner master matter meter minor motor newer number offer order other over paper poster power quarter "
        "register rather river sector server shelter shoulder summer sweater tender terror tower transfer twitter under water "
        "weather whether winter wonder committee coffee fee guarantee jubilee degree list twist mist waist "
        "newspaper chamber december november october september encounter disorder helicopter neither either never further "
        "later earlier bigger smaller greater higher lower wider longer older younger better"
    ).split()
)
"""Words that end as those for people do."""
_THINKS = re.compile(rf" (?:{SAYS}|(?:believes|thinks|feels|hopes|insists|admits|admitted|reckons|revealed)\b)")
"""Behind "The striker": somebody who was named before. (Bodies that speak are mostly known: UNIQUE.)"""
_REPORTS = re.compile(
    rf" (?:also |later |then |has |had )*(?:{SAYS}|called|described|urged|denied|promised|declined|refused)"
)
_FOLLOWS = re.compile(
    r"(?:so|and so) (?:I|we|it|he|she|they|you|the|this|that|these|those|now|here|there|what|why|how|when|if)\b(?! far)"
    r"|(?:(?:and|but|so|then) )?(?:here|there),? (?!(?:is|was|are|were|has|had|have|will|would|may|might|can|could|remains?|should"
    r"|must|seems?|appears?|comes?|came)\b)|thus\b|hence\b"
    r"|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|a few|many|an?|just|only|\d+) )*(?:minutes?|hours?|days?"
    r"|weeks?|months?|years?) (?:later|earlier|before)\b(?! th)"
    r"|the (?:next|following|previous|same) (?:day|week|month|year|morning|night|evening)\b"
    r"|(?:one|some|most|all|none|each|both|several|many|few|two|three) of (?:them|these|those|which)\b"
    r"|(?:if|when|as|because|while|once|until|unless|although|though|since|after|before) (?:it|they|this|that|these|those)"
    r"(?!(?:['’]s| is| was| were| has been) (?:not |un)?(?:true|clear|likely|possible|necessary|needed|too)\b| (?:rains?|snows?|turns? out"
    r"|comes? to|happens?|seems?|who|in|with|of)\b)\b"
    r"|(?:by|until|since) then\b|(?:[\w’'-]+ ){1,4}(?:do|does|did|is|was|are|were|has|have|had|will|would|could)(?:n['’]t| not)?(?:, |[.])",
    re.I,
)
"""What goes on from the sentence before: its place, its time, its step."""
_DESCRIBED = re.compile(r"(?:An?|The|Once|Born|Raised|Now|Known|Educated|Aged) [^,;:]*, \Z")
"""Before "he": "A retired surveyor, he ..." says what he is and not who."""
_OTHERWISE = re.compile(r"\b(?:differently|otherwise|disagree[sd]?|not so|the opposite|the contrary)\b")
"""Behind "But": than what stands before."""
_HEADS, _PHRASE = 3, 80
"""Words behind "the" among which its noun is, and characters in which they stand."""
_NEAR, _FAR = 4, 12
"""Sentences that are looked back over for a person, for a noun."""
_CLEAR = 40
"""Words of a sentence up to which whom it begins with is whom it is about."""
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
    """The stem of the noun that both have, where the words or the name are "the" and a noun."""


@lru_cache(maxsize=4096)
def need(article: Article, index: int) -> Need | None:
    """What the sentence's opening points back to, or None if it stands alone. English only."""
    if article.language not in {"en", None} or index == 0:
        return None
    span, start = article.sentences[index].span, opening(article, index)
    text = article.text
    if _FOLLOWS.match(text, span.start, span.end) or (start > span.start and _OTHERWISE.search(text, start, span.end)):
        return Need(Span(start, start + 1), index - 1)
    start += len(text[start : span.end]) - len(text[start : span.end].lstrip("\"“‘'«"))
    if found := _NATIVE.match(text, start, span.end):
        return Need(Span(found.start(), found.end()), index - 1)
    found = _PRONOUN.match(text, start, span.end)
    if found is None:
        return _late(article, index)
    if _EXPLETIVE.match(text, start, span.end):
        return None
    at = Span(found.start(), found.end())
    if found["noun"]:
        return _definite(article, index, at)
    if found["person"]:
        return _person(article, index, at)
    if index and (found["pointer"] or found["thing"]):
        plain = found["thing"] and found[0].lower() in {"it", "its", "they", "their"}
        return _thing(article, index, at) if plain and _narrated(article, at) else Need(at, index - 1)
    return None


def points_forward(article: Article) -> bool:
    """Whether the first sentence opens on "Those" or "He", and only a later one says who that is. English only."""
    start = opening(article, 0)
    found = _PRONOUN.match(article.text, start) if article.language in {"en", None} else None
    return found is not None and not found["noun"] and _EXPLETIVE.match(article.text, start) is None


def stands(article: Article, index: int, shown: Collection[int]) -> bool:
    """Whether a reader of the ``shown`` sentences and of this one knows whom and what it speaks of; what can be named
    with certainty is going to be."""
    pointed = need(article, index)
    if pointed is None or (pointed.name and not pointed.noun):
        return True
    before = [j for j in shown if j < index]
    if pointed.noun:
        return any(pointed.noun in terms(article.sentence_text(j)) for j in before)
    return bool(before) and max(before) == pointed.source


def _narrated(article: Article, at: Span) -> bool:
    return article.voice(at) is Voice.NARRATOR and article.text[at.end : at.end + 1].isspace()


def _late(article: Article, index: int) -> Need | None:
    """The "he" or "it said" further on, if nothing before it in the sentence can be meant."""
    span = article.sentences[index].span
    begin = opening(article, index)
    for found in _LATER.finditer(article.text, begin, span.end):
        at = Span(found.start("word"), found.end("word"))
        if article.voice(at) is not Voice.NARRATOR:
            continue
        before = _own_words(article, begin, at.start)
        told = article.text[at.start - 2 : at.start - 1] in set(",\"”’'")
        described = found["word"] in {"he", "she"} and _DESCRIBED.match(before)
        if not described and (
            _CAPITAL.search(_PLACED.sub("", before)[1:])
            or _SOMEBODY.search(" ".join(w for w in before.split() if w.lower().strip(",") not in _NOBODY))
            or (begin < at.start and _acts(article, begin))
        ):
            return None
        if not told and PERSON.search(article.text, at.end, span.end):
            return None  # "As governor, he ..., Brandt said"
        if found["it"]:
            return _thing(article, index, at)
        return _person(article, index, at)
    return None


def _own_words(article: Article, start: int, end: int) -> str:
    """The passage with spaces for what it quotes."""
    return "".join(" " if article.voice(Span(i, i + 1)) is Voice.QUOTED else article.text[i] for i in range(start, end))


def _acts(article: Article, at: int) -> bool:
    """Whether the capital at the beginning of a sentence is somebody's."""
    first = re.match(r"[\w’'-]+", article.text[at : at + 40])
    name = re.sub(r"['’]s?$", "", first[0]) if first else ""
    return name in actors(article) and re.search(rf"\b{re.escape(name.lower())}\b", article.text) is None


def _definite(article: Article, index: int, at: Span) -> Need | None:
    """ "The bid": the sentence that spoke of a bid before."""
    span = article.sentences[index].span
    heads: list[str] = []
    end, speaks = at.end, None
    for word in re.finditer(r"[a-z\d][\w'’-]*\s+", article.text[at.end : span.end][:_PHRASE]):
        speaks = _THINKS.match(article.text, end - 1, span.end)
        if at.end + word.start() != end or word[0].strip() in NOT_NOUNS or speaks or len(heads) == _HEADS:
            break
        heads.append(re.sub(r"['’]s?$", "", word[0].strip().lower()))
        end = at.end + word.end()
    if not heads or UNIQUE.intersection(heads[-1:]) or article.text[end : end + 1].isupper():
        return None
    whole = Span(at.start, at.end + len(heads[0]))
    for j in range(index - 1, max(-1, index - 1 - _FAR), -1):
        spoken = terms(article.sentence_text(j))
        if found := next((stem(head) for head in reversed(heads) if stem(head) in spoken), None):
            return Need(whole, j, noun=found)
    return Need(whole, index - 1) if BRIDGING.intersection(heads) or re.match(r"\d", heads[0]) or speaks else None


def _person(article: Article, index: int, at: Span) -> Need | None:
    """The one person of the sentence before, its speaker, or whom it begins with."""
    for j in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        span = article.sentences[j].span
        if article.sentences[index].paragraph - article.sentences[j].paragraph > 2:
            break
        named = [m for m in mentions(article, span.start, span.end) if _narrated_at(article, m[0])]
        others = any(not any(p.name in m[0] for _, p in named) for m in PERSON.finditer(span.of(article.text)))
        others |= bool(_actors_in(article, span) - {person.surname for _, person in named})
        if named:
            only = len({person.name for _, person in named}) == 1 and not others
            first = named[0][0] - opening(article, j) < _EARLY and count_words(span.of(article.text)) <= _CLEAR
            person = named[0][1] if only or first else None
            speaker = _speaker(article, j)
            if speaker and not _REPORTS.match(article.text, at.end):
                speaker = person = speaker if _opens_quoted(article, span) else None
            person = speaker or person
            fits = person is not None and _may_be(article, person, at.of(article.text))
            return Need(at, j, person.name if person and fits and _narrated(article, at) else None)
        if not _goes_on(article, j) or _actors_in(article, span):
            break
    return Need(at, index - 1)


def _goes_on(article: Article, index: int) -> bool:
    """Whether it is about "he" too: it begins so, or ends so: "...," he joked."""
    span, begins = article.sentences[index].span, _PRONOUN.match(article.text, opening(article, index))
    said = re.search(rf"[\"”’'],? (?:he|she) (?:{SAYS}|\w+ed\b)", span.of(article.text))
    return said is not None or (begins is not None and begins["person"] is not None)


def _narrated_at(article: Article, at: int) -> bool:
    return article.voice(Span(at, at + 1)) is Voice.NARRATOR


def _opens_quoted(article: Article, span: Span) -> bool:
    return article.text[span.start] in "\"“‘'«" and article.voice(Span(span.start, span.start + 1)) is Voice.QUOTED


def _actors_in(article: Article, span: Span) -> frozenset[str]:
    """Those that are named in the article's own voice."""
    words = re.finditer(r"[A-ZÀ-Þ][\w-]*", span.of(article.text))
    return actors(article).intersection(m[0] for m in words if _narrated_at(article, span.start + m.start()))


def _may_be(article: Article, person: Person, pronoun: str) -> bool:
    """False if the article calls a "she" Mr or a "he" Ms."""
    wrong = {"Mr"} if pronoun.lower() in {"she", "her"} else {"Mrs", "Ms", "Miss"}
    return wrong.isdisjoint(_titles(article).get(person.surname, ()))


@lru_cache(maxsize=2)
def _titles(article: Article) -> Mapping[str, frozenset[str]]:
    """Surname -> "Mr" and the like that stand before it."""
    found: dict[str, frozenset[str]] = {}
    for match in re.finditer(r"\b(Mr|Mrs|Ms|Miss)\.? (?:[A-ZÀ-Þ]\w+ )?([A-ZÀ-Þ][\w-]*)", article.text):
        found[match[2]] = found.get(match[2], frozenset()) | {match[1]}
    return found


def _speaker(article: Article, index: int) -> Person | None:
    span = article.sentences[index].span
    for start, person in mentions(article, span.start, span.end):
        name = rf"(?:{HONORIFIC.pattern})?(?:{re.escape(person.name)}|{re.escape(person.surname)})"
        before = article.text[max(span.start, start - 14) : start]
        if re.match(rf"{name} {SAYS}", article.text[start : span.end]) or re.search(rf"{SAYS} \Z", before):
            return person
    return None


def _thing(article: Article, index: int, at: Span) -> Need:
    name = _subject(article, index - 1)
    common = name and name.startswith("The ") and name.split()[-1].islower()
    return Need(at, index - 1, name, stem(name.split()[-1]) if name and common else None)


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
    if name.split()[-1] in _ORDINALS or NOT_NOUNS.intersection(name.lower().split()) or _PRONOUN.fullmatch(name):
        return None
    if name.startswith(("A ", "An ")):
        name = "The " + name.split(" ", 1)[1]
    return name


def resolved(article: Article, index: int) -> tuple[str, tuple[int, ...]]:
    """The sentence without its dateline and connective and with a name in place of the pronoun that it leans on, where
    that is certain; and the sentence, if another, that the name comes from."""
    span, start = article.sentences[index].span, opening(article, index)
    text = article.text[start : span.end]
    sources: tuple[int, ...] = ()
    wanted = need(article, index)
    if wanted and wanted.name:
        word = wanted.span.of(article.text).lower()
        owner = word in {"his", "its", "their", "theirs"} or (word == "her" and _owns(article.text, wanted.span.end))
        name = wanted.name + ("’s" if owner else "")
        text = article.text[start : wanted.span.start] + name + article.text[wanted.span.end : span.end]
        sources = (wanted.source,)
    return (text[:1].upper() + text[1:] if start > span.start or sources else text), sources


def _owns(text: str, at: int) -> bool:
    """Whether "her" is followed by what she has."""
    return re.match(r" (?!to|and|that|when|if|as|in|on|at|with|for|by|because)[a-z]", text[at : at + 12]) is not None
