from __future__ import annotations

from pathlib import Path

import pytest

import summarizer.engine.open
import summarizer.models.registry
from summarizer.bias.calibration import examples
from summarizer.bias.questions import QUESTION_SETS
from summarizer.cli.main import main
from summarizer.engine.protocol import Question
from summarizer.engine.scripted import ScriptedEngine
from summarizer.model import ModelRef
from summarizer.pipeline.calibrations import calibration_of

KNOWN = {e.text: e.positive for q in QUESTION_SETS for e in examples(q.examples)}


@pytest.fixture
def guessing(monkeypatch: pytest.MonkeyPatch) -> ModelRef:
    """An installed model that says Yes to everything, a little more to longer sentences."""
    ref = ModelRef("guess", "ab" * 32)
    model = summarizer.models.registry.Installed(ref.id, Path("guess.gguf"), 1, ref.sha256, None)

    def scores(question: Question) -> tuple[float, ...]:
        return (-0.1, -2.0 - len(question.text) / 1000)

    monkeypatch.setattr(summarizer.models.registry, "resolve", lambda *_: model)
    monkeypatch.setattr(summarizer.engine.open, "open_engine", lambda *_, **__: ScriptedEngine(scores=scores))
    return ref


def test_a_table_is_shown_and_the_result_is_kept_under_the_models_hash(
    guessing: ModelRef, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calibrate"]) == 0
    out, err = capsys.readouterr()
    rows = {line.split("  ")[0]: line.split() for line in out.splitlines()}
    assert rows["loaded wording"][-1] == "no" and ".50" in rows["loaded wording"][4]
    assert str(len(examples("loaded"))) in rows["loaded wording"] and err == ""
    fits = calibration_of(guessing).fits
    assert set(fits) == {q.name for q in QUESTION_SETS} and not any(fit.used for fit in fits.values())


def test_without_a_model_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate"]) == 3
    assert "nutgraf models get" in capsys.readouterr().err
