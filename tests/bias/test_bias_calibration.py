from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.bias.calibration import auc, auc_error, examples, fit, platt
from summarizer.bias.questions import QUESTION_SETS, QuestionSet

SCORES = st.lists(st.tuples(st.floats(-8, 8), st.booleans()), min_size=4, max_size=40).filter(
    lambda rows: len({label for _, label in rows}) == 2
)


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@pytest.mark.parametrize(
    ("scores", "labels", "expected"),
    [
        ([1.0, 2.0, 3.0, 4.0], [False, False, True, True], 1.0),
        ([4.0, 3.0, 2.0, 1.0], [False, False, True, True], 0.0),
        ([1.0, 1.0, 1.0], [True, False, False], 0.5),
        ([3.0, 2.0, 2.0, 1.0], [True, True, False, False], 0.875),
    ],
)
def test_auc_is_the_share_of_pairs_in_order(scores: list[float], labels: list[bool], expected: float) -> None:
    assert auc(scores, labels) == expected


@given(SCORES)
def test_platt_keeps_the_order_and_never_turns_it_round(rows: list[tuple[float, bool]]) -> None:
    scores, labels = [s for s, _ in rows], [y for _, y in rows]
    slope, intercept = platt(scores, labels)
    assert slope >= 0 and math.isfinite(slope) and math.isfinite(intercept)
    if slope == 0:
        assert intercept == 0


def test_platt_recovers_the_log_odds_that_made_the_labels() -> None:
    scores = [x / 10 for x in range(-40, 41) for _ in range(100)]
    labels = [k % 100 < 100 * logistic(1.5 * s - 0.5) for k, s in enumerate(scores)]
    slope, intercept = platt(scores, labels)
    assert slope == pytest.approx(1.5, abs=0.1) and intercept == pytest.approx(-0.5, abs=0.1)


def test_log_odds_stay_within_what_the_examples_can_show() -> None:
    found = fit([-2.0, -1.0, 1.0, 2.0] * 5, [0.0] * 20, [False, False, True, True] * 5)
    assert found.log_odds(1e6) == -found.log_odds(-1e6) == pytest.approx(math.log(11))


@pytest.mark.parametrize(
    ("model", "used"),
    [
        (lambda k, label: 3.0 * label, True),
        (lambda k, label: 0.0, False),
        (lambda k, label: float(k % 7), False),
        (lambda k, label: -3.0 * label, False),
    ],
)
def test_a_model_has_a_say_only_if_the_rules_rank_better_with_it(
    model: Callable[[int, bool], float], used: bool
) -> None:
    labels = [k % 2 == 0 for k in range(60)]
    rules = [(k * 5 % 11) / 4 + 0.5 * label for k, label in enumerate(labels)]
    found = fit([model(k, label) for k, label in enumerate(labels)], rules, labels)
    assert 0.5 < found.rules_auc < 0.9 and found.used is used


def test_the_error_of_a_difference_of_aucs() -> None:
    labels = [True, True, True, False, False, False]
    assert auc_error([3, 2, 1, 0, -1, -2], [5, 4, 3, 2, 1, 0], labels) == 0
    assert auc_error([3, 2, 1, 0, -1, -2], [3, 2, -3, 0, -1, -2], labels) == pytest.approx((1 / 3) ** 0.5 / 3**0.5)


@pytest.mark.parametrize("questions", QUESTION_SETS, ids=lambda q: q.name)
def test_the_labelled_sentences_are_balanced_and_no_shots(questions: QuestionSet) -> None:
    labelled = examples(questions.examples)
    assert len(labelled) >= 40
    for aspect in ("side", "facts"):
        counts = Counter((getattr(e, aspect), e.positive) for e in labelled)
        for value, _ in counts:
            assert abs(counts[value, True] - counts[value, False]) <= 2, (aspect, value)
    sides = Counter((e.side, e.positive) for e in labelled)
    for positive in (True, False):
        assert abs(sides["left", positive] - sides["right", positive]) <= 1
    for shortcut in (r"\d", r"day\b"):
        hits = Counter(e.positive for e in labelled if re.search(shortcut, e.text))
        assert abs(hits[True] - hits[False]) <= 3, shortcut
    assert len({e.text for e in labelled}) == len(labelled)
    shots = {message.text for message in questions.fault}
    assert not [e.text for e in labelled if f"Sentence: {e.text}" in shots]


@pytest.mark.parametrize("questions", QUESTION_SETS, ids=lambda q: q.name)
def test_both_forms_ask_of_the_same_sentences_and_expect_opposite_answers(questions: QuestionSet) -> None:
    assert len(questions.fault) == len(questions.no_fault)
    answers = Counter()
    for one, other in zip(questions.fault[1:], questions.no_fault[1:], strict=True):
        if one.role == "assistant":
            assert {one.text, other.text} == {"Yes", "No"}
            answers[one.text] += 1
        else:
            assert one.text == other.text
    assert answers["Yes"] == answers["No"]
    assert questions.fault[-2].text == "No" and questions.no_fault[-2].text == "Yes"
