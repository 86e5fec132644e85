"""``nutgraf check`` as a user runs it, without a model."""

from __future__ import annotations

import io
import json
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from fakes import STORY

from summarizer.cli.main import main

FAITHFUL = "The harbour board said the Fenwick ferry will stop for six weeks from 4 March.\n"
CHANGED = "The harbour board said the Fenwick ferry will stop for eight weeks from 4 March.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


@pytest.mark.parametrize(("summary", "code", "mark"), [(FAITHFUL, 0, "ok "), (CHANGED, 6, "FAIL ")])
def test_the_exit_code_and_the_mark_say_whether_a_sentence_failed(
    summary: str, code: int, mark: str, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "summary.txt"
    path.write_text(summary)
    assert main(["check", str(path), str(article), "--no-model"]) == code
    out = capsys.readouterr().out
    assert f"\n{mark}" in out and "[1] The Fenwick ferry will stop" in out


def test_json_names_sources_by_their_place_in_the_article(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"- {CHANGED}- It was built in 1988. [11]".encode())))
    assert main(["check", "-", str(article), "--no-model", "-f", "json"]) == 6
    report = json.loads(capsys.readouterr().out)
    schema = json.loads((files("summarizer.schema") / "check-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert [s["verdict"] for s in report["sentences"]] == ["fail", "pass"]
    assert [s["text"] for s in report["sentences"]] == [CHANGED.strip(), "It was built in 1988."]
    for sentence in report["sentences"]:
        for source in sentence["sources"]:
            assert report["article"]["text"][source["start"] : source["end"]] == source["text"]
    (numbers,) = [c for c in report["sentences"][0]["checks"] if c["layer"] == "numbers"]
    assert "eight" in numbers["detail"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-", "-"], 2, "cannot be both"),
        (["none.txt", "none.txt"], 1, "none.txt does not exist"),
    ],
)
def test_errors(arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments, "--no-model"]) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err


def test_hostile_text_reaches_no_terminal(tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "summary.txt"
    path.write_text("The ferry\x1b[31m stops\u202e for [bold]six[/bold] weeks.\n渡轮停了。\nتوقفت العبارة اليوم.\n")
    main(["check", str(path), str(article), "--no-model"])
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\u202e" not in out and "[bold]" in out
