"""The last gate before the terminal, for what enters widgets without ``tui.text``: what is typed or pasted into
fields, names of files."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from summarizer.text.clean import printable


class Harmless(LineFilter):
    """No escape, control character or mark that reorders a line passes; every line keeps its width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [_harmless(segment) for segment in segments]


def _harmless(segment: Segment) -> Segment:
    text = printable(segment.text)
    return Segment(text + " " * (cell_len(segment.text) - cell_len(text)), segment.style, segment.control)
