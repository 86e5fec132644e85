"""First run, models, templates, help, palette, themes, keys, and hostile text on every screen."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partialmethod
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from fakes import STORY, faithful
from stage import Stage, said, screen_text, texts, until
from textual.app import App
from textual.color import Color
from textual.command import CommandPalette
from textual.widgets import Input, OptionList, Static, TextArea

from summarizer.cli import exits
from summarizer.cli.main import main as command_line
from summarizer.compare.compare import compare
from summarizer.compare.comparison import Comparison
from summarizer.config import Config, load_config
from summarizer.engine.protocol import Branch
from summarizer.engine.scripted import ScriptedEngine
from summarizer.errors import ConfigError
from summarizer.model import Article, Category
from summarizer.paths import folders
from tui.app import NutgrafApp, main
from tui.fetcher import Fetcher
from tui.keys import TABLE, check_keys, key_table
from tui.memory import Memory, load_memory, save_memory
from tui.screens.batch import BatchScreen
from tui.screens.compare import CompareScreen
from tui.screens.editor import EditorScreen
from tui.screens.help import HelpScreen
from tui.screens.jump import JumpScreen
from tui.screens.library import LibraryScreen
from tui.screens.models import ModelsScreen
from tui.screens.reader import ReaderScreen
from tui.screens.templates import TemplatesScreen
from tui.screens.welcome import WelcomeScreen
from tui.taxonomy import KINDS
from tui.themes import THEMES
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import Passage
from tui.widgets.bars import RunBar
from tui.widgets.rows import Rows

HOSTILE = "Minister [/quote] said [bold]\n\n" + STORY.replace(
    "It carries",
    "[bold]markup[/] \x1b[31mred\x1b[0m \x9b2J [link=x]y[/link] [@click=app.quit]z[/] \u202eevil 👩‍👩‍👧 e\u0301 "
    "渡轮 عبارة \u200bzero $note {braces} \ufeff " + "w" * 10_000 + " It carries",
)


async def ready(pilot: Any) -> None:
    await until(pilot, lambda: isinstance(pilot.app.focused, ArticleList) and pilot.app.model is not None)


# -- first run and models -------------------------------------------------------------------------


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


# -- templates ------------------------------------------------------------------------------------


async def test_a_template_is_previewed_made_edited_and_used(stage: Stage) -> None:
    stage.add()
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TemplatesScreen) and "Four plain" in screen_text(app))
        await pilot.press("N")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = "mine"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EditorScreen))
        area = app.screen.query_one(TextArea)
        area.load_text("+++\ntitle = 'Mine'\nsentenses = 3\n+++\nWrite about $titel.")
        await until(pilot, lambda: "line 3" in texts(app.screen) and "line 5" in texts(app.screen))
        await pilot.press("escape")
        await until(pilot, lambda: "not saved" in screen_text(app))
        await pilot.press("n")
        area.load_text("+++\ntitle = 'Mine'\nsentences = 2\n+++\nWrite about $title.")
        await until(pilot, lambda: "Uses $title" in texts(app.screen))
        await pilot.press("ctrl+s")
        await said(pilot, "Saved")
        assert (folders().templates / "mine.md").exists()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TemplatesScreen) and "mine  yours" in screen_text(app))
        rows = app.screen.query_one(OptionList)
        rows.highlighted = rows.get_option_index("mine")
        await until(pilot, lambda: "Write about Fenwick ferry" in screen_text(app))
        await pilot.press("enter")
        await said(pilot, "Template: mine")
        await pilot.press("s")
        await said(pilot, "Done in")


async def test_a_template_with_mistakes_is_listed_with_them(stage: Stage) -> None:
    folders().templates.mkdir(parents=True)
    (folders().templates / "bad.md").write_text("+++\ntitel = 1\n+++\nx")
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TemplatesScreen))
        rows = app.screen.query_one(OptionList)
        rows.highlighted = rows.get_option_index("bad")
        await until(pilot, lambda: "bad.md:2" in screen_text(app).replace("\n", ""))
        await pilot.press("enter")
        await said(pilot, "has mistakes")


# -- help, palette, keys, themes ------------------------------------------------------------------


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
    monkeypatch.setattr(NutgrafApp, "look_for_model", NutgrafApp.exit)
    assert main() == exits.OK
    monkeypatch.setattr(NutgrafApp, "look_for_model", lambda app: 1 / 0)
    assert main() == exits.BUG


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
        "templates": TemplatesScreen,
        "editor": EditorScreen,
        "models": ModelsScreen,
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


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_themes_hold_their_contrast(theme: Any) -> None:
    grounds = [theme.background, theme.surface, theme.panel]
    for ground in grounds:
        assert contrast(theme.foreground, ground) >= 7
        assert contrast(theme.variables["quiet"], ground) >= 4.5
        for name in ("primary", "accent", "error"):
            assert contrast(getattr(theme, name), ground) >= 4.5, name
    for mark in ("note", "cited", "found"):
        assert contrast(theme.foreground, theme.variables[mark]) >= 4.5


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


# -- hostile text ---------------------------------------------------------------------------------


def _hostile(branch: Branch) -> str:
    return "[bold]The ferry[/] \x1b[31mstops\u202e [/x] for six weeks." if "stop" in branch.text else faithful(branch)


async def test_no_text_can_break_a_screen(stage: Stage) -> None:
    stage.engine = ScriptedEngine(_hostile)
    stage.add(HOSTILE)
    app = stage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        seen = [screen_text(app)]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.analysis is not None)
        for keys in (["s"], ["n"], ["d"], ["right_square_bracket"], ["slash", *"[bold", "escape"], ["y"]):
            await pilot.press(*keys)
            await pilot.pause(0.1)
            seen.append(screen_text(app))
        await said(pilot, "copied")
        for screen in ("t", "m", "e", "question_mark"):
            await pilot.press(screen)
            await pilot.pause(0.2)
            seen.append(screen_text(app))
            await pilot.press("escape")
        shown = "\n".join(seen)
        assert "[bold]markup[/]" in shown and "Minister [/quote] said [bold]" in shown and "渡轮" in shown
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
        assert str(app.screen.query_one("#where", Static).render())


# -- compare --------------------------------------------------------------------------------------


async def test_a_comparison_is_stopped_and_opens_over_no_other_screen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, compared = threading.Event(), []

    def slow(articles: Sequence[Article]) -> Comparison:
        gate.wait()
        compared.append(articles)
        return compare(articles)

    monkeypatch.setattr("summarizer.compare.compare.compare", slow)
    stage.add(STORY)
    stage.add(STORY.replace("Fenwick ferry stops", "Ferry halts"))
    app = stage.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("x", "x", "c", "escape")
        await said(pilot, "Stopped")
        await pilot.press("home", "x", "x", "c", "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        gate.set()
        await until(pilot, lambda: "dropped" in app.shelf.query_one(RunBar).said)
        assert isinstance(app.screen, HelpScreen) and len(compared) == 2


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
