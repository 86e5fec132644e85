"""Settings: seen and changed by keyboard alone, at 80 by 24."""

from __future__ import annotations

import pytest
from stage import Stage, ready, said, screen_text, until
from textual.pilot import Pilot

from summarizer.config import config_path, load_config
from summarizer.templates.find import find_template
from tui.memory import load_memory
from tui.screens.models import ModelsScreen
from tui.screens.settings import SettingsScreen
from tui.screens.templates import TemplatesScreen
from tui.settings import Setting


async def choose(pilot: Pilot[None], name: str) -> Setting:
    """Walk to a setting as a reader would."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    await pilot.press("home")
    while screen._chosen.id != name:
        await pilot.press("j")
    return screen._chosen


async def test_settings_are_seen_changed_and_taken_back(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        notes = await choose(pilot, "notes")
        assert (notes.value, notes.default, notes.is_set) == ("yes", "yes", False)
        await pilot.press("enter")
        await said(pilot, "Bias notes: no")
        assert "Kept in" in screen_text(app) and config_path().read_text() == "notes = false\n"
        assert app.runs.request(stage.add(), find_template("brief"), None).notes is False  # the next run already
        await pilot.press("x")
        await said(pilot, "Bias notes: yes")
        assert load_config().origins["notes"] == "default"

        await choose(pilot, "method")
        await pilot.press("enter")
        await said(pilot, "Method: extract")
        await choose(pilot, "threads")
        await pilot.press("enter", *"900", "enter")
        await said(pilot, "between 1 and 256")
        await pilot.press("enter", *"two", "enter")
        await said(pilot, "two is no whole number")
        assert load_config().threads is None and load_config().method == "extract"

        await choose(pilot, "theme")
        await pilot.press("enter")
        await until(pilot, lambda: load_memory().theme == "nutgraf-light")
        await pilot.press("x")
        await until(pilot, lambda: load_memory().theme == "nutgraf-dark" == app.theme)
        await choose(pilot, "template")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TemplatesScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert (await choose(pilot, "template")).is_set
        await pilot.press("x")
        await until(pilot, lambda: app.template == "brief" and load_memory().template == "")
        await choose(pilot, "model")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ModelsScreen))


async def test_what_counts_more_and_what_is_wrong_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_NOTES", "no")
    stage.config = load_config()
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert (await choose(pilot, "notes")).kept == "NUTGRAF_NOTES"
        await pilot.press("enter")
        await said(pilot, "NUTGRAF_NOTES is set and counts more")
        config_path().parent.mkdir(parents=True)
        config_path().write_text("thread = 2\n")
        await choose(pilot, "method")
        await pilot.press("enter")
        await said(pilot, 'did you mean "threads"')
        assert config_path().read_text() == "thread = 2\n"
        await pilot.press("e")  # no terminal to leave to here
        await said(pilot, "Set $EDITOR")
