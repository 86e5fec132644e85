"""What a sentence takes for known further on. Every person and place is invented."""

from __future__ import annotations

import pytest
from fakes import story

from summarizer.summary.definites import presupposes

QUARRY = """Brook opens a quarry

The board of Tarn opened a quarry on Monday.

A surveyor wrote to a panel of engineers about a cracked culvert, and Ada Brook drew up the Heron Charter.

Ada Brook refused their findings.

Ada Brook said in April that the panel had no geologist.

Drivers have complained of that culvert since March.

Voters in Harrow say the culvert that carries the Tarn is safe.

Its chief engineer says the charter was never meant for wells.

Miners believe both panels want to keep their wells.

Ada Brook promised the government a new road.

Letters from the Marlow Board and Mr Sundby came on Friday.

People in Tarn say that the letter in question was lost.

For once people in Tarn agree that Marlow has no clerk.

People in Tarn have written to Mr Sundby since.

For years the school has never expelled anybody.

For years the school board of Tarn has met on Fridays.

Nobody in Harrow thinks much of the young Tarn player.

Millers signed this plea in May.

Millers are afraid of these boards.
"""


def at(words: str) -> int:
    article = story(QUARRY)
    return next(s.index for s in article.sentences if words in article.sentence_text(s.index))


@pytest.mark.parametrize(
    ("words", "loose"),
    [
        ("refused their", True),  # nobody before them can be "they"
        ("no geologist", True),  # a panel came as new, and is not shown
        ("of that culvert", True),
        ("that carries", False),  # says which one
        ("never meant", True),  # a charter came by its name
        ("both panels", True),
        ("in question", True),
        ("has no clerk", True),  # shortened: the Marlow Board
        ("written to", True),  # somebody whom the summary has not named
        ("never expelled", True),  # of many schools
        ("school board", False),
        ("of the young", True),  # somebody by what he is
        ("this plea", True),
        ("these boards", False),  # a board is shown
        ("a new road", False),  # there is one government
        ("opened a quarry", False),
    ],
)
def test_what_is_taken_for_known(words: str, loose: bool) -> None:
    assert presupposes(story(QUARRY), at(words), [0]) is loose


def test_what_was_shown_is_known() -> None:
    assert not presupposes(story(QUARRY), at("no geologist"), [0, at("cracked culvert")])
