"""Every state of a run, on every screen that tells of one; and keys that are promised do what is promised."""

from __future__ import annotations

import threading

import pytest
from fakes import STORY, faithful
from stage import Stage, ready, said, screen_text, until
from textual.pilot import Pilot

from summarizer.engine.scripted import ScriptedEngine
from summarizer.errors import StorageError, WorkerDied
from tui.run_state import Phase
from tui.screens.reader import ReaderScreen
from tui.widgets.bars import RunBar

SCREENS = {
    "library": ["s"],
    "reader": ["enter", "s"],
    "batch": ["b", "s"],
    "templates": ["s", "t"],
    "models": ["s", "m"],
}
"""The keys that start a run from the library and look at it from there."""
STOPS = {"library": ["escape"], "reader": ["escape"], "batch": ["x"]}
WORDS = {"loading": "Loading", "reading": "Reading", "writing": "Writing the", "done": "Done in"}


async def begin(pilot: Pilot[None], screen: str) -> None:
    await ready(pilot)
    for key in SCREENS[screen]:
        await pilot.press(key)
        if key == "enter":
            await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen) and pilot.app.screen.analysis)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_run_is_told_step_by_step_in_one_line(screen: str, size: tuple[int, int], stage: Stage) -> None:
    gate = threading.Event()
    stage.engine = ScriptedEngine(faithful, gate=gate)
    article = stage.add()
    app = stage.app()
    async with app.run_test(size=size) as pilot:
        await begin(pilot, screen)
        await said(pilot, "Loading")
        seen: dict[str, str] = {}

        def over() -> bool:
            gate.set()
            gate.clear()
            state = app.runs.of(article.id)
            assert state is not None
            bar = app.screen.query_one(RunBar)
            assert bar.size.height == 1 or state.phase.over, bar.said
            seen[next((phase for phase, words in WORDS.items() if words in bar.said), "")] = bar.said
            return "done" in seen

        await until(pilot, over)
        assert set(WORDS) <= set(seen)
        promise = {"library": "esc stops it", "reader": "esc stops it", "batch": "x stops the batch"}.get(screen)
        assert seen["writing"].endswith(promise) if promise else "stops" not in seen["writing"]
        assert stage.library.analyses(article.id)


@pytest.mark.parametrize("screen", STOPS)
async def test_the_key_that_is_named_stops_a_run_and_s_makes_it_again(screen: str, stage: Stage) -> None:
    gate = threading.Event()
    stage.engine = ScriptedEngine(faithful, gate=gate)
    article = stage.add()
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, screen)
        await said(pilot, "Loading")
        before = app.screen
        await pilot.press(*STOPS[screen])
        await said(pilot, "Stopped")
        assert app.screen is before and not stage.library.analyses(article.id)
        gate.set()
        await pilot.press("s")
        await said(pilot, "Done in")


@pytest.mark.parametrize(
    ("error", "words"),
    [(WorkerDied("gone"), "Your articles are safe; s starts"), (StorageError("No space.", "Free some."), "No space.")],
)
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_failure_is_a_sentence_with_a_way_on(screen: str, error: Exception, words: str, stage: Stage) -> None:
    answers: list[Exception] = [error]
    gate = threading.Event()
    stage.engine = ScriptedEngine(lambda branch: answers.pop() if answers else faithful(branch), gate=gate)
    stage.add()
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, screen)
        await said(pilot, "Loading")
        gate.set()
        await said(pilot, words)
        assert app.screen.query_one(RunBar).has_class("-failed")
        if screen in STOPS:
            await pilot.press("s")
            await said(pilot, "Done in")


async def test_another_template_waits_its_turn_and_esc_stops_the_one_that_works(stage: Stage) -> None:
    gate = threading.Event()
    stage.engine = ScriptedEngine(faithful, gate=gate)
    article = stage.add()
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot, "reader")
        await said(pilot, "Loading")
        await pilot.press("s")
        await said(pilot, "already")
        app.use_template("five-ws")
        await pilot.press("s")
        await said(pilot, "1 more waiting")
        gate.set()
        await until(pilot, lambda: {row.template for row in stage.library.analyses(article.id)} == {"brief", "five-ws"})
        await until(pilot, lambda: not app.runs.under_way)
        gate.clear()
        await pilot.press("s")
        app.use_template("brief")
        await pilot.press("s")
        await said(pilot, "1 more waiting")
        first, second = app.runs.under_way
        await pilot.press("escape")
        await until(pilot, lambda: first.phase is Phase.STOPPED and second.phase is Phase.DONE)
        assert isinstance(app.screen, ReaderScreen)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_pane_stands_alone_and_the_others_come_back(size: tuple[int, int], stage: Stage) -> None:
    stage.add(STORY)
    app = stage.app()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.analysis)
        before = screen_text(app).splitlines()[:-2]
        await pilot.press("z")
        await until(pilot, lambda: "SUMMARY" not in screen_text(app))
        assert "harbour board" in screen_text(app)
        await pilot.press("tab")
        await until(pilot, lambda: "SUMMARY" in screen_text(app) and "130 words" not in screen_text(app))
        await pilot.press("shift+tab", "escape")
        await until(pilot, lambda: screen_text(app).splitlines()[:-2] == before)
