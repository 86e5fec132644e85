from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from fakes import STORY, drive, faithful, story

from summarizer.bias.calibration import UNCALIBRATED, Fit, examples
from summarizer.bias.questions import LOADED, QUESTION_SETS, QuestionSet
from summarizer.engine.protocol import EngineInfo, Prefix, Question
from summarizer.engine.scripted import ScriptedEngine
from summarizer.events import Finished
from summarizer.model import Analysis, ModelRef
from summarizer.models.catalogue import catalogue
from summarizer.pipeline.ask import ask
from summarizer.pipeline.calibrate import calibrate
from summarizer.pipeline.calibrations import calibration_of, calibrations_path, keep_calibration
from summarizer.pipeline.request import Request, identity
from summarizer.pipeline.run import run
from summarizer.templates.find import find_template

MODEL = ModelRef("scripted", "0" * 64)
KNOWN = {e.text: e.positive for q in QUESTION_SETS for e in examples(q.examples)}
JUDGING = STORY.replace("It carries", "The reckless and shameful scheme is a farce. It carries")


class Judge(ScriptedEngine):
    """A model that believes something of every sentence, and leans towards Yes."""

    def __init__(self, belief: Callable[[str], float], leaning: float = 0.0, plainer: str = "", size: int = 0) -> None:
        super().__init__(lambda branch: plainer if "[[" in branch.text else faithful(branch))
        self._belief = belief
        self._leaning = leaning
        self._size = size

    def start(self) -> Generator[Any, None, EngineInfo]:
        return replace((yield from super().start()), size=self._size)

    def score(self, prefix: Prefix, questions: Sequence[Question]) -> Generator[Any, None, list[tuple[float, ...]]]:
        yield from super().score(prefix, questions)
        sign = -1 if any(prefix.messages == q.no_fault for q in QUESTION_SETS) else 1
        return [(sign * self._belief(q.text) + self._leaning - 5, -5.0) for q in questions]


def knows(text: str) -> float:
    return 2.0 if KNOWN[text] else -2.0


def analyse(engine: ScriptedEngine | None, text: str = JUDGING) -> Analysis:
    request = Request(story(text), find_template("brief"), MODEL if engine else None)
    *_, last = run(request, engine, run_id="r")
    assert isinstance(last.body, Finished), last
    return last.body.analysis


def keep(**changes: Any) -> Fit:
    fit = replace(Fit(1.0, 0.0, 0.95, 0.7, 0.96, 0.02, 100), **changes)
    keep_calibration(MODEL, {LOADED.name: fit})
    return fit


def test_a_leaning_towards_one_answer_cancels() -> None:
    texts = list(KNOWN)[:5]
    for leaning in (-3.0, 0.0, 4.0):
        assert drive(ask(Judge(knows, leaning), LOADED, texts)) == [knows(t) for t in texts]


@pytest.mark.parametrize("questions", QUESTION_SETS, ids=lambda q: q.name)
def test_a_model_that_knows_has_a_say_and_one_that_guesses_has_none(questions: QuestionSet) -> None:
    found = drive(calibrate(Judge(knows, leaning=2.0), questions))
    assert found.auc == 1.0 > found.rules_auc > 0.5 and found.used
    assert found.log_odds(2.0) > 1 > -1 > found.log_odds(-2.0)
    assert not drive(calibrate(Judge(lambda text: 0.0), questions)).used
    assert not drive(calibrate(Judge(lambda text: -knows(text)), questions)).used


def test_a_calibration_is_found_by_the_hash_of_its_model() -> None:
    assert calibration_of(MODEL) == UNCALIBRATED == calibration_of(None)
    fit = keep()
    assert calibration_of(MODEL).fits == {LOADED.name: fit}
    assert calibration_of(MODEL).origin == "measured here"
    assert calibration_of(ModelRef("other", "1" * 64)) == UNCALIBRATED
    keep_calibration(ModelRef("other", "1" * 64), {"loaded.v0": fit})
    assert calibration_of(MODEL).fits and calibration_of(ModelRef("other", "1" * 64)) == UNCALIBRATED


def test_what_comes_with_nutgraf_fits_the_questions_of_today_and_models_of_the_catalogue() -> None:
    shipped = json.loads((files("summarizer.bias") / "calibrations.json").read_text(encoding="utf-8"))
    known = {entry.sha256: entry.id for entry in catalogue()}
    assert shipped and set(shipped) <= set(known)
    for sha256 in shipped:
        found = calibration_of(ModelRef(known[sha256], sha256))
        assert found.origin == "built in" and set(found.fits) == {q.name for q in QUESTION_SETS}


@pytest.mark.parametrize(
    "kept", ["", "[]", "{", f'{{"{MODEL.sha256}": {{"loaded.v2": 3}}}}', f'{{"{MODEL.sha256}": 1}}']
)
def test_a_damaged_file_means_uncalibrated(kept: str) -> None:
    calibrations_path().parent.mkdir(parents=True)
    calibrations_path().write_text(kept)
    assert calibration_of(MODEL) == UNCALIBRATED


def test_a_calibrated_model_is_heard_and_a_result_depends_on_its_calibration() -> None:
    request = Request(story(), find_template("brief"), MODEL)
    before = identity(request)
    keep()
    assert identity(request) != before
    engine = Judge(lambda text: 3.0 if "reckless" in text else -1.0)
    result = analyse(engine)
    assert engine.questions and result.settings["calibration"] == "measured here"
    (vote,) = {e for n in result.notes or () for e in n.evidence if e.kind == "model"}
    assert vote.rule == LOADED.name and vote.weight == pytest.approx(3.0)
    assert not [w for w in result.warnings if "rules alone" in w]


LARGE = 4_000_000_000


@pytest.mark.parametrize(
    ("word", "size", "plainer", "alternative", "kind"),
    [
        ("chicanery", LARGE, "concern", "concern", "model"),
        ("chicanery", LARGE, "oversight", None, "counterfactual"),
        ("chicanery", LARGE, "a thing which is far too long", None, "model"),
        ("chicanery", 0, "concern", None, "model"),
        ("reckless scheme", 0, "", None, "model"),
        ("reckless oversight", 0, "", None, "counterfactual"),
    ],
)
def test_plainer_words_are_offered_when_they_help_and_tell_against_the_note_when_they_do_not(
    word: str, size: int, plainer: str, alternative: str | None, kind: str
) -> None:
    keep()
    disliked = ("chicanery", "oversight", "reckless")
    engine = Judge(lambda text: 3.0 if any(w in text for w in disliked) else -1.0, plainer=plainer, size=size)
    result = analyse(engine, STORY.replace("It carries", f"The {word} is new. It carries"))
    (note,) = [n for n in result.notes or () if n.quote == word.split(maxsplit=1)[0]]
    assert note.alternative == alternative
    assert [e.kind for e in note.evidence if e.rule == LOADED.name] == [kind]


@pytest.mark.parametrize(
    ("fit", "words"), [({}, "has not been calibrated"), ({"both_auc": 0.71}, "wording better with this model")]
)
def test_a_model_without_a_say_is_not_asked_and_the_result_says_so(fit: dict[str, float], words: str) -> None:
    if fit:
        keep(**fit)
    engine = Judge(lambda text: 3.0)
    result = analyse(engine)
    assert not engine.questions and any(words in w for w in result.warnings)
    assert result.notes == analyse(None).notes
