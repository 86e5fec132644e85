"""Batch: many articles with one template, each with its progress and, if it fails, its reason."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Footer, OptionList
from textual.widgets.option_list import Option

from summarizer.batch.sinks import FolderSink
from summarizer.errors import NutgrafError
from summarizer.render.form import renderer
from tui.batch import Batch, Item
from tui.bindings import bindings
from tui.run_state import RunState
from tui.screens.ask import Prompt
from tui.screens.base import BaseScreen
from tui.text import counted, plain
from tui.widgets.bars import RunBar, TitleBar
from tui.widgets.options import Options
from tui.widths import fit


class BatchScreen(BaseScreen):
    ABOUT: ClassVar[str] = (
        "Many articles, one after the other. Every result is in the library as soon as it is done; a batch that is "
        "stopped goes on with what is left. Leaving this screen does not stop it. w writes all results to a folder."
    )
    DEFAULT_CSS = """
    BatchScreen OptionList { height: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS = [*bindings("batch"), *bindings("screen")]  # noqa: RUF012

    def __init__(self, batch: Batch) -> None:
        super().__init__()
        self._batch = batch

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Options(markup=False)
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        rows = self.query_one(OptionList)
        rows.add_options(Option(plain(self._line(item)), id=str(i)) for i, item in enumerate(self._batch.items))
        rows.focus()
        self._show()

    def on_resize(self) -> None:
        self._show()

    async def run_changed(self, state: RunState) -> None:
        await super().run_changed(state)
        for i, item in enumerate(self._batch.items):
            if item.run is state:
                self.query_one(OptionList).replace_option_prompt(str(i), plain(self._line(item)))
        self._title()

    def how_to_stop(self, state: RunState) -> str:
        return "x stops the batch" if any(item.run is state for item in self._batch.items) else ""

    def _line(self, item: Item) -> str:
        mark = "✓" if item.done else "✗" if item.failed else "…" if item.run and not item.run.phase.over else " "
        more = ""
        if item.run is not None and item.run.error is not None:
            more = str(item.run.error)
        elif item.run is not None and item.done:
            more = f"{item.run.ended - item.run.begun:.0f} s"
        return f"{mark} {fit(' '.join(item.row.title.split()), max(20, self.size.width - 44))} {item.word:<12} {more}"

    def _show(self) -> None:
        rows = self.query_one(OptionList)
        for i, item in enumerate(self._batch.items):
            if i < rows.option_count:
                rows.replace_option_prompt(str(i), plain(self._line(item)))
        self._title()

    def _title(self) -> None:
        model = self._batch.model.id if self._batch.model else "no model"
        self.query_one(TitleBar).show(
            f"Library › Batch › {self._batch.sentence()}", f"{self._batch.template.name} · {model}"
        )

    def action_start(self) -> None:
        try:
            self._batch.start()
        except NutgrafError as error:
            self.complain(error)
        self._show()

    def action_retry(self) -> None:
        self.action_start()

    def action_stop(self) -> None:
        self._batch.stop()
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.nutgraf.open(self._batch.items[int(event.option_id or 0)].row.id)

    def action_write(self) -> None:
        """All results of this template as files, one for each article."""
        self.app.push_screen(
            Prompt("Folder for the results (Markdown, one file for each):", str(Path.cwd() / "results")), self._write
        )

    def _write(self, folder: str | None) -> None:
        if not folder:
            return
        written = 0
        try:
            sink = FolderSink(Path(folder).expanduser())
            try:
                for item in self._batch.items:
                    written += self._write_one(item, sink)
            finally:
                sink.close()
        except NutgrafError as error:
            self.complain(error)
        else:
            self.say(f"{counted(written, 'result')} written to {folder}")

    def _write_one(self, item: Item, sink: FolderSink) -> bool:
        library = self.nutgraf.library
        for row in library.analyses(item.row.id):
            if row.template_sha256 == self._batch.template.sha256 and (analysis := library.analysis(row.number)):
                sink.write(f"{item.row.number:04}.md", row.identity, renderer("md")(analysis, row.identity))
                return True
        return False
