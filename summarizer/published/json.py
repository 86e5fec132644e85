"""An analysis as JSON. The form is published: ``summarizer/schema/analysis-1.schema.json`` (docs/json.md)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import summarizer
from summarizer.model import Analysis, Article, BiasNote, Claim, Dropped, Span
from summarizer.text.words import count_words

FORMAT = "nutgraf.analysis/1"


def head(article: Article) -> dict[str, Any]:
    """What is told about an article beside its text."""
    return {
        "source": article.source,
        "sha256": article.id,
        "title": article.title,
        "byline": article.byline,
        "date": article.date,
        "site": article.site,
        "language": article.language,
        "words": count_words(article.text),
        "sentences": len(article.sentences),
    }


def as_fields(analysis: Analysis, identity: str) -> dict[str, Any]:
    """``identity``: of the request, so that the same work is known again."""
    return {
        "format": FORMAT,
        "nutgraf": summarizer.__version__,
        "identity": identity,
        "article": {**head(analysis.article), "text": analysis.article.text},
        "template": {"name": analysis.template.name, "sha256": analysis.template.sha256},
        "model": {"id": analysis.model.id, "sha256": analysis.model.sha256} if analysis.model else None,
        "gist": _claim(analysis, analysis.gist) if analysis.gist else None,
        "summary": [_claim(analysis, claim) for claim in analysis.claims],
        "custom": analysis.custom,
        "notes": None if analysis.notes is None else [_note(note) for note in analysis.notes],
        "checks": analysis.checks,
        "dropped": [_dropped(d) for d in analysis.dropped],
        "profile": [asdict(measure) for measure in analysis.profile],
        "settings": dict(analysis.settings),
        "stats": {
            "prompt_tokens": analysis.stats.prompt_tokens,
            "generated_tokens": analysis.stats.generated_tokens,
        },
        "warnings": list(analysis.warnings),
    }


def render_json(analysis: Analysis, identity: str) -> str:
    return dumps(as_fields(analysis, identity), indent=2) + "\n"


def render_line(analysis: Analysis, identity: str) -> str:
    """One line of JSON Lines."""
    return dumps(as_fields(analysis, identity)) + "\n"


def dumps(fields: dict[str, Any], indent: int | None = None) -> str:
    """Text that is valid UTF-8 and, without ``indent``, one line for every reader."""
    text = json.dumps(fields, ensure_ascii=False, indent=indent)
    # U+2028 and U+2029 end a line for some readers; lone surrogates are not UTF-8.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)


def _claim(analysis: Analysis, claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "label": claim.label,
        "mode": claim.mode.value,
        "citations": [
            {"sentence": i + 1, **_span(analysis.article.sentences[i].span), "text": analysis.article.sentence_text(i)}
            for i in claim.cites
        ],
        "checks": [
            {
                "layer": c.layer,
                "verdict": c.verdict.value,
                "detail": c.detail,
                "missing": list(c.missing),
                "value": c.value,
            }
            for c in claim.checks
        ],
    }


def _note(note: BiasNote) -> dict[str, Any]:
    return {
        "category": note.category.value,
        "tier": note.tier.value,
        **_span(note.span),
        "quote": note.quote,
        "sentence": None if note.sentence is None else note.sentence + 1,
        "voice": note.voice.value,
        "text": note.text,
        "alternative": note.alternative,
        "evidence": [{"kind": e.kind, "rule": e.rule, "weight": round(e.weight, 3)} for e in note.evidence],
        "related": [_span(span) for span in note.related],
        "whole_article": note.whole_article,
    }


def _dropped(dropped: Dropped) -> dict[str, Any]:
    return {"what": dropped.what, "text": dropped.text, "reason": dropped.reason}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
