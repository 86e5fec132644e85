"""The summary stage: select → write → check → repair or extract (summary/method.py says which way).

Whatever the method, a sentence that fails its checks twice is replaced by the article's own words, and everything shown
cites its sentences.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from summarizer.engine.protocol import Engine
from summarizer.events import Body, ClaimReady
from summarizer.model import Article, Claim, Dropped, Measure
from summarizer.pipeline.standing import standing
from summarizer.pipeline.writer import Writer
from summarizer.summary.coverage import coverage, gaps
from summarizer.summary.join import joined
from summarizer.summary.method import Method, method_for
from summarizer.summary.plan import Draft, chosen, extracts, plan
from summarizer.templates.template import Template


@dataclass(frozen=True, slots=True)
class Summary:
    claims: tuple[Claim, ...] = ()
    gist: Claim | None = None
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    method: Method = Method.EXTRACT
    """The one that made it, in the end."""
    coverage: tuple[Measure, ...] = ()
    """Of a long text: how many citations come from its beginning, middle and end."""


def write_summary(
    article: Article, template: Template, engine: Engine | None, model_size: int, forced: Method | None = None
) -> Generator[Body, None, Summary]:
    """``model_size``: bytes of weights."""
    method, remarks = method_for(article, template, None if engine is None else model_size, forced)
    drafts, warnings = plan(article, template, rewritten=method is not Method.EXTRACT)
    gist: Claim | None = None
    dropped: list[Dropped] = []
    if engine is None or method is Method.EXTRACT or not drafts:
        extracts(article, drafts)
        shown = yield from _show(article, drafts, template)
    else:
        writer = Writer(article, template, engine, model_size)
        yield from writer.open()
        if method is Method.ABSTRACT:
            free = yield from writer.compose([d.main for d in drafts])
            if free is None:
                method = Method.REWRITE
            else:
                drafts = free
        if method is Method.REWRITE:
            drafts = yield from standing(article, template, drafts, engine)
        told = yield from writer.rewrite([d for d in drafts if d.claim is None])
        shown = yield from _show(article, drafts, template, told=told)
        if template.gist and len(shown) > 1:
            gist, dropped = yield from writer.write_gist(shown)
            if gist is not None:
                yield ClaimReady("gist", gist)
    return Summary(
        tuple(shown),
        gist,
        tuple(x for d in drafts for x in d.dropped) + tuple(dropped),
        (*remarks, *warnings, *gaps(article, shown)),
        method,
        coverage(article, shown),
    )


def _show(
    article: Article, drafts: Sequence[Draft], template: Template, *, told: bool = False
) -> Generator[Body, None, list[Claim]]:
    """``told``: the first one was."""
    shown = chosen(article, drafts, template)
    claims = joined(article, [d.claim for d in shown if d.claim is not None])
    for i, claim in enumerate(claims):
        if i or not told:
            yield ClaimReady(f"claim {i}", claim)
    return claims
