"""Name calling: a judging name that the writer gives to a person or group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import Passage, own, passages
from summarizer.bias.lexicon import Hit
from summarizer.model import Article, Category, Evidence

_PERSON_BEFORE = re.compile(
    r"(?:\b[A-Z][\w’'-]+|\b(?:he|she|they|who|him|her|them|people|supporters|voters|men|women))"
    r"(?:,| (?:is|was|are|were|has been|as|like|into))?(?: (?:a|an|the|such|just|nothing but|\w+)){0,2}\s+$"
)
_PERSON_AFTER = re.compile(r",?\s+(?:(?:who|called|named|like|such as)\s+)?[A-Z][\w’'-]+")


def detect(article: Article) -> Iterator[Candidate]:
    for passage in passages(article):
        for hit in passage.of("labels"):
            if _about_person(article, passage, hit):
                yield Candidate(
                    Category.NAME_CALLING,
                    hit.span,
                    passage.sentence,
                    (Evidence("lexicon", "labels", 1.6),),
                    "A judging name for a person, where the office or the act could be named",
                    alternative=hit.entry.alternative,
                    objection=own(article, passage, hit),
                )


def _about_person(article: Article, passage: Passage, hit: Hit) -> bool:
    before = article.text[max(passage.span.start, hit.span.start - 60) : hit.span.start]
    after = article.text[hit.span.end : passage.span.end]
    return bool(_PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after))
