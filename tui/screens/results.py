"""All results of one article: with which template and model, and when."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from summarizer.store.values import AnalysisRow
from tui.text import counted, plain
from tui.widgets.options import Options


class ResultsScreen(ModalScreen[AnalysisRow]):
    """Answers the result to show, or None."""

    DEFAULT_CSS = """
    ResultsScreen { align: center middle; }
    ResultsScreen > Vertical { width: 80; max-width: 96%; height: auto; max-height: 80%; background: $panel; padding: 1 2; }
    ResultsScreen OptionList { height: auto; max-height: 20; background: $panel; }
    """
    BINDINGS: ClassVar = [Binding("escape", "leave", "Back")]

    def __init__(self, rows: Sequence[AnalysisRow]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Results of this article; enter shows one, esc goes back.\n", markup=False)
            yield Options(*(Option(plain(_line(row))) for row in self._rows), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option_index])

    def action_leave(self) -> None:
        self.dismiss(None)


def _line(row: AnalysisRow) -> str:
    made = time.strftime("%d %b %Y %H:%M", time.localtime(row.made))
    notes = "no notes" if row.notes is None else counted(row.notes, "note")
    return f"{row.template:<18} {row.model or 'no model'}, {made}, {counted(row.claims, 'sentence')}, {notes}"
