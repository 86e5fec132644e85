"""The editor of a template: every mistake with its line, while it is written."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Footer, Static, TextArea

from summarizer.batch.output import write_whole
from summarizer.errors import NutgrafError, TemplateError
from summarizer.paths import folders
from summarizer.templates.parse import parse_template
from summarizer.templates.render import placeholders
from tui.bindings import bindings
from tui.outside import edit_outside
from tui.screens.ask import Ask
from tui.screens.base import BaseScreen
from tui.text import plain
from tui.widgets.bars import RunBar, TitleBar


class EditorScreen(BaseScreen):
    ABOUT: ClassVar[str] = (
        "Front matter between +++ lines says what is wanted; the text below tells the model how to write. "
        "Saving puts the file into your own folder; a built-in one is never changed."
    )
    DEFAULT_CSS = """
    EditorScreen TextArea { height: 1fr; border: none; }
    EditorScreen #check { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """
    BINDINGS = [*bindings("editor"), *bindings("screen")]  # noqa: RUF012

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._template = name
        self._saved = text

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield TextArea(self._saved, soft_wrap=True, show_line_numbers=True, tab_behavior="focus")
        yield Static(id="check")
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(f"Library › Templates › {self._template}", str(self._path))
        self.query_one(TextArea).focus()
        self._check()

    @property
    def _path(self) -> Path:
        return folders().templates / f"{self._template}.md"

    @property
    def text(self) -> str:
        return self.query_one(TextArea).text

    @property
    def at_stake(self) -> str:
        """What would be lost now."""
        return "" if self.text == self._saved else "The changes to the template are not saved."

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self._check()

    def _check(self) -> None:
        line = self.query_one("#check", Static)
        try:
            template = parse_template(self.text, self._template, "line")
        except TemplateError as error:
            line.update(plain("\n".join(problem.replace("line:", "line ", 1) for problem in error.problems)))
        else:
            used = ", ".join(f"${name}" for name in sorted(placeholders(template))) or "no placeholder"
            line.update(plain(f"No mistakes. Uses {used}."))

    def action_save(self) -> None:
        try:
            write_whole(self._path, self.text)
        except NutgrafError as error:
            self.complain(error)
        else:
            self._saved = self.text
            self.say(f"Saved: {self._path}")

    def action_external(self) -> None:
        """Leave the screen to the user's own editor; what it saves comes back here."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"{self._template}.md")
            path.write_text(self.text, encoding="utf-8")
            try:
                edit_outside(self.app, path)
            except NutgrafError as error:
                self.complain(error)
                return
            self.query_one(TextArea).load_text(path.read_text(encoding="utf-8", errors="replace"))

    async def went_back(self) -> bool:
        """Unsaved changes are asked about once."""
        if not self.at_stake:
            return False
        question = f"{self.at_stake} Leave without them?"

        def answered(yes: bool | None) -> None:
            if yes:
                self.app.pop_screen()

        self.app.push_screen(Ask(question, "leave", "stay"), answered)
        return True
