"""Screens as lines of text, 80 by 24 and 160 by 50: layout only. ``NUTGRAF_SNAPSHOTS=write`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fakes import STORY
from stage import Stage, ready, said, screen_text, until
from textual.pilot import Pilot

from tui.app import NutgrafApp
from tui.screens.help import HelpScreen
from tui.screens.reader import ReaderScreen

FOLDER = Path(__file__).parent / "snapshots"
LOADED = STORY.replace("Islanders were not asked", "Islanders slammed the reckless plan and were not asked")
OTHER = (
    "Ferry to be out of service\n\nThe Fenwick ferry will stop for six weeks from 4 March, the harbour board said on "
    "Monday. The board plans to spend 2.9 million crowns on the repairs.\n\nShop owners in Fenwick fear for their "
    "summer. “Nobody told us,” said Anneke Ruhl, who runs a hotel on Sallow Island. The mayor was not reached."
)


def same(app: NutgrafApp, name: str) -> None:
    path = FOLDER / f"{name}-{app.size.width}x{app.size.height}.txt"
    shown = screen_text(app) + "\n"
    if os.environ.get("NUTGRAF_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8"), f"{path.name} has changed:\n{shown}"


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(5):
        await pilot.pause(0.05)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_screens_are_laid_out_as_before(size: tuple[int, int], stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await settled(pilot)
        same(app, "library-empty")
        await pilot.press("v")
        await settled(pilot)
        same(app, "paste")
        await pilot.press("escape")
        stage.add(LOADED)
        stage.add(OTHER)
        app.shelf.reload()
        await until(pilot, lambda: len(app.shelf.list.rows) == 2)
        await pilot.press("home", "down")
        await settled(pilot)
        same(app, "library")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.analysis is not None)
        await pilot.press("s")
        await said(pilot, "Done in")
        await pilot.press("n")
        app.screen.query_one("#runbar").say("Done")  # type: ignore[attr-defined]  (without its seconds)
        await settled(pilot)
        same(app, "reader-note")
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settled(pilot)
        same(app, "reader-claim")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await settled(pilot)
        same(app, "help")
        await pilot.press("escape", "t")
        await settled(pilot)
        same(app, "templates")
        await pilot.press("escape", "comma", "down", "down", "down")
        await settled(pilot)
        same(app, "settings")
        await pilot.press("escape", "escape", "home", "x", "x", "b")
        await settled(pilot)
        same(app, "batch")
        await pilot.press("escape", "home", "x", "x", "c")
        await until(pilot, lambda: "SHARED" in screen_text(app))
        await settled(pilot)
        same(app, "compare")
