"""Everything that goes to standard error while articles are worked on: one line per article, and on a
terminal one line that is rewritten."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

from summarizer.batch.plan import Job
from summarizer.batch.work import Result
from summarizer.errors import NutgrafError
from summarizer.events import (
    ClaimReady,
    Event,
    ModelLoading,
    PromptProgress,
    Stage,
    StageStarted,
)
from summarizer.model import Analysis
from summarizer.text.clean import one_line

_BAR = 20
_STAGES = {Stage.SUMMARY: "summary", Stage.NOTES: "bias notes", Stage.CUSTOM: "answer"}


class Progress:
    """``live``: rewrite a line (a terminal); ``per_article``: a line for each (more than one article,
    or results that go elsewhere). ``jobs``: how many."""

    def __init__(self, stream: TextIO, jobs: int, *, live: bool, per_article: bool) -> None:
        self._stream = stream
        self._jobs = jobs
        self._live = live
        self._per_article = per_article
        self._begun = time.monotonic()
        self._article_begun = self._begun
        self._worked = 0
        """Articles that took time, on which the estimate rests."""
        self._passed = 0
        self._shown = False

    def started(self, job: Job) -> None:
        self._article_begun = time.monotonic()
        self._status(f"reading {job.source}")

    def saw(self, job: Job, event: Event, work: str) -> None:
        match event.body:
            case ModelLoading(fraction):
                self._status(f"loading the model {fraction:.0%}")
            case StageStarted(stage):
                self._status(_STAGES[stage])
            case PromptProgress(done, total) if done < total:
                self._status(f"the model is reading {done / total:.0%}")
            case ClaimReady():
                self._status("checking")

    def finished(self, job: Job, analysis: Analysis) -> None:
        self._worked += 1
        notes = "" if analysis.notes is None else f", {_count(len(analysis.notes), 'note')}"
        made = "answer" if analysis.custom else _count(len(analysis.claims), "sentence")
        self._line(job, f"{made}{notes} in {time.monotonic() - self._article_begun:.1f} s")

    def skipped(self, job: Job) -> None:
        self._line(job, "already done")

    def failed(self, job: Job, error: NutgrafError) -> None:
        self._line(job, f"FAILED: {one_line(error.message)}")

    def clear(self) -> None:
        """Take the rewritten line away, before something else is printed."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False

    def close(self, result: Result) -> None:
        """The balance, with failures by cause."""
        self.clear()
        if self._per_article and (self._jobs > 1 or result.interrupted):
            parts = [f"{result.done} done"]
            parts += [f"{result.skipped} already done"] if result.skipped else []
            parts += [f"{len(result.failures)} failed"] if result.failures else []
            parts += ["stopped; the same command goes on from here"] if result.interrupted else []
            self._print(f"{', '.join(parts)} in {_duration(time.monotonic() - self._begun)}")
        by_cause: dict[str, list[NutgrafError]] = {}
        for _, error in result.failures:
            by_cause.setdefault(type(error).__name__, []).append(error)
        for cause, errors in sorted(by_cause.items(), key=lambda item: -len(item[1])):
            if self._jobs == 1:
                self._print(f"nutgraf: {errors[0]}")
            else:
                self._print(f"{_cause(cause)} ({len(errors)}). {errors[0].hint}")
                for error in errors:
                    self._print(f"  {one_line(error.message)}")

    def _line(self, job: Job, what: str) -> None:
        self._passed += 1
        if self._per_article:
            self.clear()
            self._print(f"[{job.number}/{self._jobs}] {one_line(job.source)}: {what}")

    def _print(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()

    def _status(self, text: str) -> None:
        if not self._live:
            return
        width = shutil.get_terminal_size().columns - 1
        line = one_line(text)
        if self._jobs > 1:
            filled = _BAR * self._passed // self._jobs
            line = f"[{'#' * filled}{'.' * (_BAR - filled)}] {self._passed}/{self._jobs}{self._left()} {line}"
        self._stream.write(f"\r\x1b[K{line[:width]}")
        self._stream.flush()
        self._shown = True

    def _left(self) -> str:
        if not self._worked:
            return ""
        each = (self._article_begun - self._begun) / self._worked
        return f", about {_duration(each * (self._jobs - self._passed))} left,"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 100 else f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _cause(name: str) -> str:
    """ "ArticleTooLarge" -> "Article too large"."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return words.capitalize()
