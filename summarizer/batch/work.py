"""The loop over jobs: what fails is told and left behind, what is finished is safe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from summarizer.batch.plan import Job
from summarizer.batch.sinks import Sink
from summarizer.engine.protocol import Engine
from summarizer.errors import (
    ModelMissing,
    ModelRejected,
    NutgrafError,
    OutOfMemory,
    StorageError,
    WorkerDied,
)
from summarizer.events import Cancelled, Event, Failed, Finished
from summarizer.model import Analysis, ModelRef
from summarizer.pipeline.request import Request, identity
from summarizer.pipeline.run import run
from summarizer.summary.method import Method
from summarizer.templates.template import Template

_FATAL = (ModelMissing, ModelRejected, OutOfMemory, StorageError)
"""What the next article would meet as well."""


class Observer(Protocol):
    """Told of everything, in order; decides nothing."""

    def started(self, job: Job) -> None: ...
    def saw(self, job: Job, event: Event, work: str) -> None:
        """``work``: identity of the request."""
        ...

    def finished(self, job: Job, analysis: Analysis) -> None: ...
    def skipped(self, job: Job) -> None: ...
    def failed(self, job: Job, error: NutgrafError) -> None: ...


class Keeper(Protocol):
    """A second place for results, such as the library."""

    def holds(self, identity: str) -> bool: ...
    def keep(self, analysis: Analysis, identity: str) -> object:
        """Raises StorageError."""
        ...


@dataclass(slots=True)
class Result:
    done: int = 0
    skipped: int = 0
    failures: list[tuple[str, NutgrafError]] = field(default_factory=list)
    """Source and error."""
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    template: Template
    model: ModelRef | None
    engine: Engine | None
    notes: bool
    sink: Sink
    render: Callable[[Analysis, str], str]
    """Analysis and identity to the text that is kept."""
    stopped: Callable[[], bool]
    keep_reading: bool = False
    keeper: Keeper | None = None
    method: Method | None = None


def work(batch: Batch, jobs: Sequence[Job], observer: Observer) -> Result:
    """Do all jobs in order. Raises what would fail for every article: no model, no disk."""
    result = Result()
    for job in jobs:
        if batch.stopped():
            result.interrupted = True
            break
        observer.started(job)
        try:
            article = job.load()
            request = Request(article, batch.template, batch.model, batch.notes, batch.keep_reading, batch.method)
            key = identity(request)
            held = batch.sink.holds(job.output, key)
            if held and (batch.keeper is None or batch.keeper.holds(key)):
                result.skipped += 1
                observer.skipped(job)
                continue
            analysis = _analyse(batch, job, request, key, observer)
            if analysis is None:
                result.interrupted = True
                break
            if batch.keeper is not None:
                batch.keeper.keep(analysis, key)
            if not held:
                batch.sink.write(job.output, key, batch.render(analysis, key))
        except _FATAL as error:
            observer.failed(job, error)
            raise
        except NutgrafError as error:
            result.failures.append((job.source, error))
            observer.failed(job, error)
        else:
            result.done += 1
            observer.finished(job, analysis)
    return result


def _analyse(batch: Batch, job: Job, request: Request, key: str, observer: Observer) -> Analysis | None:
    """None when stopped. A worker that died is replaced once."""
    for last in (False, True):
        for event in run(request, batch.engine, run_id=f"{job.number}", cancelled=batch.stopped):
            match event.body:
                case Failed(error) if not isinstance(error, WorkerDied) or last:
                    observer.saw(job, event, key)
                    raise error
                case Failed():
                    break
                case Cancelled():
                    observer.saw(job, event, key)
                    return None
                case Finished(analysis):
                    observer.saw(job, event, key)
                    return analysis
                case _:
                    observer.saw(job, event, key)
    raise AssertionError("a run ended without an end")
