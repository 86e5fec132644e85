"""The planted set: exact places, and the bars for notes that no model helped with."""

from __future__ import annotations

import pytest
from planted import Pair, Plant, pairs

from summarizer.bias.analyse import detect
from summarizer.bias.fuse import fuse
from summarizer.model import Article, BiasNote, Category, Tier

PARTS = ("dev", "held")
OWN_VOICE = {Category.LOADED_WORDING, Category.NAME_CALLING, Category.OPINION_AS_FACT, Category.SENSATIONAL}


def notes(article: Article) -> tuple[BiasNote, ...]:
    return tuple(n for n in fuse(article, detect(article), {})[0] if n.tier is not Tier.TENTATIVE)


@pytest.mark.parametrize("part", PARTS)
def test_the_set_is_what_it_says(part: str) -> None:
    some = pairs(part)
    assert len(some) == 20
    for pair in some:
        assert "{" not in pair.planted.text and "|" not in pair.neutral.text
        for plant in pair.plants:
            put = plant.planted.of(pair.planted.text)
            assert put == put.strip() != ""
            assert put in pair.with_one(plant)
    assert sum(len(p.plants) for one in PARTS for p in pairs(one)) >= 200


@pytest.mark.parametrize(("part", "precision", "recall"), [("dev", 0.9, 0.8), ("held", 0.9, 0.65)])
def test_precision_and_recall_of_places(part: str, precision: float, recall: float) -> None:
    found = right = 0
    touched: list[bool] = []
    for pair in pairs(part):
        got = notes(pair.planted)
        found += len(got) + len(notes(pair.neutral))
        right += sum(any(p.planted.overlaps(n.span) for p in pair.plants) for n in got)
        spans = [s for n in got for s in (n.span, *n.related)]
        touched += [any(s.overlaps(p.planted) for s in spans) for p in pair.plants]
    assert right >= precision * found
    assert sum(touched) >= recall * len(touched)


MINIMAL = [
    pytest.param(pair, plant, id=f"{pair.name} {i}")
    for pair in pairs("dev")
    for i, plant in enumerate(pair.plants)
    if plant.category in OWN_VOICE
]


@pytest.mark.parametrize(("pair", "plant"), MINIMAL)
def test_one_plant_gives_no_note_but_on_itself(pair: Pair, plant: Plant) -> None:
    from fakes import story

    made = story(pair.with_one(plant))
    put = plant.planted.of(pair.planted.text)
    at = made.text.index(put)
    for note in notes(made):
        assert (note.span.start < at + len(put) and at < note.span.end) or note.whole_article, note.quote


@pytest.mark.parametrize("part", PARTS)
def test_no_note_is_empty_boilerplate_or_a_duplicate(part: str) -> None:
    for pair in pairs(part):
        made = fuse(pair.planted, detect(pair.planted), {})[0]
        assert len({n.span for n in made}) == len(made)
        assert len({n.text for n in made}) == len(made)
        for note in made:
            assert note.quote in note.text and note.evidence
            assert note.quote == note.span.of(pair.planted.text)
