"""An article beside its text as JSON: everything that need not be found out from the source file again."""

from __future__ import annotations

import json
from typing import Any

from summarizer.model import Article, Paragraph, ParagraphKind, Quote, Sentence, Span


def structure(article: Article) -> str:
    """All of the article but ``text`` and ``id``; plain ASCII, since a path may be no Unicode."""
    return json.dumps(
        {
            "title": article.title,
            "source": article.source,
            "headline": article.headline and _pair(article.headline),
            "byline": article.byline,
            "date": article.date,
            "site": article.site,
            "language": article.language,
            "warnings": article.warnings,
            "paragraphs": [[*_pair(p.span), p.kind.value, p.lines] for p in article.paragraphs],
            "sentences": [[*_pair(s.span), s.paragraph] for s in article.sentences],
            "quotes": [[*_pair(q.span), *_pair(q.inner)] for q in article.quotes],
        },
        separators=(",", ":"),
    )


def article(text: str, structure: str) -> Article:
    """The article again. Raises ValueError, KeyError or TypeError for what ``structure`` did not write."""
    fields: dict[str, Any] = json.loads(structure)
    return Article(
        text=text,
        title=fields["title"],
        source=fields["source"],
        paragraphs=tuple(
            Paragraph(Span(start, end), ParagraphKind(kind), tuple(lines) if lines else None)
            for start, end, kind, lines in fields["paragraphs"]
        ),
        sentences=tuple(
            Sentence(i, Span(start, end), paragraph) for i, (start, end, paragraph) in enumerate(fields["sentences"])
        ),
        quotes=tuple(Quote(Span(a, b), Span(c, d)) for a, b, c, d in fields["quotes"]),
        headline=Span(*fields["headline"]) if fields["headline"] else None,
        byline=fields["byline"],
        date=fields["date"],
        site=fields["site"],
        language=fields["language"],
        warnings=tuple(fields["warnings"]),
    )


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
