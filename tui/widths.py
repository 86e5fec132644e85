"""Text cut to a number of terminal cells: wide characters count twice, joined ones once."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def fit(text: str, width: int, *, right: bool = False) -> str:
    """``text`` in exactly ``width`` cells, with an ellipsis where it is cut."""
    if text.isascii():
        short = text if len(text) <= width else text[: width - 1] + "…"
        return short.rjust(width) if right else short.ljust(width)
    length = cell_len(text)
    if length > width:
        text = set_cell_size(text, width - 1).rstrip() + "…"
        length = cell_len(text)
    return " " * (width - length) + text if right else text + " " * (width - length)
