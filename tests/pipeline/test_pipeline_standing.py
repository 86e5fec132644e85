"""Sentences that need their place in the article give way to others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fakes import STORY, drive, faithful, story

from summarizer.engine.protocol import Continuation
from summarizer.engine.scripted import ScriptedEngine
from summarizer.events import Finished
from summarizer.model import ModelRef
from summarizer.pipeline.request import Request
from summarizer.pipeline.run import run
from summarizer.pipeline.standing import standing
from summarizer.summary.context import MOST, beginnings, readings
from summarizer.summary.plan import plan
from summarizer.templates.find import find_template

MODEL = ModelRef("scripted", "0" * 64)
BRIEF = find_template("brief")
MONEY = 8
"""The sentence of the story that says what the repairs cost."""


def mains(likelihood: Callable[[Continuation], float]) -> tuple[list[int], ScriptedEngine]:
    article, engine = story(), ScriptedEngine(faithful, likelihood=likelihood)
    drafts, _ = plan(article, BRIEF, rewritten=True)
    found = drive(standing(article, BRIEF, drafts, engine))
    return [d.main for d in found if d.rank < BRIEF.sentences], engine


def leaning(words: str, nats: float) -> Callable[[Continuation], float]:
    """Sentences with these words lose so much without the sentence before them."""
    article = story()

    def likelihood(each: Continuation) -> float:
        index = next(i for i in range(len(article.sentences)) if article.sentence_text(i) == each.text)
        placed = article.sentence_text(index - 1) in each.context
        return -2.0 - (0.0 if placed or words not in each.text else nats)

    return likelihood


def test_a_sentence_that_needs_its_place_gives_way() -> None:
    stays, engine = mains(leaning("2.4 million", MOST / 2))
    assert len(stays) == 4 and MONEY in stays
    assert len(engine.continuations) == 2 * len(beginnings(stays))
    goes, _ = mains(leaning("2.4 million", 2 * MOST))
    assert len(goes) == 4 and MONEY not in goes


def test_what_the_story_is_about_stays() -> None:
    """The most important sentence may say what a caption or the line under the headline said before."""
    body = STORY.split("\n\n", 1)[1]
    article = story(f"Fenwick ferry stops\n\nThe Fenwick ferry (pictured) will stop for six weeks\n\n{body}")
    drafts, _ = plan(article, BRIEF, rewritten=True)
    point = next(d.main for d in drafts if d.rank == 0)
    assert point == 1
    engine = ScriptedEngine(
        faithful, likelihood=lambda each: -2.0 if article.sentence_text(0) in each.context else -9.0
    )
    assert any(d.main == point and d.rank == 0 for d in drive(standing(article, BRIEF, drafts, engine)))
    assert engine.continuations and article.sentence_text(point) not in {each.text for each in engine.continuations}


def test_whatever_the_model_finds_there_is_a_summary() -> None:
    article = story()
    titled = f"{article.title}\n\n"
    found, _ = mains(lambda each: -9.0 if each.context == titled or article.sentence_text(0) in each.context else -2.0)
    assert len(found) == 4


def test_nothing_is_asked_of_sentences_that_follow_each_other_or_of_sections() -> None:
    assert beginnings([0, 1, 2]) == [] and beginnings({5, 1, 0, 6}) == [5] and beginnings([3]) == [3]
    article, engine, template = story(), ScriptedEngine(faithful), find_template("five-ws")
    drafts, _ = plan(article, template, rewritten=True)
    assert drive(standing(article, template, drafts, engine)) == drafts and not engine.continuations


def test_a_text_without_stops_is_no_request() -> None:
    """It would not fit the context, and its article would fail."""
    endless = "A lorry " + "that carries gravel to the quarry and " * 300 + "pays nothing."
    engine = ScriptedEngine(faithful, context=600)
    request = Request(story(f"{STORY}\n\n{endless}"), replace(BRIEF, sentences=20), MODEL, notes=False)
    *_, last = run(request, engine, run_id="r")
    assert isinstance(last.body, Finished), last
    assert any(claim.text == endless for claim in last.body.analysis.claims)


def test_the_two_readings_of_a_sentence() -> None:
    article = story(
        "\n\n".join([STORY, *(f"In week {n} the board of Tarn met and spoke of the shafts." for n in range(90))])
    )
    before, shown = readings(article, MONEY, {0, 4, MONEY + 1})
    assert before.text == shown.text == article.sentence_text(MONEY)
    assert shown.context == f"{article.title}\n\n{article.sentence_text(0)} {article.sentence_text(4)}\n\n"
    assert article.sentence_text(0) in before.context  # all that stands before it is not much
    beside = story(
        "Ferry\n\nA ferry of Sarne (pictured) with its crew\n\nThe ferry sank. Divers went down to its hull."
    )
    before, _ = readings(beside, 2, {1})
    assert "pictured" not in before.context and "The ferry sank." in before.context
    late, _ = readings(article, 95, {0})
    assert article.sentence_text(94) in late.context and article.sentence_text(70) not in late.context
