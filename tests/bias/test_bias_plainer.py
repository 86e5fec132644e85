from __future__ import annotations

import pytest
from fakes import story

from summarizer.bias.analyse import detect
from summarizer.bias.candidates import Candidate
from summarizer.bias.plainer import accepted, marked, replaceable, replaced
from summarizer.model import Article

FILLER = "The harbour board met on Monday. Nobody voted. The next meeting is in April."


def found(sentence: str) -> tuple[Article, Candidate]:
    made = story(f"{sentence} {FILLER}\n")
    return made, next(c for c in detect(made) if replaceable(c))


@pytest.mark.parametrize(
    ("sentence", "wording", "expected"),
    [
        ("The board slammed the plan.", "opposed", "The board opposed the plan."),
        ("It is a reckless plan.", "none", "It is a plan."),
        ("It is a reckless idea.", "none", "It is an idea."),
        ("It was an abysmal fee.", "high", "It was a high fee."),
        ("Shamelessly, the board voted.", "none", "the board voted."),
        ("The board, shamelessly, voted.", "none", "The board, voted."),
    ],
)
def test_the_sentence_with_other_words(sentence: str, wording: str, expected: str) -> None:
    assert replaced(*found(sentence), wording) == expected


def test_the_words_are_marked_where_they_stand() -> None:
    assert marked(*found("The board slammed the plan.")) == "The board [[slammed]] the plan."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("criticized", "criticized"),
        (" spoke  against ", "spoke against"),
        ("none", "none"),
        ("slammed", None),
        ("blasted", None),
        ("", None),
        ("said that it did not like", None),
    ],
)
def test_a_plainer_wording_is_short_new_and_on_no_list(answer: str, expected: str | None) -> None:
    assert accepted(*found("The board slammed the plan."), answer) == expected
