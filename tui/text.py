"""The only way article or model text enters a widget: never as markup, never with control characters."""

from __future__ import annotations

from textual.content import Content

from summarizer.text.clean import printable


def plain(text: str) -> Content:
    """``text`` as it reads, whatever it spells: Textual would parse a ``str`` as markup."""
    return Content(printable(text))


_HARMFUL = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
    if chr(code) not in "\n\t"
}
_HARMFUL[ord("\t")] = " "
_PROSE = {**_HARMFUL, ord("\n"): " "}


def aligned(text: str, *, keep_lines: bool) -> Content:
    """``text`` made harmless one character for one, so that offsets into it still hold. A hard-wrapped
    paragraph becomes one line unless ``keep_lines``."""
    return Content(text.translate(_HARMFUL if keep_lines else _PROSE))
