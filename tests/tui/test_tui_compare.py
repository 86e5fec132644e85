"""Articles beside each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from fakes import STORY
from stage import Stage, ready, said, screen_text, until

from summarizer.compare.compare import compare
from summarizer.compare.comparison import Comparison
from summarizer.model import Article
from tui.screens.compare import CompareScreen
from tui.screens.help import HelpScreen
from tui.screens.reader import ReaderScreen
from tui.widgets.article_view import Passage
from tui.widgets.bars import RunBar


async def test_a_comparison_is_stopped_and_opens_over_no_other_screen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, ended = threading.Event(), []

    def slow(articles: Sequence[Article], cancelled: Callable[[], bool]) -> Comparison:
        while not (gate.wait(0.01) or cancelled()):
            pass
        ended.append("stopped" if cancelled() else "done")
        return compare(articles, cancelled)

    monkeypatch.setattr("summarizer.compare.compare.compare", slow)
    stage.add(STORY)
    stage.add(STORY.replace("Fenwick ferry stops", "Ferry halts"))
    app = stage.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("x", "x", "c", "escape")
        await said(pilot, "Stopped")
        await until(pilot, lambda: ended == ["stopped"])
        await pilot.press("home", "x", "x", "c", "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        gate.set()
        await until(pilot, lambda: "dropped" in app.shelf.query_one(RunBar).said)
        assert isinstance(app.screen, HelpScreen) and ended == ["stopped", "done"]


async def test_articles_are_compared_and_every_source_is_a_key_away(stage: Stage) -> None:
    stage.add(STORY)
    stage.add(
        "Ferry to be out of service\n\nThe Fenwick ferry will stop for six weeks from 4 March, the harbour board said "
        "on Monday. The board plans to spend 2.9 million crowns on the repairs.\n\nShop owners in Fenwick fear for "
        "their summer. “Nobody told us,” said Anneke Ruhl, who runs a hotel on Sallow Island. The mayor was not reached."
    )
    app = stage.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("c")
        await said(pilot, "Select two or more")
        await pilot.press("home", "x", "x", "c")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen) and "SHARED" in screen_text(app))
        shown = screen_text(app)
        assert "ONLY " in shown and "Anneke Ruhl" in shown
        assert "1  A" in shown and "2  B" in shown
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.analysis is not None)
        await pilot.pause()
        assert app.screen.article.title == app.shelf.list.rows[1].title  # type: ignore[attr-defined]
        assert "reverse" in str([p.rendered.content.spans for p in app.screen.query(Passage)])
        await pilot.press("escape")
        assert isinstance(app.screen, CompareScreen)
