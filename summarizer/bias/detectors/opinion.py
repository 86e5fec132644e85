"""Opinion as fact: a verdict or a demand in the writer's voice, with no source and no figure."""

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
_WEIGHT = 2.0
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
            yield from _boosted_demand(article, passage)
            yield from _superlative(article, passage)


def _boosted_demand(article: Article, passage: Passage) -> Iterator[Candidate]:
    modal = next(_found(article, passage, _MODAL), None)
    boosters = narrated(article, passage, "boosters")
    if modal is not None and boosters:
        yield Candidate(
            Category.OPINION_AS_FACT,
            boosters[0].span,
            passage.sentence,
            (Evidence("pattern", "certain_demand", _WEIGHT),),
            _PHRASE,
            related=(modal,),
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
