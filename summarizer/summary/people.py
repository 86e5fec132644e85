"""Who is named in an article: given name and surname, and where they are introduced. A heuristic that
would rather miss somebody than take a bank for a person; English only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from summarizer.model import Article
from summarizer.text.places import kin

PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*[.]?\s+){1,6}(?:(?:de|van|von|der|bin|al|la|del) ){0,2}[A-ZÀ-Þ][\w'’-]+")
HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Rev|Prof)\.? ")
SAYS = r"(?:said|says|told|added|wrote|asked|argued|explained|insisted|warned|tweeted|testified|replied)\b"
_SURNAME = r"([A-ZÀ-Þ][\w-]*(?:['’](?!s\b)\w+)?)"
_DOES = re.compile(rf"\b{SAYS} (?:[A-Z]\w+ )?{_SURNAME}|{HONORIFIC.pattern}(?:[A-Z]\w+ )?{_SURNAME}")
_IS_CALLED = re.compile(rf"{_SURNAME},? (?:also |has |had )?{SAYS}")
_THING = re.compile(
    r"\b(?:[Tt]he|[Aa]n?) ([A-Z][\w-]+)\b(?=[,.;:!?)’']|\Z| (?:said|says|is|was|are|were|has|had|have|will|would|and|or|of|in|to|for"
    r"|on|at|by|from|with|that|as)\b)"
)
_INSIDE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Oo]utside|[Tt]hroughout) ([A-ZÀ-Þ][\w-]*)\b(?!['’]| [A-Z])")
_THE = re.compile(r"\b[Tt]he ([A-ZÀ-Þ][\w-]*)\b(?: ([A-ZÀ-Þ][\w-]*))?")
_CALLED = re.compile(rf"\b{HONORIFIC.pattern}([A-ZÀ-Þ][\w-]*)")
_LIVES = re.compile(r"\b([A-ZÀ-Þ][\w-]*)(?:, (?:aged )?\d{2}\b|, who\b|, whose\b)")
_SUFFIX = re.compile(r"['’]s?$|,? (?:Jr|Sr|II|III)\.?$")
_NO_GIVEN_NAMES = frozenset(
    (
        "the a an other some many most all in on at to of but and for when while as after mr mrs ms miss dr sir lord lady "
        "dame rev prof president senator sen rep gov representative governor congressman congresswoman mayor judge "
        "justice sheriff chief officer sgt capt captain general gen col lt detective inspector secretary minister "
        "chancellor king queen prince princess pope bishop father sister professor coach director new white black house "
        "san los las st saint north south east west united great second first former minority majority speaker attorney "
        "prime vice deputy social civil election daily national federal ground supreme said says monday tuesday wednesday "
        "thursday friday saturday sunday republican democrat democratic labour tory comic comedian singer rapper actor actress striker"
        " midfielder defender goalkeeper winger captain manager prosecutor lawyer attorney journalist author writer historian"
    ).split()
)
_NO_SURNAMES = frozenset(
    (
        "news times post journal herald tribune guardian party department committee university college council court "
        "house senate group bank institute board association police agency office bureau union street road city county "
        "state states kingdom nations church school hospital company corp inc ltd league club fund foundation ministry "
        "commission service services center centre authority force forces army navy america africa europe east west "
        "north south republicans democrats conservatives liberals monday tuesday wednesday thursday friday saturday sunday day war "
        "security zero museum act rights amendment"
    ).split()
)


_PLACE = 0.2
"""Share of a name's mentions behind "in" and the like from which it is a place."""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    """In full, as the article introduces the person, without titles before it."""
    sentence: int
    """Where."""
    start: int
    """Where the name begins in ``Article.text``."""

    @property
    def surname(self) -> str:
        return self.name.split()[-1]


@lru_cache(maxsize=2)
def actors(article: Article) -> frozenset[str]:
    """Capitalised words that speak or are called Mr: surnames, and much else."""
    found = {match[match.lastindex or 0] for match in _DOES.finditer(article.text)}
    return frozenset(found | {match[1] for match in _IS_CALLED.finditer(article.text)})


@lru_cache(maxsize=2)
def people(article: Article) -> Mapping[str, Person]:
    """Surname -> who is introduced in full and does what people do: speak, have an age, be called Mr. A
    surname that two share is left out, and so is a word that the article also writes small."""
    does = actors(article) | {match[1] for match in _LIVES.finditer(article.text)}
    return MappingProxyType({s: p for s, p in introduced(article).items() if s in does})


@dataclass(frozen=True, slots=True)
class Capitals:
    """How an article uses its words with a capital: read once, because there may be many names in much text."""

    first: Mapping[str, int]
    """Where each stands first, behind a headline's deck."""
    places: frozenset[str]
    """Things happen in them: "in Harrow", but not "trust in Harrow" alone."""
    the: frozenset[str]
    """They and pairs of them have an article: "the Harrow", "the Harrow Bank"."""
    called: frozenset[str]
    """Behind "Mr" and the like."""
    small: frozenset[str]
    """Words that are written without a capital."""


@lru_cache(maxsize=2)
def body(article: Article) -> int:
    """Where the first whole sentence begins, behind headline and deck."""
    return next((s.span.start for s in article.sentences if article.text[s.span.end - 1] in '.!?”"’'), 0)


@lru_cache(maxsize=2)
def capitals(article: Article) -> Capitals:
    text = article.text
    begin = body(article)
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for match in re.finditer(r"\b[A-ZÀ-Þ][\w-]*", text):
        counts[match[0]] += 1
        if match.start() >= begin:
            first.setdefault(match[0], match.start())
    inside = Counter(match[1] for match in _INSIDE.finditer(text))
    the = {name for match in _THE.finditer(text) for name in (match[1], f"{match[1]} {match[2]}")}
    return Capitals(
        MappingProxyType(first),
        frozenset(word for word, count in inside.items() if count > _PLACE * counts[word]),
        frozenset(the),
        frozenset(match[1] for match in _CALLED.finditer(text)),
        frozenset(match[0] for match in re.finditer(r"\b[a-z][\w-]*", text)),
    )


@lru_cache(maxsize=2)
def introduced(article: Article) -> Mapping[str, Person]:
    """The last word of a name -> the name in full where it stands first: of people, and of others that are called
    like people."""
    text = article.text
    seen = capitals(article)
    begin = body(article)
    things = {match[1] for match in _THING.finditer(text)}
    found: dict[str, Person | None] = {}
    for sentence in article.sentences:
        if sentence.span.start < begin:
            continue  # a headline's verbs have capitals too
        for match in PERSON.finditer(text, sentence.span.start, sentence.span.end):
            words = _SUFFIX.sub("", match[0]).split()
            name, surname = _given_and_surname(words), words[-1]
            if (
                name is None
                or name not in match[0]
                or surname.lower() in seen.small
                or surname in things
                or surname.removesuffix("s") in things
            ):
                continue
            before = found.setdefault(surname, Person(name, sentence.index, match.start() + match[0].rindex(name)))
            if before is not None and before.name != name:
                found[surname] = None
    named = {s: p for s, p in found.items() if p is not None and s not in seen.places and len(kin(s.casefold())) < 2}
    acting = actors(article)  # "the Brandt Olm summit" is of two
    return MappingProxyType({s: p for s, p in named.items() if p.name.split()[0] not in acting})


def _given_and_surname(words: list[str]) -> str | None:
    """The last two words, or more with an initial or "van": if the first of them can be a given name."""
    if len(words) < 2:
        return None
    first = len(words) - 2
    while first > 0 and (len(words[first].rstrip(".")) == 1 or words[first].islower()):
        first -= 1
    given, surname = words[first].rstrip(".").lower(), words[-1]
    if re.search(r"['’]s?$", words[first]):
        return None  # "It's Brandt"
    shouted = words[first].isupper() or surname.isupper()
    if shouted or given in _NO_GIVEN_NAMES or surname.lower() in _NO_SURNAMES or min(len(given), len(surname) - 1) < 2:
        return None
    return " ".join(words[first:])


def mentions(article: Article, start: int, end: int) -> Iterator[tuple[int, Person]]:
    """Whom a passage names, by surname or in full: where the name begins, "Mr" included."""
    for at, person in named_in(article.text[start:end], people(article)):
        yield start + at, person


def named_in(part: str, known: Mapping[str, Person]) -> Iterator[tuple[int, Person]]:
    """The same of any text and whomever it may name."""
    for match in re.finditer(r"[A-ZÀ-Þ][\w-]*(?:['’](?!s\b)\w+)?", part):
        person = known.get(match[0])
        if person is None or re.match(r" (?!Jr|Sr|II)[A-Z]", part[match.end() : match.end() + 4]):
            continue
        before = part[: match.start()]
        given = person.name.removesuffix(match[0])
        if before.endswith(given):
            before = before.removesuffix(given)
        elif found := re.search(rf"(?<!the ){HONORIFIC.pattern}\Z", before):
            before = before[: found.start()]
        elif re.search(r"[A-Z][\w.'’-]* \Z", before):
            continue  # with another title or name before it
        yield len(before), person
