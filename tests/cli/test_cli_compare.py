from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from compare.reports import COURIER, GAZETTE, HERALD, OTHER

from summarizer.cli.main import main

HOSTILE = """# A *title* <script>alert(1)</script>

The council of Marrowby voted on Tuesday to close the [Ostler](http://x) Bridge to <b>lorries</b> | \x1b[31mfrom June.

渡轮每天运送一千二百人。 هذه جملة عن الجسر.\u202e It carries 9,000 vehicles a day and `much` more.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"herald": HERALD, "courier": COURIER, "gazette": GAZETTE, "other": OTHER, "hostile": HOSTILE}
    for name, text in texts.items():
        (tmp_path / f"{name}.{'md' if name == 'hostile' else 'txt'}").write_text(text, encoding="utf-8")
    return tmp_path


def paths(folder: Path, *names: str) -> list[str]:
    return [str(next(folder.glob(f"{name}.*"))) for name in names]


def schema(name: str) -> Any:
    found = json.loads((files("summarizer.schema") / f"{name}-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def test_text_names_article_and_sentence_in_every_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *paths(folder, "herald", "courier", "gazette"), "--plain"]) == 0
    out = capsys.readouterr().out
    for words in (
        "FIGURES THAT DIFFER",
        "• 4.2 million in A, 5.1 million in B (crowns)",
        "[A 3] The repair will cost ›4.2 million‹ crowns, she said.",
        "• In A and B, not in C",
        "[A 6] The bridge was opened in 1931 and carries 9,000 vehicles a day.",
        "• Pieter Vance: A in other words: claimed; B in other words: said",
        "• A “protesters”, B “rioters”",
    ):
        assert words in out
    sections = out.split("\n\n")
    for section in sections:
        if section.startswith(("SHARED", "ONLY", "ON THE", "DIFFERENT", "FIGURES")):
            details = [line for line in section.splitlines()[1:] if line.startswith("  ")]
            assert all(re.match(r"  \[[A-L] \d+\] ", line) for line in details)


@pytest.mark.parametrize("names", [("herald", "courier", "gazette"), ("hostile", "herald"), ("herald", "other")])
def test_json_keeps_its_published_form_and_every_place_is_there(
    names: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *paths(folder, *names), "-f", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, schema("comparison"))
    texts = {article["id"]: article["text"] for article in found["articles"]}
    places = [p for s in found["statements"] for p in s["places"] + s["similar"]]
    places += [p for kind in ("figures", "wording") for d in found[kind] for p in d["places"]]
    places += [p for s in found["speakers"] for p in s["quotations"] + s["verbs"]]
    assert places
    for place in places:
        assert texts[place["article"]][place["start"] : place["end"]] == place["text"]


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_no_format_passes_on_markup_or_control_characters(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *paths(folder, "hostile", "herald"), "-f", form]) == 0
    printed = capsys.readouterr().out
    target = folder / f"out.{form}"
    assert main(["compare", *paths(folder, "hostile", "herald"), "-f", form, "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == printed
    assert "\x1b" not in printed and "\u202e" not in printed
    if form == "html":
        assert "<script" not in printed and "<b>" not in printed and "href" not in printed
        assert "default-src 'none'" in printed and "&lt;b&gt;lorries" in printed
    if form == "text":
        assert max(map(len, printed.splitlines())) <= 80


def test_articles_on_different_events_are_compared_only_if_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *paths(folder, "herald", "other")]) == 0
    out, err = capsys.readouterr()
    assert "do not seem to be about one event" in out and "ONLY IN A" not in out and "--anyway" in err
    assert main(["compare", *paths(folder, "herald", "other"), "--anyway"]) == 0
    out, err = capsys.readouterr()
    assert "do not seem to be about one event" in out and "ONLY IN A" in out and not err


def test_a_copy_is_called_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "copy.txt").write_text(HERALD.replace("Some 300", "Nearly 500"))
    assert main(["compare", *paths(folder, "herald", "copy")]) == 0
    assert "A and B go back to one text" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_a_folder_by_event(form: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "hostile.md").unlink()
    assert main(["compare", "--group", str(folder), "-f", form]) == 0
    out = capsys.readouterr().out
    if form == "json":
        found = json.loads(out)
        jsonschema.validate(found, schema("groups"))
        names = [[Path(a["source"]).stem for a in group["articles"]] for group in found["groups"]]
        assert names == [["courier", "gazette", "herald"], ["other"]]
    else:
        assert out.lower().index("event 1: 3 articles") < out.lower().index("by themselves")


def test_a_file_that_cannot_be_read_does_not_stop_the_grouping(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_text("")
    assert main(["compare", "--group", str(folder)]) == 1
    assert "NOT READ" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["herald.txt"], 2, "2 to 12 articles"),
        (["herald.txt", "none.txt"], 1, "none.txt does not exist"),
        (["herald.txt", "./herald.txt"], 2, "with itself"),
        (["herald.txt", "other.txt", "-o", "other.txt"], 2, "both read and written"),
        (["herald.txt", "--group", "."], 2, "no files"),
        (["--group", "none"], 2, "is not a folder"),
        (["herald.txt", "courier.txt", "-o", "herald.txt/x.md"], 4, "cannot be written"),
        (["herald.txt", "courier.txt", "-o", "other.txt"], 4, "exists already"),
    ],
)
def test_errors(
    arguments: list[str], code: int, words: str, folder: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(folder)
    assert main(["compare", *arguments]) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err
