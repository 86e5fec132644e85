"""An analysis for a terminal or a pipe: plain lines, no colour needed to understand them."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from summarizer.model import Analysis, Article, BiasNote, Claim
from summarizer.render import wording
from summarizer.text.clean import one_line, printable

SUMMARY = "SUMMARY"
ANSWER = "ANSWER"


def render_text(analysis: Analysis, width: int | None = 80) -> str:
    """``width`` None: no wrapping, one line per sentence, for other programs.

    The order is that in which a run brings things, so that a terminal can show the beginning early."""
    lines = header_lines(analysis.article, width)
    if analysis.claims:
        lines.append(SUMMARY)
        for claim in analysis.claims:
            lines += claim_lines(claim, width, bullets=wording.has_bullets(analysis))
        lines.append("")
    if analysis.gist:
        lines += ["IN ONE SENTENCE", *claim_lines(analysis.gist, width, bullets=False), ""]
    if analysis.custom:
        lines += [ANSWER, *answer_lines(analysis.custom, width), ""]
    if analysis.notes is not None:
        lines.append("BIAS NOTES")
        for note in wording.notes_to_show(analysis):
            lines += note_lines(note, width)
        lines += [*wrapped(wording.notes_remark(analysis), width, "", ""), ""]
    cited = wording.cited_sentences(analysis)
    if cited:
        lines.append("SOURCES")
        for i in cited:
            lines += wrapped(one_line(analysis.article.sentence_text(i)), width, f"  [{i + 1}] ", "      ")
        lines.append("")
    for warning in analysis.warnings:
        lines += wrapped(f"Note: {one_line(warning)}", width, "", "  ")
    lines += wrapped(wording.provenance(analysis), width, "", "")
    return "\n".join(lines) + "\n"


def header_lines(article: Article, width: int | None) -> list[str]:
    title = wrapped(one_line(article.title), width, "", "")
    return [*title, *wrapped(one_line(wording.facts(article)), width, "", ""), ""]


def answer_lines(answer: str, width: int | None) -> list[str]:
    lines: list[str] = []
    for line in printable(answer).splitlines():
        lines += wrapped(line.strip(), width, "", "  ") if line.strip() else [""]
    return lines


def claim_lines(claim: Claim, width: int | None, *, bullets: bool) -> list[str]:
    """A claim begins on a line of its own, with or without a bullet; its other lines are indented."""
    label = f"{claim.label}: " if claim.label else ""
    marks = "".join(f" ({one_line(mark)})" for mark in wording.marks(claim))
    return wrapped(f"{label}{one_line(claim.text)} {wording.cites(claim)}{marks}", width, "• " if bullets else "", "  ")


def note_lines(note: BiasNote, width: int | None) -> list[str]:
    where = f"sentence {note.sentence + 1}" if note.sentence is not None else "headline"
    if note.whole_article:
        where = "whole article"
    head = f"{wording.category(note)} · {note.tier.value} · {where}"
    return [*wrapped(head, width, "• ", "  "), *wrapped(one_line(note.text), width, "  ", "  ")]


def wrapped(text: str, width: int | None, first: str, rest: str) -> list[str]:
    """``text`` in lines of at most ``width`` cells, if given: the first begins with ``first``, others with ``rest``."""
    if width is None:
        return [first + text]
    return list(_fold(text, width, first, rest))


def _fold(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    """Wrap by terminal cells: wide characters count twice and may be parted anywhere."""
    if not any(unicodedata.east_asian_width(c) in "WF" for c in text):
        yield from textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest) or [first.rstrip()]
        return
    line, used = first, len(first)
    for character in text:
        cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used + cells > width:
            yield line
            line, used = rest, len(rest)
        line, used = line + character, used + cells
    yield line
