from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import STORY, story
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Claim, Mode
from summarizer.summary.coverage import coverage, gaps
from summarizer.summary.method import Method, method_for
from summarizer.summary.plan import Draft, chosen, extracts, plan
from summarizer.summary.salience import salience, similarity, vectors, windows
from summarizer.summary.select import select, thirds
from summarizer.templates.find import find_template
from summarizer.text.words import count_words

BRIEF = find_template("brief")
WORDS = "harbour crane pilot tide ledger signal gravel orchard kettle violin bishop lantern meadow copper".split()


def long_story(paragraphs: int, size: int = 6) -> str:
    """Invented text whose paragraphs speak of different things."""

    def sentence(p: int, i: int) -> str:
        one, two, three = (WORDS[(p * k + i) % len(WORDS)] for k in (1, 3, 5))
        return f"Inspector {p}-{i} of Tarn found that the {one} beside the {two} had been moved to the {three} in week {p}."

    return "A long report\n\n" + "\n\n".join(" ".join(sentence(p, i) for i in range(size)) for p in range(paragraphs))


@given(st.lists(st.sampled_from(STORY.split("\n\n")), min_size=1, max_size=12), st.integers(1, 20))
def test_selection_is_without_repetition_within_bounds(blocks: list[str], count: int) -> None:
    article = story("\n\n".join(blocks))
    mains = select(article, count)
    assert len(mains) == len(set(mains)) <= count
    rows = vectors(article)
    assert all(similarity(rows[i], rows[j]) < 0.5 for i in mains for j in mains if i != j)


def test_the_lede_comes_first() -> None:
    assert select(story(), 1) == [0]


def test_a_lede_that_points_forward_gives_way() -> None:
    told = "The gulls of Tarn were found in a lorry and are in good health, said the harbour board on Monday."
    article = story(f"A ride\n\nThose gulls hardly knew the road on Monday, the board said.\n\n{told}")
    assert select(article, 1) == [1]


def test_a_lede_that_lends_its_words_to_the_title_comes_first() -> None:
    lede = "Fenwick will close its only lido in May to repair the pipes."
    article = story(
        f"{lede} Swimmers said the decision was made without them. The lido opened in 1931 and is heated by gas.\n\n"
        "Repairs of the pipes cost 300,000 crowns. The council voted for the closure of the lido on Tuesday evening."
    )
    assert article.headline is None and article.title == lede
    assert select(article, 1) == [0]


TOLL = """Tarn raises its toll

The council of Tarn will raise the bridge toll to nine crowns in May, said Ada Brook, the mayor.

{second}

The toll pays for the bridge and for the ferry beside it.

Drivers crossed the bridge four million times in the year before.

{later}

A choir from Sarne sang at the mill on Sunday.
"""


@pytest.mark.parametrize(
    "caption",
    [
        "Ada Brook raised the bridge toll of Tarn to nine crowns with the council.",
        "Back in charge: Mayor Brook will raise the bridge toll of Tarn to nine crowns.",
        "Mayor Brook (above in the council of Tarn) will raise the bridge toll to nine crowns.",
        "The mayor will raise the bridge toll to nine crowns, Tarn, Monday March 4, 2024.",
    ],
)
def test_a_caption_is_worth_little(caption: str) -> None:
    article = story(TOLL.format(second="The mayor will raise the bridge toll of Tarn to nine crowns.", later=caption))
    index = next(s.index for s in article.sentences if article.sentence_text(s.index) == caption)
    assert salience(article)[index] < 0.5 * salience(article)[1]


def test_what_goes_on_from_a_shown_sentence_is_preferred() -> None:
    article = story("""Tarn raises its toll

The council of Tarn will raise the bridge toll to nine crowns in May, said Ada Brook, the mayor.

A lorry with four axles must pay three crowns more for its way to the quarry.

The ferry beside the mill is free on Sundays for families and for pupils.

The choir of Sarne will sing at the harbour on the day of the toll.

Farmers in Harrow want the toll of the bridge to be paid by the hotels instead.
""")
    worth = salience(article)
    assert worth[4] > worth[2] and select(article, 3) == [0, 1, 2]


def test_windows_are_whole_paragraphs_and_hold_everything() -> None:
    article = story(long_story(120))
    found = windows(article)
    assert len(found) > 3
    assert [i for w in found for i in w] == list(range(len(article.sentences)))
    for window in found[1:]:
        assert article.sentences[window[0]].paragraph != article.sentences[window[0] - 1].paragraph
    assert len(salience(article)) == len(article.sentences)
    one_line = story(" ".join(long_story(120).split("\n\n")[1:]))
    assert len(one_line.paragraphs) == 1 and len(windows(one_line)) > 2


@pytest.mark.parametrize("count", [3, 4, 10])
def test_every_third_of_a_long_text_is_heard(count: int) -> None:
    article = story(long_story(120))
    mains = select(article, count)
    assert len(mains) == count
    assert all(any(i in part for i in mains) for part in thirds(article))


def test_coverage_is_told_for_long_texts_only() -> None:
    article = story(long_story(120))
    last = len(article.sentences) - 1
    claims = [Claim("x", (0,), Mode.EXTRACT), Claim("x", (last,), Mode.EXTRACT)]
    assert [m.count for m in coverage(article, claims)] == [1, 0, 1]
    (gap,) = gaps(article, claims)
    assert "middle" in gap and "end" not in gap.partition("comes from its")[2].partition(".")[0]
    assert coverage(story(), claims) == () and gaps(story(), claims) == ()


@pytest.mark.parametrize("length", [60, 100, 150])
def test_a_length_in_words_is_kept(length: int) -> None:
    article = story(long_story(12))
    template = replace(BRIEF, length=length)
    drafts, _ = plan(article, template, rewritten=False)
    extracts(article, drafts)
    total = sum(count_words(d.claim.text) for d in chosen(article, drafts, template) if d.claim)
    assert abs(total - length) <= 0.2 * length


def test_what_hangs_in_the_air_is_replaced() -> None:
    article = story()
    claims = {
        0: "The ferry stops.",
        1: article.sentence_text(1),
        8: article.sentence_text(8),
        9: article.sentence_text(9),
    }
    drafts = [Draft(main, rank) for rank, main in enumerate(claims)]
    for draft in drafts:
        draft.settle(Claim(claims[draft.main], (draft.main,), Mode.EXTRACT if draft.main else Mode.REWRITE))
    template = replace(BRIEF, sentences=2)
    assert [d.main for d in chosen(article, drafts, template)] == [0, 1]
    drafts[0].main = drafts[0].rank = 5
    assert 1 not in [d.main for d in chosen(article, drafts, template)]


@pytest.mark.parametrize(
    ("size", "forced", "language", "method"),
    [
        (None, None, None, Method.EXTRACT),
        (None, Method.ABSTRACT, None, Method.EXTRACT),
        (1_000_000_000, None, None, Method.REWRITE),
        (4_700_000_000, None, None, Method.ABSTRACT),
        (4_700_000_000, Method.REWRITE, None, Method.REWRITE),
        (1_000_000_000, Method.ABSTRACT, None, Method.ABSTRACT),
        (4_700_000_000, None, "de", Method.REWRITE),
    ],
)
def test_the_method_follows_from_the_model_and_can_be_forced(
    size: int | None, forced: Method | None, language: str | None, method: Method
) -> None:
    assert method_for(story(), replace(BRIEF, language=language), size, forced)[0] is method


def test_a_small_model_leaves_other_languages_alone() -> None:
    german = replace(story(), language="de")
    method, warnings = method_for(german, BRIEF, 1_000_000_000, None)
    assert method is Method.EXTRACT and warnings
    assert method_for(german, BRIEF, 2_000_000_000, None) == (Method.REWRITE, ())
