"""Articles and scripts made for tests. Every person, place and company in them is invented."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from summarizer.articles.plain import read_plain
from summarizer.engine.protocol import Branch
from summarizer.model import Article

STORY = """Fenwick ferry stops for repairs

The Fenwick ferry will stop for six weeks from 4 March, the harbour board said on Monday.
It carries 1,200 people a day between Fenwick and Sallow Island.

“We found cracks in two of the shafts,” said Ines Corvo, who heads the board. “There was no choice.”

A replacement boat may start by the end of the month, according to Corvo. It would take 80 passengers.

Islanders were not asked, said Piet Laan, a baker. He expects to lose half of his customers until April.

The board plans to spend 2.4 million crowns on the repairs. The town council votes on the money on Thursday.

The ferry was built in 1988. Its engines were replaced in 2011 after a fire in which nobody was hurt.
"""


def drive(work: Generator[Any, None, Any]) -> Any:
    """Run a call of an engine to its end; its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def story(text: str = STORY) -> Article:
    return read_plain(text, "story.txt")


def faithful(branch: Branch) -> str:
    """A rewrite that says what its passage says: the passage itself, as one line."""
    return branch.text.split("\n")[0]
