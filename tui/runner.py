"""Runs analyses beside the interface: a daemon thread waits for the engine so that the app need not, a second
one makes extracts, which never wait for a model. Events reach the app as messages with their run's id."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from textual.message import Message

from summarizer.engine.protocol import Engine
from summarizer.errors import NutgrafError
from summarizer.events import Event, Failed, Finished, TextDelta
from summarizer.model import Analysis, ModelRef
from summarizer.pipeline.request import Request

_MERGE = 0.05
"""Seconds for which pieces of text are gathered: the eye sees no difference, the screen draws 20 times a second."""


class RunAdvanced(Message):
    """A step of a run; stale runs are told apart by ``event.run_id``."""

    def __init__(self, event: Event, problem: NutgrafError | None = None) -> None:
        super().__init__()
        self.event = event
        self.problem = problem
        """Why a finished analysis could not be kept."""


@dataclass(slots=True)
class _Job:
    run_id: str
    request: Request
    keep: Callable[[Analysis], object] | None
    stopped: threading.Event = field(default_factory=threading.Event)


class Runner:
    """``open_engine`` may raise NutgrafError, which fails the run. ``post``: thread-safe, False when the app is
    closing. One engine is open at a time: that of the model that was used last."""

    def __init__(self, open_engine: Callable[[ModelRef], Engine], post: Callable[[Message], bool]) -> None:
        self._post = post
        self._ids = count(1)
        self._bench = _Bench(open_engine)
        self._jobs: dict[str, _Job] = {}
        self._slow: queue.Queue[_Job | None] = queue.Queue()
        self._quick: queue.Queue[_Job | None] = queue.Queue()
        self._threads = [
            threading.Thread(target=self._work, args=(jobs,), daemon=True) for jobs in (self._slow, self._quick)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, request: Request, keep: Callable[[Analysis], object] | None = None) -> str:
        """Put a run in the queue; its id. ``keep`` takes a finished analysis before anybody hears of it."""
        job = _Job(str(next(self._ids)), request, keep)
        self._jobs[job.run_id] = job
        (self._slow if request.model else self._quick).put(job)
        return job.run_id

    def stop(self, run_id: str) -> None:
        """Cancel a run, waiting or under way; what it has checked arrives with ``Cancelled``."""
        job = self._jobs.get(run_id)
        if job is not None:
            job.stopped.set()
            self._bench.cancel(run_id)

    @property
    def busy(self) -> bool:
        return bool(self._jobs)

    def close(self) -> None:
        """End the threads and the engine's process; waits for neither a model nor a pipe."""
        for run_id in list(self._jobs):
            self.stop(run_id)
        self._slow.put(None)
        self._quick.put(None)
        for thread in self._threads:
            thread.join(timeout=2)
        self._bench.close()

    def _work(self, jobs: queue.Queue[_Job | None]) -> None:
        from summarizer.pipeline.run import run  # noqa: PLC0415  (word lists: not before the first frame)

        while (job := jobs.get()) is not None:
            try:
                engine = self._bench.engine_for(job)
                for event in _merged(run(job.request, engine, run_id=job.run_id, cancelled=job.stopped.is_set)):
                    self._tell(job, event)
            except NutgrafError as error:
                self._tell(job, Event(job.run_id, 0, Failed(error)))
            except Exception as error:  # a bug must not leave the screen waiting for ever
                self._tell(job, Event(job.run_id, 0, Failed(NutgrafError(f"A bug in nutgraf: {error!r}."))))
            self._bench.done(job)
            self._jobs.pop(job.run_id)

    def _tell(self, job: _Job, event: Event) -> None:
        problem = None
        if isinstance(event.body, Finished) and job.keep is not None:
            try:
                job.keep(event.body.analysis)
            except NutgrafError as error:
                problem = error
        if not self._post(RunAdvanced(event, problem)):
            job.stopped.set()


class _Bench:
    """The one engine that is open, and which run it works for."""

    def __init__(self, open_engine: Callable[[ModelRef], Engine]) -> None:
        self._open = open_engine
        self._engine: Engine | None = None
        self._model: ModelRef | None = None
        self._run = ""

    def engine_for(self, job: _Job) -> Engine | None:
        model = job.request.model
        if model is None:
            return None
        if model != self._model:
            self.close()
            self._engine = self._open(model)
            self._model = model
        self._run = job.run_id
        return self._engine

    def cancel(self, run_id: str) -> None:
        if self._engine is not None and self._run == run_id:
            self._engine.cancel()

    def done(self, job: _Job) -> None:
        if self._run == job.run_id:
            self._run = ""

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()
        self._engine = self._model = None


def _merged(events: Iterator[Event]) -> Iterator[Event]:
    """The events with pieces of text that follow each other joined, slot by slot. Nothing waits: what is
    gathered goes out with the first event that comes ``_MERGE`` later or is no text."""
    gathered: dict[str, Event] = {}
    begun = 0.0
    for event in events:
        if isinstance(event.body, TextDelta):
            slot, before = event.body.slot, gathered.get(event.body.slot)
            begun = begun if gathered else time.monotonic()
            if before is not None and isinstance(before.body, TextDelta):
                event = replace(event, body=TextDelta(slot, before.body.text + event.body.text))  # noqa: PLW2901
            gathered[slot] = event
            if time.monotonic() - begun < _MERGE:
                continue
            yield from gathered.values()
            gathered.clear()
        else:
            yield from gathered.values()
            gathered.clear()
            yield event
    yield from gathered.values()
