"""Counts about an article with their denominators: a description, never a verdict.

Who is quoted and how much, what rests on whom, and the words of caution and certainty. Where reports have been counted
the same way, a figure carries its place among them. None of them is evidence of bias: they hardly go along with what
annotators marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from summarizer.bias.detectors.passages import Passage, narrated, own, passages, sourced
from summarizer.bias.detectors.speakers import reports, utterances
from summarizer.bias.rules import WEIGHTS
from summarizer.model import Article, Measure, Voice
from summarizer.text.attribution import HEDGES
from summarizer.text.words import Word, words

_SENTENCES = 8
"""In shorter articles the counts mean nothing."""
_COMPARABLE = 12
"""Sentences from which a share can be set beside those of reports."""
_SPEAKERS = 5
_AT = (10, 25, 50, 75, 90, 95)
_REPORTS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "sentences that name or quote a source": (0.49, 0.61, 0.67, 0.82, 0.89, 0.93),
        "words inside quotation marks": (0.12, 0.18, 0.26, 0.40, 0.50, 0.51),
        "sourced sentences with an unnamed source": (0.0, 0.0, 0.04, 0.09, 0.17, 0.26),
        "sentences of its own that state": (0.10, 0.18, 0.33, 0.39, 0.51, 0.57),
        "sentences that leave out who acted": (0.03, 0.07, 0.13, 0.20, 0.27, 0.29),
        "cautious words": (0.004, 0.007, 0.011, 0.015, 0.019, 0.020),
    }
)
"""Shares at the percentiles ``_AT`` of 73 reports of US politics, 2010-2019 (the development part of BASIL)."""
_JUDGING = (*(cue for cue, weight in WEIGHTS.items() if weight >= 1.0), "opinion_phrases", "shock_words")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|not\s+|also\s+)?(?:\w{3,}ed|born|built|cut|done|found|given|held|hit"
    r"|hurt|kept|known|laid|led|left|lost|made|met|paid|put|said|seen|sent|set|shot|shown|sold|taken|thrown|told|won|written)\b"
    r"(?!\s+(?:\w+\s+){0,4}by\b)",
    re.I,
)


def profile(article: Article) -> tuple[Measure, ...]:
    """Neutral figures, or nothing for an article of fewer than eight sentences."""
    if len(article.sentences) < _SENTENCES:
        return ()
    figures = [*_sources(article), *_sentences(article), *_words(article)]
    comparable = len(article.sentences) >= _COMPARABLE
    return (*(_placed(m) if comparable else m for m in figures), *_speakers(article))


def _body(article: Article) -> list[Passage]:
    return [p for p in passages(article) if p.sentence is not None]


def _own_words(article: Article) -> tuple[list[Word], int]:
    """The words outside quotation marks, and how many there are in all."""
    tokens = [word for part in _body(article) for word in words(article.text, part.span)]
    return [word for word in tokens if article.voice(word.span) is Voice.NARRATOR], len(tokens)


def _sources(article: Article) -> Iterator[Measure]:
    body = _body(article)
    with_source = [part for part in body if sourced(article, part)]
    vague = sum(bool(narrated(article, part, "vague_sources", "impersonal_claims")) for part in with_source)
    narrator, total = _own_words(article)
    yield Measure("sentences that name or quote a source", len(with_source), len(body), "sentences")
    yield Measure("words inside quotation marks", total - len(narrator), total, "words")
    yield Measure("sourced sentences with an unnamed source", vague, len(with_source), "sourced sentences")


def _sentences(article: Article) -> Iterator[Measure]:
    """What is neither sourced nor judged is stated as a plain fact: the three shares make the whole."""
    body = _body(article)
    unsourced = [part for part in body if not sourced(article, part)]
    judged = sum(any(own(article, p, hit) is None for hit in p.of(*_JUDGING)) for p in unsourced)
    yield Measure("sentences of its own that judge", judged, len(body), "sentences")
    yield Measure("sentences of its own that state", len(unsourced) - judged, len(body), "sentences")
    passive = sum(_PASSIVE.search(part.text) is not None for part in body)
    yield Measure("sentences that leave out who acted", passive, len(body), "sentences")


def _words(article: Article) -> Iterator[Measure]:
    narrator, _ = _own_words(article)
    unit = "words of the article's own"
    yield Measure("cautious words", sum(word.form in HEDGES for word in narrator), len(narrator), unit)
    for name, cue in (("words of certainty", "boosters"), ("words of degree", "intensifiers")):
        count = sum(len(narrated(article, part, cue)) for part in _body(article))
        yield Measure(name, count, len(narrator), unit)


def _speakers(article: Article) -> Iterator[Measure]:
    """Who is quoted and how much; what cannot be told is said to be unclear."""
    quoted: Counter[str | None] = Counter()
    for utterance in utterances(article):
        quoted[utterance.speaker] += utterance.words
    names = {r.speaker: r.name.of(article.text) for r in reversed(reports(article)) if r.speaker and r.name}
    total = quoted.total()
    unclear = quoted.pop(None, 0)
    for speaker, count in quoted.most_common(_SPEAKERS):
        yield Measure(f"quoted words of {names[speaker or '']}", count, total, "quoted words")
    if unclear:
        yield Measure("quoted words whose speaker is unclear", unclear, total, "quoted words")


def _placed(measure: Measure) -> Measure:
    known = _REPORTS.get(measure.name)
    if known is None or measure.of == 0:
        return measure
    at = bisect_left(known, measure.count / measure.of)
    return replace(measure, percentile=_AT[at - 1] if at else 0)
