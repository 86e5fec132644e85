"""Weak sourcing: a claim that rests on nobody in particular, with no named source near it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import Passage, objection, passages
from summarizer.bias.detectors.speakers import reports
from summarizer.bias.lexicon import Hit
from summarizer.model import Article, Category, Evidence, Span
from summarizer.text.attribution import REPORTING_VERBS
from summarizer.text.words import Word, words

_BELIEFS = frozenset(
    (
        "agree agreed anticipate assume believe believed charge claiming complain complained consider doubt expect fear feared "
        "fears feel felt forecast foresee grumble guess hint hinted hold hope insisting joke mutter object predict predicted "
        "predicting reckon speculate speculated suppose suspect suspects suggest suggests think thinks thought "
        "warning whisper whispered wonder wondered worried worries worry"
    ).split()
)
_NOUNS = frozenset("state report claim note stress post fear doubt".split())
"""Words that after a bare "some" or "many" are more often nouns."""
_LITERAL = re.compile(r"\b(?:after|before|if|once|unless|until|when|whether|where) $")
_BETWEEN = frozenset(
    "also are been have has had keep long often now openly still already increasingly even privately quietly were".split()
)
_BEING = frozenset({"are", "been", "keep", "were"})
_CONVICTIONS = frozenset(
    "adamant agreed alarmed certain confident convinced doubtful sceptical skeptical sure unanimous united worried".split()
)
_HELD_BY = re.compile(r"(?:according to|in the (?:eyes|judge?ment|opinion|view|views|words) of|by the account of)\s+$")
_IDENTIFIED = re.compile(r",?\s+(?:at|from|with|of|for|including|such as|like|in)\s+(?:the\s+)?[A-Z]|\s*\(")
_SINGULAR = re.compile(r"(?:an?|one) |.*(?:research|evidence|science|gossip|rumou?r|consensus|opinion|street)$")
_WINDOW = 80
"""Characters on either side of a source that are looked at."""
_USUAL_SHARE = 0.15
"""Unnamed sources per sourced sentence that nine of ten news reports stay under."""
_SENTENCES = 8
"""In a shorter text a share means nothing."""
_PASSIVE = ("is ", "are ", "was ", "were ", "has ", "have ", "widely ")
"""How a claim begins that somebody is said to be something: as common in reports as it is vague."""
_FOR = frozenset("supporters proponents backers advocates defenders".split())
_AGAINST = frozenset("critics opponents detractors skeptics sceptics".split())
_SOME = frozenset("some many".split())
"""Two of these groups, or "some" and "others", in one sentence: it sums a debate up."""
_BEFORE = frozenset(
    "a an as because but by even for however if in meanwhile nor on so still than that the then to what when where "
    "which while who with yet although though".split()
)
"""Words before a source that do not tell which one it is."""


def detect(article: Article) -> Iterator[Candidate]:
    """A claim counts for more where nobody is named right after it, and where unnamed sources are more than a rare
    exception."""
    named = set(_named(article))
    claims = list(_claims(article, named))
    sourced = sum(passage.attributed for passage in passages(article))
    unnamed = sum(claim.objection is None for claim in claims)
    long = len(article.sentences) >= _SENTENCES
    usual = unnamed <= _USUAL_SHARE * sourced
    for claim in claims:
        weight = 2.0 if long and (not usual or _bare(article, claim, named)) else 1.6
        yield replace(claim, evidence=tuple(replace(e, weight=weight) for e in claim.evidence))


def _named(article: Article) -> Iterator[int]:
    """Sentences in which somebody with a name says something. "Observers", the first word of a sentence, is none."""
    nobody = {hit.span for passage in passages(article) for hit in passage.of("vague_sources")}
    for report in reports(article):
        if report.speaker is not None and not any(report.name and report.name.overlaps(span) for span in nobody):
            yield report.sentence


def _bare(article: Article, claim: Candidate, named: set[int]) -> bool:
    """Whether it is a whole clause ("experts say") after which its paragraph names nobody who could be meant."""
    if claim.sentence is None or claim.span.of(article.text).lower().startswith(_PASSIVE):
        return False
    following = article.sentences[claim.sentence + 1 : claim.sentence + 2]
    here = article.sentences[claim.sentence].paragraph
    return not any(s.index in named and s.paragraph == here for s in following)


def _claims(article: Article, named: set[int]) -> Iterator[Candidate]:
    for passage in passages(article):
        hits = passage.of("vague_sources", "impersonal_claims")
        excuse = (_sides(passage) or _source_near(passage, named)) if hits else None
        for hit in hits:
            span = _claim(article, passage, hit)
            if span is not None:
                yield Candidate(
                    Category.WEAK_SOURCING,
                    span,
                    passage.sentence,
                    (Evidence("pattern", hit.entry.cue, 1.6),),
                    "Readers cannot tell who holds this or how they know",
                    objection=objection(article, hit) or excuse,
                )


def _claim(article: Article, passage: Passage, hit: Hit) -> Span | None:
    """The source with its verb of saying; None when it says nothing here or is identified."""
    if hit.entry.cue == "impersonal_claims":
        return None if _LITERAL.search(article.text[passage.span.start : hit.span.start]) else hit.span
    end = min(passage.span.end, hit.span.end + _WINDOW)
    if _IDENTIFIED.match(article.text, hit.span.end, end) or (
        hit.entry.base in _SOME and article.text.startswith(" of ", hit.span.end)
    ):
        return None
    start = max(passage.span.start, hit.span.start - _WINDOW)
    before = article.text[start : hit.span.start].lower()
    if (holding := _HELD_BY.search(before)) is not None:
        return Span(start + holding.start(), hit.span.end)
    told = re.search(r"([\w’'-]+)\s+$", before)
    if told and told[1] not in _BEFORE:
        return None
    verb = _verb(words(article.text, Span(hit.span.end, end))[:3], singular=_SINGULAR.match(hit.entry.base) is not None)
    if verb is not None and hit.entry.base in _SOME and verb.form in _NOUNS:
        return None
    if verb is None or not re.fullmatch(r"[\w\s]*", article.text[hit.span.end : verb.span.start]):
        return None
    return Span(hit.span.start, verb.span.end)


def _verb(following: tuple[Word, ...], *, singular: bool) -> Word | None:
    """The verb of saying; after a plural, "states" and "reports" are nouns. After "are" it is a participle."""
    being = False
    for word in following:
        says = word.form in REPORTING_VERBS or word.form in _BELIEFS
        if says and word.form.endswith("s") <= singular and word.form.endswith("ing") == being:
            return word
        if being and word.form in _CONVICTIONS:
            return word
        if word.form not in _BETWEEN:
            return None
        being = being or word.form in _BEING
    return None


def _sides(passage: Passage) -> str | None:
    forms = {word.form for word in words(passage.text, Span(0, len(passage.text)))}
    both = (forms & _FOR and forms & _AGAINST) or (forms & _SOME and "others" in forms)
    return "the sentence gives both sides" if both else None


def _source_near(passage: Passage, named: set[int]) -> str | None:
    at = 0 if passage.sentence is None else passage.sentence
    return "a named source stands beside it" if at in named else None
