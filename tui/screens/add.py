"""Adding files: type or drop a path, or walk to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from rich.text import Text, TextType
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Paste
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import DirectoryTree, Input, Static

from summarizer.articles.load import SUFFIXES
from summarizer.text.clean import one_line
from tui.dropped import paths_in
from tui.text import plain


def _last(typed: str) -> str:
    """The path that was typed after another one: ``/home/ana//etc`` and ``/home/ana/~/etc`` begin anew."""
    return re.sub(r"^(?!file:).*/(?=[/~])", "", typed)


class _Names(Suggester):
    """The first file or folder that begins as typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        typed = Path(_last(value)).expanduser()
        folder, start = (typed, "") if value.endswith("/") else (typed.parent, typed.name)
        try:
            names = sorted(p.name for p in folder.iterdir() if p.name.startswith(start) and not p.name.startswith("."))
        except OSError:
            return None
        return value + names[0][len(start) :] if names and value else None


class _Articles(DirectoryTree):
    def process_label(self, label: TextType) -> Text:
        """The name of a file is no markup."""
        return Text(one_line(str(label)))

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        return [p for p in paths if not p.name.startswith(".") and (p.is_dir() or p.suffix.lower() in SUFFIXES)]


class AddScreen(ModalScreen[list[Path]]):
    DEFAULT_CSS = """
    AddScreen { align: center middle; }
    AddScreen > Vertical { width: 90%; max-width: 100; height: 80%; background: $panel; padding: 1 2; }
    AddScreen Static { height: auto; }
    AddScreen DirectoryTree { height: 1fr; margin-top: 1; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("escape", "cancel", "Cancel"),
        Binding("a", "folder", "Add the folder"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Path of a file or a folder; the arrow to the right completes. tab: choose below.")
            yield Input(str(Path.cwd()) + "/", suggester=_Names())
            yield _Articles(Path.cwd())
            yield Static(
                "enter  open or add a file      a  add the whole folder      esc  back", id="said", markup=False
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._finish(event.value)

    def on_paste(self, event: Paste) -> None:
        event.stop()
        if paths := paths_in(event.text):
            self.dismiss(paths)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        self.dismiss([event.path])

    def action_folder(self) -> None:
        node = self.query_one(_Articles).cursor_node
        if node is not None and node.data is not None:
            path = node.data.path
            self.dismiss([path if path.is_dir() else path.parent])

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _finish(self, value: str) -> None:
        typed = _last(value)
        paths = paths_in(typed) or paths_in(str(Path(typed.strip().strip("'\"")).expanduser().absolute()))
        if paths:
            self.dismiss(paths)
        else:
            self.query_one("#said", Static).update(Content("") + plain(f"{typed} does not exist. Check the name."))
