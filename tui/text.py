"""The only way article or model text enters a widget: never as markup, never with control characters."""

from __future__ import annotations

from textual.content import Content

from summarizer.text.clean import one_line, printable


def plain(text: str) -> Content:
    """``text`` as it reads, whatever it spells: Textual would parse a ``str`` as markup."""
    return Content(printable(text))


def line(text: str, width: int | None = None) -> Content:
    """``plain`` on one line, cut to ``width`` characters."""
    whole = one_line(text)
    return Content(whole if width is None or len(whole) <= width else whole[: width - 1].rstrip() + "…")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "1,200 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


_HARMFUL = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
    if chr(code) not in "\n\t"
}
_HARMFUL |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_HARMFUL[ord("\t")] = " "
_PROSE = {**_HARMFUL, ord("\n"): " "}


def harmless(text: str, *, keep_lines: bool) -> str:
    """``text`` made harmless one character for one, so that offsets into it still hold. A hard-wrapped
    paragraph becomes one line unless ``keep_lines``."""
    return text.translate(_HARMFUL if keep_lines else _PROSE)
