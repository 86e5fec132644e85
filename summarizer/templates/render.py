"""Placeholders filled in, once: what an article contains is never looked at for placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.model import Article
from summarizer.templates.parse import PLACEHOLDER
from summarizer.templates.template import Template
from summarizer.text.clean import one_line, printable
from summarizer.text.language import LANGUAGES


def values_of(article: Article) -> dict[str, str]:
    """What the placeholders stand for; empty where the article does not say."""
    return {
        "title": one_line(article.title),
        "byline": article.byline or "",
        "date": article.date or "",
        "site": article.site or "",
        "language": LANGUAGES.get(article.language or "", article.language or ""),
        "article": printable(article.text).strip(),
    }


def render(template: Template, values: Mapping[str, str]) -> str:
    """The body with its placeholders replaced. A template that was parsed always renders."""

    def replace(match: re.Match[str]) -> str:
        return "$" if match["dollar"] else values[match["name"] or match["braced"]]

    return PLACEHOLDER.sub(replace, template.body)


def placeholders(template: Template) -> frozenset[str]:
    """The names that the body asks for."""
    return frozenset(m["name"] or m["braced"] for m in PLACEHOLDER.finditer(template.body) if not m["dollar"])
