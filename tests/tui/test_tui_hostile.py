"""No text of an article can break a screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fakes import STORY, faithful
from stage import Stage, ready, said, screen_text, until
from textual.widgets import Input, Static, TextArea

from summarizer.engine.protocol import Branch
from summarizer.engine.scripted import ScriptedEngine
from tui.screens.reader import ReaderScreen

HOSTILE = "Minister [/quote] said [bold]\n\n" + STORY.replace(
    "It carries",
    "[bold]markup[/] \x1b[31mred\x1b[0m \x9b2J [link=x]y[/link] [@click=app.quit]z[/] \u202eevil 👩‍👩‍👧 e\u0301 "
    "渡轮 عبارة \u200bzero $note {braces} \ufeff " + "w" * 10_000 + " It carries",
)


HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _hostile(branch: Branch) -> str:
    return "[bold]The ferry[/] \x1b[31mstops\u202e [/x] for six weeks." if "stop" in branch.text else faithful(branch)


async def test_no_text_can_break_a_screen(stage: Stage) -> None:
    stage.engine = ScriptedEngine(_hostile)
    stage.add(HOSTILE.replace("[/quote]", "[/other]"))
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
        await pilot.press("o")  # results
        await pilot.pause(0.2)
        seen.append(screen_text(app))
        await pilot.press("escape", "escape", "slash", *"[bold", "escape", "home", "x", "x")
        for screen in ("b", "c"):
            await pilot.press(screen)
            await pilot.pause(0.4)
            seen.append(screen_text(app))
            await pilot.press("escape", "home", "x", "x")
        await pilot.press("d")
        await pilot.pause(0.2)
        seen.append(screen_text(app))
        shown = "\n".join(seen)
        passed = ("Compare 2 articles", "Batch", "Deleted")
        assert [words for words in passed if words not in shown] == []
        assert "[bold]markup[/]" in shown and "Minister [/quote] said [bold]" in shown and "渡轮" in shown
        assert not HARMFUL.search(shown)
        assert str(app.screen.query_one("#where", Static).render())


async def test_nor_can_names_of_files_and_what_is_typed(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a\x1b[2J\u202eb ['x'] [bold].txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    app = stage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        seen: list[str] = []
        await pilot.press("o")
        await until(pilot, lambda: "[bold].txt" in screen_text(app))
        seen.append(screen_text(app))
        app.screen.query_one(Input).value = "/[bold]/\u202e\x1b[31m"
        await pilot.press("enter")
        await pilot.pause(0.2)
        seen.append(screen_text(app))
        await pilot.press("escape", "v")
        app.screen.query_one(TextArea).load_text(HOSTILE)
        await pilot.pause(0.2)
        seen.append(screen_text(app))
        await pilot.press("escape", "slash")
        app.screen.query_one("#prompt", Input).value = "\x1b[31m\u202e[bold]"
        await pilot.pause(0.2)
        seen.append(screen_text(app))
        shown = "\n".join(seen)
        assert [words for words in ("does not exist", "Paste the", "Search:") if words not in shown] == []
        assert not HARMFUL.search(shown)
