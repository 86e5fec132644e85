"""What a sentence takes for known further on: "these attacks", "that rhetoric", "the meeting", a surname. A reader of the
summary may miss which, unless it has spoken of them. English only."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from summarizer.model import Article, Span
from summarizer.summary.people import HONORIFIC, body, capitals, mentions
from summarizer.summary.refer import BRIDGING, NOT_NOUNS, UNIQUE
from summarizer.text.places import kin
from summarizer.text.words import stem, terms

_POINTS = re.compile(
    r"\b(?:this|these|those|such)\s+(?!as\b|week|month|year|morning|afternoon|evening|night|summer|spring|fall|autumn|winter|time"
    r"|season|who|in\b|with\b|of\b|to\b|under|over|from\b)[a-z\d]+"
    r"|\bthat (?:inquiry|investigation|probe|review|case|trial|hearing|race|match|game|election|vote|deal|bill|meeting|speech"
    r"|statement|claim|remark|comment|argument|decision|view|position|question|approach|policy|rule|report|story|video|tweet|letter|promise"
    r"|proposal|plan|idea)\b"
    r"(?! (?:of|that|which|who|whose|is|was|has|had|will|would)\b)"
    r"|\b(?:of|to|at|on|from|with|by|for|about|off|under|after|before|during|against|over|behind) that"
    r" (?!of\b|which\b|in\b|is\b|was\b|\w+s\b)[a-z]+"
    r"|(?:\A|[,;] |\band )[Tt]hat (?!of\b|which\b|is\b|was\b|has\b|had\b|would\b|will\b|could\b|makes?\b|\w+s\b)[a-z]+ (?:will|is|was|has"
    r"|had|would|can|could)\b"
    r"|\bboth (?!of\b|the\b|\w+ (?:\w+ )?and\b)[a-z]+s\b"
    r"|\b(?:therefore|thus|hence|accordingly)\b"
    r"|\b(?:said|wrote|warned|told \w+|was|were|did) then[,.]"
)
_EPITHET = re.compile(
    r"\b[Tt]he (?:[\w-]+ ){0,3}?(?P<who>player|striker|midfielder|defender|goalkeeper|winger|forward|coach|captain|star|singer|rapper|actor"
    r"|actress|comedian|teen(?:ager)?|youngster|\d+-year-old|politician|lawmaker|businessman|billionaire|tycoon|mogul|veteran|novelist"
    r"|author|scientist|physicist|boxer|golfer|sprinter|rider)\b(?! (?:[A-Z]|of\b|who\b|whose\b|that\b|from\b|in\b|with\b))"
)
"""Somebody called by what he is: "the young Tarn player"."""
_DEFINITE = re.compile(r"\b[Tt]he (?P<words>[a-z][\w-]*(?:['’]s)?(?: [a-z][\w-]*(?:['’]s)?){0,2})")
_PLACES = frozenset(
    "school university college hospital airline airport magazine club band hotel restaurant ship plane vessel village town".split()
)
"""Of which a reader asks which one, unless the noun only describes another: "the school board"."""
_WORD = re.compile(r"[^\W\d_][\w-]*")
_LIMITED = re.compile(
    r" (?!in question)(?:of|that|which|who|whose|for|to|on|in|by|between|against|about|when|where|from|with|at)\b"
    r"|, (?:which|who|when|where)\b"
)
"""Behind a noun: it is said which one."""
_NEW = re.compile(r"\b(?:an?|another|one|some|two|three|several|new|no|any)\b[^.,;:!?“”\"]*\Z", re.I)
_NAME = re.compile(rf"(?<![\w’'-])(?P<mr>{HONORIFIC.pattern})?(?P<name>[A-ZÀ-Þ][\w-]+)\b(?! [A-ZÀ-Þ])")
_THEM = re.compile(r"\b(?:their|them|they)\b")
_MANY = re.compile(
    r"[a-z]{2,}s\b(?!['’])|[A-Z]\w+s\b|\band\b|\b(?:people|men|women|children|police|team|family|couple|staff|crew|government|company"
    r"|party|group|club|side|who|whoever|anyone|everyone|someone|each|every|both|many|some|most|all|majority|public|press|media)\b"
)
"""Some that "they" may be, in British English a team too."""
_BEHIND = 30
"""Characters before a word in which its article stands."""


def presupposes(article: Article, index: int, shown: Collection[int]) -> bool:
    """Whether the sentence speaks so of something of which neither the headline nor the ``shown`` sentences before it nor
    its own beginning have."""
    span = article.sentences[index].span
    spoken = _spoken(article, index, shown)
    return (
        _points(article.text, span, spoken)
        or _takes_for_known(article, span, spoken)
        or _names_others(article, span, spoken)
        or any(stem(m["who"]) not in spoken for m in _EPITHET.finditer(article.text, span.start, span.end))
    )


def _spoken(article: Article, index: int, shown: Collection[int]) -> set[str]:
    texts = [article.title] if article.headline else []
    return {term for text in (*texts, *(article.sentence_text(j) for j in shown if j < index)) for term in terms(text)}


def _points(text: str, span: Span, spoken: Collection[str]) -> bool:
    """ "This" and a noun that has been spoken of points to what the reader knows."""
    them = _THEM.search(text, span.start, span.end)
    nobody = them is not None and not _MANY.search(text, span.start, them.start())
    pointed = (match[0].split()[-1] for match in _POINTS.finditer(text, span.start, span.end))
    return nobody or any(stem(noun) not in spoken for noun in pointed)


def _takes_for_known(article: Article, span: Span, spoken: Collection[str]) -> bool:
    text = article.text
    for match in _DEFINITE.finditer(text, span.start, span.end):
        phrase = list(takewhile(lambda word: word not in NOT_NOUNS, match["words"].split(" ")))
        words = [re.sub(r"['’]s$", "", word) for word in phrase]
        heads, end = {stem(word) for word in words}, match.start("words") + len(" ".join(phrase))
        told = not heads.isdisjoint({*spoken, *terms(text[span.start : match.start()])})
        if not words or told or UNIQUE.intersection(words) or _LIMITED.match(text, end, span.end):
            continue
        if (
            words[0] in BRIDGING
            or (len(words) == 1 and words[0] in _PLACES)
            or any(_came_as_new(article, head, span.start) for head in heads)
        ):
            return True
    return False


def _names_others(article: Article, span: Span, spoken: Collection[str]) -> bool:
    """Whether it names somebody or something that the article introduced before by the full name, and the summary did not."""
    known = (
        person.start < span.start and stem(person.surname.casefold()) not in spoken
        for _, person in mentions(article, span.start, span.end)
    )
    return any(known) or any(
        stem(found["name"].casefold()) not in spoken and (found["mr"] or _is_shortened(article, found["name"]))
        for found in _NAME.finditer(article.text, span.start, span.end)
        if capitals(article).first.get(found["name"], span.start) < span.start
    )


def _is_shortened(article: Article, name: str) -> bool:
    """ "Harrow" for the "Harrow Water Board": whether it began a longer name where it stood first."""
    seen = capitals(article)
    first = seen.first[name]
    longer = article.text[first + len(name)] == " " and article.text[first + len(name) + 1].isupper()
    small = name.lower() in seen.small or name.lower() in UNIQUE
    return longer and not small and name not in seen.places and len(kin(name.casefold())) < 2


def _came_as_new(article: Article, head: str, before: int) -> bool:
    """Whether the article spoke first of "a meeting" or a "Meeting", before that place: it did not take it for known."""
    first = _first(article).get(head, before)
    if first >= before:
        return False
    return article.text[first].isupper() or _NEW.search(article.text[max(0, first - _BEHIND) : first]) is not None


@lru_cache(maxsize=2)
def _first(article: Article) -> Mapping[str, int]:
    """The stem of each word -> where the article first has it, behind a headline."""
    found: dict[str, int] = {}
    for match in _WORD.finditer(article.text, body(article)):
        found.setdefault(stem(match[0].casefold()), match.start())
    return MappingProxyType(found)
