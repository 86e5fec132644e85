"""A summary against its article with the model's vote: what the vote may do, and what it may not."""

from __future__ import annotations

import pytest
from fakes import drive, story

from summarizer.engine.protocol import Question
from summarizer.engine.scripted import ScriptedEngine
from summarizer.model import Verdict
from summarizer.pipeline.check import check_summary
from summarizer.summary.consistency import consistency
from summarizer.summary.vote import FALSE, TRUE, Scale, passage

FAITHFUL = "The ferry carries 1,200 people a day between Fenwick and Sallow Island."
CHANGED = "The ferry carries 1,300 people a day between Fenwick and Sallow Island."


def model(believed: bool, *, can_tell: bool = True) -> ScriptedEngine:
    """Right about the invented article (or no better than chance), and of one mind about everything else."""

    def scores(question: Question) -> tuple[float, float]:
        known = {**dict.fromkeys(TRUE, True), **dict.fromkeys(FALSE, not can_tell)}
        told = [yes for statement, yes in known.items() if statement in question.text]
        return (-0.1, -2.3) if (told[0] if told else believed) else (-2.3, -0.1)

    return ScriptedEngine(scores=scores)


@pytest.mark.parametrize(
    ("text", "believed", "worst"),
    [
        (FAITHFUL, True, Verdict.PASS),
        (FAITHFUL, False, Verdict.DOUBT),
        (CHANGED, True, Verdict.FAIL),
        (CHANGED, False, Verdict.FAIL),
    ],
)
def test_a_vote_may_add_a_doubt_and_never_overrules_a_failure(text: str, believed: bool, worst: Verdict) -> None:
    report = drive(check_summary(text, story(), model(believed)))
    (claim,) = report.claims
    assert report.worst(claim) is worst
    assert [c.layer for c in claim.checks].count("model") == 1


def test_the_vote_moves_the_figure_of_consistency() -> None:
    def figure(believed: bool) -> float:
        return consistency(drive(check_summary(FAITHFUL, story(), model(believed))).claims[0].checks)

    assert figure(True) > figure(False)


def test_a_model_that_cannot_tell_true_from_false_abstains() -> None:
    report = drive(check_summary(FAITHFUL, story(), model(False, can_tell=False)))
    (vote,) = [c for c in report.claims[0].checks if c.layer == "model"]
    assert vote.verdict is Verdict.PASS and vote.value is None


def test_the_article_is_read_once_whatever_the_number_of_sentences() -> None:
    engine = model(True)
    drive(check_summary(f"{FAITHFUL} It was built in 1988. Its engines were replaced in 2011.", story(), engine))
    read, _ = engine.usage
    assert read < 2 * len(story().text.split()) + 40 * len((*TRUE, *FALSE, 1, 2, 3))


def test_a_scale_puts_known_answers_where_they_belong() -> None:
    scale = Scale(true=2.0, false=-1.0)
    values = [scale.value(margin) for margin in (-1.0, 0.5, 2.0)]
    assert values == sorted(values) and values[1] == pytest.approx(0.5)  # type: ignore[type-var]
    assert Scale(1.0, 1.0).value(0.0) is None


def test_of_a_long_article_the_lead_and_what_is_cited_are_read() -> None:
    article = story("Title\n\n" + "\n\n".join(f"Sentence number {i} stands here alone." for i in range(400)) + "\n")
    text = passage(article, [200], 1000)
    assert "number 0 " in text and "number 200 " in text and "number 199 " in text
    assert "number 300 " not in text and len(text) <= 1000
    assert passage(article, [200], 100_000).count("stands") == 400
