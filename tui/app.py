"""The app: what its screens share. It starts runs, keeps the library and remembers; screens show."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from summarizer.config import Config
from summarizer.errors import NutgrafError
from summarizer.model import Analysis, Article, BiasNote, Category, ModelRef, Span
from tui.desk import Desk, find_model, opener
from tui.fetcher import Fetcher, TransferChanged
from tui.memory import Memory, save_memory
from tui.run_state import RunState
from tui.runner import RunAdvanced
from tui.runs import Runs
from tui.screens.base import BaseScreen
from tui.screens.library import LibraryScreen
from tui.shell import Shell

if TYPE_CHECKING:
    from summarizer.store.values import AnalysisRow
    from tui.batch import Batch


class NutgrafApp(Shell):
    """``memory``: what was remembered from the last time."""

    def __init__(self, desk: Desk, memory: Memory) -> None:
        super().__init__(memory, desk.config.keys)
        self.desk = desk
        self.library = desk.library
        self.model: ModelRef | None = None
        self.template = memory.template or desk.config.template
        self.runs = Runs(desk.library, desk.config, desk.open_engine, self.post_message)
        self.fetcher = Fetcher(self.post_message)
        self._batch: Batch | None = None
        self._changes = 0

    def get_default_screen(self) -> Screen[None]:
        return LibraryScreen()

    @property
    def shelf(self) -> LibraryScreen:
        """The screen at the bottom of all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, LibraryScreen)  # noqa: S101
        return screen

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        self.call_after_refresh(self.look_for_model)
        if self.desk.problem is not None:
            self.call_after_refresh(self.shelf.complain, self.desk.problem)

    def on_unmount(self) -> None:
        self.fetcher.pause()
        self.runs.close()

    def _tick(self) -> None:
        """Once a second: the time of a run, and what the command line did to the library meanwhile."""
        if isinstance(self.screen, BaseScreen) and self.runs.under_way:
            self.screen.show_run(self.runs.under_way[0])
        try:
            changes = self.library.changes()
        except NutgrafError:
            return
        if changes != self._changes:
            self._changes = changes
            if isinstance(self.screen, LibraryScreen):
                self.screen.reload()

    # -- the model and the template ------------------------------------------------------------

    @work(group="model", exclusive=True)
    async def look_for_model(self) -> None:
        """Beside the screen: it reads files."""
        found: ModelRef | NutgrafError | None
        try:
            found = await asyncio.to_thread(self.desk.find_model, self.memory.model)
        except NutgrafError as error:
            found = error
        if not self.screen_stack:  # the user has quit meanwhile
            return
        if isinstance(found, NutgrafError):
            self.shelf.complain(found)
        else:
            self._found_model(found)

    def _found_model(self, model: ModelRef | None) -> None:
        self.model = model
        self._refresh_titles()
        if model is None and not self.memory.welcomed and self.is_running:
            self.action_welcome()

    def _refresh_titles(self) -> None:
        self.shelf.reload()
        for screen in self.screen_stack[1:]:
            refresh = getattr(screen, "refresh_title", None)
            if (
                refresh and screen.is_mounted
            ):  # one that has just been asked for has no title yet, and tells it by itself
                refresh()

    def on_transfer_changed(self, message: TransferChanged) -> None:
        """A download took a step: told where it is looked at, and used when it is the first model."""
        if show := getattr(self.screen, "show_transfer", None):
            show(message.transfer)
        elif message.transfer.state in {"done", "failed"}:
            self.tell(message.transfer.sentence(0))
        if message.transfer.state == "done" and self.model is None:
            self.look_for_model()

    def use_model(self, model: ModelRef) -> None:
        self.model = model
        self.memory.model = model.id
        self._remember()

    def use_template(self, name: str) -> None:
        """An empty name: as configured."""
        self.memory.template = name
        self.template = name or self.desk.config.template
        self._remember()

    def use_configured_model(self) -> None:
        """The one of the settings, or the best one here."""
        self.memory.model = ""
        self._remember()
        self.look_for_model()

    def use_config(self, config: Config) -> None:
        """Settings that have changed: for every run that begins from now on."""
        self.desk = replace(self.desk, config=config, problem=None)
        self.runs.config = config

    def _remember(self) -> None:
        save_memory(self.memory)
        self._refresh_titles()

    # -- articles ------------------------------------------------------------------------------

    def open(self, article_id: str, at: Span | None = None) -> None:
        """Read an article on a screen of its own. ``at``: a passage to begin with."""
        from tui.screens.reader import ReaderScreen  # noqa: PLC0415  (not before the first frame)

        try:
            article = self.library.article(article_id)
        except NutgrafError as error:
            self.shelf.complain(error)
            return
        if article is not None:
            self.push_screen(ReaderScreen(article, at))

    def open_next(self, article_id: str) -> None:
        """The article below this one in the library, in its place."""
        row = self.shelf.following(article_id)
        if row is None:
            self.tell("This is the last article.")
            return
        self.pop_screen()
        self.shelf.list.place(row.id)
        self.open(row.id)

    def opened(self, article: Article) -> None:
        """The reader did not ask for this mark: a library that cannot be written is no reason to complain."""
        try:
            self.library.mark_read([article.id])
        except NutgrafError as error:
            self.log(str(error))

    def kept(self, article: Article) -> list[tuple[Analysis, str]]:
        """The latest analysis by each template and its identity, the latest first."""
        found: list[tuple[Analysis, str]] = []
        seen: set[str] = set()
        try:
            for row in self.library.analyses(article.id):
                if row.template not in seen and (analysis := self.library.analysis(row.number)) is not None:
                    seen.add(row.template)
                    found.append((analysis, row.identity))
        except NutgrafError as error:
            self.shelf.complain(error)
        return found

    def results(self, article: Article) -> list[AnalysisRow]:
        """All that are kept, the latest first."""
        try:
            return self.library.analyses(article.id)
        except NutgrafError as error:
            self.tell(str(error))
            return []

    def dismissed(self, article: Article) -> frozenset[tuple[Category, str]]:
        try:
            return self.library.dismissed(article.id)
        except NutgrafError:
            return frozenset()

    def dismiss(self, article: Article, note: BiasNote, *, dismissed: bool) -> None:
        """Raises StorageError."""
        (self.library.dismiss if dismissed else self.library.undismiss)(article.id, note)

    # -- runs ----------------------------------------------------------------------------------

    def extract(self, article: Article) -> RunState | None:
        """What can be had without a model, in a moment. It is not kept: nobody asked for it."""
        return self._start(article, None, keep=False)

    def summarize(self, article: Article) -> RunState | None:
        """None when there is no model, or the template has mistakes."""
        return self._start(article, self.model, keep=True) if self.model is not None else None

    def is_under_way(self, article: Article) -> bool:
        """Whether an article is being summarized with the model and the template that are chosen now."""
        chosen = (article.id, self.model.id if self.model is not None else None, self.template)
        return any(chosen == (s.article, s.model, s.template) for s in self.runs.under_way)

    def summarize_by_id(self, article_id: str) -> bool:
        try:
            article = self.library.article(article_id)
        except NutgrafError as error:
            self.shelf.complain(error)
            return False
        return article is not None and self.summarize(article) is not None

    def _start(self, article: Article, model: ModelRef | None, *, keep: bool) -> RunState | None:
        from summarizer.templates.find import DEFAULT, find_template  # noqa: PLC0415

        try:
            template = find_template(self.template if model is not None else DEFAULT)
        except NutgrafError as error:
            self.tell(str(error))
            return None
        return self.runs.start(self.runs.request(article, template, model), keep=keep)

    def stop(self, state: RunState) -> None:
        self.runs.stop(state)
        if isinstance(self.screen, BaseScreen):
            self.screen.show_run(state)

    async def on_run_advanced(self, message: RunAdvanced) -> None:
        state = self.runs.advance(message)
        if state is not None:
            for screen in list(self.screen_stack):
                if isinstance(screen, BaseScreen) and screen.is_attached:
                    await screen.run_changed(state)

    def invitation(self) -> str:
        """What to do with an extract."""
        if self.model is not None:
            return "The extract: the article's own sentences. s summarizes."
        return "The extract: the article's own sentences. A model rewrites them: m."

    # -- several articles ----------------------------------------------------------------------

    def compare(self, article_ids: Sequence[str]) -> None:
        """What articles on one event share and do not; pure, but it takes a moment."""
        from summarizer.compare.compare import MOST, compare  # noqa: PLC0415
        from tui.screens.compare import CompareScreen  # noqa: PLC0415

        if not 2 <= len(article_ids) <= MOST:
            self.tell(f"Select two or more articles first: x (at most {MOST}).")
            return
        try:
            articles = [a for a in map(self.library.article, article_ids) if a is not None]
        except NutgrafError as error:
            self.shelf.complain(error)
            return

        asked_on, stopped = self.screen, threading.Event()

        async def work() -> None:
            try:
                comparison = await asyncio.to_thread(compare, articles, stopped.is_set)
            finally:
                stopped.set()  # when this is cancelled, the thread has no other way to know
            if self.screen is asked_on:
                self.push_screen(CompareScreen(comparison))
            else:
                self.shelf.say("The comparison was dropped: another screen was open. c compares again.")

        self.tell("Comparing… esc stops it")
        self.run_worker(work(), group="compare", exclusive=True)

    def stop_comparing(self) -> bool:
        """Whether there was a comparison to stop."""
        return bool(self.workers.cancel_group(self, "compare"))

    def batch(self, article_ids: Sequence[str]) -> None:
        """The batch under way, or a new one over some articles."""
        from summarizer.templates.find import find_template  # noqa: PLC0415
        from tui.batch import Batch  # noqa: PLC0415
        from tui.screens.batch import BatchScreen  # noqa: PLC0415

        if self._batch is None or not self._batch.working:
            try:
                rows = [row for row in map(self.library.row, article_ids) if row is not None]
                self._batch = Batch(rows, find_template(self.template), self.model, self.library, self.runs)
            except NutgrafError as error:
                self.shelf.complain(error)
                return
        self.push_screen(BatchScreen(self._batch))

    def action_leave(self) -> None:
        """Quit; what is finished is kept. A batch under way is asked about, and so is what was written and not saved."""
        at_stake = [text for screen in self.screen_stack if (text := getattr(screen, "at_stake", ""))]
        if self._batch is not None and self._batch.working:
            at_stake.append(
                f"A batch is working: {self._batch.sentence()}. What is done is kept; it goes on another time."
            )
        if not at_stake:
            self.exit()
            return
        from tui.screens.ask import Ask  # noqa: PLC0415

        if not isinstance(self.screen, Ask):
            self.push_screen(
                Ask(" ".join([*at_stake, "Quit?"]), "quit", "stay"), lambda yes: self.exit() if yes else None
            )


def main() -> int:
    """Open the app on the user's library. Returns 0, or another number after a crash."""
    os.environ.setdefault("ESCDELAY", "25")
    from summarizer.config import load_config  # noqa: PLC0415
    from summarizer.store.library import open_library  # noqa: PLC0415  (SQLite: for the app alone)
    from tui.keys import check_keys  # noqa: PLC0415
    from tui.memory import load_memory  # noqa: PLC0415

    config, problem = Config(), None
    try:
        config = load_config()
        check_keys(config.keys)
    except NutgrafError as error:
        config, problem = replace(config, keys={}), error
    with open_library() as library:
        desk = Desk(library, config, lambda name: find_model(config, name), opener(config), problem)
        app = NutgrafApp(desk, load_memory())
        app.run()
    return app.return_code or 0
