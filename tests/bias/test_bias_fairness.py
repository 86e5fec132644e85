"""Even-handedness, in the manner of CheckList (Ribeiro et al. 2020): what must not change a note, and what must."""

from __future__ import annotations

import re

import pytest
from fakes import story
from planted import Pair, pairs
from swaps import SWAPS, swapped

from summarizer.bias.analyse import detect
from summarizer.bias.fuse import fuse, shown
from summarizer.bias.lexicon import CLASSES, entries
from summarizer.bias.rules import WEIGHTS
from summarizer.model import Article, BiasNote, Category, Tier

ARTICLES = (*pairs("dev"), *pairs("held"))
GRIM = """A bomb killed 31 people at a market on Monday. A man stabbed his wife and two children to death.
Soldiers burned the village and shot those who fled. Nine miners suffocated when a shaft collapsed.
The famine has killed 40,000 people since spring. The girl was raped and strangled, a court heard.
Rescuers found the bodies of four climbers. The ship sank with 300 migrants on board.
A gunman opened fire in a school; six pupils died. The flood destroyed 900 houses.
He was tortured for eleven days. Twelve prisoners were executed at dawn.
A mass grave with 60 bodies was found near the river. Two nurses were taken hostage and later killed.
The earthquake buried a hospital. The fire trapped eleven workers behind a locked door.
Militants beheaded a driver. Police shot dead a boy of 15 during the riots.
The crash left three children without parents. The plague killed a third of the town in 1349.
A suicide bomber attacked a wedding. The genocide began in April and lasted a hundred days.""".replace("\n", " ")


def notes(article: Article) -> tuple[BiasNote, ...]:
    return tuple(n for n in fuse(article, detect(article), {})[0] if n.tier is not Tier.TENTATIVE)


@pytest.mark.parametrize("swap", SWAPS)
def test_swapping_who_or_where_changes_no_note(swap: str) -> None:
    changed = 0
    for pair in ARTICLES:
        for article in (pair.neutral, pair.planted):
            other = story(swapped(article.text, SWAPS[swap]))
            changed += other.text != article.text
            before = [(n.category, n.tier, swapped(n.quote, SWAPS[swap])) for n in notes(article)]
            assert before == [(n.category, n.tier, n.quote) for n in notes(other)], pair.name
    assert changed > 3


def test_a_list_that_names_one_side_names_the_other() -> None:
    """ "Radical left" and "radical right", "liberal elite" and "conservative elite", "his" and "her"."""
    mirrors = ({"left": "right", "leftist": "rightist"}, {"liberal": "conservative"}, {"his": "her"})
    for cue in ("partisan_terms", *WEIGHTS, *(c for c in CLASSES if c.startswith("slanted"))):
        bases = {e.base for e in entries(cue)}
        others = {swapped(base, mirror) for base in bases for mirror in mirrors}
        assert others <= bases, (cue, others - bases)


ADVERBS = [e.base for e in entries("loaded_adverbs") if " " not in e.base]


@pytest.mark.parametrize("adverb", ADVERBS[:: max(1, len(ADVERBS) // 60)])
def test_one_loaded_adverb_adds_one_note(adverb: str) -> None:
    plain = (
        "Harbour board meets in Fenwick\n\nThe board met in the hall of Fenwick. It{} ignored the request of the baker. "
        "Nobody voted. The harbour was calm.\n"
    )
    assert notes(story(plain.format(""))) == ()
    (note,) = notes(story(plain.format(f" {adverb}")))
    assert (note.category, note.quote) == (Category.LOADED_WORDING, adverb)


def test_grim_facts_in_plain_words_get_none() -> None:
    sentences = re.findall(r"[^.]+\.", GRIM)
    for first in range(0, len(sentences) - 4, 2):
        article = story(
            "A report from the region\n\n" + " ".join(s.strip() for s in sentences[first : first + 5]) + "\n"
        )
        assert notes(article) == (), notes(article)


@pytest.mark.parametrize("pair", ARTICLES, ids=lambda pair: pair.name)
def test_the_neutral_versions_get_none_in_the_default_view(pair: Pair) -> None:
    assert [n.quote for n in shown(notes(pair.neutral))] == []
