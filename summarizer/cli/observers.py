"""Who watches a batch: progress on standard error, and printers of what comes on standard output."""

from __future__ import annotations

import sys
from typing import TextIO

from summarizer.batch.plan import Job
from summarizer.batch.work import Result
from summarizer.cli.progress import Progress
from summarizer.errors import NutgrafError
from summarizer.events import Event
from summarizer.model import Analysis
from summarizer.render.events import render_event
from summarizer.render.stream import TextStream


class TextPrinter:
    """An article's text while it comes. ``separate``: a rule between articles."""

    def __init__(self, stream: TextIO, width: int | None, *, bullets: bool, separate: bool) -> None:
        self._stream = stream
        self._width = width
        self._bullets = bullets
        self._separate = separate
        self._job = 0
        self._text = TextStream(width, bullets=bullets)

    def piece(self, job: Job, event: Event, work: str) -> str:
        rule = ""
        if job.number != self._job:
            rule = "\n" + "=" * (self._width or 20) + "\n\n" if self._separate and self._job else ""
            self._job, self._text = job.number, TextStream(self._width, bullets=self._bullets)
        return rule + self._text.feed(event.body)

    def write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


class EventPrinter:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def piece(self, job: Job, event: Event, work: str) -> str:
        return render_event(event, job.source, work)

    def write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


class Observers:
    """Progress (None: quiet) and at most one printer; they never write into each other's line."""

    def __init__(self, progress: Progress | None, printer: TextPrinter | EventPrinter | None) -> None:
        self._progress = progress
        self._printer = printer

    def started(self, job: Job) -> None:
        if self._progress:
            self._progress.started(job)

    def saw(self, job: Job, event: Event, work: str) -> None:
        if self._progress:
            self._progress.saw(job, event, work)
        if self._printer and (piece := self._printer.piece(job, event, work)):
            self.clear()
            self._printer.write(piece)

    def finished(self, job: Job, analysis: Analysis) -> None:
        if self._progress:
            self._progress.finished(job, analysis)

    def skipped(self, job: Job) -> None:
        if self._progress:
            self._progress.skipped(job)

    def failed(self, job: Job, error: NutgrafError) -> None:
        if self._progress:
            self._progress.failed(job, error)

    def clear(self) -> None:
        if self._progress:
            self._progress.clear()

    def close(self, result: Result) -> None:
        if self._progress:
            self._progress.close(result)
        else:
            for _, error in result.failures:
                print(f"nutgraf: {error}", file=sys.stderr)
