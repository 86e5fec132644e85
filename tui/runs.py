"""All runs of this session: started, watched, stopped. The one place where a run meets the library."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from summarizer.config import Config
from summarizer.engine.protocol import Engine
from summarizer.model import Analysis, Article, ModelRef
from summarizer.pipeline.request import Request, identity
from summarizer.summary.method import Method
from summarizer.templates.template import Template
from tui.run_state import Phase, RunState
from tui.runner import RunAdvanced, Runner

if TYPE_CHECKING:
    from summarizer.store.library import Library


class Runs:
    def __init__(
        self,
        library: Library,
        config: Config,
        open_engine: Callable[[ModelRef], Engine],
        post: Callable[[Message], bool],
    ) -> None:
        self._library = library
        self.config = config
        self._runner = Runner(open_engine, post)
        self._states: dict[str, RunState] = {}
        """By run id, in the order in which they were asked for."""
        self.clock = time.monotonic

    def request(self, article: Article, template: Template, model: ModelRef | None) -> Request:
        """As the settings have it. Without a model: the extract and the rules."""
        config = self.config
        method = Method(config.method) if config.method else None
        return Request(article, template, model, config.notes, config.keep_reading, method)

    def start(self, request: Request, *, keep: bool) -> RunState:
        """``keep``: in the library."""
        article, template, model = request.article, request.template, request.model
        key = identity(request)

        def store(analysis: Analysis) -> None:
            self._library.keep(analysis, key)

        run_id = self._runner.submit(request, store if keep else None)
        state = RunState(
            run_id, article.id, article.title, template.name, model.id if model else None, self.clock(), key
        )
        self._states[run_id] = state
        return state

    def advance(self, message: RunAdvanced) -> RunState | None:
        """The state that the event belongs to, brought up to date."""
        state = self._states.get(message.event.run_id)
        if state is not None:
            state.advance(message.event.body, self.clock())
            state.problem = message.problem
        return state

    def stop(self, state: RunState) -> None:
        state.stopping(self.clock())
        self._runner.stop(state.run_id)

    def of(self, article_id: str) -> RunState | None:
        """The run over an article that works or waits first, else the latest."""
        runs = [s for s in self._states.values() if s.article == article_id]
        working = (s for s in runs if not s.phase.over and s.phase is not Phase.STOPPING)
        return next(working, runs[-1] if runs else None)

    @property
    def under_way(self) -> list[RunState]:
        """Those with a model that are not over, the one that works first."""
        return [s for s in self._states.values() if s.model and not s.phase.over]

    def ahead(self, state: RunState) -> int:
        """How many come before a waiting run."""
        waiting = self.under_way
        return waiting.index(state) if state in waiting else 0

    def sentence(self, state: RunState, *, wide: bool = True) -> str:
        text = state.sentence(self.clock(), self.ahead(state), wide=wide)
        more = len(self.under_way) - 1
        return f"{text} · {more} more waiting" if more > 0 and state in self.under_way[:1] else text

    def close(self) -> None:
        self._runner.close()
