"""``nutgraf library`` and ``nutgraf summarize --keep`` as a user runs them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from fakes import STORY

from summarizer.cli.main import main
from summarizer.render.table import fit
from summarizer.store.library import open_library

LOADED = STORY.replace("It carries", "The reckless, disastrous and shameful scheme is a farce. It carries")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(LOADED)
    (folder / "lorries.txt").write_text(
        "Quarry lorries\n\nSixty lorries a day may pass, the county said. “No,” said Ann.\n"
    )
    return folder


def nutgraf(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    """What it prints to standard output; with an error, to standard error."""
    assert main([str(a) for a in arguments]) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return out if code == 0 else err


def test_articles_are_added_listed_and_found(
    articles: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "none.txt").write_text("")
    assert "none.txt is empty" in nutgraf(capsys, "library", "add", articles, code=1)
    assert "here already" in nutgraf(capsys, "library", "add", articles / "ferry.txt")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("渡轮停航\n\n渡轮将停航六周。居民担心。\n".encode())))
    nutgraf(capsys, "library", "add", "-")
    listed = nutgraf(capsys, "library", "list")
    assert [line.split()[0] for line in listed.splitlines()] == ["3", "2", "1"]
    rows = [json.loads(line) for line in nutgraf(capsys, "library", "list", "--sort", "words", "--jsonl").splitlines()]
    assert [Path(row["source"]).name for row in rows] == ["ferry.txt", "lorries.txt", "standard input"]
    assert "“No,” said Ann" in nutgraf(capsys, "library", "search", "lorr", "ann")
    assert "渡轮" in nutgraf(capsys, "library", "search", "停航")
    assert nutgraf(capsys, "library", "search", "county said sixty") == ""
    assert "no word to search for" in nutgraf(capsys, "library", "search", "***", code=2)


def test_results_are_kept_shown_and_exported(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = nutgraf(capsys, "summarize", articles / "ferry.txt", "--no-model", "--keep", "-f", "jsonl")
    text = nutgraf(capsys, "summarize", articles / "ferry.txt", "--no-model", "--keep")
    assert nutgraf(capsys, "library", "show", 1) == text
    assert nutgraf(capsys, "library", "show", 1, "--article") == LOADED + "\n"
    nutgraf(capsys, "library", "add", articles / "lorries.txt")
    assert "Sixty lorries" in nutgraf(capsys, "library", "show", 2)
    for target in (tmp_path / "all.jsonl", tmp_path / "all.jsonl"):  # the second time adds nothing
        nutgraf(capsys, "library", "export", "-f", "jsonl", "-o", target)
        assert target.read_text() == line
    nutgraf(capsys, "library", "export", 1, "-f", "json", "-o", tmp_path / "out")
    [exported] = (tmp_path / "out").glob("*.json")
    assert exported.name == "0001 Fenwick ferry stops for repairs.json"
    assert json.loads(exported.read_text()) == json.loads(line)
    assert "no result" in nutgraf(capsys, "library", "export", 2, "-o", tmp_path / "none", code=2)
    assert not (tmp_path / "none").exists()


def test_a_dismissed_note_is_not_exported_for_reading(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nutgraf(capsys, "summarize", articles / "ferry.txt", "--no-model", "--keep")
    nutgraf(capsys, "library", "export", "-o", tmp_path, "-f", "text")
    with open_library() as library:
        [row] = library.rows()
        analysis = library.analysis(library.analyses(row.id)[0].number)
        assert analysis and analysis.notes
        note = analysis.notes[0]
        library.dismiss(row.id, note)
    exported = tmp_path / "0001 Fenwick ferry stops for repairs.txt"
    assert note.text in " ".join(exported.read_text().split())
    nutgraf(capsys, "library", "export", "-o", tmp_path, "-f", "text")
    shown = nutgraf(capsys, "library", "show", 1)
    assert exported.read_text() == shown and note.text not in " ".join(shown.split())


def test_what_was_kept_is_not_done_again_and_what_was_not_is_kept_now(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["summarize", articles, "--no-model", "-o", tmp_path / "out", "-f", "jsonl"]
    nutgraf(capsys, *arguments)
    before = (tmp_path / "out").read_bytes() if (tmp_path / "out").is_file() else None
    for done in ("2 done", "2 already done"):
        assert main([str(a) for a in [*arguments, "--keep"]]) == 0
        assert done in capsys.readouterr().err
    assert before is None or (tmp_path / "out").read_bytes() == before, "nothing is written twice"
    with open_library() as library:
        assert library.counts().analyses == 2


def test_articles_are_deleted_after_a_question(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nutgraf(capsys, "library", "add", articles)
    assert "no article 9" in nutgraf(capsys, "library", "rm", 1, 9, "--yes", code=2)
    assert "needs an answer" in nutgraf(capsys, "library", "rm", 1, code=2)
    nutgraf(capsys, "library", "rm", 1, "--yes")
    assert [line.split()[0] for line in nutgraf(capsys, "library", "list").splitlines()] == ["2"]


def test_the_file_is_named_checked_and_copied(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nutgraf(capsys, "library", "add", articles)
    path = Path(nutgraf(capsys, "library", "where").strip())
    assert path.is_file()
    assert "All is well: 2 articles" in nutgraf(capsys, "library", "check")
    nutgraf(capsys, "library", "backup", tmp_path / "copy.db")
    assert "exists already" in nutgraf(capsys, "library", "backup", tmp_path / "copy.db", code=4)
    assert Path(nutgraf(capsys, "library", "backup").strip()).is_file()


@pytest.mark.parametrize(
    ("text", "width", "cells"),
    [("ferry", 8, "ferry   "), ("ferries", 5, "ferr…"), ("渡轮停航", 6, "渡轮… "), ("é", 2, "é ")],
)
def test_columns_are_counted_in_cells(text: str, width: int, cells: str) -> None:
    assert fit(text, width) == cells


@pytest.mark.parametrize(
    "arguments", [["show", "99999999999999999999"], ["list", "-n", "0"], ["list", "-n", str(2**63)]]
)
def test_numbers_have_bounds(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["library", *arguments])
    assert "must be a whole number from 1 to" in capsys.readouterr().err
