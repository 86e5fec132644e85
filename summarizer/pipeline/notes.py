"""The notes stage: detectors propose, the model may move a proposal up or down, templates explain."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.bias.analyse import CHECKS, applicable, detect
from summarizer.bias.calibration import Calibration
from summarizer.bias.candidates import Candidate
from summarizer.bias.fuse import fuse
from summarizer.bias.plainer import Trial
from summarizer.bias.plan import Budget, plan
from summarizer.bias.profile import profile
from summarizer.bias.questions import LOADED, QUESTION_SETS
from summarizer.engine.protocol import Engine
from summarizer.events import Body, NoteDropped, NoteReady
from summarizer.model import Article, BiasNote, Dropped, Measure, Span
from summarizer.pipeline.ask import ask
from summarizer.pipeline.trials import try_plainer

_WRITES = 1_700_000_000
"""Bytes of weights (the 3B class) from which a model may propose plainer words: a smaller one too often
changes the fact with them."""
_UNCALIBRATED = (
    "The bias notes rest on rules alone: this model has not been calibrated. `nutgraf calibrate` takes a few minutes."
)
_NO_SAY = "The bias notes rest on rules alone: in calibration they did not judge wording better with this model."


@dataclass(frozen=True, slots=True)
class Notes:
    notes: tuple[BiasNote, ...] | None = None
    dropped: tuple[Dropped, ...] = ()
    profile: tuple[Measure, ...] = ()
    checks: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the model said about an article."""

    witness: dict[str, dict[int, float]]
    """Calibrated log-odds by question and sentence."""
    trials: dict[Span, Trial]


def make_notes(
    article: Article, engine: Engine | None, calibration: Calibration, model_size: int
) -> Generator[Body, None, Notes]:
    """``model_size``: bytes of weights."""
    if (reason := applicable(article)) is not None:
        return Notes(warnings=(reason,))
    candidates = detect(article)
    heard = _Heard({}, {})
    if engine is not None:
        open_ = [c for c in candidates if c.objection is None]
        heard = yield from _hear(article, open_, engine, calibration, writes=model_size >= _WRITES)
    notes, dropped = fuse(article, candidates, heard.witness, heard.trials)
    for note in notes:
        yield NoteReady(note)
    for item in dropped:
        yield NoteDropped(item)
    warnings = () if engine is None else _warnings(calibration)
    return Notes(notes, dropped, profile(article), CHECKS, warnings)


def _hear(
    article: Article, candidates: Sequence[Candidate], engine: Engine, calibration: Calibration, *, writes: bool
) -> Generator[Body, None, _Heard]:
    used = [q for q in QUESTION_SETS if q.name in calibration.fits and calibration.fits[q.name].used]
    budget = Budget(len(article.text))
    heard = _Heard({}, {})
    for questions, sentences in plan(article, candidates, used, budget).items():
        answers = yield from ask(engine, questions, [article.sentence_text(i) for i in sentences])
        scores = dict(zip(sentences, answers, strict=True))
        fit = calibration.fits[questions.name]
        heard.witness[questions.name] = {i: fit.log_odds(score) for i, score in scores.items()}
        if questions is LOADED:
            suspects = _suspects(candidates, heard.witness[LOADED.name])
            heard.trials.update((yield from try_plainer(article, suspects, scores, fit, engine, budget, writes=writes)))
    return heard


def _suspects(candidates: Sequence[Candidate], log_odds: Mapping[int, float]) -> list[Candidate]:
    """Candidates in sentences that the model objects to, those with the most evidence first."""
    found = [c for c in candidates if c.sentence is not None and log_odds.get(c.sentence, 0.0) > 0]
    return sorted(found, key=lambda c: -sum(e.weight for e in c.evidence))


def _warnings(calibration: Calibration) -> tuple[str, ...]:
    if not calibration.fits:
        return (_UNCALIBRATED,)
    return () if any(fit.used for fit in calibration.fits.values()) else (_NO_SAY,)
