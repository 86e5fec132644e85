"""Asking the model whether an article supports sentences: the article is read once, all are asked together."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from summarizer.engine.protocol import Engine
from summarizer.events import Body
from summarizer.model import Article, Check
from summarizer.pipeline.steps import watch
from summarizer.summary import vote

_CHARACTERS_PER_TOKEN = 3
_QUESTIONS = 1500
"""Tokens left for the questions."""


def ask(
    article: Article, statements: Sequence[str], cites: Sequence[Sequence[int]], engine: Engine
) -> Generator[Body, None, list[Check]]:
    """One check of the layer "model" per statement. ``cites``: of each statement; they choose what is read of
    an article that does not fit. The engine must have been started by ``engine.start``."""
    info = yield from watch(engine.start())
    most = max(1, info.context - _QUESTIONS) * _CHARACTERS_PER_TOKEN
    known = yield from _margins(vote.CALIBRATION, (*vote.TRUE, *vote.FALSE), engine, on_disk=True)
    scale = vote.scale(known[: len(vote.TRUE)], known[len(vote.TRUE) :])
    passage = vote.passage(article, sorted({i for each in cites for i in each}), most)
    margins = yield from _margins(passage, statements, engine)
    return [vote.judge(scale.value(margin)) for margin in margins]


def _margins(
    passage: str, statements: Sequence[str], engine: Engine, *, on_disk: bool = False
) -> Generator[Body, None, list[float]]:
    prefix = yield from watch(engine.open_prefix(vote.messages(passage), on_disk=on_disk))
    answers = yield from watch(engine.score(prefix, [vote.question(s) for s in statements]))
    return [yes - no for yes, no in answers]
