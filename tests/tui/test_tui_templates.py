"""Templates: previewed, made, edited, used."""

from __future__ import annotations

from stage import Stage, ready, said, screen_text, texts, until
from textual.widgets import Input, OptionList, TextArea

from summarizer.paths import folders
from tui.screens.editor import EditorScreen
from tui.screens.reader import ReaderScreen
from tui.screens.templates import TemplatesScreen


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
        app.screen.query_one(Input).value = "my own"
        await pilot.press("enter")
        await until(pilot, lambda: "Use letters" in screen_text(app) and app.screen.query_one(Input).value == "my own")
        app.screen.query_one(Input).value = "mine"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EditorScreen))
        area = app.screen.query_one(TextArea)
        area.load_text("+++\ntitle = 'Mine'\nsentenses = 3\n+++\nWrite about $titel.")
        await until(pilot, lambda: "line 3" in texts(app.screen) and "line 5" in texts(app.screen))
        await pilot.press("escape")
        await until(pilot, lambda: "not saved" in screen_text(app))
        await pilot.press("n", "ctrl+q")
        await until(pilot, lambda: "not saved. Quit?" in screen_text(app))
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
