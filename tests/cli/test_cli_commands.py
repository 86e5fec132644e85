"""The commands as a user runs them, in this process; the engine is the scripted one in a real worker."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fakes import STORY, faithful

import summarizer
import summarizer.cli.summarize as command
from summarizer.cli.main import main
from summarizer.config import load_config
from summarizer.engine.scripted import ScriptedEngine
from summarizer.errors import WorkerDied
from summarizer.model import ModelRef
from summarizer.paths import folders


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Replaces the installed model; the list's first item is the script."""
    script: list[Any] = [faithful]
    monkeypatch.setattr(
        command, "_engine", lambda args, config: (ModelRef("scripted", "0" * 64), ScriptedEngine(script[0]))
    )
    return script


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_text_goes_to_standard_output_and_progress_to_standard_error(
    model: list[Any], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarize", str(article)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Fenwick ferry stops for repairs\n") and "SUMMARY" in out and "SOURCES" in out
    assert err == ""


@pytest.mark.parametrize("form", ["text", "md", "html", "json", "jsonl"])
def test_formats(
    form: str, model: list[Any], article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarize", str(article), "-f", form]) == 0
    printed = capsys.readouterr().out
    target = tmp_path / f"out.{form}"
    assert main(["summarize", str(article), "-f", form, "-o", str(target)]) == 0
    assert target.read_text() == printed
    if form.startswith("json"):
        assert json.loads(printed)["summary"]


def test_standard_input(model: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert main(["summarize", "-", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["source"] == "standard input"


def test_a_folder_isolates_failures_lists_them_and_goes_on(
    model: list[Any], article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF" + bytes(100))
    out = tmp_path / "out"
    assert main(["summarize", str(tmp_path), str(tmp_path / "none.txt"), "-o", str(out), "-f", "json"]) == 1
    err = capsys.readouterr().err
    assert [p.name for p in out.glob("*.json")] == ["story.json"]
    assert "1 done, 3 failed" in err
    for cause in ("Article empty (1)", "Not text (1)", "Article missing (1)"):
        assert cause in err
    assert "Traceback" not in err
    assert main(["summarize", str(article), "-o", str(out), "-f", "json"]) == 0
    assert "already done" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["summarize", "none.txt"], 1, "none.txt does not exist"),
        (["summarize"], 2, "No article given"),
        (["summarize", "-", "a.txt"], 2, "cannot be mixed"),
        (["summarize", "a.txt", "-t", "nothing"], 2, 'There is no template "nothing"'),
        (["summarize", "a.txt", "b.txt", "-f", "json"], 2, "do not fit on standard output"),
        (["summarize", "a.txt", "b.txt", "-o", "x.json"], 2, "do not fit into x.json"),
        (["summarize", ".", "-o", "."], 2, "both read and written"),
        (["summarize", "a.txt", "-o", "a.pdf"], 2, "a.pdf: no format"),
        (["templates", "show", "nothing"], 2, "There is no template"),
        (["templates", "new", "../x"], 2, "cannot be a template's name"),
        (["models", "get", "nothing"], 2, "There is no model"),
        (["models", "add", "none.gguf"], 3, "is no file"),
        (["models", "verify", "nothing"], 3, "There is no model"),
        (["models", "get", "qwen2.5-1.5b-instruct"], 2, "needs an answer"),
    ],
)
def test_errors_have_a_code_a_reason_and_no_traceback(
    arguments: list[str], code: int, words: str, model: list[Any], monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(arguments) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["summarize", ""], "an empty name"),
        (["summarize", "a.txt", "-o", ""], "an empty name"),
        (["summarize", "a.txt", "-o", "-"], "leave -o out"),
        (["check", "a.txt", ""], "an empty name"),
        (["compare", "a.txt", ""], "an empty name"),
        (["compare", "a.txt", "b.txt", "-o", ""], "an empty name"),
        (["library", "add", ""], "an empty name"),
        (["library", "backup", ""], "an empty name"),
    ],
)
def test_what_is_read_and_written_has_a_name(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty one would be the current folder."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("without", [["--no-model"], ["--model", "none"]])
def test_no_model_is_told_with_what_to_do(
    without: list[str], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarize", str(article)]) == 3
    assert "nutgraf models get" in capsys.readouterr().err
    assert main(["summarize", str(article), *without]) == 0
    assert "quoted from the article" in capsys.readouterr().out


def test_a_worker_that_keeps_dying_fails_the_article(
    model: list[Any], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model[0] = lambda branch: WorkerDied("The engine stopped unexpectedly (killed).", "Its log is here.")
    assert main(["summarize", str(article)]) == 1
    assert "stopped unexpectedly" in capsys.readouterr().err


def test_stopping_exits_130(
    model: list[Any], article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import signal

    def interrupt(branch: object) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "The ferry"

    model[0] = interrupt
    assert main(["summarize", str(article), "-o", str(tmp_path / "out")]) == 130
    assert "goes on from here" in capsys.readouterr().err
    assert main(["summarize", str(article)]) == 130
    assert "nutgraf: stopped." in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*.txt"))


def test_events_are_json_lines(model: list[Any], article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarize", str(article), "--events"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["seq"] for r in rows] == list(range(len(rows)))
    assert rows[0]["event"] == "RunStarted" and rows[-1]["event"] == "Finished"
    assert rows[-1]["analysis"]["summary"]


def test_results_inside_the_folder_of_articles_are_not_read(
    model: list[Any], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["summarize", str(article.parent), "-o", str(article.parent / "out"), "-f", "md"]
    assert main(arguments) == 0
    capsys.readouterr()
    assert main(arguments) == 0
    assert "0 done" not in capsys.readouterr().err
    assert [p.name for p in (article.parent / "out").glob("*.md")] == ["story.md"]


def test_quiet_still_tells_errors(model: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarize", str(tmp_path / "none.txt"), "-q", "-o", str(tmp_path / "o.json")]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_a_bug_leaves_its_traceback_in_the_log(
    model: list[Any], article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model[0] = lambda branch: 1 / 0
    assert main(["summarize", str(article)]) == 70
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err and "Traceback" not in err
    assert "Traceback" in (folders().logs / "errors.log").read_text()


def test_templates_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "new", "mine"]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.parent == folders().templates
    assert main(["templates", "check"]) == 0
    assert main(["templates", "new", "mine"]) == 2
    assert main(["templates", "new", "ws", "--from", "five-ws"]) == 0
    assert main(["templates", "list"]) == 0
    assert "yours" in capsys.readouterr().out
    path.write_text("+++\nx = 1\n+++\n$y")
    assert main(["templates", "check"]) == 2
    assert 'unknown placeholder "$y"' in capsys.readouterr().out


def test_doctor_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 3
    out = capsys.readouterr().out
    assert "There is no model" in out and "cores" in out and "(default)" in out


def test_a_wrong_setting_is_usage(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folders().config / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("modle = 'x'")
    assert main(["summarize", str(article)]) == 2
    assert 'did you mean "model"?' in capsys.readouterr().err


def test_settings_with_a_byte_order_mark_and_an_empty_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    folders().config.mkdir(parents=True, exist_ok=True)
    (folders().config / "config.toml").write_text("threads = 3\n", encoding="utf-8-sig")
    monkeypatch.setenv("NUTGRAF_THREADS", "")
    assert load_config().threads == 3


def test_length_form_and_language_of_one_run(
    model: list[Any], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarize", str(article), "--no-model", "--sentences", "2", "--form", "bullets", "-f", "json"]) == 0
    fields = json.loads(capsys.readouterr().out)
    assert len(fields["summary"]) == 2 and fields["settings"]["form"] == "bullets"
    assert main(["summarize", str(article), "--words", "40", "--method", "extract", "-f", "json"]) == 0
    fields = json.loads(capsys.readouterr().out)
    assert 32 <= sum(len(c["text"].split()) for c in fields["summary"]) <= 48
    assert fields["settings"]["method"] == "extract"


@pytest.mark.parametrize(
    "flags", [["--sentences", "2", "--words", "50"], ["--language", "xx"], ["--sentences", "3", "-t", "five-ws"]]
)
def test_a_wish_that_cannot_be_met_is_a_usage_error(
    flags: list[str], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarize", str(article), "--no-model", *flags]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux and BSD have a device that is always full")
@pytest.mark.parametrize(
    "shell", ["summarize --no-model story.txt", "summarize --no-model -f json story.txt", "templates list"]
)
def test_a_full_disk_behind_standard_output_is_told(shell: str, article: Path) -> None:
    code, err = in_a_shell(f"{shell} >/dev/full", article.parent)
    assert code == 4 and "standard output cannot be written: No space left" in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("shell", "code", "words"),
    [
        ("summarize --no-model - <&-", 1, "standard input is empty"),
        ("summarize --no-model story.txt >&-", 0, ""),
        ("summarize --no-model missing.txt 2>&-", 1, ""),
    ],
)
def test_a_closed_stream_is_no_bug(shell: str, code: int, words: str, article: Path) -> None:
    found, err = in_a_shell(shell, article.parent)
    assert found == code and words in err and "Traceback" not in err


def in_a_shell(shell: str, folder: Path) -> tuple[int, str]:
    """Exit code and standard error of the command with its streams redirected."""
    line = f'"{sys.executable}" -m summarizer.cli.main {shell}'
    environment = {**os.environ, "PYTHONPATH": str(Path(summarizer.__file__).parents[1])}
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr
