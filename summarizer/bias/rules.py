"""The rules' own score of a sentence: how many independent cues of loaded wording stand in the writer's voice."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.bias.candidates import WEIGHTS
from summarizer.bias.detectors.passages import Passage, narrated
from summarizer.model import Article, Evidence

PRIOR = -2.8


def sentence_score(article: Article, passage: Passage) -> float:
    """Log-odds, by the rules alone, that the sentence has loaded wording; comparable across articles."""
    return PRIOR + sum(e.weight for e in signals(article, passage)) - 0.7 * passage.attributed


def signals(article: Article, passage: Passage) -> Iterator[Evidence]:
    for cue, weight in WEIGHTS.items():
        if narrated(article, passage, cue):
            yield Evidence("lexicon", cue, weight)
