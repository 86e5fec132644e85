"""Whose words: a strong word planted in every kind of quotation is never the article's own, beside it always."""

from __future__ import annotations

import itertools

import pytest
from fakes import story

from summarizer.articles.load import load_bytes
from summarizer.bias.analyse import detect
from summarizer.model import Span, Voice

MARKS = {
    "straight": ('"', '"'),
    "curly": ("“", "”"),
    "single curly": ("‘", "’"),
    "single straight": ("'", "'"),
    "German": ("„", "“"),
    "German single": ("‚", "‘"),
    "Swedish": ("”", "”"),
    "French": ("«", "»"),
    "French spaced": ("«\u00a0", "\u00a0»"),
    "reversed guillemets": ("»", "«"),
}
SHAPES = {
    "first": "{o}The plan is QUOTED and nobody's friend,{c} said Ines Corvo, whose OWN board met on Monday.",
    "last": "The OWN board met, and Ines Corvo said: {o}The plan is QUOTED.{c}",
    "split": "{o}The plan,{c} said the OWN chair, {o}is QUOTED.{c}",
    "short": "The OWN board called the plan {o}QUOTED{c} on Monday.",
    "two": "{o}It works,{c} said Laan's OWN cousin. {o}It is QUOTED,{c} said Corvo.",
    "apostrophes": "The farmers' OWN chair doesn't agree: {o}It's QUOTED, and we won't pay,{c} he said.",
    "question": "{o}Is it QUOTED?{c} Corvo asked the OWN board. Nobody answered.",
    "figure": "The OWN board says that {o}12,500 people pay, and the toll is QUOTED{c}. That was the town's view.",
    "decades": "In the '90s the OWN board said: {o}It is QUOTED{c}. That was the town's view.",
}
NESTED = [
    "“He told me ‘never again’ and called it QUOTED,” said the OWN chair.",
    "“The mayor's word was ‘QUOTED’,” said the OWN chair.",
    "\"He said 'never' and it was QUOTED,\" said the OWN chair.",
    "‘She wrote “no” and it was QUOTED,’ said the OWN chair.",
    "„Er sagte ‚nie‘ and it was QUOTED“, said the OWN chair.",
    "«Il a dit “non” and it was QUOTED», said the OWN chair.",
]
SEVERAL = [
    "“The first part is long.\n\n“The second part is QUOTED,” said Corvo.\n\nThe OWN board met.",
    "“The first part is QUOTED.\n\n“The second part is short,” said Corvo.\n\nThe OWN board met.",
    '"The first part is long.\n\n"The second is QUOTED," said Corvo.\n\nThe OWN board met.',
    "The OWN board met. Corvo said: “It is long.\n\n“It is QUOTED.\n\n“It ends here.”\n\nThe board left.",
    "> The plan is QUOTED.\n\nThe OWN board met on Monday.",
    "The OWN board met.\n\n“It is QUOTED and the mark was never closed, said Corvo.\n\nThe board left.",
]
TURNS = [
    "Ines Corvo leads the OWN board.\n\nCorvo: It is a QUOTED policy. We will not pay.",
    "Ines Corvo leads the board.\n\nInes Corvo: It is a QUOTED policy. We will not pay.\n\nNote: the OWN board met.",
]
CASES = [
    *(
        pytest.param(shape.format(o=o, c=c), id=f"{mark} {name}")
        for (mark, (o, c)), (name, shape) in itertools.product(MARKS.items(), SHAPES.items())
    ),
    *(pytest.param(text, id=f"nested {i}") for i, text in enumerate(NESTED)),
    *(pytest.param(text, id=f"turn {i}") for i, text in enumerate(TURNS)),
    *(pytest.param(text, id=f"several {i}") for i, text in enumerate(SEVERAL)),
]


@pytest.mark.parametrize("text", CASES)
def test_the_voice_of_planted_quotations(text: str) -> None:
    made = f"The board and the ferry of Fenwick\n\n{text}\n\nThe harbour was calm.\n"
    article = load_bytes(made.encode(), "story", ".md" if text.startswith(">") else ".txt")
    for word, voice in (("QUOTED", Voice.QUOTED), ("OWN", Voice.NARRATOR)):
        at = article.text.index(word)
        assert article.voice(Span(at, at + len(word))) is voice, word


@pytest.mark.parametrize("text", [case for case in CASES if not case.values[0].startswith(">")])
def test_a_quoted_word_is_never_proposed_as_the_articles_own(text: str) -> None:
    made = story(f"The board and the ferry of Fenwick\n\n{text.replace('QUOTED', 'disgraceful')}\n\nIt was calm.\n")
    for candidate in detect(made):
        if candidate.span.of(made.text) == "disgraceful":
            assert candidate.objection is not None
