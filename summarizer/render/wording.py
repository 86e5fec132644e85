"""The sentences about an analysis that every format shares."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.bias.fuse import shown
from summarizer.model import Analysis, Article, BiasNote, Claim, Mode, Tier
from summarizer.templates.template import Form, Template
from summarizer.text.words import count_words

NOTICE = "Automatic notes on wording and sourcing. They can be wrong; judge by the quoted words."


def category(note: BiasNote) -> str:
    return note.category.value.replace("_", " ")


def cites(claim: Claim) -> str:
    return "".join(f"[{i + 1}]" for i in claim.cites)


def marks(claim: Claim) -> tuple[str, ...]:
    """What a reader should know about a claim: that it is a quotation, and every doubt."""
    quoted = ("quoted from the article",) if claim.mode is Mode.EXTRACT else ()
    return quoted + tuple(f"doubt: {doubt}" for doubt in claim.doubts)


def has_bullets(made_with: Template | Analysis) -> bool:
    """Whether a template asks for bullets; an analysis remembers what it was made with."""
    form = made_with.form if isinstance(made_with, Template) else made_with.settings.get("form")
    return form == Form.BULLETS


def cited_sentences(analysis: Analysis) -> list[int]:
    claims: Sequence[Claim] = [*analysis.claims, *([analysis.gist] if analysis.gist else [])]
    return sorted({i for claim in claims for i in claim.cites})


def notes_to_show(analysis: Analysis) -> tuple[BiasNote, ...]:
    return shown(analysis.notes or ())


def notes_remark(analysis: Analysis) -> str:
    """The line below the notes, or in their place."""
    if analysis.notes is None:
        return ""
    if notes_to_show(analysis):
        hidden = sum(n.tier is Tier.TENTATIVE for n in analysis.notes)
        more = f" {hidden} tentative {'note is' if hidden == 1 else 'notes are'} in the JSON output." if hidden else ""
        return NOTICE + more
    return (
        f"No wording or sourcing pattern passed the thresholds in this article ({len(analysis.article.sentences)} "
        f"sentences, {analysis.checks} checks). That does not mean the article is complete or correct."
    )


def provenance(analysis: Analysis) -> str:
    model = analysis.model.id if analysis.model else "no model (extract and rules)"
    return f"{model} · template {analysis.template.name} · made on this computer, nothing was sent"


def facts(article: Article) -> str:
    """Byline, date, site and length on one line."""
    parts = [p for p in (article.byline, article.site, article.date) if p]
    return " · ".join([*parts, _count(count_words(article.text), "word"), _count(len(article.sentences), "sentence")])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
