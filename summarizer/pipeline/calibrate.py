"""Measuring a model on the labelled sentences, beside the word lists on the same sentences."""

from __future__ import annotations

from collections.abc import Generator

from summarizer.articles.plain import read_plain
from summarizer.bias.analyse import detect
from summarizer.bias.calibration import Fit, examples, fit
from summarizer.bias.plan import rules_scores
from summarizer.bias.questions import QuestionSet
from summarizer.engine.protocol import Engine
from summarizer.events import Body
from summarizer.pipeline.ask import ask


def calibrate(engine: Engine, questions: QuestionSet) -> Generator[Body, None, Fit]:
    """The engine has been started."""
    labelled = examples(questions.examples)
    scores = yield from ask(engine, questions, [example.text for example in labelled])
    rules = [_rules(example.text, questions) for example in labelled]
    return fit(scores, rules, [example.positive for example in labelled])


def _rules(text: str, questions: QuestionSet) -> float:
    article = read_plain(text, "example")
    return sum(rules_scores(article, detect(article), questions).values())
