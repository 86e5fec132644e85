"""First run and models."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from stage import Stage, said, screen_text, until
from textual.events import Paste

from tui.fetcher import Fetcher
from tui.memory import Memory, load_memory
from tui.screens.models import ModelsScreen
from tui.screens.reader import ReaderScreen
from tui.screens.welcome import WelcomeScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.bars import RunBar


async def test_the_first_run_needs_no_model(stage: Stage) -> None:
    stage.model, stage.memory = None, Memory()
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await until(pilot, lambda: "The best that fits" in screen_text(app))
        assert "Everything stays on this computer" in screen_text(app)
        await pilot.press("E")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.analysis is not None)
        await pilot.press("s")
        await said(pilot, "No model yet")
    assert load_memory().welcomed


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_the_first_screen_can_be_left(stage: Stage, key: str) -> None:
    stage.model, stage.memory = None, Memory()
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running)


async def test_nothing_is_fetched_before_a_yes_that_names_everything(stage: Stage, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    script = tmp_path / "fake.py"
    script.write_text(
        "import json, sys, pathlib\n"
        f"pathlib.Path({str(asked)!r}).write_text(sys.argv[1])\n"
        "print(json.dumps({'done': 5, 'total': 10}), flush=True)\n"
        "print(json.dumps({'model': sys.argv[1]}), flush=True)\n"
    )
    stage.model = None
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        app.fetcher = Fetcher(app.post_message, (sys.executable, str(script)))
        await until(pilot, lambda: isinstance(app.focused, ArticleList))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ModelsScreen) and app.screen.line is not None)
        await pilot.press("g")
        await until(pilot, lambda: "Fetch" in screen_text(app))
        question = screen_text(app)
        assert "bytes" in question and "Licence" in question and re.search(r"from \S+\.\S+", question)
        await pilot.press("n")
        assert not asked.exists()
        await pilot.press("g", "y")
        await said(pilot, "is here")
        assert asked.read_text()


async def test_a_dropped_file_that_is_no_model_is_refused_in_words(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "big.gguf").write_bytes(b"no model at all")
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.focused, ArticleList))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ModelsScreen) and app.screen.line is not None)
        await pilot.press("v")
        await said(pilot, "Choose a model that is on this machine")
        app.screen.post_message(Paste(str(tmp_path / "big.gguf")))
        await said(pilot, "GGUF")
        assert app.screen.query_one(RunBar).has_class("-failed")


async def test_a_download_is_paused_and_fails_in_words(tmp_path: Path) -> None:
    script = tmp_path / "fake.py"
    script.write_text(
        "import json, sys, time\n"
        "print(json.dumps({'done': 5, 'total': 10}), flush=True)\n"
        "time.sleep(60 if sys.argv[1] == 'slow' else 0)\n"
        "print(json.dumps({'error': 'no connection'}), flush=True)\n"
    )
    seen: list[str] = []
    fetcher = Fetcher(lambda m: bool(seen.append(m.transfer.state) or True), (sys.executable, str(script)))  # type: ignore[attr-defined]
    fetcher.start("slow")
    while "running" not in seen:
        pass
    fetcher.pause()
    while fetcher.busy:
        pass
    assert fetcher.transfer is not None and "paused at" in fetcher.transfer.sentence(0)
    fetcher.start("bad")
    while fetcher.busy or fetcher.transfer.state == "running":
        pass
    assert "no connection" in fetcher.transfer.sentence(0)
