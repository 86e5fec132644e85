"""Changing one setting in the user's own file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import config_path
from summarizer.config_file import change_setting, with_setting
from summarizer.errors import ConfigError
from summarizer.paths import folders

FILE = '# mine\nnotes = true  # for class\n\ntemplate = "a#b"\n[keys]\n"notes" = "f"\n'


@pytest.mark.parametrize(
    ("text", "key", "value", "after"),
    [
        ("", "notes", False, "notes = false\n"),
        (FILE, "notes", False, FILE.replace("true  #", "false  #")),
        (FILE, "notes", None, FILE.replace("notes = true  # for class\n", "")),
        (FILE, "threads", 3, FILE.replace("[keys]", "threads = 3\n[keys]")),
        ("threads=2", "threads", 4, "threads = 4\n"),
        ('"method" = "extract"', "method", "rewrite", 'method = "rewrite"\n'),
        ("[keys]\n", "notes", None, "[keys]\n"),
    ],
)
def test_only_the_line_of_the_setting_is_written(text: str, key: str, value: bool | int | str, after: str) -> None:
    assert with_setting(text, key, value) == after


@pytest.mark.parametrize("text", ['x = """\nnotes = true\n"""\nnotes = true\n', 'a = [\n1]\n"no\\u0074es" = true\n'])
def test_a_file_in_which_other_lines_would_suffer_is_left_to_its_writer(text: str) -> None:
    tomllib.loads(text)
    with pytest.raises(ConfigError, match="by hand"):
        with_setting(text, "notes", False)


_LINE = st.sampled_from(
    ["# a [note]", "", "notes = true", "threads = 2 # two", 'template = "x = [1]"', "model='m'", "context =2048"]
)


@given(st.lists(_LINE, unique_by=lambda line: line.split("=")[0].strip() or line), st.booleans(), st.booleans())
def test_everything_else_stays(lines: list[str], in_table: bool, value: bool) -> None:
    text = "\n".join([*lines, *(["[keys]", 'notes = "n"'] if in_table else [])])
    new = with_setting(text, "notes", value)
    assert tomllib.loads(new) == tomllib.loads(text) | {"notes": value}
    assert with_setting(new, "notes", value) == new
    kept = [line for line in text.splitlines() if line != "notes = true"]
    assert [line for line in new.splitlines() if line not in {"notes = true", "notes = false"}] == kept


def test_nothing_is_written_when_there_is_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders().config.mkdir(parents=True)
    real = tmp_path / "dotfiles.toml"
    real.write_text("\ufeffthreads = 2\n", encoding="utf-8")
    config_path().symlink_to(real)
    with pytest.raises(ConfigError, match="between 1 and 256"):
        change_setting("threads", 900)
    monkeypatch.setenv("NUTGRAF_NOTES", "no")
    with pytest.raises(ConfigError, match="NUTGRAF_NOTES is set"):
        change_setting("notes", True)
    assert real.read_text(encoding="utf-8") == "\ufeffthreads = 2\n"
    assert change_setting("threads", 3).threads == 3
    assert config_path().is_symlink() and real.read_text() == "threads = 3\n"
    real.write_text("thread = 3\n")
    with pytest.raises(ConfigError, match='did you mean "threads"'):
        change_setting("threads", 4)
    assert real.read_text() == "thread = 3\n"
