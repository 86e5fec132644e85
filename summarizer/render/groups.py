"""Articles of a folder by event, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.model import Article
from summarizer.render.outline import Item, Outline, Section

_FOOT = "no model (tf-idf, average linkage) · made on this computer, nothing was sent"


def outline(articles: Sequence[Article], groups: Sequence[Sequence[int]], failed: Mapping[str, str]) -> Outline:
    """Events with at least two articles, then articles by themselves, then those that could not be read."""
    events = [group for group in groups if len(group) > 1]
    alone = [i for group in groups if len(group) == 1 for i in group]
    sections = [
        Section(f"Event {number}: {len(group)} articles", tuple(_item(articles[i]) for i in group))
        for number, group in enumerate(events, 1)
    ]
    if alone:
        sections.append(Section("By themselves", tuple(_item(articles[i]) for i in alone)))
    if failed:
        sections.append(Section("Not read", tuple(Item(reason) for reason in failed.values())))
    title = f"{len(articles)} articles: {len(events)} event{'s' if len(events) != 1 else ''} with more than one"
    return Outline(title, tuple(sections), _FOOT)


def _item(article: Article) -> Item:
    return Item(article.source, (article.title,))
