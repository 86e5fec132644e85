"""Measuring a model on the labelled sentences, beside the word lists on the same sentences."""

from __future__ import annotations

from collections.abc import Generator

from summarizer.articles.plain import read_plain
from summarizer.bias.analyse import detect
from summarizer.bias.calibration import Fit, examples, fit
from summarizer.bias.plan import rules_scores
from summarizer.bias.questions import QuestionSet
from summarizer.engine.protocol import Engine
from summarizer.events import Body, PromptProgress
from summarizer.pipeline.ask import ask

_AT_ONCE = 12
"""Sentences; what the engine scores in one wave."""


def calibrate(engine: Engine, questions: QuestionSet) -> Generator[PromptProgress, None, Fit]:
    """The engine has been started. Progress is in sentences; they are asked about a few at a time, so that an
    engine that keeps answers keeps those of before an interruption."""
    labelled = examples(questions.examples)
    scores: list[float] = []
    while len(scores) < len(labelled):
        yield PromptProgress(len(scores), len(labelled))
        texts = [example.text for example in labelled[len(scores) : len(scores) + _AT_ONCE]]
        scores += _finish(ask(engine, questions, texts))
    rules = [_rules(example.text, questions) for example in labelled]
    return fit(scores, rules, [example.positive for example in labelled])


def _finish(work: Generator[Body, None, list[float]]) -> list[float]:
    while True:
        try:
            next(work)
        except StopIteration as end:
            scores: list[float] = end.value
            return scores


def _rules(text: str, questions: QuestionSet) -> float:
    article = read_plain(text, "example")
    return sum(rules_scores(article, detect(article), questions).values())
