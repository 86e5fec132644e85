"""The drafts of a summary whose sentences a reader can follow: what the model finds to need its place in the article gives
way to another sentence before anything is written."""

from __future__ import annotations

from collections.abc import Generator

from summarizer.engine.protocol import Engine
from summarizer.events import Body
from summarizer.model import Article
from summarizer.pipeline.steps import watch
from summarizer.summary.context import MOST, beginnings, readings, too_long
from summarizer.summary.plan import Draft, plan, wanted
from summarizer.summary.salience import windows
from summarizer.templates.template import Template

_ROUNDS = 3
"""Selections that are looked at; the next one is taken as it is."""


def standing(
    article: Article, template: Template, drafts: list[Draft], engine: Engine
) -> Generator[Body, None, list[Draft]]:
    """``drafts`` as planned, or others; the most important one stays: it is what the story is about. Sections are their own
    context, and a long text is heard part by part."""
    if template.sections or len(windows(article)) > 1:
        return drafts
    refused: set[int] = set()
    looked_at = {d.main for d in drafts if d.rank == 0}
    for _ in range(_ROUNDS):
        mains = {d.main for d in drafts if d.rank < wanted(template)}
        asked = [i for i in beginnings(mains) if i not in looked_at and not too_long(article, i)]
        if not asked:
            break
        looked_at.update(asked)
        both = [each for i in asked for each in readings(article, i, mains)]
        found = yield from watch(engine.likelihood(both))
        lost = [before - shown for before, shown in zip(found[::2], found[1::2], strict=True)]
        leaning = {i for i, nats in zip(asked, lost, strict=True) if nats > MOST}
        if not leaning:
            break
        refused |= leaning
        drafts, _ = plan(article, template, rewritten=True, without=refused)
    return drafts
