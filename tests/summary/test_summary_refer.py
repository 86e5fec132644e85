"""Openings that point back. Every person and place is invented."""

from __future__ import annotations

import pytest
from fakes import story

from summarizer.summary.decide import extract
from summarizer.summary.people import people
from summarizer.summary.refer import need, resolved, stands

BRIDGE = """Council closes Hale Bridge

TARN, Oct. 3 — The Hale Bridge will close on Friday, Mayor Ottilie Brandt said.

“We have no choice,” said Piers Whitlow, an engineer. He found rust in forty of its cables.

The council received an offer from a builder in Sarne. The offer runs out in May.

However, Brandt did not say what the repairs will cost. She will answer questions on Monday.

Ottilie Brandt said the tenant had been warned. He left without a word.

Piers Whitlow met Olm for a Sarne paper. He has no fear for the pillars. “They will stand,” Olm said.

It is unclear who will pay. This worries shopkeepers, whose trade depends on the bridge.
"""
CLOSES, RUST, WARNED, LEFT = 0, 2, 7, 8


def at(words: str) -> int:
    article = story(BRIDGE)
    return next(s.index for s in article.sentences if words in article.sentence_text(s.index))


@pytest.mark.parametrize(
    ("words", "source", "name"),
    [
        ("found rust", "no choice", "Piers Whitlow"),
        ("runs out", "received an offer", None),
        ("answer questions", "did not say", "Ottilie Brandt"),
        ("left without", "tenant", None),  # the tenant or the mayor: not certain
        ("worries shopkeepers", "unclear", None),
        ("fear for", "Sarne paper", "Piers Whitlow"),
    ],
)
def test_an_opening_that_points_back(words: str, source: str, name: str | None) -> None:
    pointed = need(story(BRIDGE), at(words))
    assert pointed is not None
    assert (pointed.source, pointed.name) == (at(source), name)


def test_he_is_whom_the_sentence_before_is_about_and_not_whom_it_quotes() -> None:
    quoted = "“Piers Whitlow owes me a lunch,” she joked."
    article = story(f"{BRIDGE}\n\nOttilie Brandt closed the gates. {quoted} She said they were rotten.")
    pointed = need(article, len(article.sentences) - 1)
    assert pointed is not None and pointed.name == "Ottilie Brandt"


def test_he_further_on_whom_the_sentence_only_describes() -> None:
    for sentence in ("A former sailor, he bought the ferry.", "Not for the first time, she's against a ferry."):
        article = story(f"{BRIDGE}\n\nOttilie Brandt closed the gates.\n\n{sentence}")
        pointed = need(article, len(article.sentences) - 1)
        assert pointed is not None and pointed.source == len(article.sentences) - 2
    known = story(f"{BRIDGE}\n\nOttilie Brandt closed the gates.\n\nA former sailor said he bought the ferry.")
    assert need(known, len(known.sentences) - 1) is None


@pytest.mark.parametrize("words", ["will close", "no choice", "is unclear", "received an offer"])
def test_an_opening_that_stands_alone(words: str) -> None:
    assert need(story(BRIDGE), at(words)) is None


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("So we are left with a ferry.", True),
        ("So far nobody has paid for the ferry.", False),
        ("There, Brandt ate with the crew of the ferry.", True),
        ("There is no money for a ferry.", False),
        ("Two days later Brandt closed the ferry.", True),
        ("Some of them took the ferry.", True),
        ("Some of the shopkeepers took the ferry.", False),
        ("The next morning Brandt took the ferry.", True),
        ("Since then Brandt has run a ferry.", True),
        ("If it is closed again, Brandt will run a ferry.", True),
        ("If it rains, Brandt will run a ferry.", False),
        ("The shopkeepers didn't, and took the ferry.", True),
    ],
)
def test_what_goes_on_from_the_sentence_before(sentence: str, leans: bool) -> None:
    article = story(f"{BRIDGE}\n\nOttilie Brandt closed the gates.\n\n{sentence}")
    last = len(article.sentences) - 1
    pointed = need(article, last)
    assert (pointed is not None and pointed.name is None and pointed.source == last - 1) is leans


def test_a_sentence_is_made_to_stand_alone() -> None:
    article = story(BRIDGE)
    assert resolved(article, at("found rust")) == (
        "Piers Whitlow found rust in forty of its cables.",
        (at("no choice"),),
    )
    text, sources = resolved(article, at("did not say"))
    assert text == "Brandt did not say what the repairs will cost." and not sources
    inverted = story(f"{BRIDGE}\n\nAnd yet was the bridge ever safe to walk on.")
    assert resolved(inverted, len(inverted.sentences) - 1)[0].startswith("And yet was")
    dated = story(f"{BRIDGE}\n\nTARN, 12 October - The bridge was never safe to walk on.")
    assert resolved(dated, len(dated.sentences) - 1)[0] == "The bridge was never safe to walk on."
    kicker = story(f"{BRIDGE}\n\nEXCLUSIVE: The bridge was never safe to walk on.")
    assert resolved(kicker, len(kicker.sentences) - 1)[0] == "The bridge was never safe to walk on."
    agency = story(f"{BRIDGE}\n\n(Tarn Post)The bridge was never safe to walk on.")
    assert resolved(agency, len(agency.sentences) - 1)[0] == "The bridge was never safe to walk on."
    compared = story(f"{BRIDGE}\n\nBut rather than wait the council closed the bridge.")
    assert resolved(compared, len(compared.sentences) - 1)[0].startswith("Rather than wait")
    assert resolved(article, at("will close"))[0].startswith("The Hale Bridge will close")


def test_who_is_a_person() -> None:
    assert set(people(story(BRIDGE))) == {"Brandt", "Whitlow"}
    others = "Title\n\nThe Harrow Bank said on Monday that New Tarn grew. Hope Street is long, and hope is free.\n"
    assert not people(story(others))


def test_what_stands_depends_on_what_is_shown_before() -> None:
    article = story(BRIDGE)
    offer, rust = at("runs out"), at("found rust")
    assert not stands(article, offer, [at("will close")])
    assert stands(article, offer, [at("received an offer")])
    worries = at("worries shopkeepers")
    assert stands(article, rust, []) and not stands(article, worries, [])
    assert stands(article, worries, [worries - 1])


def test_an_extract_is_the_articles_own_words_and_brings_its_antecedent() -> None:
    article = story(BRIDGE)
    lead = extract(article, at("will close"))
    assert lead.text == "The Hale Bridge will close on Friday, Mayor Ottilie Brandt said."
    worries = at("worries shopkeepers")
    both = extract(article, worries)
    assert both.text in article.text and both.cites == (worries - 1, worries)
    assert extract(article, worries, shown=[worries - 1]).cites == (worries,)
    rust = at("found rust")
    assert extract(article, rust).cites == (rust,)


def test_other_languages_are_left_alone() -> None:
    article = story(
        "Titel\n\nDer Rat hat heute lange über die Brücke getagt. Er will sie schließen und neu bauen lassen.\n"
    )
    assert article.language == "de" and need(article, 1) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "But Dane sees the pier differently.",
        "Both hesitated: the pier was wet.",
        "Near the Harrow Gate, he fell asleep.",
    ],
)
def test_what_leans_on_the_sentence_before(sentence: str) -> None:
    article = story(
        f"Vote on the pier\n\nPaul Dane asked for a vote, and Olga Renner asked for another.\n\n{sentence}\n"
    )
    assert need(article, 1) is not None
