"""What each command loads: the promise of a light start and of no engine in the app's own process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "textual",
    "rich",
    "llama_cpp",
    "numpy",
    "trafilatura",
    "lxml",
    "py3langid",
    "psutil",
    "platformdirs",
    "urllib.request",
    "socket",
)


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(chr(10).join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def command(*arguments: str) -> str:
    return (
        "import io, contextlib\nfrom summarizer.cli.main import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n    main({list(arguments)!r})"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["summarize", "--help"],
        ["models", "--help"],
        ["templates", "--help"],
        ["library", "--help"],
        ["check", "--help"],
        ["compare", "--help"],
        ["calibrate", "--help"],
    ],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert not loaded_by(command(*arguments)) & set(HEAVY)


def test_summarizing_loads_neither_the_screen_nor_the_engine(tmp_path: Path) -> None:
    loaded = loaded_by(command("summarize", "--sample", "--no-model", "-o", str(tmp_path / "o.json")))
    assert not loaded & {"textual", "rich", "llama_cpp", "urllib.request"}


def test_comparing_loads_neither_the_screen_nor_the_engine() -> None:
    sample = str(ROOT / "summarizer" / "sample" / "consolidation.md")
    loaded = loaded_by(command("compare", sample, str(ROOT / "docs" / "privacy.md"), "-f", "html"))
    assert not loaded & {"textual", "rich", "llama_cpp", "urllib.request"}


@pytest.mark.parametrize("arguments", [["models", "list"], ["templates", "list"], ["library", "list"], ["doctor"]])
def test_other_commands_load_neither(arguments: list[str]) -> None:
    assert not loaded_by(command(*arguments)) & {"textual", "rich", "llama_cpp"}


def test_the_app_loads_no_engine_and_no_downloader() -> None:
    loaded = loaded_by("import tui.app")
    assert not loaded & {"llama_cpp", "sqlite3", "summarizer.models.download"}


def test_no_file_of_the_project_names_a_registry_or_a_place_on_this_machine() -> None:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    registry = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org")
    places = (str(ROOT),)
    for name in filter(None, names):
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        assert not [word for word in (*registry, *places) if len(word) > 3 and word in text], name
