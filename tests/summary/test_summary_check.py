from __future__ import annotations

import pytest
from fakes import story

from summarizer.model import Check, Verdict
from summarizer.summary.check import check, check_foreign, supporting
from summarizer.summary.decide import Accept, Extract, Retry, decide
from summarizer.summary.select import select_for
from summarizer.summary.tidy import tidy
from summarizer.templates.template import Section

LEDE, LOAD, CRACKS, REPLACE, ASKED, COST, BUILT = 0, 1, 2, 4, 6, 8, 10


def failures(text: str, *cites: int, words: int = 25, **options: object) -> set[str]:
    checks = check(text, story(), cites, words=words, language="en", **options)  # type: ignore[arg-type]
    return {c.layer for c in checks if c.verdict is Verdict.FAIL}


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("The harbour board said the Fenwick ferry will stop for six weeks from 4 March.", LEDE),
        ("The ferry carries 1,200 people a day between Fenwick and Sallow Island.", LOAD),
        ("A replacement boat may start by the end of the month, according to Corvo.", REPLACE),
        ("Baker Piet Laan said islanders were not asked.", ASKED),
        ("The board plans to spend 2.4 million crowns on the repairs.", COST),
        ("“We found cracks in two of the shafts,” said Ines Corvo, who heads the board.", CRACKS),
    ],
)
def test_faithful_sentences_pass(text: str, cite: int) -> None:
    assert failures(text, cite) == set()


@pytest.mark.parametrize(
    ("text", "cite", "layer"),
    [
        ("The harbour board said the Fenwick ferry will stop for eight weeks from 4 March.", LEDE, "numbers"),
        ("The harbour board said the Marlow ferry will stop for six weeks from 4 March.", LEDE, "names"),
        ("The Fenwick ferry will stop for six weeks from 4 March.", LEDE, "attribution"),
        ("A replacement boat starts by the end of the month, according to Corvo.", REPLACE, "polarity"),
        ("Islanders were asked, said Piet Laan, a baker.", ASKED, "polarity"),
        ("The ferry does not carry 1,200 people a day between Fenwick and Sallow Island.", LOAD, "polarity"),
        ("“We found holes in all of the shafts,” said Ines Corvo.", CRACKS, "quotes"),
        ("The article discusses the ferry between Fenwick and Sallow Island.", LOAD, "form"),
        ("", LOAD, "form"),
        ("The ferry carries 1,200 people a day. It sails to Sallow Island.", LOAD, "form"),
        ("渡轮每天运送一千二百人。", LOAD, "form"),
        ("The ferry carries people. " * 12, LOAD, "form"),
        ("Quiet harbours reward patient gardeners with unusual vegetables.", LOAD, "support"),
    ],
)
def test_unfaithful_sentences_fail_where_they_are_wrong(text: str, cite: int, layer: str) -> None:
    assert layer in failures(text, cite)


def test_a_repeated_sentence_fails() -> None:
    text = "The ferry carries 1,200 people a day between Fenwick and Sallow Island."
    assert "form" in failures(text, LOAD, previous=[text])


def test_figures_from_elsewhere_in_the_article_are_a_doubt() -> None:
    checks = check("The ferry carries 80 people a day.", story(), [LOAD], words=25, language="en")
    assert [c.verdict for c in checks if c.layer == "numbers"] == [Verdict.DOUBT]


def test_a_translated_sentence_is_checked_for_figures_and_says_so() -> None:
    checks = check("Die Fähre trägt 1.300 Menschen am Tag.", story(), [LOAD], words=25, language="de", translated=True)
    assert {c.layer: c.verdict for c in checks}["numbers"] is Verdict.FAIL
    assert {c.layer: c.verdict for c in checks}["translation"] is Verdict.DOUBT


def test_a_free_answer_is_told_what_the_article_does_not_have() -> None:
    found = check_foreign("In 1999 the mayor, Sorrel, paid 2.4 million.", story())
    details = " ".join(c.detail for c in found)
    assert "1999" in details and "Sorrel" in details and "2.4" not in details


def test_citations_are_narrowed_to_what_carries_the_words() -> None:
    text = "The ferry was built in 1988 and carries 1,200 people a day."
    assert supporting(text, story(), [LEDE, LOAD, ASKED, BUILT]) == (LOAD, BUILT)


def test_one_retry_where_words_can_be_named_and_then_the_extract() -> None:
    lost = Check("attribution", Verdict.FAIL, "does not say", ("Corvo said",))
    foreign = Check("names", Verdict.FAIL, "names")
    doubt = Check("numbers", Verdict.DOUBT, "80")
    assert decide([lost], retried=False) == Retry(("Corvo said",))
    assert isinstance(decide([lost], retried=True), Extract)
    assert isinstance(decide([lost, foreign], retried=False), Extract)
    assert decide([doubt], retried=False) == Accept((doubt,))


@pytest.mark.parametrize(
    ("label", "question", "mains"),
    [
        ("When", "When does it happen?", {LEDE, 9, BUILT}),
        ("Numbers", "Which numbers matter?", {LEDE, LOAD, COST, BUILT, 5}),
    ],
)
def test_a_section_takes_a_sentence_that_can_answer_it(label: str, question: str, mains: set[int]) -> None:
    assert select_for(story(), Section(label, question), []) in mains


def test_a_section_that_nothing_answers_has_no_sentence() -> None:
    article = story("Title\n\nBirds sing loudly here now.\n\nFish swim slowly there then.\n")
    assert select_for(article, Section("When", "When did it begin?"), []) is None


@pytest.mark.parametrize(
    ("line", "tidied"),
    [
        ("Summary: The ferry stops", "The ferry stops."),
        ("- The ferry stops.", "The ferry stops."),
        ('"The ferry stops."', "The ferry stops."),
        ("“No,” he said, “never.”", "“No,” he said, “never.”"),
        ("The ferry\x1b[31m  stops.", "The ferry stops."),
        ("船停了。", "船停了。"),
        ("", ""),
    ],
)
def test_tidy(line: str, tidied: str) -> None:
    assert tidy(line) == tidied
