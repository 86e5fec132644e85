"""An analysis from the JSON that ``published.json`` wrote: ``as_fields`` read backwards."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from summarizer.model import (
    Analysis,
    Article,
    BiasNote,
    Category,
    Check,
    Claim,
    Dropped,
    Evidence,
    Measure,
    Mode,
    ModelRef,
    Span,
    Stats,
    TemplateRef,
    Tier,
    Verdict,
    Voice,
)


def analysis_from_fields(fields: Mapping[str, Any], article: Article) -> Analysis:
    """The analysis of ``article``. The weights of evidence have three decimals, as they were written.

    Raises ValueError, KeyError or TypeError when the fields are not of this article or not of this form.
    """
    if fields["article"]["sha256"] != article.id:
        raise ValueError("an analysis of another article")
    notes = fields["notes"]
    return Analysis(
        article=article,
        template=TemplateRef(**fields["template"]),
        model=ModelRef(**fields["model"]) if fields["model"] else None,
        gist=_claim(fields["gist"]) if fields["gist"] else None,
        claims=tuple(_claim(claim) for claim in fields["summary"]),
        custom=fields["custom"],
        notes=None if notes is None else tuple(_note(note) for note in notes),
        checks=fields["checks"],
        dropped=tuple(Dropped(**dropped) for dropped in fields["dropped"]),
        profile=tuple(Measure(**measure) for measure in fields["profile"]),
        settings=MappingProxyType(dict(fields["settings"])),
        stats=Stats(**fields["stats"]),
        warnings=tuple(fields["warnings"]),
    )


def _claim(fields: Mapping[str, Any]) -> Claim:
    return Claim(
        text=fields["text"],
        cites=tuple(cited["sentence"] - 1 for cited in fields["citations"]),
        mode=Mode(fields["mode"]),
        checks=tuple(
            Check(c["layer"], Verdict(c["verdict"]), c["detail"], tuple(c["missing"]), c.get("value"))
            for c in fields["checks"]
        ),
        label=fields["label"],
    )


def _note(fields: Mapping[str, Any]) -> BiasNote:
    return BiasNote(
        category=Category(fields["category"]),
        tier=Tier(fields["tier"]),
        span=_span(fields),
        quote=fields["quote"],
        sentence=None if fields["sentence"] is None else fields["sentence"] - 1,
        voice=Voice(fields["voice"]),
        text=fields["text"],
        alternative=fields["alternative"],
        evidence=tuple(Evidence(**evidence) for evidence in fields["evidence"]),
        related=tuple(map(_span, fields["related"])),
        whole_article=fields["whole_article"],
    )


def _span(fields: Mapping[str, Any]) -> Span:
    return Span(fields["start"], fields["end"])
