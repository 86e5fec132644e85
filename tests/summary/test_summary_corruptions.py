"""How many planted errors the checker finds without a model, and how many faithful sentences it objects to.

The sentences cite nothing, so they are aligned first, as in ``nutgraf check``. The figures below are what is
measured: a change may raise them, not lower them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.articles.plain import read_plain
from summarizer.model import Article, Verdict
from summarizer.summary.align import align
from summarizer.summary.check import check

CASES = tomllib.loads(Path(__file__).with_name("corruptions.toml").read_text(encoding="utf-8"))["article"]
MISSED = {"swapped actors": 2, "old office-holder": 1}
"""Of each kind; none of the others."""
FALSE_ALARMS = 1


def worst(text: str, article: Article) -> Verdict:
    found = {c.verdict for c in check(text, article, align(text, article), words=None, language="en")}
    return next(v for v in (Verdict.FAIL, Verdict.DOUBT, Verdict.PASS) if v in found)


def cases() -> Iterator[tuple[Article, dict[str, object]]]:
    for case in CASES:
        yield read_plain(case["text"].strip() + "\n", "story"), case


@pytest.mark.parametrize("kind", sorted({w["kind"] for case in CASES for w in case["wrong"]}))
def test_planted_errors_are_found(kind: str) -> None:
    wrong = [(w["text"], article) for article, case in cases() for w in case["wrong"] if w["kind"] == kind]  # type: ignore[attr-defined]
    missed = [text for text, article in wrong if worst(text, article) is Verdict.PASS]
    assert len(wrong) >= len(CASES)
    assert len(missed) <= MISSED.get(kind, 0), missed


def test_faithful_sentences_pass() -> None:
    faithful = [(text, article) for article, case in cases() for text in case["faithful"]]  # type: ignore[attr-defined]
    flagged = [text for text, article in faithful if worst(text, article) is not Verdict.PASS]
    assert len(faithful) >= 70
    assert len(flagged) <= FALSE_ALARMS, flagged


def test_the_articles_own_sentences_fail_nothing() -> None:
    for article, _ in cases():
        for sentence in article.sentences:
            text = article.sentence_text(sentence.index)
            checks = check(text, article, (sentence.index,), words=None, language="en")
            assert not [c for c in checks if c.verdict is Verdict.FAIL], text
