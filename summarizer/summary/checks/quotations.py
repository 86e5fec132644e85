"""Words in quotation marks stand in the source exactly so."""

from __future__ import annotations

import re

from summarizer.model import Check, Paragraph, Span, Verdict
from summarizer.summary.checks.source import Source, verdict
from summarizer.text.quotes import find_quotes


def check_quotations(text: str, source: Source) -> Check:
    cited, anywhere = _bare(source.text), _bare(f"{source.article.title} {source.article.text}")
    inner = [q.inner.of(text) for q in find_quotes(text, [Paragraph(Span(0, len(text)))])]
    nowhere = [words for words in inner if _bare(words) not in anywhere]
    if nowhere:
        return verdict("quotes", Verdict.FAIL, nowhere, "not the words of the source")
    elsewhere = [words for words in inner if _bare(words) not in cited]
    return verdict("quotes", Verdict.DOUBT, elsewhere, "quoted from another part of the article")


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
