"""Where notes begin: whether an article can have them, and all proposals for it."""

from __future__ import annotations

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors import (
    belief,
    headline,
    labels,
    loaded,
    opinion,
    promotional,
    sensational,
    sourcing,
    voices,
)
from summarizer.model import Article

_DETECTORS = (
    loaded.detect,
    belief.detect,
    sourcing.detect,
    opinion.detect,
    sensational.detect,
    headline.detect,
    labels.detect,
    promotional.detect,
    voices.detect,
)
CHECKS = len(_DETECTORS)
_SENTENCES = 3


def applicable(article: Article) -> str | None:
    """Why no notes can be made for this article; None when they can."""
    if article.language not in {"en", None}:
        return (
            f"Bias notes are made for English only; this article seems to be in another language ({article.language})."
        )
    if len(article.sentences) < _SENTENCES:
        return f"Bias notes need at least {_SENTENCES} sentences."
    return None


def detect(article: Article) -> tuple[Candidate, ...]:
    """Everything that any detector proposes, with the objections to it."""
    return tuple(candidate for propose in _DETECTORS for candidate in propose(article))
