"""Export: a form, a place, and what would be written."""

from __future__ import annotations

import re
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from summarizer.batch.output import write_whole
from summarizer.errors import NutgrafError
from summarizer.model import Analysis
from summarizer.render.form import renderer
from tui.text import plain

FORMS = {"md": "Markdown", "html": "web page", "txt": "text", "json": "JSON, for programs"}


class ExportScreen(ModalScreen[str]):
    """Answers what was done, in words; None when nothing was."""

    DEFAULT_CSS = """
    ExportScreen { align: center middle; }
    ExportScreen > Vertical { width: 90%; max-width: 100; height: 80%; background: $panel; padding: 1 2; }
    ExportScreen Static { height: auto; }
    ExportScreen VerticalScroll { height: 1fr; margin: 1 0; background: $background; padding: 0 1; }
    ExportScreen .-failed { color: $error; text-style: bold; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("escape", "cancel", "Cancel", priority=True),
        Binding("tab", "form", "Next form", priority=True),
    ]

    def __init__(self, analysis: Analysis, identity: str) -> None:
        super().__init__()
        self._analysis = analysis
        self._identity = identity
        self._form = "md"
        self._replace: Path | None = None
        """A file that may be replaced: it was asked about."""

    def compose(self) -> ComposeResult:
        name = re.sub(r"[^\w]+", "-", self._analysis.article.title.lower()).strip("-")[:50] or "article"
        with Vertical():
            yield Static(id="form")
            yield Input(str(Path.cwd() / f"{name}.md"), select_on_focus=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="preview")
            yield Static(id="said")

    def on_mount(self) -> None:
        self._show()

    def _text(self) -> str:
        """The same text that the command line writes."""
        return renderer(self._form)(self._analysis, self._identity)

    def _show(self) -> None:
        forms = "  ".join(f"[{name}]" if form == self._form else name for form, name in FORMS.items())
        self.query_one("#form", Static).update(plain(f"Export as  {forms}    tab: another"))
        self.query_one("#preview", Static).update(plain(self._text()[:20_000]))
        self._say("enter  write the file      esc  back")

    def _say(self, text: str, *, failed: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.update(plain(text))
        said.set_class(failed, "-failed")

    def action_form(self) -> None:
        forms = list(FORMS)
        field = self.query_one(Input)
        before = self._form
        self._form = forms[(forms.index(before) + 1) % len(forms)]
        field.value = field.value.removesuffix(f".{before}") + f".{self._form}"
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = Path(event.value.strip()).expanduser()
        if path.is_dir() or (path.exists() and path != self._replace):
            self._replace = path
            text = "is a folder" if path.is_dir() else "exists; enter once more replaces it"
            self._say(f"{path} {text}.", failed=True)
            return
        try:
            write_whole(path, self._text())
        except NutgrafError as error:
            self._say(str(error), failed=True)
        else:
            self.dismiss(f"Written: {path}")

    def action_cancel(self) -> None:
        self.dismiss(None)
