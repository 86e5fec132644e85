"""The library: where the app begins. Articles come in by a path, a dropped file, pasted text or a folder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.events import Paste, ScreenResume
from textual.widgets import Footer, Static

from summarizer.errors import NutgrafError
from summarizer.store.values import ArticleRow, Sort
from tui.bindings import bindings
from tui.dropped import paths_in
from tui.run_state import RunState
from tui.screens.base import BaseScreen
from tui.text import counted, plain
from tui.widgets.article_list import ArticleList
from tui.widgets.bars import RunBar, TitleBar
from tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from summarizer.model import Article
    from summarizer.store.values import Removed

EMPTY = """No articles yet.

  o   add a file or a folder (.txt, .md, .html), or drop one here
  v   paste the text of an article
  E   try the sample article

From a shell: nutgraf library add article.html"""
_SORTS = (Sort.ADDED, Sort.TITLE, Sort.SOURCE, Sort.WORDS, Sort.NOTES)


class LibraryScreen(BaseScreen):
    ABOUT: ClassVar[str] = (
        "All articles. Search looks at titles, bylines, sources and the whole text, in any script; the last letters "
        "of a word may be missing. x selects several for s (summarize), c (compare), b (batch) and d (delete)."
    )
    DEFAULT_CSS = """
    #list { height: 1fr; }
    #empty { display: none; padding: 2 4; height: 1fr; }
    LibraryScreen.-bare #empty { display: block; }
    LibraryScreen.-bare ArticleList, LibraryScreen.-bare #preview { display: none; }
    #preview { height: 4; border-top: solid $panel; padding: 0 1; color: $quiet; }
    """
    BINDINGS = bindings("library")

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._sort = Sort.ADDED
        self._removed: list[Removed] = []
        self._problems: list[str] = []

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield ArticleList()
        yield Static(EMPTY, id="empty", markup=False)
        yield Static(id="preview")
        yield PromptBar()
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.list.focus()
        self.reload()

    def on_screen_resume(self, event: ScreenResume) -> None:
        self.reload()

    @property
    def list(self) -> ArticleList:
        return self.query_one(ArticleList)

    # -- rows ----------------------------------------------------------------------------------

    def reload(self) -> None:
        """The rows as the library has them now."""
        try:
            sort = Sort.RELEVANCE if self._words and self._sort is Sort.ADDED else self._sort
            rows = self.nutgraf.library.rows(self._words, sort=sort)
            counts = self.nutgraf.library.counts()
        except NutgrafError as error:
            self.complain(error)
            return
        self.list.show(rows)
        self.set_class(counts.articles == 0, "-bare")
        model = self.nutgraf.model
        where = "Library"
        if self._words:
            where += f" › {len(rows)} of {counts.articles} with “{self._words}”"
        unread = f" · {counts.unread} unread" if counts.unread else ""
        sorting = "" if self._sort is Sort.ADDED else f" · by {self._sort.value}"
        self.query_one(TitleBar).show(
            where, f"{counted(counts.articles, 'article')}{unread}{sorting} · {model.id if model else 'no model: m'}"
        )

    def on_article_list_moved(self) -> None:
        row = self.list.current
        words = f"  ·  {counted(row.words, 'word')}" if row else ""
        self.query_one("#preview", Static).update(plain(f"{row.source}{words}\n{row.opening}" if row else ""))

    def following(self, article_id: str) -> ArticleRow | None:
        """The row below an article's."""
        rows = list(self.list.rows)
        at = next((i for i, row in enumerate(rows) if row.id == article_id), None)
        return rows[at + 1] if at is not None and at + 1 < len(rows) else None

    def on_article_list_opened(self, message: ArticleList.Opened) -> None:
        self.nutgraf.open(message.row.id)

    async def run_changed(self, state: RunState) -> None:
        await super().run_changed(state)
        if state.analysis is not None and state.model:
            self.reload()

    def how_to_stop(self, state: RunState) -> str:
        return "esc stops it"

    # -- adding --------------------------------------------------------------------------------

    def action_add(self) -> None:
        from tui.screens.add import AddScreen  # noqa: PLC0415

        self.app.push_screen(AddScreen(), lambda paths: self.add_paths(paths) if paths else None)

    def action_paste(self) -> None:
        from tui.screens.paste import PasteScreen  # noqa: PLC0415

        self.app.push_screen(PasteScreen(), lambda text: self.add_text(text) if text else None)

    def on_paste(self, event: Paste) -> None:
        """A dropped file arrives as its path; anything else is an article's text."""
        event.stop()
        if paths := paths_in(event.text):
            self.add_paths(paths)
        else:
            self.add_text(event.text)

    def action_sample(self) -> None:
        from summarizer.sample import sample_article  # noqa: PLC0415

        self._add([sample_article], open_single=True)

    def add_text(self, text: str) -> None:
        from summarizer.articles.load import load_bytes  # noqa: PLC0415

        data = text.encode("utf-8", "replace")
        self._add([lambda: load_bytes(data, "pasted text")], open_single=True)

    def add_paths(self, paths: Sequence[Path]) -> None:
        from summarizer.articles.load import expand, load_path  # noqa: PLC0415

        files = expand(paths)
        if not files:
            self.say("There is no article in it: .txt, .md, .html and .htm files are read.")
            return
        one = len(files) == 1
        self._add([lambda path=path: load_path(path) for path in files], open_single=one)

    @work(group="add")
    async def _add(self, loaders: Sequence[Callable[[], Article]], *, open_single: bool) -> None:
        """Load and keep articles beside the interface; one alone is opened."""
        added, known, failed = 0, 0, []
        last = ""
        for i, load in enumerate(loaders, 1):
            if len(loaders) > 1:
                self.say(f"Adding {i} of {len(loaders)}")
            try:
                article = await asyncio.to_thread(load)
                is_new = await asyncio.to_thread(self.nutgraf.library.add, article)
            except NutgrafError as error:
                failed.append(error)
            else:
                last = article.id
                added, known = added + is_new, known + (not is_new)
        self.reload()
        if last:
            self.list.place(last)
        if failed and len(loaders) == 1:
            self.complain(failed[0])
            return
        parts = [f"{added} added"] + ([f"{known} here already"] if known else [])
        parts += [f"{len(failed)} not readable: {failed[0]}"] if failed else []
        self.say(", ".join(parts))
        if open_single and last:
            self.nutgraf.open(last)

    # -- acting --------------------------------------------------------------------------------

    def action_filter(self) -> None:
        self.query_one(PromptBar).open("search", "Search:", self._words)

    def on_prompt_bar_changed(self, message: PromptBar.Changed) -> None:
        self._words = message.value
        self.say("")  # what went wrong before is over
        self.reload()
        self.query_one(PromptBar).beside(f"{len(self.list.rows)} found")

    def on_prompt_bar_stepped(self, message: PromptBar.Stepped) -> None:
        self.query_one(PromptBar).close()
        self.list.focus()

    def action_summarize(self) -> None:
        rows = self.list.take()
        started = sum(self.nutgraf.summarize_by_id(row.id) for row in rows)
        if rows and not started:
            self.say("No model yet. Opening an article shows the extract; m shows models.")

    def action_select(self) -> None:
        self.list.toggle()

    def action_sort(self) -> None:
        self._sort = _SORTS[(_SORTS.index(self._sort) + 1) % len(_SORTS)]
        self.reload()
        self.say(f"Sorted by {self._sort.value}.")

    def action_unread(self) -> None:
        rows = self.list.take()
        if rows:
            self._change(lambda: self.nutgraf.library.mark_read([r.id for r in rows], rows[0].unread))

    def action_delete(self) -> None:
        rows = self.list.take()
        if rows:
            what = f"“{rows[0].title}”" if len(rows) == 1 else f"{len(rows)} articles"
            self._change(
                lambda: self._removed.append(self.nutgraf.library.remove([r.id for r in rows])),
                f"Deleted {what}. u brings it back until you quit.",
            )

    def action_undo(self) -> None:
        if not self._removed:
            self.say("Nothing to undo.")
            return
        removed = self._removed.pop()
        self._change(lambda: self.nutgraf.library.restore(removed), "It is back.")

    def _change(self, change: Callable[[], object], done: str = "") -> None:
        """Change the library and say so, or say why not."""
        try:
            change()
        except NutgrafError as error:
            self.complain(error)
        else:
            self.say(done)
        self.reload()

    def action_compare(self) -> None:
        self.nutgraf.compare([row.id for row in self.list.take()])

    def action_batch(self) -> None:
        self.nutgraf.batch([row.id for row in self.list.take()])

    def action_back(self) -> None:
        """The search is cleared first, then a comparison is stopped, then a run."""
        bar = self.query_one(PromptBar)
        if bar.is_open or self._words:
            self._words = ""
            bar.close()
            self.list.focus()
            self.reload()
        elif self.nutgraf.stop_comparing():
            self.say("Stopped.")
        elif under_way := self.nutgraf.runs.under_way:
            self.nutgraf.stop(under_way[0])
