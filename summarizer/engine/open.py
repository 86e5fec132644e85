"""An engine for an installed model, put together from what is known of this machine."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from summarizer.engine.answers import Answers
from summarizer.engine.cached import CachedEngine
from summarizer.engine.host import LEDGER, WorkerEngine
from summarizer.engine.protocol import Engine, EngineInfo, Loading
from summarizer.engine.settings import Settings, Tuning
from summarizer.engine.tune import tune_quickly
from summarizer.engine.tunings import Tunings, interactive, untuned
from summarizer.errors import StorageError
from summarizer.models.fit import cores, machine
from summarizer.models.registry import Installed
from summarizer.paths import folders


def open_engine(
    model: Installed, *, context: int, threads: int | None = None, beside_a_screen: bool = False, cache: bool = True
) -> Engine:
    """``threads`` None: as measured, one core less ``beside_a_screen``. ``cache``: use and keep what
    was computed before."""
    on = machine()
    tunings = Tunings(tunings_path(), on)
    known = tunings.find(model.sha256)
    settings = settings_for(model, context, known or untuned(on), states=cache)
    engine = _FirstUse(settings, engine_log(), tunings, threads, measured=known is not None, quiet=beside_a_screen)
    return CachedEngine(engine, lambda: engine.known_identity, Answers(answers_path())) if cache else engine


def settings_for(model: Installed, context: int, tuning: Tuning, *, states: bool) -> Settings:
    return Settings(str(model.path), model.sha256, context, tuning, str(states_folder()) if states else None)


def engine_log() -> Path:
    return folders().logs / "engine.log"


def network_ledger() -> Path:
    return engine_log().with_name(LEDGER)


def tunings_path() -> Path:
    return folders().data / "tuning.json"


def states_folder() -> Path:
    return folders().cache / "states"


def answers_path() -> Path:
    return folders().cache / "answers.sqlite"


class _FirstUse(WorkerEngine):
    """A worker that is measured quickly when a model starts for the first time on this machine."""

    def __init__(
        self, settings: Settings, log: Path, tunings: Tunings, threads: int | None, *, measured: bool, quiet: bool
    ) -> None:
        super().__init__(settings, log)
        self._base = settings
        self._tunings = tunings
        self._threads = threads
        self._quiet = quiet
        self._measuring = False
        self._measured = False
        if measured:
            self._settle(settings.tuning)

    @property
    def known_identity(self) -> str | None:
        """None until it is known how the engine will work."""
        return self.identity if self._measured else None

    def start(self) -> Generator[Loading, None, EngineInfo]:
        if not self._measured and not self._measuring:
            self._measuring = True
            try:
                tuning = yield from tune_quickly(self, self._base)
            finally:
                self._measuring = False
            with contextlib.suppress(StorageError):  # costs measuring again, nothing else
                self._tunings.keep(self._base.sha256, tuning)
            self._settle(tuning)
        return (yield from super().start())

    def _settle(self, tuning: Tuning) -> None:
        if self._quiet:
            tuning = interactive(tuning, cores())
        if self._threads is not None:
            tuning = replace(tuning, threads=self._threads)
        self._measured = True
        self.use(replace(self._base, tuning=tuning))
