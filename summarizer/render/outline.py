"""A report as sections of lines with details, written out as text, Markdown or a page: the same words in each."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.render.html import page
from summarizer.render.markdown import escape
from summarizer.render.text import wrapped
from summarizer.text.clean import one_line


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    items: tuple[Item, ...]
    remark: str = ""
    """A line below the items, or in their place."""


@dataclass(frozen=True, slots=True)
class Outline:
    title: str
    sections: tuple[Section, ...]
    foot: str
    language: str | None = "en"


def as_text(outline: Outline, width: int | None) -> str:
    """``width`` None: no wrapping."""
    lines = [*wrapped(one_line(outline.title), width, "", ""), ""]
    for section in outline.sections:
        lines += wrapped(one_line(section.heading).upper(), width, "", "")
        for item in section.items:
            lines += wrapped(one_line(item.text), width, "• ", "  ")
            for detail in item.details:
                lines += wrapped(one_line(detail), width, "  ", "    ")
        lines += wrapped(one_line(section.remark), width, "", "") if section.remark else []
        lines.append("")
    return "\n".join([*lines, *wrapped(outline.foot, width, "", "")]) + "\n"


def as_markdown(outline: Outline) -> str:
    parts = [f"# {escape(outline.title)}"]
    for section in outline.sections:
        parts.append(f"## {escape(section.heading)}")
        if section.items:
            parts.append("\n".join(_entry(item) for item in section.items))
        if section.remark:
            parts.append(escape(section.remark))
    return "\n\n".join([*parts, f"*{escape(outline.foot)}*"]) + "\n"


def as_html(outline: Outline) -> str:
    return page(as_markdown(outline), outline.title, outline.language)


def _entry(item: Item) -> str:
    return "\n".join([f"- {escape(item.text)}", *(f"  - {escape(detail)}" for detail in item.details)])
