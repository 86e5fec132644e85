"""Loaded wording: the writer's own judging or emotional word where a plain one would state the same."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import own, passages
from summarizer.bias.rules import WEIGHTS
from summarizer.model import Article, Category, Evidence

_REASONS = {
    "loaded_adverbs": "It judges the act instead of telling how it was done",
    "loaded_verbs": "A forceful verb where a plain one would report the same event",
    "loaded_adjectives": "It passes a verdict where a description would let readers judge",
    "emotion_nouns": "It names a feeling about the event rather than the event",
    "imputed_motives": "It says what somebody wants or feels, which readers cannot check",
}


def detect(article: Article) -> Iterator[Candidate]:
    for passage in passages(article):
        for hit in passage.of(*_REASONS):
            cue = hit.entry.cue
            yield Candidate(
                Category.LOADED_WORDING,
                hit.span,
                passage.sentence,
                (Evidence("lexicon", cue, WEIGHTS[cue]),),
                _REASONS[cue],
                alternative=hit.entry.alternative,
                objection=own(article, passage, hit),
            )
