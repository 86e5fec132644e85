"""Opinion as fact: a verdict or a demand in the writer's voice, with no source and no figure.

A bare demand or a question to the reader is no evidence by itself: reports give advice too. It is proposed for a
model to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import Passage, narrated, neighbours, own, passages
from summarizer.model import Article, Category, Evidence, Span, Voice

_MODAL = re.compile(r"\b(?:must|should|ought to|needs? to)\b(?! have)")
_SUPERLATIVE = re.compile(
    r"\b(?:the|our|its|their) (?:very )?(?:best|worst|greatest|finest|dumbest|ugliest|loveliest|smartest|bravest|greediest"
    r"|nastiest|laziest|cleverest|darkest|craziest|silliest|saddest|most (?!populous|common|costly|popular|recent|densely"
    r"|expensive|frequent|likely|read|senior|valuable|visited|wanted|watched|widely)[a-z]+) (?:[\w’'-]+ ){0,4}?"
    r"(?:ever|in (?:its |the )?(?:history|world|country|nation|region|city|town|industry|universe)|in (?:living|recent) memory"
    r"|in (?:years|decades|generations|a generation)|of all time|of (?:our|the|its|this) (?:time|century|age|era|generation)"
    r"|on earth|on the planet|anywhere|imaginable)\b"
)
_FIGURE = re.compile(r"\d|\bper cent\b|\bpercent\b")
_RANKING = re.compile(r"\bstud(?:y|ies)\b|\bsurvey|\brank(?:ed|ing)s?\b|\baccording to\b|\bpoll\b|\bmeasured\b")
_OPEN = re.compile(r"\b(?:whether|if|what|which|who|how|that|why|when)\b", re.I)
_DEMAND = re.compile(r"\b(?:must|should|ought to|needs? to|has to|have to|deserves?)\b(?! have)")
_MANNER = re.compile(r"\b(?:to|more|most|very|as|how|too)\s+$")
"""After these, "clearly" tells how something is done."""
_MILD = frozenset({"indeed", "truly", "naturally", "for sure", "in truth", "in actual fact", "in reality"})
"""Boosters that reports use too."""
_WEIGHT = 2.0
_WEAK = 1.2
_SHORTEST_QUESTION = 4
"""Words."""
_PHRASE = "A verdict or demand in the article's own voice, given as if it were a finding"
_RANK = "A ranking in the article's own voice, with no figure or source beside it"


def detect(article: Article) -> Iterator[Candidate]:
    for passage in passages(article):
        for hit in passage.of("opinion_phrases"):
            yield Candidate(
                Category.OPINION_AS_FACT,
                hit.span,
                passage.sentence,
                (Evidence("lexicon", "opinion_phrases", _WEIGHT),),
                _PHRASE,
                objection=own(article, passage, hit),
            )
        if not passage.attributed:
            yield from _certain(article, passage)
            yield from _pleading(article, passage)
            yield from _superlative(article, passage)


def _certain(article: Article, passage: Passage) -> Iterator[Candidate]:
    boosters = [
        h
        for h in narrated(article, passage, "boosters")
        if own(article, passage, h) is None and not _MANNER.search(article.text[passage.span.start : h.span.start])
    ]
    modal = next(_found(article, passage, _MODAL), None)
    strong = [h for h in boosters if modal is not None or h.entry.base not in _MILD]
    if strong:
        yield Candidate(
            Category.OPINION_AS_FACT,
            strong[0].span,
            passage.sentence,
            (Evidence("pattern", "certainty", _WEIGHT),),
            "It asks readers to take for settled what no source or figure stands for",
            related=() if modal is None else (modal,),
        )


def _pleading(article: Article, passage: Passage) -> Iterator[Candidate]:
    """A demand in a main clause, or a question to the reader."""
    if passage.sentence is None:
        return
    demand = next(_found(article, passage, _DEMAND), None)
    if demand is not None and _OPEN.search(article.text[passage.span.start : demand.start]):
        demand = None
    asks = (
        passage.text.rstrip().endswith("?")
        and len(passage.text.split()) >= _SHORTEST_QUESTION
        and article.voice(passage.span) is Voice.NARRATOR
    )
    if demand is not None or asks:
        span = passage.span if demand is None else demand
        yield Candidate(
            Category.OPINION_AS_FACT, span, passage.sentence, (Evidence("pattern", "pleading", _WEAK),), _PHRASE
        )


def _superlative(article: Article, passage: Passage) -> Iterator[Candidate]:
    near = [passage] if passage.sentence is None else neighbours(article, passage.sentence)
    if not _FIGURE.search(passage.text) and not any(_RANKING.search(p.text) for p in near):
        for span in _found(article, passage, _SUPERLATIVE):
            evidence = (Evidence("pattern", "superlative", _WEIGHT),)
            yield Candidate(Category.OPINION_AS_FACT, span, passage.sentence, evidence, _RANK)


def _found(article: Article, passage: Passage, pattern: re.Pattern[str]) -> Iterator[Span]:
    for match in pattern.finditer(passage.text):
        span = Span(passage.span.start + match.start(), passage.span.start + match.end())
        if article.voice(span) is Voice.NARRATOR:
            yield span
