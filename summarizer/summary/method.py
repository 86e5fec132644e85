"""Which way a summary is made: by what the model has shown it can do, or as the user says."""

from __future__ import annotations

from enum import StrEnum

from summarizer.model import Article
from summarizer.templates.template import Template

REWRITES_ANYTHING = 1_800_000_000
"""Bytes of weights, about 3 billion parameters, from which a model may rewrite what is checked less."""
_WRITES_FREELY = 4_000_000_000
"""About 7 billion parameters: of a free summary of one with 7 billion 2.8 % of the documents had an invented
fact, with 1.5 billion 15.8 % (Vectara's leaderboard of 2025)."""
_WEAKER_CHECKS = (
    "In this language the checks are weaker and this model is too small to go without them: "
    "the summary consists of the article's own sentences."
)
_NOT_TRANSLATED = "Another language needs a model that rewrites: these are the article's own sentences, untranslated."


class Method(StrEnum):
    EXTRACT = "extract"
    """The article's own sentences."""
    REWRITE = "rewrite"
    """Selected sentences, each rewritten alone: the citation comes first."""
    ABSTRACT = "abstract"
    """A free summary of the whole article, each sentence aligned and checked afterwards. A model of
    which more than a third of the sentences fail is sent back to REWRITE for that article."""


def method_for(
    article: Article, template: Template, model_size: int | None, forced: Method | None
) -> tuple[Method, tuple[str, ...]]:
    """The method, and what a reader should know about the choice. ``model_size``: bytes of weights, None without a
    model. Small models swap who did what, and the checks for it know English only; a translation is made on
    request, and says that less of it was checked."""
    if model_size is None or forced is Method.EXTRACT:
        return Method.EXTRACT, (_NOT_TRANSLATED,) if is_translation(article, template) else ()
    if is_translation(article, template):
        return Method.REWRITE, ()
    if article.language not in {"en", None} and model_size < REWRITES_ANYTHING and forced is None:
        return Method.EXTRACT, (_WEAKER_CHECKS,)
    if forced is not None:
        return forced, ()
    free = model_size >= _WRITES_FREELY and not template.sections
    return (Method.ABSTRACT if free else Method.REWRITE), ()


def is_translation(article: Article, template: Template) -> bool:
    return template.language is not None and template.language != article.language
