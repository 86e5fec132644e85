"""Help, palette, jump mode, keys and themes."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partialmethod
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from stage import MODEL, Stage, ready, said, screen_text, texts, until
from textual.app import App
from textual.color import Color
from textual.command import CommandPalette

from summarizer.cli import exits
from summarizer.cli.main import main as command_line
from summarizer.config import Config, load_config
from summarizer.errors import ConfigError
from summarizer.model import Category
from summarizer.paths import folders
from tui.app import NutgrafApp
from tui.keys import TABLE, check_keys, key_table
from tui.memory import Memory, load_memory, save_memory
from tui.screens.ask import Ask
from tui.screens.batch import BatchScreen
from tui.screens.compare import CompareScreen
from tui.screens.editor import EditorScreen
from tui.screens.help import HelpScreen
from tui.screens.jump import JumpScreen
from tui.screens.library import LibraryScreen
from tui.screens.models import ModelsScreen
from tui.screens.paste import PasteScreen
from tui.screens.reader import ReaderScreen
from tui.screens.settings import SettingsScreen
from tui.screens.templates import TemplatesScreen
from tui.taxonomy import KINDS
from tui.themes import THEMES
from tui.widgets.article_list import ArticleList
from tui.widgets.options import Options
from tui.widgets.rows import Rows


async def test_help_shows_the_keys_that_work_and_every_kind_of_note(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        shown = texts(app.screen)
        assert "library.delete" in shown and "reader.find" not in shown
        assert all(kind.name in shown for kind in KINDS.values()) and set(KINDS) == set(Category)
        await pilot.press("escape")
        assert isinstance(app.focused, ArticleList)


async def test_keys_are_remapped_and_a_wrong_name_is_told(stage: Stage) -> None:
    stage.config = Config(keys=MappingProxyType({"library.sample": "z"}))
    app = stage.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
    with pytest.raises(ConfigError, match=r"library\.sample"):
        check_keys({"library.sampel": "z"})
    with pytest.raises(ConfigError, match=r'"v" is the key of library\.add and of library\.paste'):
        check_keys({"library.add": "v"})
    check_keys({"library.add": "v", "library.paste": "o"})
    folders().config.mkdir(parents=True)
    (folders().config / "config.toml").write_text('[keys]\n"reader.find" = "f"\n')
    assert load_config().keys == {"reader.find": "f"}
    (folders().config / "config.toml").write_text("[keys]\nx = 1\n")
    with pytest.raises(ConfigError, match="table of texts"):
        load_config()


async def test_mistakes_in_the_settings_are_told(stage: Stage) -> None:
    app = stage.app()
    app.desk = replace(app.desk, problem=ConfigError("The settings have mistakes:", "", ("unknown key",)))
    async with app.run_test() as pilot:
        await said(pilot, "unknown key")
        assert isinstance(app.focused, ArticleList)


def test_doctor_tells_the_mistakes_in_keys(capsys: pytest.CaptureFixture[str]) -> None:
    folders().config.mkdir(parents=True)
    (folders().config / "config.toml").write_text('[keys]\n"library.sampel" = "z"\n')
    assert command_line(["doctor"]) == exits.USAGE
    assert 'did you mean "library.sample"?' in capsys.readouterr().out


def test_an_app_that_crashes_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    run = partialmethod(App.run, headless=True, size=(80, 24))
    monkeypatch.setattr(NutgrafApp, "run", run)
    monkeypatch.setenv("TEXTUAL_DRIVER", "another terminal")
    monkeypatch.setattr(NutgrafApp, "look_for_model", NutgrafApp.exit)
    assert command_line([]) == exits.OK
    monkeypatch.setattr(NutgrafApp, "look_for_model", lambda app: 1 / 0)
    assert command_line([]) == exits.BUG


async def test_the_palette_does_what_keys_do(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"sample")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))


async def test_jump_mode_goes_to_a_pane(stage: Stage) -> None:
    stage.add()
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, JumpScreen))
        await pilot.press("s")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "summary")


def test_every_key_is_in_the_document_and_no_scope_has_one_twice() -> None:
    document = (Path(__file__).parents[2] / "docs" / "app.md").read_text()
    assert key_table() in document
    for scopes in (("app", "library", "articles"), ("app", "reader", "list")):
        used = [key for entry in TABLE if entry.id.split(".")[0] in scopes for key in entry.keys.split(",")]
        assert len(used) == len(set(used)), sorted(a for a, b in pairwise(sorted(used)) if a == b)


def test_every_key_has_something_to_do() -> None:
    classes = {
        "app": NutgrafApp,
        "articles": ArticleList,
        "library": LibraryScreen,
        "reader": ReaderScreen,
        "list": Rows,
        "options": Options,
        "templates": TemplatesScreen,
        "editor": EditorScreen,
        "models": ModelsScreen,
        "settings": SettingsScreen,
        "batch": BatchScreen,
        "compare": CompareScreen,
        "screen": NutgrafApp,
    }
    for entry in TABLE:
        scope = entry.id.partition(".")[0]
        name = entry.action.removeprefix("app.").partition("(")[0]
        assert hasattr(classes[scope], f"action_{name}"), entry.id


def _luminance(color: Color) -> float:
    parts = [c / 255 for c in (color.r, color.g, color.b)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, two: str) -> float:
    """WCAG 2.2."""
    light, dark = sorted((_luminance(Color.parse(one)), _luminance(Color.parse(two))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_themes_hold_their_contrast(theme: Any, no_color: bool) -> None:
    def look(color: str) -> str:
        return Color.parse(color).monochrome.hex if no_color else color  # as Textual shows it under NO_COLOR

    for ground in map(look, (theme.background, theme.surface, theme.panel)):
        assert contrast(look(theme.foreground), ground) >= 7
        assert contrast(look(theme.variables["quiet"]), ground) >= 4.5
        for name in ("primary", "accent", "error"):
            assert contrast(look(getattr(theme, name)), ground) >= 4.5, name
    for mark in ("note", "cited", "found"):
        assert contrast(look(theme.foreground), look(theme.variables[mark])) >= 4.5


async def test_the_theme_is_changed_and_remembered(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await pilot.press("ctrl+t")
        await said(pilot, "nutgraf-light")
    assert load_memory().theme == "nutgraf-light"
    save_memory(Memory(theme="x"))
    path = folders().data / "app.json"
    path.write_text(json.dumps({"theme": 3, "welcomed": True}))
    assert load_memory() == Memory(welcomed=True)
    path.write_text("{")
    assert load_memory() == Memory()


@pytest.mark.parametrize("keys", ["", "slash", "enter", "question_mark", "m", "t", "v", "ctrl+p", "ctrl+o", "E"])
async def test_ctrl_c_quits_everywhere(stage: Stage, keys: str) -> None:
    stage.add()
    app = stage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        before = app.screen, app.focused
        await pilot.press(*keys.split())
        await until(pilot, lambda: not keys or (app.screen, app.focused) != before)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: not app.is_running)


async def test_ctrl_c_copies_what_is_selected(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"ferry", "shift+home", "ctrl+c")
        assert app.clipboard == "ferry" and app.is_running


async def test_text_that_is_not_kept_is_asked_about_before_quitting(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("v", *"Ferry", "ctrl+c")
        await until(pilot, lambda: isinstance(app.screen, Ask) and "not kept" in screen_text(app))
        await pilot.press("ctrl+c", "n")
        await until(pilot, lambda: isinstance(app.screen, PasteScreen))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("y")
        await until(pilot, lambda: not app.is_running)


async def test_a_model_is_found_while_a_screen_opens(stage: Stage) -> None:
    article = stage.add()
    app = stage.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        app.open(article.id)
        app.use_model(MODEL)
        await until(pilot, lambda: f"{MODEL.id} · offline" in screen_text(app))
        assert isinstance(app.screen, ReaderScreen)
