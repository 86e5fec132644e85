"""Where calibrations are found: the user's own in one JSON file, those that come with nutgraf in another, both under
the hash of the model file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from summarizer.batch.output import write_whole
from summarizer.bias.calibration import UNCALIBRATED, Calibration, Fit
from summarizer.bias.questions import QUESTION_SETS
from summarizer.model import ModelRef
from summarizer.paths import folders


def calibrations_path() -> Path:
    return folders().data / "calibrations.json"


def calibration_of(model: ModelRef | None) -> Calibration:
    """The user's own, else the one that comes with nutgraf. Fits of an earlier version of a question do not count."""
    if model is None:
        return UNCALIBRATED
    shipped = (files("summarizer.bias") / "calibrations.json").read_text(encoding="utf-8")
    for origin, text in (("measured here", _text(calibrations_path())), ("built in", shipped)):
        fits = _fits(text, model.sha256)
        if fits:
            return Calibration(origin, fits)
    return UNCALIBRATED


def keep_calibration(model: ModelRef, fits: Mapping[str, Fit]) -> None:
    """Raises StorageError."""
    path = calibrations_path()
    known = {**_read(_text(path)), model.sha256: {name: asdict(fit) for name, fit in fits.items()}}
    write_whole(path, json.dumps(known, indent=1) + "\n")


def _fits(text: str, sha256: str) -> dict[str, Fit]:
    current = {questions.name for questions in QUESTION_SETS}
    try:
        return {name: Fit(**fit) for name, fit in _read(text).get(sha256, {}).items() if name in current}
    except (TypeError, AttributeError):
        return {}


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}  # a file that cannot be read costs measuring again, nothing else
    return found if isinstance(found, dict) else {}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
