"""Anybody's summary against its article: aligned, then checked layer by layer."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from summarizer.engine.protocol import Engine
from summarizer.events import Body
from summarizer.model import Article, Claim, Mode, Span, Verdict
from summarizer.pipeline.vote import ask
from summarizer.summary.align import align
from summarizer.summary.check import check
from summarizer.summary.statements import statements
from summarizer.text.language import detect_language
from summarizer.text.words import words

_SHARED = 0.4
"""Part of the words of a summary that a translation does not have in common with its article."""


@dataclass(frozen=True, slots=True)
class Report:
    article: Article
    claims: tuple[Claim, ...]
    """The sentences of the summary with the sentences that each was compared with."""
    translated: bool
    """The summary is in another language: only figures and names were compared."""

    def worst(self, claim: Claim) -> Verdict:
        verdicts = {c.verdict for c in claim.checks}
        return next(v for v in (Verdict.FAIL, Verdict.DOUBT, Verdict.PASS) if v in verdicts)


def check_summary(summary: str, article: Article, engine: Engine | None) -> Generator[Body, None, Report]:
    """``engine`` None: without the model's vote."""
    language = article.language if _shares_words(summary, article) else detect_language(summary) or article.language
    translated = article.language is not None and language != article.language
    claims: list[Claim] = []
    for text in statements(summary, language):
        cites = align(text, article)
        previous = [claim.text for claim in claims]
        checks = check(text, article, cites, words=None, previous=previous, language=language, translated=translated)
        claims.append(Claim(text, cites, Mode.ABSTRACTIVE, checks))
    if engine is not None and claims:
        votes = yield from ask(article, [c.text for c in claims], [c.cites for c in claims], engine)
        claims = [replace(c, checks=(*c.checks, vote)) for c, vote in zip(claims, votes, strict=True)]
    return Report(article, tuple(claims), translated)


def _shares_words(summary: str, article: Article) -> bool:
    """Whether it is in the article's language beyond doubt; a few sentences are too short to tell otherwise."""
    own = {w.form for w in words(summary, Span(0, len(summary)))}
    known = {w.form for w in words(article.text, Span(0, len(article.text)))}
    return len(own & known) > _SHARED * len(own)
