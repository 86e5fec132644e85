from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fakes import STORY, faithful
from textual.events import Paste
from textual.widgets import OptionList, Static

from summarizer.engine.scripted import ScriptedEngine
from summarizer.model import ModelRef
from tui.app import NutgrafApp
from tui.article_view import ArticleView
from tui.results import Results

MODEL = ModelRef("scripted", "0" * 64)
HOSTILE = STORY.replace(
    "It carries", "[bold]markup[/] \x1b[31mred\x1b[0m [link=x]y[/link] \u202eevil 渡轮 عبارة. It carries"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


async def settle(app: NutgrafApp, pilot: object, word: str) -> None:
    """Wait until the status line says so; the test's timeout is the limit."""
    while word not in str(app.query_one("#status", Static).render()):
        await pilot.pause(0.02)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_an_article_is_read_and_summarized_by_keyboard(size: tuple[int, int], article: Path) -> None:
    app = NutgrafApp(ScriptedEngine(faithful), MODEL)
    async with app.run_test(size=size) as pilot:
        app.query_one("#path").value = str(article)  # type: ignore[attr-defined]
        await pilot.press("o", "enter")
        await settle(app, pilot, "no model")
        await pilot.press("s")
        await settle(app, pilot, "scripted")
        results = app.query_one(Results)
        assert len(results.claims) == 4
        app.query_one("#claims", OptionList).focus()
        await pilot.press("down")
        assert "reverse" in str([s for p in app.query_one(ArticleView).query(Static) for s in p.render().spans])  # type: ignore[union-attr]


async def test_without_a_model_it_still_reads_and_says_so(article: Path) -> None:
    app = NutgrafApp(None, None)
    async with app.run_test() as pilot:
        assert "none yet" in str(app.query_one("#welcome", Static).render())
        await pilot.press("g")
        await settle(app, pilot, "Done")
        assert app.query_one(Results).notes
        await pilot.press("n")
        assert app.query_one(Results).notes[0].quote in str(app.query_one("#message", Static).render())
        await pilot.press("s")
        await settle(app, pilot, "No model yet")


async def test_pasted_text_is_an_article() -> None:
    app = NutgrafApp(None, None)
    async with app.run_test() as pilot:
        app.post_message(Paste(STORY))
        await settle(app, pilot, "Done")
        assert app.article is not None and app.article.source == "pasted text"
        app.post_message(Paste("   "))
        await settle(app, pilot, "empty")


async def test_a_path_that_does_not_exist_is_told(tmp_path: Path) -> None:
    app = NutgrafApp(None, None)
    async with app.run_test() as pilot:
        app.query_one("#path").value = str(tmp_path / "none.txt")  # type: ignore[attr-defined]
        await pilot.press("o", "enter")
        await settle(app, pilot, "does not exist")


async def test_hostile_text_is_shown_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE)
    app = NutgrafApp(ScriptedEngine(faithful), MODEL)
    async with app.run_test() as pilot:
        app.query_one("#path").value = str(path)  # type: ignore[attr-defined]
        await pilot.press("o", "enter")
        await settle(app, pilot, "Done")
        await pilot.press("s")
        await settle(app, pilot, "scripted")
        shown = " ".join(str(w.render()) for w in app.query_one(ArticleView).query(Static))
        assert "[bold]markup[/]" in shown and "渡轮" in shown
        assert "\x1b" not in shown and "\u202e" not in shown


async def test_escape_stops_a_run_and_the_app_stays_usable(article: Path) -> None:
    gate = threading.Event()
    app = NutgrafApp(ScriptedEngine(faithful, gate=gate), MODEL)
    async with app.run_test() as pilot:
        app.query_one("#path").value = str(article)  # type: ignore[attr-defined]
        await pilot.press("o", "enter")
        await settle(app, pilot, "Done")
        gate.clear()
        await pilot.press("s")
        await pilot.press("escape")
        await settle(app, pilot, "Stopped")
        await pilot.press("s")
        await settle(app, pilot, "scripted")
