"""The app's side of the worker process: an engine that cannot take the app down with it.

The worker is started with explicit pipes in a session of its own, so Ctrl-C reaches the app only
and the app decides. Its standard error goes to a log file. Cancelling asks first and kills a worker
that does not answer within a second; a worker that died is started afresh by the next ``start``.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import summarizer
from summarizer.engine import wire
from summarizer.engine.protocol import (
    Answer,
    Branch,
    Continuation,
    EngineInfo,
    Loading,
    Message,
    Piece,
    Prefix,
    Question,
    Reading,
)
from summarizer.engine.settings import Settings
from summarizer.errors import Interrupted, StorageError, WorkerDied

LEDGER = "network.log"
"""Beside the log: every attempt to reach the network, none of which succeeds."""
_GRACE = 0.8
"""Seconds a worker has to answer a cancellation before it is killed."""
_POLL = 0.05
_LOG_LIMIT = 2_000_000
"""Bytes; a longer log starts over."""


class WorkerEngine:
    """``settings``: of a model, or for the scripted engine ``{"script", "context", "pace"}``."""

    def __init__(self, settings: Settings | dict[str, Any], log: Path) -> None:
        self._settings = settings
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._loaded = False
        self._replies: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._cancelled = threading.Event()
        self._past = (0, 0)
        """Usage of workers that are gone."""
        self._usage = (0, 0)

    # -- the protocol --------------------------------------------------------------------------

    def start(self) -> Generator[Loading, None, EngineInfo]:
        self._cancelled.clear()
        if self._process is None:
            self._spawn()
        info = EngineInfo(*(yield from self._call({"call": "start"})))
        self._loaded = True
        return info

    def count_tokens(self, text: str) -> int:
        call = self._call({"call": "count_tokens", "text": text})
        while True:
            try:
                next(call)
            except StopIteration as end:
                return int(end.value)

    def open_prefix(self, messages: Sequence[Message], *, on_disk: bool = False) -> Generator[Reading, None, Prefix]:
        call = {"call": "open_prefix", "messages": wire.fields(messages), "on_disk": on_disk}
        return wire.as_prefix((yield from self._call(call)))

    def generate(self, branches: Sequence[Branch]) -> Generator[Reading | Piece, None, list[Answer]]:
        answers = yield from self._call({"call": "generate", "branches": wire.fields(branches)})
        return [Answer(*answer) for answer in answers]

    def score(self, prefix: Prefix, questions: Sequence[Question]) -> Generator[Reading, None, list[tuple[float, ...]]]:
        call = {"call": "score", "prefix": wire.fields(prefix), "questions": wire.fields(questions)}
        return [tuple(scores) for scores in (yield from self._call(call))]

    def likelihood(self, continuations: Sequence[Continuation]) -> Generator[Reading, None, list[float]]:
        return list((yield from self._call({"call": "likelihood", "continuations": wire.fields(continuations)})))

    @property
    def usage(self) -> tuple[int, int]:
        return self._past[0] + self._usage[0], self._past[1] + self._usage[1]

    def cancel(self) -> None:
        self._cancelled.set()

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process = None
            self._loaded = False
            self._past, self._usage = self.usage, (0, 0)

    def use(self, settings: Settings) -> None:
        """Work with these from the next start on."""
        if settings != self._settings:
            self.close()
            self._settings = settings

    @property
    def identity(self) -> str:
        """What the answers depend on besides the request."""
        return self._settings.identity if isinstance(self._settings, Settings) else json.dumps(self._settings)

    def _words(self) -> str:
        return json.dumps(asdict(self._settings) if isinstance(self._settings, Settings) else self._settings)

    # -- the process ---------------------------------------------------------------------------

    def _spawn(self) -> None:
        root = str(Path(summarizer.__file__).parent.parent)
        environment = {**os.environ, "PYTHONPATH": root, "GGML_NO_BACKTRACE": "1", "PYTHONUNBUFFERED": "1"}
        command = [
            sys.executable,
            "-P",
            "-m",
            "summarizer.engine.worker",
            self._words(),
            str(self._log.with_name(LEDGER)),
        ]
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            fresh = not self._log.exists() or self._log.stat().st_size > _LOG_LIMIT
            with self._log.open("wb" if fresh else "ab") as log:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env=environment,
                    start_new_session=os.name == "posix",
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
        except OSError as error:
            raise StorageError(f"The engine's log {self._log} cannot be written: {error.strerror}.") from error
        self._replies = queue.Queue()
        threading.Thread(target=_receive, args=(self._process.stdout, self._replies), daemon=True).start()

    def _call(self, request: dict[str, Any]) -> Generator[Any, None, Any]:
        """Send a request, yield its steps, return its result."""
        if self._cancelled.is_set():
            raise Interrupted
        self._send(request)
        answered = False
        try:
            while True:
                # A start forgets older cancellations when it begins, so it is cancelled after that.
                reply = self._receive(may_cancel=answered or request["call"] != "start")
                answered = True
                if "step" in reply:
                    yield wire.as_step(reply["step"])
                    continue
                request = {}
                if "error" in reply:
                    raise wire.as_error(reply["error"])
                if "interrupted" in reply or self._cancelled.is_set():
                    raise Interrupted
                self._usage = tuple(reply["usage"])
                return reply["result"]
        finally:
            if request and self._process is not None:  # the caller lost interest: the next call needs a quiet pipe
                self._abandon()

    def _send(self, message: dict[str, Any]) -> None:
        if self._process is None or self._process.stdin is None:
            raise WorkerDied("The engine is not running.", "Run again.")
        try:
            self._process.stdin.write(wire.frame(message))
            self._process.stdin.flush()
        except OSError:
            raise self._dead() from None

    def _receive(self, *, may_cancel: bool) -> dict[str, Any]:
        """The next reply; past a cancellation, only for as long as the worker has to answer it."""
        deadline: float | None = None
        while True:
            if self._cancelled.is_set() and not self._loaded:
                self.close()  # it holds nothing yet, and while it imports its libraries it cannot listen
                raise Interrupted
            if deadline is None and may_cancel and self._cancelled.is_set():
                deadline = time.monotonic() + _GRACE
                self._send({"cancel": True})
            try:
                reply = self._replies.get(timeout=_POLL)
            except queue.Empty:
                pass
            else:
                if reply is None:
                    raise self._dead()
                if deadline is None or "step" not in reply:
                    return reply
            if deadline is not None and time.monotonic() > deadline:
                self.close()
                raise Interrupted

    def _abandon(self) -> None:
        self._cancelled.set()
        try:
            while "step" in self._receive(may_cancel=True):
                pass
        except (Interrupted, WorkerDied):
            pass

    def _dead(self) -> WorkerDied:
        code = self._process.wait() if self._process is not None else None
        self.close()
        return WorkerDied(
            f"The engine stopped unexpectedly ({_cause(code)}).",
            f"Its log is {self._log}. A smaller model or context needs less memory.",
        )


def _receive(stream: Any, replies: queue.Queue[dict[str, Any] | None]) -> None:
    try:
        while (message := wire.read(stream)) is not None:
            replies.put(message)
    except (OSError, ValueError):  # the pipe was closed under us
        pass
    replies.put(None)


def _cause(code: int | None) -> str:
    if code is None:
        return "no exit code"
    if code == -9:
        return "killed, perhaps because memory ran out"
    return f"signal {-code}" if code < 0 else f"exit code {code}"
