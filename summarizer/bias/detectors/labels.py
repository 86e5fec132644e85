"""Name calling: a judging name that the writer gives to a person or group."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import own, passages
from summarizer.bias.rules import WEIGHTS
from summarizer.model import Article, Category, Evidence


def detect(article: Article) -> Iterator[Candidate]:
    for passage in passages(article):
        for hit in passage.of("labels"):
            yield Candidate(
                Category.NAME_CALLING,
                hit.span,
                passage.sentence,
                (Evidence("lexicon", "labels", WEIGHTS["labels"]),),
                "A judging name for a person, where the office or the act could be named",
                alternative=hit.entry.alternative,
                objection=own(article, passage, hit),
            )
