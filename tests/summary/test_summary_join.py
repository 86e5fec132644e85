"""Claims as one text. Every person and place is invented."""

from __future__ import annotations

import pytest
from fakes import story

from summarizer.model import Article, Claim, Mode
from summarizer.summary.decide import extract
from summarizer.summary.introductions import introductions
from summarizer.summary.join import joined
from summarizer.summary.opinion import argues
from summarizer.summary.salience import salience

QUARRY = """Quarry at Ostrel may reopen

Digging at the Ostrel quarry could start again in June, Governor Maud Tessaly said on Friday.

Ivo Brannick, a retired geologist, told the council that the slope is safe. He has measured it for nine years.

But Brannick also asked for a fence. Tessaly promised to pay for it, and Mr Dorn of the Ostrel Post agreed.

The Tessaly administration set aside 40,000 crowns. In Ostrel, few had heard of the plan.

“Tessaly has not asked us,” said Lene Hoff, who runs the inn. Hoff wants a vote in May. The council hopes that Tessaly would listen.
"""


def at(article: Article, words: str) -> int:
    return next(s.index for s in article.sentences if words in article.sentence_text(s.index))


def shown(*words: str) -> list[Claim]:
    article = story(QUARRY)
    return joined(article, [extract(article, at(article, w), shown=(0,)) for w in words])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("promised to pay", "Governor Maud Tessaly promised to pay for it, and Mr Dorn of the Ostrel Post agreed."),
        ("asked for a fence", "Ivo Brannick, a retired geologist, also asked for a fence."),
        ("measured it", "Ivo Brannick, a retired geologist, has measured it for nine years."),
        ("wants a vote", "Lene Hoff wants a vote in May."),
        ("would listen", "The council hopes that Governor Maud Tessaly would listen."),
        ("administration", "The Tessaly administration set aside 40,000 crowns."),
        ("has not asked us", "“Tessaly has not asked us,” said Lene Hoff, who runs the inn."),
    ],
)
def test_whoever_is_named_first_is_introduced(words: str, text: str) -> None:
    (claim,) = shown(words)
    assert claim.text == text
    own = text in story(QUARRY).text
    assert (claim.mode is Mode.EXTRACT) == own and (len(claim.cites) == 1) == own


def test_an_introduction_is_given_once() -> None:
    first, second = shown("asked for a fence", "promised to pay")
    assert first.text.startswith("Ivo Brannick, a retired geologist,")
    assert second.text.startswith("Governor Maud Tessaly promised")
    both = shown("Digging", "told the council", "asked for a fence", "promised to pay")
    assert [c.mode for c in both[:2]] == [Mode.EXTRACT] * 2
    assert both[2].text == "Brannick also asked for a fence." and both[3].text.startswith("Tessaly promised")


def test_he_and_but_stay_after_the_sentence_that_they_take_up() -> None:
    assert [c.mode for c in shown("told the council", "measured it")] == [Mode.EXTRACT] * 2


def test_a_rewrite_that_cut_the_introduction_gets_it_back() -> None:
    article = story(QUARRY)
    cut = Claim("Ivo Brannick told the council that the slope is safe.", (1,), Mode.REWRITE)
    (claim,) = joined(article, [cut])
    assert claim.text == "Ivo Brannick, a retired geologist, told the council that the slope is safe."


def test_an_office_that_is_told_is_not_told_twice() -> None:
    lead = "The case of former party chairman Odd Farrow went on. Farrow owes the council money, Brannick said."
    article = story(f"Farrow leaves\n\n{lead}\n\n" + QUARRY.split("\n\n", 1)[1])
    text = "The case of former party chairman Odd Farrow went on."
    (claim,) = joined(article, [Claim(text, (0,), Mode.REWRITE)])
    assert claim.text == text


def test_a_headline_introduces_nobody() -> None:
    article = story(QUARRY.replace("Quarry at Ostrel may reopen", "Facing Hoff, Council May Reopen Quarry"))
    assert introductions(article)["Hoff"][0].name == "Lene Hoff"


def test_an_office_behind_the_name_and_a_calling_before_it() -> None:
    article = story(
        "Bridge of Tarn\n\nOdd Farrow, Trade and Harbour Minister, opened the bridge before singer Mia Lund won a prize. Singer"
        " Lund said that Farrow was late.\n"
    )
    found = {surname: (p.name, after) for surname, (p, _, after) in introductions(article).items()}
    assert found["Farrow"] == ("Odd Farrow", "Trade and Harbour Minister") and found["Lund"][0] == "Mia Lund"


def test_who_is_introduced_how() -> None:
    found = {surname: (p.name, office, after) for surname, (p, office, after) in introductions(story(QUARRY)).items()}
    assert found == {
        "Tessaly": ("Maud Tessaly", "Governor ", ""),
        "Brannick": ("Ivo Brannick", "", "a retired geologist"),
        "Hoff": ("Lene Hoff", "", ""),
    }


def test_page_furniture_captions_and_halves_of_quotations_are_worth_little() -> None:
    lede = "Digging at the Ostrel quarry could start again in June after the slope was measured, the council said."
    poor = [
        "Ivo Brannick, left, speaks at the Ostrel quarry after the slope was measured in June (AP).",
        "RELATED: Digging at the Ostrel quarry could start again in June after the slope was measured.",
        "Digging at the Ostrel quarry could start again in June The slope was measured, the council said.",
        "Digging at the Ostrel quarry could start again, they said, 'after the slope was measured in June.",
        "Because digging at the Ostrel quarry could start again after the slope was measured in June.",
        "Diggers at the Ostrel quarry The 19-year-old slope was measured in June, the council said.",
        "(Digging at the Ostrel quarry could start again after the slope was measured in June.)",
        "Here's what digging at the Ostrel quarry and measuring the slope in June will cost.",
        "Sign up for the weekly letter of the Ostrel quarry and its council, a newsletter for all who work at the slope.",
        "FILE - Ivo Brannick and his son measure the slope of the Ostrel quarry in June, after it was shut.",
        "“Digging at the Ostrel quarry could start again after the slope was measured in June.”",
        "In this Oct. 2, 2019, photo, Ivo Brannick looks at the slope of the Ostrel quarry after it was measured in June.",
        "Ostrel council opens quarry after slope was measured in June .",
        "Ivo Brannick (Ostrel Quarry) wins a free kick after the slope was measured in June.",
        "The council on digging at the Ostrel quarry after the slope was measured in June",
    ]
    fine = "The council said that digging at the Ostrel quarry could start again after the slope was measured."
    scores = salience(story("\n\n".join(["Quarry at Ostrel may reopen", lede, *poor, fine])))
    assert all(score < min(scores[0], scores[-1]) for score in scores[1:-1])


@pytest.mark.parametrize(
    ("before", "quoted"),
    [
        ("The letter of the council reads:", True),
        ("Ada Brook took to Facebook on Friday.", True),
        ("There were three reasons:", False),
        ("The council of Ostrel met on Monday.", False),
    ],
)
def test_a_paragraph_that_is_announced_is_somebodys_words(before: str, quoted: bool) -> None:
    post = "The Ostrel quarry was measured in June and its slope is safe for all who work there."
    scores = salience(story(f"Quarry\n\nThe Ostrel quarry may reopen in June.\n\n{before}\n\n{post}"))
    assert (scores[2] < 0.1) is quoted


def test_a_signed_post_is_worth_little() -> None:
    post = "The Ostrel quarry was measured in June and its slope is safe for all who work there."
    for signature in ("— Ada Brook (@ada) 3 June", "The Ostrel council met on Monday."):
        scores = salience(story(f"Quarry\n\nThe Ostrel quarry may reopen in June.\n\n{post}\n\n{signature}"))
        assert (scores[1] < 0.1) is ("@" in signature)


def test_what_the_next_sentence_takes_back_is_worth_little() -> None:
    lede = "The Ostrel quarry and its owner have nothing to say about the slope and its owner. {} The Ostrel quarry is shut."
    taken, kept = (
        salience(story(f"Quarry\n\n{lede.format(x)}")) for x in ("But you would be wrong.", "That was in May.")
    )
    assert taken[0] < kept[0] / 5 and taken[2] == pytest.approx(kept[2], rel=0.2)


def test_a_column_is_told_from_a_report() -> None:
    column = (
        "We should not reopen the quarry. Of course the money is welcome. But what is a hill worth? I walked there on Sunday"
        " and saw what you would see. The council must say no. It is simply wrong to dig. Let us keep the slope. We owe it."
    )
    assert argues(story(f"A hill\n\n{column}"))
    assert not argues(story(QUARRY))
