"""Comparisons and groups as JSON. Published: ``comparison-1.schema.json`` and ``groups-1.schema.json`` (docs/json.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import summarizer
from summarizer.compare.comparison import Comparison, Pair, Place, Statement
from summarizer.model import Article
from summarizer.published.json import dumps, head
from summarizer.render.comparison import letter

COMPARISON, GROUPS = "nutgraf.comparison/1", "nutgraf.groups/1"


def render_comparison(comparison: Comparison) -> str:
    return dumps(_fields(comparison), indent=2) + "\n"


def render_groups(articles: Sequence[Article], groups: Sequence[Sequence[int]], failed: Mapping[str, str]) -> str:
    fields = {
        "format": GROUPS,
        "nutgraf": summarizer.__version__,
        "groups": [{"articles": [head(articles[i]) for i in group]} for group in groups],
        "failed": [{"source": source, "reason": reason} for source, reason in failed.items()],
    }
    return dumps(fields, indent=2) + "\n"


def _fields(comparison: Comparison) -> dict[str, Any]:
    def place(at: Place) -> dict[str, Any]:
        return {
            "article": letter(at.article),
            "sentence": at.sentence + 1,
            "start": at.span.start,
            "end": at.span.end,
            "text": at.span.of(comparison.articles[at.article].text),
        }

    def statement(s: Statement) -> dict[str, Any]:
        return {
            "state": s.state.value,
            "places": [place(p) for p in s.places],
            "similar": [{**place(n.place), "closeness": round(n.closeness, 3)} for n in s.similar],
            "absent": [letter(article) for article in s.absent],
            "closeness": round(s.closeness, 3),
            "weight": round(s.weight, 3),
        }

    return {
        "format": COMPARISON,
        "nutgraf": summarizer.__version__,
        "articles": [
            {"id": letter(i), **head(article), "text": article.text} for i, article in enumerate(comparison.articles)
        ],
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "statements": [statement(s) for s in comparison.statements],
        "figures": [{"what": d.what, "places": [place(d.one), place(d.other)]} for d in comparison.figures],
        "wording": [{"kind": d.kind, "places": [place(d.one), place(d.other)]} for d in comparison.wording],
        "speakers": [
            {
                "name": s.name,
                "quotations": [place(p) for p in s.quotations],
                "verbs": [place(p) for p in s.verbs],
            }
            for s in comparison.speakers
        ],
        "warnings": list(comparison.warnings),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "articles": [letter(pair.one), letter(pair.other)],
        "event": pair.event.value,
        "similarity": round(pair.similarity, 3),
        "copied": round(pair.copied, 3),
    }
