"""Trying plainer words: the lists or the model propose them, and the model is asked about the sentence with them."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

from summarizer.bias.calibration import Fit
from summarizer.bias.candidates import Candidate
from summarizer.bias.plainer import GRAMMAR, Trial, accepted, listed, marked, replaceable, replaced
from summarizer.bias.plan import FORMS, Budget
from summarizer.bias.prompts import PLAINER
from summarizer.bias.questions import LOADED
from summarizer.engine.protocol import Branch, Engine
from summarizer.events import Body
from summarizer.model import Article, Span
from summarizer.pipeline.ask import ask
from summarizer.pipeline.steps import watch
from summarizer.text.clean import one_line

_MOST = 4
_TOKENS = 8
"""Of a plainer wording."""


def try_plainer(
    article: Article,
    candidates: Sequence[Candidate],
    scores: Mapping[int, float],
    fit: Fit,
    engine: Engine,
    budget: Budget,
    *,
    writes: bool,
) -> Generator[Body, None, dict[Span, Trial]]:
    """``candidates``: the most important first. ``scores``: of ``LOADED``, by sentence.
    ``writes``: whether the model may propose plainer words itself."""
    chosen: dict[Candidate, float] = {}
    for c in candidates:
        before = None if c.sentence is None else scores.get(c.sentence)
        if before is None or not replaceable(c) or (listed(c) is None and not writes):
            continue
        if len(chosen) < _MOST and budget.spend(marked(article, c), 1 + FORMS):
            chosen[c] = before
    wordings = yield from _wordings(article, list(chosen), engine)
    after = yield from ask(engine, LOADED, [replaced(article, c, wording) for c, wording in wordings.items()])
    return {
        c.span: Trial(wording, fit.slope * (chosen[c] - score))
        for (c, wording), score in zip(wordings.items(), after, strict=True)
    }


def _wordings(
    article: Article, candidates: Sequence[Candidate], engine: Engine
) -> Generator[Body, None, dict[Candidate, str]]:
    """What the lists know, else what the model proposes, if it can be used."""
    wordings = {c: listed(c) for c in candidates}
    missing = [c for c, wording in wordings.items() if wording is None]
    if missing:
        prefix = yield from watch(engine.open_prefix(PLAINER, on_disk=True))
        branches = [Branch(prefix, one_line(marked(article, c)), _TOKENS, ("\n",), GRAMMAR) for c in missing]
        answers = yield from watch(engine.generate(branches))
        for candidate, answer in zip(missing, answers, strict=True):
            wordings[candidate] = accepted(article, candidate, answer.text)
    return {c: wording for c, wording in wordings.items() if wording is not None}
