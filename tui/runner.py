"""Runs analyses beside the interface: one daemon thread, which waits for the engine so that the
app need not. Every event reaches the app as a message that carries its run's id."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from textual.message import Message

from summarizer.engine.protocol import Engine
from summarizer.events import Event
from summarizer.pipeline.request import Request
from summarizer.pipeline.run import run

Job = tuple[str, Request]


class RunAdvanced(Message):
    """A step of a run; stale runs are told apart by ``event.run_id``."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Runner:
    """``engine`` None: extracts and rules only. ``post``: thread-safe, False when the app is closing."""

    def __init__(self, engine: Engine | None, post: Callable[[Message], bool]) -> None:
        self._engine = engine
        self._post = post
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def submit(self, run_id: str, request: Request) -> None:
        self._stopped.clear()
        self._jobs.put((run_id, request))

    def stop(self) -> None:
        """Cancel the run under way; what it has checked arrives with ``Cancelled``."""
        self._stopped.set()
        if self._engine is not None:
            self._engine.cancel()

    def close(self) -> None:
        """End the thread and the engine's process; waits for neither a model nor a pipe."""
        self.stop()
        self._jobs.put(None)
        self._thread.join(timeout=2)
        if self._engine is not None:
            self._engine.close()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            run_id, request = job
            engine = self._engine if request.model is not None else None
            for event in run(request, engine, run_id=run_id, cancelled=self._stopped.is_set):
                if not self._post(RunAdvanced(event)):
                    self._stopped.set()
