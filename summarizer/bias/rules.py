"""What the rules say about a sentence by themselves: log-odds that its wording is loaded.

A naive sum in the manner of Bayes: a prior, a weight for each class of telling words in the writer's own voice, and
what surrounds them. The prior is the share of such sentences in news (Fan et al. 2019, "In plain sight": 5.6 %). The
weights are rounded from a logistic regression over the development part of BABE (Spinde et al. 2021)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from summarizer.bias.detectors.passages import Passage, narrated, own
from summarizer.model import Article, Evidence

PRIOR = -2.8
"""Log-odds that a sentence of news has loaded wording."""
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "loaded_adverbs": 2.0,
        "loaded_verbs": 2.0,
        "loaded_adjectives": 2.0,
        "emotion_nouns": 2.0,
        "imputed_motives": 2.0,
        "labels": 2.0,
        "doubt_markers": 2.0,
        "boosters": 1.0,
        "intensifiers": 0.8,
        "absolutes": 0.6,
        "doubt_verbs": 0.4,
    }
)
"""Classes that are evidence, each counted once for a sentence."""
SUPPORT: Mapping[str, float] = MappingProxyType(
    {
        "partisan_terms": 0.5,
        "slanted_adjectives": 0.45,
        "slanted_adverbs": 0.4,
        "slanted_nouns": 0.25,
        "slanted_verbs": 0.2,
    }
)
"""Classes with plain uses of their own: they support evidence and are none."""
_FURTHER = 0.3
"""For each further word of a class that already counts."""
_MOST = 1.5
"""What further and supporting words can add up to."""
_LEAD = 0.5
_ATTRIBUTED = -0.7
_FIGURE = -0.6
_DAY = -0.6
_ADDRESS = 0.4
_DAYS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_ADDRESSING = re.compile(r"\b(?:I|we|us|our|you|your)\b", re.I)


def sentence_score(article: Article, passage: Passage) -> float:
    """Log-odds, by the rules alone, that the sentence has loaded wording; comparable across articles."""
    return PRIOR + sum(e.weight for e in signals(article, passage)) + surroundings(article, passage)


def signals(article: Article, passage: Passage) -> tuple[Evidence, ...]:
    """The classes of telling words in the writer's own voice, one piece of evidence for each."""
    return tuple(Evidence("lexicon", cue, w) for cue, w in WEIGHTS.items() if narrated(article, passage, cue))


def surroundings(article: Article, passage: Passage) -> float:
    """Log-odds that everything else in the sentence adds: further words, its place, and whether it states whose
    words, which figures or which day it reports."""
    score = _LEAD * is_lead(article, passage)
    found = narrated(article, passage, *WEIGHTS)
    given = all(own(article, passage, hit) for hit in found)
    score += _ATTRIBUTED * (passage.attributed and given and not narrated(article, passage, "vague_sources"))
    score += _ADDRESS * (_ADDRESSING.search(passage.text) is not None)
    if not found:
        score += _FIGURE * any(c.isdigit() for c in passage.text) + _DAY * (_DAYS.search(passage.text) is not None)
    words = {hit.entry.base: hit.entry.cue for hit in narrated(article, passage, *WEIGHTS, *SUPPORT)}
    evidence = [cue for cue in words.values() if cue in WEIGHTS]
    further = _FURTHER * (len(evidence) - len(set(evidence)))
    return score + min(_MOST, further + sum(SUPPORT.get(cue, 0.0) for cue in words.values()))


def is_lead(article: Article, passage: Passage) -> bool:
    """Whether it is the headline or stands in the first quarter, where framing is commonest."""
    return passage.sentence is None or 4 * passage.sentence < len(article.sentences)
