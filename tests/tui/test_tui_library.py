"""The library screen: articles come in every way, are found, marked, deleted and brought back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fakes import STORY, faithful, story
from stage import Stage, said, screen_text, until
from textual.events import Paste
from textual.widgets import Input, Static, TextArea

from summarizer.engine.protocol import Branch
from summarizer.engine.scripted import ScriptedEngine
from summarizer.errors import StorageError, WorkerDied
from tui.screens.reader import ReaderScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.bars import RunBar


def titles(app: object) -> list[str]:
    return [row.title for row in app.shelf.list.rows]  # type: ignore[attr-defined]


async def test_an_empty_library_says_what_to_do_and_the_sample_is_a_key_away(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No articles yet" in screen_text(app))
        await pilot.press("E")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(app)) == 1)


async def test_text_paths_and_folders_are_added(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "my articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    (folder / "b.md").write_text("# Bridge opens\n\nThe bridge opened on Monday. Ana Prell cut a ribbon.")
    (folder / "empty.txt").write_text("")
    app = stage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.focused, ArticleList))
        app.screen.post_message(Paste(f"'{folder}'"))  # as a terminal pastes a dropped folder
        await said(pilot, "2 added, 1 not readable")
        assert set(titles(app)) == {"Fenwick ferry stops for repairs", "Bridge opens"}
        app.screen.post_message(Paste(f"file://{str(folder).replace(' ', '%20')}/a.txt"))
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("escape")
        app.screen.post_message(
            Paste("A short headline here\n\nThe text of an article was pasted. It has two sentences.")
        )
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("escape")
        assert len(titles(app)) == 3
        app.screen.post_message(Paste("   "))
        await said(pilot, "empty")


async def test_a_path_is_typed_and_a_wrong_one_is_told(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    app = stage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.focused, ArticleList))
        await pilot.press("o")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = str(tmp_path / "none.txt")
        await pilot.press("enter")
        await until(pilot, lambda: "does not exist" in str(app.screen.query_one("#said", Static).render()))
        app.screen.query_one(Input).value = str(tmp_path / "story.txt")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))


@pytest.mark.parametrize("first", ["", "end"], ids=["instead", "behind"])
@pytest.mark.parametrize("path", ["/story.txt", "~/story.txt"])
async def test_a_path_typed_over_the_prefilled_folder(stage: Stage, home: Path, first: str, path: str) -> None:
    (home / "story.txt").write_text(STORY)
    app = stage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.focused, ArticleList))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.focused, Input))
        keys = path if path.startswith("~") else str(home) + path
        await pilot.press(*([first] if first else []), *keys, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))


async def test_pasting_into_the_box(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.focused, ArticleList))
        await pilot.press("v")
        await until(pilot, lambda: app.screen.query(TextArea))
        app.screen.query_one(TextArea).load_text(STORY)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))


async def test_search_in_any_script_sort_and_the_way_back(stage: Stage) -> None:
    stage.add()
    stage.add("渡轮停航\n\n渡轮从三月四日起停航六周。港务局周一宣布了这一消息。")
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(titles(app)) == 2)
        await pilot.press("slash", "渡", "轮")
        await until(pilot, lambda: titles(app) == ["渡轮停航"])
        await pilot.press("enter")
        assert isinstance(app.focused, ArticleList)
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(app)) == 2)
        await pilot.press("S")
        await until(pilot, lambda: titles(app) == ["Fenwick ferry stops for repairs", "渡轮停航"])


async def test_delete_is_undone_and_unread_is_marked(stage: Stage) -> None:
    article = stage.add()
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "●▸ Fenwick" in screen_text(app))
        assert " 1 article " in screen_text(app)
        await pilot.press("d")
        await until(pilot, lambda: not titles(app))
        assert stage.library.article(article.id) is None
        await pilot.press("u")
        await until(pilot, lambda: len(titles(app)) == 1)
        await pilot.press("U")
        await until(pilot, lambda: "●" not in screen_text(app))


async def test_several_are_summarized_in_a_queue(stage: Stage) -> None:
    gate = threading.Event()
    stage.engine = ScriptedEngine(faithful, gate=gate)
    for i in range(3):
        stage.add(STORY.replace("Fenwick ferry stops", f"Ferry {i} stops"))
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.model is not None and len(titles(app)) == 3)
        await pilot.press("x", "x", "x", "s")
        await said(pilot, "2 more waiting")
        gate.set()
        await until(pilot, lambda: all(row.templates for row in app.shelf.list.rows))
        assert "brief" in screen_text(app)


async def test_what_another_program_adds_appears(stage: Stage) -> None:
    app = stage.app()
    from summarizer.store.library import open_library

    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.focused, ArticleList))
        with open_library(stage.library.path) as other:
            other.add(story())
        await until(pilot, lambda: len(titles(app)) == 1)


async def test_a_library_that_says_no_is_a_sentence(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.", "Free some space.")

    stage.add()
    app = stage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: len(titles(app)) == 1)
        monkeypatch.setattr(type(stage.library), "remove", full)
        await pilot.press("d")
        await until(pilot, lambda: "disk is full" in app.screen.query_one(RunBar).said)
        await pilot.press("slash", "f")
        await until(pilot, lambda: not app.screen.query_one(RunBar).said)


async def test_a_thousand_rows_are_drawn_line_by_line(stage: Stage) -> None:
    for i in range(300):
        stage.library.add(story(f"Story number {i}\n\nThe board met {i} times. It said nothing new about it."))
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(titles(app)) == 300)
        await pilot.press("end")
        await until(pilot, lambda: "▸ Story number 0" in screen_text(app))
        assert "Notes" in screen_text(app)  # beside the scrollbar
        await pilot.press("home")
        await until(pilot, lambda: "▸ Story number 299" in screen_text(app))


async def test_a_batch_is_stopped_goes_on_and_tells_what_failed(stage: Stage, tmp_path: Path) -> None:
    gate = threading.Event()
    broken = [True]

    def script(branch: Branch) -> str | Exception:
        if broken and "Ferry 1" in branch.text:
            broken.clear()
            return WorkerDied("gone")
        return faithful(branch)

    stage.engine = ScriptedEngine(script, gate=gate)
    for i in range(3):
        stage.add(STORY.replace("The Fenwick ferry", f"Ferry {i}").replace("Fenwick ferry", f"Ferry {i}"))
    app = stage.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: app.model is not None and len(titles(app)) == 3)
        await pilot.press("x", "x", "x", "b")
        await until(pilot, lambda: "0 of 3 done, s starts" in screen_text(app))
        await pilot.press("s")
        await until(pilot, lambda: "loading" in screen_text(app))
        await pilot.press("x")
        await until(pilot, lambda: screen_text(app).count("stopped") >= 3)
        gate.set()
        await pilot.press("s")
        await until(pilot, lambda: "2 of 3 done, 1 failed" in screen_text(app))
        assert "gone" in screen_text(app)
        await pilot.press("r")
        await until(pilot, lambda: "3 of 3 done" in screen_text(app))
        await pilot.press("w")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = str(tmp_path / "results")
        await pilot.press("enter")
        await said(pilot, "3 results written")
        assert len(list((tmp_path / "results").glob("*.md"))) == 3
        await pilot.press("escape", "home", "x", "x", "x", "b", "s")
        await until(pilot, lambda: screen_text(app).count("here already") == 3)
