"""What the library answers with: rows for lists, never texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list. Its text is not loaded: ``Library.article(row.id)`` does that."""

    id: str
    """``Article.id``, the key of everything that is kept about it."""
    number: int
    """For people to type; never used again after a removal."""
    title: str
    source: str
    """As ``Article.source``: a path, or words such as "pasted text"."""
    byline: str | None
    date: str | None
    site: str | None
    language: str | None
    words: int
    opening: str
    """The first words of the running text, one line of at most 300 characters."""
    added: float
    """Unix time in seconds."""
    unread: bool
    templates: tuple[str, ...]
    """Names of the templates it was analysed with, the latest analysis first; each once."""
    notes: int | None
    """Notes that the default view of its latest analysis with notes shows, dismissed ones left out; None without one."""


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """A finished run over an article, in a list. ``Library.analysis(row.number)`` loads it."""

    number: int
    article: str
    """``Article.id``."""
    identity: str
    """Of the request (``summarizer.pipeline.request.identity``)."""
    made: float
    """Unix time in seconds."""
    template: str
    template_sha256: str
    model: str | None
    """None when no model took part; so with ``model_sha256`` and ``engine``."""
    model_sha256: str | None
    engine: str | None
    """Name and version of what ran the model."""
    nutgraf: str
    """Version of nutgraf."""
    claims: int
    notes: int | None
    """As ``ArticleRow.notes``, for this analysis."""


class Sort(StrEnum):
    ADDED = "added"
    """The latest first."""
    TITLE = "title"
    SOURCE = "source"
    WORDS = "words"
    """The longest first."""
    NOTES = "notes"
    """The most first; articles without an analysis last."""
    RELEVANCE = "relevance"
    """The best match first; without words to search for, as ADDED."""


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int
    unread: int
    analyses: int


Rows = Mapping[str, list[tuple[Any, ...]]]
"""Table name -> rows."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal took, for ``Library.restore``; held in memory only."""

    articles: tuple[Rows, ...]
    """All that was kept about each."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What ``recover`` found in a damaged library."""

    aside: Path
    """Folder with a copy of every file of the damaged library, byte for byte."""
    articles: int
    analyses: int
    lost: int | None
    """Articles and analyses that were seen and could not be read whole; None if nothing at all was seen."""
