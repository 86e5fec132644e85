from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from fakes import STORY, story
from hypothesis import given
from hypothesis import strategies as st

from summarizer.bias.analyse import applicable, detect
from summarizer.bias.categories import KINDS
from summarizer.bias.detectors.passages import passages
from summarizer.bias.detectors.viewpoint import reported
from summarizer.bias.fuse import fuse, shown
from summarizer.bias.genre import Genre, genre
from summarizer.bias.lexicon import CLASSES, GUARDS, entries, forms, read_list
from summarizer.bias.plainer import Trial
from summarizer.bias.plan import FORMS, Budget, plan
from summarizer.bias.profile import profile
from summarizer.bias.questions import LOADED, QUESTION_SETS
from summarizer.bias.rules import sentence_score
from summarizer.model import Article, BiasNote, Category, Span, Tier, Voice
from summarizer.sample import sample_article

FILLER = "The harbour board met on Monday. It spoke about the ferry for two hours. Nobody voted. The next meeting is in April."


def article(sentence: str, title: str = "Ferry board meets on Monday evening") -> Article:
    return story(f"{title}\n\n{sentence} {FILLER}\n")


def found(sentence: str, **options: str) -> list[BiasNote]:
    made = article(sentence, **options)
    return list(fuse(made, detect(made), {})[0])


@pytest.mark.parametrize(
    ("sentence", "category", "quote"),
    [
        ("The board brazenly and shamefully ignored the town.", Category.LOADED_WORDING, "brazenly"),
        ("The so-called experts of the board met.", Category.DOUBT_OR_CREDIT, "so-called experts"),
        ("Critics say that the board is slow.", Category.WEAK_SOURCING, "Critics say"),
        ("The board's shocking, jaw-dropping plan came on Monday!", Category.SENSATIONAL, None),
        ("It is the greatest ferry in the world.", Category.OPINION_AS_FACT, "the greatest ferry in the world"),
        ("Visit our website to order the award-winning Tollan kettle today.", Category.PROMOTIONAL, None),
        ("The eco-fanatic Reyl met the board.", Category.NAME_CALLING, "eco-fanatic"),
        ("The lie-mongering board met again.", Category.LOADED_WORDING, "lie-mongering"),
        ("Reyl primly told the board to wait.", Category.LOADED_WORDING, "primly"),
        ("The board ranted about the tax.", Category.LOADED_WORDING, "ranted"),
        ("The board is itching to go.", Category.LOADED_WORDING, "itching to"),
        ("A dizzying 90,000 people live there.", Category.SENSATIONAL, "dizzying"),
        ("An avalanche of letters came.", Category.SENSATIONAL, "avalanche of"),
        ("Of course, the ferry had to stop.", Category.OPINION_AS_FACT, "Of course"),
        ("Observers are convinced that the ferry will stop.", Category.WEAK_SOURCING, "Observers are convinced"),
        ("In the view of many experts, the ferry is old.", Category.WEAK_SOURCING, "In the view of many experts"),
    ],
)
def test_each_category_is_found_where_it_stands(sentence: str, category: Category, quote: str | None) -> None:
    notes = [n for n in found(sentence) if n.category is category]
    assert notes, [n.category for n in found(sentence)]
    assert quote is None or quote in {n.quote for n in notes}


@pytest.mark.parametrize(
    "sentence",
    [
        "The board met in the town hall on Monday.",
        "“The plan is a shameful, reckless disaster,” said Ines Corvo.",
        "The attack killed 12 people and wounded 30, the police said.",
        "The boat may stop, according to Ines Corvo of the board.",
        "The furnace was lit after the blast furnace workers came.",
        "Reyl quietly told the board to wait, and later said no.",
        "Reyl, a non-toxic paint in his hand, was not reckless.",
        "An avalanche of snow closed the road.",
        "The board struggled to clearly state its aim.",
        "Experts say that the ferry is old. “It leaks,” said Ines Corvo of the board.",
        "The board should meet again in May.",
    ],
)
def test_plain_grim_and_quoted_words_give_no_shown_note(sentence: str) -> None:
    assert shown(found(sentence)) == ()


def test_a_quoted_word_is_dropped_with_its_reason() -> None:
    made = article("“The plan is reckless,” said Ines Corvo.")
    _, dropped = fuse(made, detect(made), {})
    assert any(d.text == "reckless" and "quoted" in d.reason for d in dropped)


@given(
    st.lists(
        st.sampled_from(sorted({f.base for c in CLASSES for e in entries(c) for f in forms(e)})),
        min_size=1,
        max_size=12,
    )
)
def test_every_note_quotes_the_article_and_has_evidence(phrases: list[str]) -> None:
    made = article(" ".join(f"The board {phrase} the ferry." for phrase in phrases))
    notes, _ = fuse(made, detect(made), {})
    for note in notes:
        assert note.span.of(made.text) == note.quote
        assert note.evidence and note.quote in note.text
        assert note.voice is Voice.NARRATOR or note.category in {Category.DOUBT_OR_CREDIT, Category.ONE_SIDED_SOURCES}
    assert len(shown(notes)) <= 5
    assert [n.span for n in notes] == sorted(n.span for n in notes)


def test_the_model_supports_words_and_never_makes_a_shown_note_of_a_sentence() -> None:
    made = article("The board met very often. " + "The quiet town slept. " * 6)
    candidates = detect(made)
    sentences = plan(made, candidates, QUESTION_SETS, Budget(2000))[LOADED]
    target = sentences[0]

    def tier(log_odds: dict[int, float], i: int = target) -> Tier | None:
        notes, _ = fuse(made, candidates, {LOADED.name: log_odds})
        return next((n.tier for n in notes if n.sentence == i), None)

    calm = dict.fromkeys(sentences, -2.0)
    assert tier(calm) is None
    assert tier({**calm, target: 4.0}) is Tier.MODERATE
    assert tier({**calm, target: 0.9}) is None
    other = next(i for i in sentences if i != target)
    assert tier({**calm, other: 9.0}, other) is Tier.TENTATIVE


@pytest.mark.parametrize("sentence", ["The bleak board met.", "The board should meet again."])
def test_words_with_plain_uses_and_bare_demands_need_a_models_yes(sentence: str) -> None:
    made = article(sentence)
    candidates = detect(made)
    answers = {q.name: {0: 3.0} for q in QUESTION_SETS}
    assert not [n for n in fuse(made, candidates, {})[0] if n.sentence == 0]
    assert Tier.MODERATE in [n.tier for n in fuse(made, candidates, answers)[0] if n.sentence == 0]


@given(st.floats(-9, 0), st.floats(-9, 9))
def test_a_no_takes_nothing_away_and_a_trial_never_gives_more_than_the_answer(no: float, drop: float) -> None:
    made = article("The reckless board met.")
    candidates = detect(made)
    (target,) = {c.sentence for c in candidates}
    assert target is not None
    tried = {candidates[0].span: Trial("none", drop)}

    def tier(log_odds: float, trials: dict[Span, Trial]) -> int:
        (note,) = fuse(made, candidates, {LOADED.name: {target: log_odds}}, trials)[0]
        return list(Tier).index(note.tier)

    rules = list(Tier).index(fuse(made, candidates, {})[0][0].tier)
    assert tier(no, {}) == tier(no, tried) == rules
    assert tier(3.0, {}) <= tier(3.0, tried) <= rules


def test_proposals_are_asked_about_first_and_the_budget_decides() -> None:
    made = article("The reckless and shameful board met. Clearly, it must end.")
    candidates = detect(made)
    asked = plan(made, candidates, QUESTION_SETS, Budget(2000))
    assert len(asked[LOADED]) >= 1 and 0 < len(asked) < len(QUESTION_SETS)
    assert plan(made, candidates, (), Budget(2000)) == {} == plan(made, candidates, QUESTION_SETS, Budget(10))
    first = made.sentence_text(0)
    assert plan(made, candidates, QUESTION_SETS, Budget((FORMS * len(first) + 60) / 0.75)) == {LOADED: (0,)}


@given(st.lists(st.sampled_from(["The reckless board met.", "Nobody voted.", "Clearly, it must end."]), min_size=3))
def test_asking_costs_no_more_than_reading_the_article(sentences: list[str]) -> None:
    made = story(" ".join(sentences))
    budget = Budget(len(made.text))
    asked = plan(made, detect(made), QUESTION_SETS, budget)
    spent = sum(FORMS * len(made.sentence_text(i)) for chosen in asked.values() for i in chosen)
    assert spent <= len(made.text) - budget.left <= len(made.text)
    assert all(list(chosen) == sorted(set(chosen)) for chosen in asked.values())


def test_the_lists_are_disjoint_authored_and_tidy() -> None:
    everything = [(f.base, c) for c in CLASSES for e in entries(c) for f in forms(e)]
    for (word, one), (same, other) in itertools.pairwise(sorted(everything)):
        noun_and_verb = one.endswith("_verbs") != other.endswith("_verbs")
        assert word != same or one == other or noun_and_verb, f"{word!r} is in {one} and {other}"
    for name in (*CLASSES, GUARDS):
        lines = read_list(name)
        assert lines[0].startswith("# source: authored for this project")
        body = [line for line in lines if line and not line.startswith("#")]
        assert body == sorted(body), f"{name} is not sorted"


def test_the_guide_names_every_kind_once_and_is_the_one_in_the_documents() -> None:
    assert [k.category for k in KINDS] == list(dict.fromkeys(k.category for k in KINDS))
    assert {k.category for k in KINDS} == set(Category)
    guide = (Path(__file__).parents[2] / "docs" / "bias-notes.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"| {kind.name} (`{kind.category.value}`) | {kind.tier} | {kind.meaning} | {kind.cues} |" in guide


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Opinion\n\nThe plan\n\nThe board met. It voted. It left.\n", Genre.OPINION),
        ("Satire | The plan\n\nThe board met on the moon. It voted. It left.\n", Genre.SATIRE),
        ("FOR IMMEDIATE RELEASE\n\nTollan sells kettles. They boil. They sing.\n", Genre.PRESS_RELEASE),
        ("The plan\n\n" + "I think that my town and our board are wrong about us. " * 12, Genre.OPINION),
        ("The plan\n\n" + "“I think that my town is wrong,” said Ines Corvo. " * 12, Genre.REPORT),
        ("Comments on plan are due\n\nThe board met. It voted. It left.\n", Genre.REPORT),
        (STORY, Genre.REPORT),
    ],
)
def test_the_genre(text: str, kind: Genre) -> None:
    assert genre(story(text)) is kind


def test_an_opinion_piece_gets_one_note_that_says_so() -> None:
    made = story(
        "Opinion: the board is wrong\n\nThe reckless, shameful board met. It idiotically voted. " + FILLER + "\n"
    )
    (note,) = shown(fuse(made, detect(made), {})[0])
    assert note.whole_article and "opinion piece" in note.text
    assert all(f"“{word}”" in note.text for word in ("reckless", "shameful", "idiotically"))


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("The mayor called the plan reckless on Monday.", "reckless"),
        ("The plan is reckless, Reyl said on Monday.", "reckless"),
        ("According to Reyl, the plan is reckless.", "reckless"),
        ("The plan is reckless, according to the board.", "reckless"),
        ("The board denounced the tax as reckless.", "reckless"),
        ("The reckless mayor said that the plan stays.", None),
        ("The mayor recklessly said so.", None),
        ("The board denied it, but the reckless plan stays.", None),
        ("The reports on the reckless plan are here.", None),
    ],
)
def test_indirect_speech_is_somebodys_view(sentence: str, given: str | None) -> None:
    at = sentence.index("reckless")
    parts = reported(sentence, Span(0, len(sentence)))
    assert any(part.contains(Span(at, at + 8)) for part in parts) is (given is not None)


def test_the_score_of_a_sentence_rises_with_judging_and_falls_with_sources() -> None:
    def score(sentence: str) -> float:
        made = article(sentence)
        return sentence_score(made, passages(made)[1])

    plain = score("The board met in the hall.")
    assert score("The reckless board met in the hall.") > plain
    assert score("The reckless, greedy board met in the hall.") > score("The reckless board met in the hall.")
    assert score("The board met in the hall on Monday, Reyl said.") < plain
    assert score("“The reckless board met in the hall,” Reyl said.") < plain


def test_no_notes_for_short_or_foreign_articles() -> None:
    assert "at least 3" in str(applicable(story("One sentence stands here alone.\n")))
    german = "Der Hafenrat tagte am Montag lange. Die Fähre steht still. Niemand weiß, wie lange das dauert.\n"
    assert "English only" in str(applicable(story(german)))
    assert applicable(story()) is None


def test_the_profile_counts_with_denominators() -> None:
    measures = {m.name: m for m in profile(story())}
    assert all(0 <= m.count <= m.of for m in measures.values())
    sourced, judge, state = (
        measures[f"sentences {name}"]
        for name in ("that name or quote a source", "of its own that judge", "of its own that state")
    )
    assert sourced.count + judge.count + state.count == sourced.of == len(story().sentences)
    assert measures["quoted words of Ines Corvo"].count == measures["quoted words of Ines Corvo"].of == 12
    assert profile(story("Title\n\nOne. Two. Three.\n")) == ()


def test_a_long_report_is_placed_among_reports() -> None:
    placed = [m for m in profile(story()) if m.percentile is not None]
    assert placed and all(0 <= m.percentile <= 95 for m in placed if m.percentile is not None)


def test_the_samples_advertisement_is_found_at_its_end() -> None:
    made = sample_article()
    notes, _ = fuse(made, detect(made), {})
    whole = [n for n in notes if n.whole_article]
    assert [n.category for n in whole] == [Category.PROMOTIONAL]
    assert "end of the article" in whole[0].text
    assert all(span.start > 0.8 * len(made.text) for span in whole[0].related)


def test_a_plain_story_gets_none() -> None:
    made = story(STORY)
    assert shown(fuse(made, detect(made), {})[0]) == ()
