"""Putting closed questions to the model: both forms of a question, all sentences in one call each."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from summarizer.bias.questions import QuestionSet
from summarizer.engine.protocol import Engine, Message, Question
from summarizer.events import Body
from summarizer.pipeline.steps import watch
from summarizer.text.clean import one_line


def ask(engine: Engine, questions: QuestionSet, texts: Sequence[str]) -> Generator[Body, None, list[float]]:
    """For each text the log-odds that it has the fault: half the difference of the two forms, in which the
    model's leaning towards one answer cancels. Comparable within one model, not calibrated."""
    fault = yield from _log_odds(engine, questions.fault, texts)
    no_fault = yield from _log_odds(engine, questions.no_fault, texts)
    return [(f - n) / 2 for f, n in zip(fault, no_fault, strict=True)]


def _log_odds(engine: Engine, messages: Sequence[Message], texts: Sequence[str]) -> Generator[Body, None, list[float]]:
    prefix = yield from watch(engine.open_prefix(messages, on_disk=True))
    answers = yield from watch(engine.score(prefix, [Question(one_line(text)) for text in texts]))
    return [yes - no for yes, no in answers]
