"""A news story written for this project, so that a first run needs nothing of the user's."""

from __future__ import annotations

from importlib.resources import files

from summarizer.articles.load import load_bytes
from summarizer.model import Article

NAME = "sample article"


def sample_article() -> Article:
    return load_bytes((files(__package__) / "consolidation.md").read_bytes(), NAME, ".md")
