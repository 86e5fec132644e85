"""A batch in the app: articles of the library, one after the other through the same queue as every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.model import ModelRef
from summarizer.pipeline.request import identity
from summarizer.store.library import Library
from summarizer.store.values import ArticleRow
from summarizer.templates.template import Template
from tui.run_state import Phase, RunState
from tui.runs import Runs


@dataclass(slots=True)
class Item:
    row: ArticleRow
    run: RunState | None = None
    kept: bool = False
    """Its result was in the library before: nothing to do."""

    @property
    def done(self) -> bool:
        return self.kept or (self.run is not None and self.run.phase is Phase.DONE)

    @property
    def failed(self) -> bool:
        return self.run is not None and self.run.phase is Phase.FAILED

    @property
    def word(self) -> str:
        """How it stands."""
        if self.kept:
            return "here already"
        return "not begun" if self.run is None else self.run.phase.value


class Batch:
    """Leaving its screen does not stop it. Every result is in the library when it is told, so that a batch that is
    stopped, by the reader or by the power, goes on with what is left."""

    def __init__(
        self, rows: Sequence[ArticleRow], template: Template, model: ModelRef | None, library: Library, runs: Runs
    ) -> None:
        self.items = [Item(row) for row in rows]
        self.template = template
        self.model = model
        self._library = library
        self._runs = runs

    def start(self) -> None:
        """Put everything in the queue that is neither done nor in it; failed ones too. Raises StorageError."""
        for item in self.items:
            if item.done or (item.run is not None and not item.run.phase.over):
                continue
            article = self._library.article(item.row.id)
            if article is None:
                continue
            request = self._runs.request(article, self.template, self.model)
            if self._library.holds(identity(request)):
                item.kept = True
            else:
                item.run = self._runs.start(request, keep=True)

    def stop(self) -> None:
        for item in reversed(self.items):  # the waiting ones first, so that none begins meanwhile
            if item.run is not None and not item.run.phase.over:
                self._runs.stop(item.run)

    @property
    def working(self) -> bool:
        return any(item.run is not None and not item.run.phase.over for item in self.items)

    def sentence(self) -> str:
        """The whole batch in one line."""
        done = sum(item.done for item in self.items)
        failed = sum(item.failed for item in self.items)
        parts = [f"{done} of {len(self.items)} done"] + ([f"{failed} failed; r tries them again"] if failed else [])
        times = [i.run.ended - i.run.begun for i in self.items if i.run is not None and i.run.phase is Phase.DONE]
        if self.working and times:
            left = sum(i.run is not None and not i.run.phase.over for i in self.items) * sum(times) / len(times)
            parts.append(f"about {left:.0f} s left" if left < 100 else f"about {left / 60:.0f} min left")
        elif not self.working and done < len(self.items):
            parts.append("s goes on" if done or failed else "s starts")
        return ", ".join(parts)
