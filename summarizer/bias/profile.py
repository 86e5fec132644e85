"""Counts about an article with their denominators: a description, never a verdict."""

from __future__ import annotations

from summarizer.bias.detectors.passages import narrated, passages
from summarizer.model import Article, Measure, Voice
from summarizer.text.attribution import HEDGES
from summarizer.text.words import words

_SENTENCES = 8
"""In shorter articles the counts mean nothing."""


def profile(article: Article) -> tuple[Measure, ...]:
    """Neutral figures, or nothing for an article of fewer than eight sentences."""
    if len(article.sentences) < _SENTENCES:
        return ()
    parts = [p for p in passages(article) if p.sentence is not None]
    tokens = [word for part in parts for word in words(article.text, part.span)]
    own = [word for word in tokens if article.voice(word.span) is Voice.NARRATOR]
    attributed = sum(part.attributed for part in parts)
    vague = sum(bool(narrated(article, part, "vague_sources")) for part in parts if part.attributed)
    return (
        Measure("sentences that name or quote a source", attributed, len(parts), "sentences"),
        Measure("words inside quotation marks", len(tokens) - len(own), len(tokens), "words"),
        Measure("sourced sentences with an unnamed source", vague, attributed, "sourced sentences"),
        Measure("cautious words", sum(word.form in HEDGES for word in own), len(own), "words of the article's own"),
        *(
            Measure(
                name, sum(len(narrated(article, part, cue)) for part in parts), len(own), "words of the article's own"
            )
            for name, cue in (("words of certainty", "boosters"), ("words of degree", "intensifiers"))
        ),
    )
