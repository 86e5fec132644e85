"""The mouse, where it helps: rows, tabs, citations and marks."""

from __future__ import annotations

from fakes import STORY
from stage import Stage, ready, screen_text, until
from textual.pilot import Pilot

from tui.screens.reader import ReaderScreen
from tui.widgets.article_view import ArticleView
from tui.widgets.notes_pane import NotesPane

LOADED = STORY.replace("Islanders were not asked", "Islanders slammed the reckless plan and were not asked")


async def click(pilot: Pilot[None], words: str) -> None:
    """On the first place of the screen that shows them."""
    await until(pilot, lambda: words in screen_text(pilot.app))
    y, line = next((y, line) for y, line in enumerate(screen_text(pilot.app).splitlines()) if words in line)
    await pilot.click(offset=(line.index(words) + 1, y))


async def test_rows_tabs_citations_and_marks_are_clicked(stage: Stage) -> None:
    stage.add(LOADED)
    stage.add(STORY.replace("Fenwick ferry stops", "Another ferry stops"))
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await until(pilot, lambda: len(app.shelf.list.rows) == 2)
        await click(pilot, "Fenwick ferry")
        await click(pilot, "▸ Fenwick ferry")  # once more opens
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.analysis is not None)
        view, notes = app.screen.query_one(ArticleView), app.screen.query_one(NotesPane)
        await click(pilot, "Notes 1")
        await until(pilot, lambda: app.screen.has_class("-show-notes"))
        await click(pilot, "Summary 4")
        await until(pilot, lambda: app.screen.has_class("-show-summary"))
        await click(pilot, "[2]")
        await until(pilot, lambda: "▌ The Fenwick ferry" in screen_text(app))
        view.scroll_end(animate=False)
        await click(pilot, "slammed")
        await until(pilot, lambda: app.screen.has_class("-show-notes") and notes.current is not None)
        assert "slammed" in notes.current.quote  # type: ignore[union-attr]
