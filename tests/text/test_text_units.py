from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.attribution import attributed, attribution, hedges, negations
from summarizer.text.clean import one_line, printable
from summarizer.text.dates import find_dates
from summarizer.text.language import detect_language
from summarizer.text.names import find_names, is_known, is_misspelled, known_forms
from summarizer.text.numbers import find_numbers, is_supported
from summarizer.text.opposites import opposites
from summarizer.text.titles import find_titles
from summarizer.text.words import count_words, stem, terms


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200 people", [1200]),
        ("1.200.000 Euro", [1_200_000]),
        ("$1.2 billion", [1.2e9]),
        ("1.2bn and 3m", [1.2e9, 3e6]),
        ("18 percent, 6.5%", [18, 6.5]),
        ("twenty-one ships and a dozen boats", [21, 12]),
        ("two hundred people", [200]),
        ("three million crowns", [3e6]),
        ("one of them, no one", []),
        ("in 1988 and the 1990s", [1988, 1990]),
        ("7-6 (7-4) 6-3", [7, 6, 7, 4, 6, 3]),
        ("3,5 Prozent", [3.5]),
        ("two dozen boats and dozens of cars", [24]),
        ("half of the crew and a third of the boats", [50, 100 / 3]),
        ("the fourth time, one year later", [4, 1]),
        ("1\u202f200 et 3\u00a0000", [1200, 3000]),
    ],
)
def test_numbers(text: str, values: list[float]) -> None:
    assert [n.value for n in find_numbers(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("claim", "source", "supported"),
    [
        ("1.2 billion", "1,200 million", True),
        ("$2.4 million", "2.4 million", True),
        ("6 percent", "6 people and 6 percent", True),
        ("6 percent", "$6", False),
        ("nearly 30", "29", True),
        ("30", "29", False),
        ("six weeks", "6 weeks", True),
        ("1989", "1988", False),
        ("87 %", "87 percent", True),
        ("two dozen", "24", True),
        ("half of the town", "50 percent", True),
        ("$1.8 billion", "nearly $1.79 billion", False),
        ("nearly $1.8 billion", "$1.79 billion", True),
        ("5 miles", "5 kilometres", False),
        ("5 km", "5-kilometre", True),
        ("600 crowns a week", "600 crowns a day", False),
        ("3 euros", "$3", False),
    ],
)
def test_a_number_is_supported_by_its_value(claim: str, source: str, supported: bool) -> None:
    (number,) = find_numbers(claim)
    assert is_supported(number, find_numbers(source)) is supported


@given(st.integers(0, 10**9))
def test_a_figure_is_its_value_with_and_without_separators(value: int) -> None:
    assert [n.value for n in find_numbers(f"{value:,} ships")] == [n.value for n in find_numbers(f"{value} ships")]


@pytest.mark.parametrize(
    ("claim", "source", "foreign"),
    [
        ("The U.S. left.", "The United States left.", []),
        ("The UN met.", "The United Nations met.", []),
        ("Corvo's plan", "Ines Corvo planned", []),
        ("In March, Dr Lind spoke on Monday.", "Lind spoke.", []),
        ("The harbour board met Sorrel.", "The harbour board met.", ["Sorrel"]),
        ("The CEO left.", "The chief executive left.", []),
        ("The HHB met.", "The Harbour Health Board met.", []),
        ("Many Norwegian boats left.", "Boats left Norway.", []),
        ("He met Per Halloran.", "Halloran spoke.", ["Per"]),
    ],
)
def test_names(claim: str, source: str, foreign: list[str]) -> None:
    known = known_forms(source)
    assert [n.of(claim) for n in find_names(claim) if not n.initial and not is_known(n, known)] == foreign


@pytest.mark.parametrize(
    ("written", "meant", "misspelled"),
    [("Bennet", "Bennett", True), ("Pheonix", "Phoenix", True), ("Corvo", "Sorrel", False), ("Reyl", "Rey", False)],
)
def test_a_misspelled_name_is_one_letter_away(written: str, meant: str, misspelled: bool) -> None:
    (name,) = find_names(f"It was {written}.")
    assert is_misspelled(name, known_forms(meant)) is misspelled


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Thursday, Feb. 23, they met again in March.", ["Thursday", "February", "March"]),
        ("They may march on. May 4 was a Monday.", ["May", "Monday"]),
        ("The march in Sun Valley", []),
    ],
)
def test_dates(text: str, names: list[str]) -> None:
    assert [d.name for d in find_dates(text)] == names


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("The mayor, Jon Aske, spoke. His predecessor, Runa Holt, left.", {("mayor", "aske"), ("predecessor", "holt")}),
        ("“No,” said Ilse Varnham, the council's head of roads.", {("head", "varnham")}),
        ("Halden's lawyer, Anke Dorsey, met Judge Petra Soames.", {("lawyer", "dorsey"), ("judge", "soames")}),
        (
            "The mayor of Tesse, Koen Brandt, met a spokeswoman, Carla Dunne.",
            {("mayor", "brandt"), ("spokesman", "dunne")},
        ),
        ("Reyl, whose wife met the director of the Tarn and Velm Museum, left.", set()),
    ],
)
def test_titles(text: str, titles: set[tuple[str, str]]) -> None:
    assert {(t.office, t.words.split()[-1].lower()) for t in find_titles(text)} == titles


@pytest.mark.parametrize(
    ("word", "contrary", "is_one"),
    [("increased", "decreased", True), ("unpaid", "paid", True), ("rose", "fell", True), ("rose", "paid", False)],
)
def test_opposites_hold_both_ways(word: str, contrary: str, is_one: bool) -> None:
    assert (stem(contrary) in opposites(word) or stem(word) in opposites(contrary)) is is_one


@pytest.mark.parametrize(
    ("sentence", "is_attributed"),
    [
        ("The board said the ferry would stop.", True),
        ("According to the report, it rained.", True),
        ("The ferry stopped.", False),
        ("Islanders weren't told that the ferry would stop.", False),
        ("The state of the bridge is poor.", False),
        ("The annual report is late.", False),
        ("The firm's claim that it was copied failed.", True),
    ],
)
def test_attributed(sentence: str, is_attributed: bool) -> None:
    assert attributed(sentence) is is_attributed


def test_attribution_names_the_speaker() -> None:
    assert attribution("“No,” said Ines Corvo.") == "Ines Corvo said"
    assert attribution("It may rain, according to the harbour board.") == "according to the harbour board."
    assert attribution("It rained.") is None


def test_words_of_caution_and_denial() -> None:
    assert hedges("They may have fled in May.") == {"may"}
    assert hedges("They fled in May.") == frozenset()
    assert negations("He didn't and won't.") == {"didn't", "won't"}
    assert negations("The judge ruled that it was over.") == frozenset()
    assert negations("The judge ruled that out.") == frozenset()
    assert negations("She ruled out a delay.") == {"ruled"}


def test_terms_and_word_counts() -> None:
    assert terms("The boats’ crews closed it") == terms("boats crew closes")
    assert terms("会议结束") == ("会议", "议结", "结束")
    assert count_words("two words") == 2
    assert count_words("会议结束") == 2


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x1b[31mb\x1b[0m", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("a\x00b\x84c", "abc"),
        ("keep\ttabs\nand lines", "keep\ttabs\nand lines"),
        ("har\u200bbour\ufeff", "harbour"),
    ],
)
def test_printable(text: str, clean: str) -> None:
    assert printable(text) == clean


@given(st.text())
def test_printable_text_holds_no_control_character(text: str) -> None:
    assert not any(ord(c) < 32 and c not in "\n\t" for c in printable(text))
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour board met on Monday and spoke about the ferry.", "en"),
        ("Der Hafenrat hat am Montag getagt und über die Fähre gesprochen.", "de"),
        ("Le conseil du port s'est réuni lundi et a parlé du bateau.", "fr"),
        ("雨が降っているので、船は今日は出ません。", "ja"),
        ("ok", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language
