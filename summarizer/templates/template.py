"""The value a template file becomes. A template that parses always renders."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from summarizer.model import TemplateRef


class Task(StrEnum):
    SUMMARY = "summary"
    """A checked, cited summary; the body says how its sentences should be written."""
    CUSTOM = "custom"
    """A free-form analysis; the body is the whole request and must contain ``$article``."""


class Form(StrEnum):
    PROSE = "prose"
    BULLETS = "bullets"


@dataclass(frozen=True, slots=True)
class Section:
    """One labelled answer of a summary, such as "Who"."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    """File name without suffix: what ``--template`` takes."""
    title: str
    description: str
    task: Task
    body: str
    """May contain ``$title $byline $date $site $language`` and, if custom, ``$article``."""
    sentences: int = 4
    """How many sentences the summary shall have (summary without sections)."""
    words: int = 25
    """At most this many words a sentence (summary)."""
    length: int | None = None
    """About this many words in all; the number of sentences follows from it (summary without sections)."""
    form: Form = Form.PROSE
    gist: bool = False
    """Add one sentence over the whole summary. Models below 3B mostly fail its checks."""
    language: str | None = None
    """ISO 639-1 code of the output, or None for the article's own."""
    sections: tuple[Section, ...] = ()
    max_tokens: int = 400
    """Length of a custom answer."""
    origin: Path | None = None
    """None for a built-in."""
    shadows: bool = False
    """A user's file that hides a built-in of the same name."""
    sha256: str = ""
    """Of the file's bytes."""

    @property
    def ref(self) -> TemplateRef:
        return TemplateRef(self.name, self.sha256)
