"""One run: a synchronous generator of events that ends in Finished, Cancelled or Failed.

It has no clock and no screen; whoever iterates it decides what to show, and stops it by
``engine.cancel()`` or, between engine calls, through ``cancelled``.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from itertools import count
from types import MappingProxyType
from typing import TypeVar

from summarizer.engine.protocol import Engine, EngineInfo
from summarizer.errors import Interrupted, NutgrafError
from summarizer.events import (
    Body,
    Cancelled,
    ClaimReady,
    Event,
    Failed,
    Finished,
    ModelReady,
    NoteReady,
    RunStarted,
    Stage,
    StageFinished,
    StageStarted,
)
from summarizer.model import Analysis, BiasNote, Claim, Stats
from summarizer.pipeline.calibrations import calibration_of
from summarizer.pipeline.custom import write_custom
from summarizer.pipeline.notes import Notes, make_notes
from summarizer.pipeline.request import Request
from summarizer.pipeline.steps import watch
from summarizer.pipeline.summary import Summary, write_summary
from summarizer.summary.method import Method
from summarizer.templates.template import Task

Result = TypeVar("Result")


def run(
    request: Request, engine: Engine | None, *, run_id: str, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[Event]:
    """Analyse one article. ``engine`` None: extracts and rules, no model."""
    seq = count()
    claims: list[Claim] = []
    notes: list[BiasNote] = []
    try:
        for body in _analyse(request, engine):
            match body:
                case ClaimReady(_, claim):
                    claims.append(claim)
                case NoteReady(note):
                    notes.append(note)
            yield Event(run_id, next(seq), body)
            if cancelled() and not isinstance(body, Finished):
                raise Interrupted
    except Interrupted:
        yield Event(run_id, next(seq), Cancelled(tuple(claims), tuple(notes)))
    except NutgrafError as error:
        yield Event(run_id, next(seq), Failed(error))


def _analyse(request: Request, engine: Engine | None) -> Iterator[Body]:
    article, template = request.article, request.template
    yield RunStarted(article, template.ref)
    info: EngineInfo | None = None
    before = (0, 0)
    if engine is not None:
        info = yield from watch(engine.start())
        before = engine.usage
        yield ModelReady(info.name)
    summary, custom = Summary(), None
    if template.task is Task.SUMMARY:
        size = info.size if info else 0
        summary = yield from _stage(Stage.SUMMARY, write_summary(article, template, engine, size, request.method))
    else:
        custom, warnings = yield from _stage(
            Stage.CUSTOM, write_custom(article, template, engine, keep_reading=request.keep_reading)
        )
        summary = Summary(warnings=warnings)
    notes, calibration = Notes(), calibration_of(request.model)
    if request.notes:
        notes = yield from _stage(Stage.NOTES, make_notes(article, engine, calibration, info.size if info else 0))
    after = engine.usage if engine is not None else before
    yield Finished(
        Analysis(
            article=article,
            template=template.ref,
            model=request.model,
            gist=summary.gist,
            claims=summary.claims,
            custom=custom,
            notes=notes.notes,
            checks=notes.checks,
            dropped=summary.dropped + notes.dropped,
            profile=notes.profile + summary.coverage,
            settings=_settings(
                request, info, calibration.origin, summary.method if template.task is Task.SUMMARY else None
            ),
            stats=Stats(after[0] - before[0], after[1] - before[1]),
            warnings=article.warnings + summary.warnings + notes.warnings,
        )
    )


def _stage(stage: Stage, work: Generator[Body, None, Result]) -> Generator[Body, None, Result]:
    yield StageStarted(stage)
    result = yield from work
    yield StageFinished(stage)
    return result


def _settings(
    request: Request, info: EngineInfo | None, calibration: str, method: Method | None
) -> MappingProxyType[str, str | int | float | bool | None]:
    template = request.template
    return MappingProxyType(
        {
            "task": str(template.task),
            "form": str(template.form),
            "sentences": template.sentences,
            "length": template.length,
            "method": method,
            "language": template.language,
            "notes": request.notes,
            "calibration": calibration,
            "engine": info.version if info else None,
            "context": info.context if info else None,
            "threads": info.threads if info else None,
            "sandbox": info.sandbox if info else None,
        }
    )
