"""A walk through the app as screens of text (``docs/walk.md``): a fresh home, first run, three articles, a summary, notes,
another template, a comparison, an export, leaving during a run and coming back.

    .venv/bin/python docs/images/walk.py --model ID

Uses an installed model and a home folder of its own."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual.events import Paste

from summarizer.config import Config
from summarizer.errors import NutgrafError
from summarizer.models.registry import add, resolve
from summarizer.paths import folders
from summarizer.sample import sample_article
from summarizer.store.library import open_library
from tui.app import NutgrafApp
from tui.desk import Desk, find_model, opener
from tui.memory import load_memory
from tui.screens.reader import ReaderScreen

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from stage import said, screen_text, until  # noqa: E402  (the tests' own words for waiting)

TEXT = """Port workers end strike after nine days

Workers at the port of Garlund returned to their cranes on Friday after nine days, ending a strike that had stopped 140
ships.

The union said that 81 percent of its members had voted for the agreement. Wages will rise by 6 percent over two years.

“We did not get everything, but we got the nights,” said Marit Solheim, who led the talks for the union.

Retailers had warned of empty shelves. Nordkauf, the largest chain, said that it had lost sales of 12 million crowns."""
HTML = """<html><head><title>Garlund strike is over</title></head><body><nav>Home</nav><article><h1>Garlund strike is over
</h1><p>The strike at the port of Garlund ended on Friday after nine days. Members of the union approved the agreement with
81 percent of the votes.</p><p>Wages will rise by 7 percent over two years. The outrageous blockade had stopped 140 ships,
and some say that the shameless union bosses wanted nothing else.</p><p>Nordkauf put its losses at 12 million crowns.
Fishermen said that they had been forgotten.</p></article></body></html>"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="an installed model's name")
    args = parser.parse_args()
    try:
        path, tuning = resolve(args.model, 8192).path, folders().data / "tuning.json"
    except NutgrafError as error:
        sys.exit(str(error))
    with TemporaryDirectory() as home:
        os.environ["NUTGRAF_HOME"] = home
        os.chdir(home)
        if tuning.exists():
            folders().data.mkdir(parents=True)
            shutil.copy(tuning, folders().data / "tuning.json")
        pages = asyncio.run(_walk(path, Path(home)))
    text = (
        "# A walk through the app\n\nMade by `docs/images/walk.py` with " + f"{args.model}, 100 columns by 30 lines.\n"
    )
    text += "".join(f"\n## {title}\n\n```text\n{page}\n```\n" for title, page in pages)
    (ROOT / "docs" / "walk.md").write_text(text.replace(home, "~"), encoding="utf-8")


Page = Callable[[str, Any], None]


async def _walk(model: Path, home: Path) -> list[tuple[str, str]]:
    pages: list[tuple[str, str]] = []

    def page(title: str, app: Any) -> None:
        pages.append((title, screen_text(app)))

    async with _App() as (app, pilot):
        await _first_run(app, pilot, page, home)
        await asyncio.to_thread(add, model)
        app.look_for_model()
        await until(pilot, lambda: app.model is not None)
        await _reading(app, pilot, page)
        await _comparing(app, pilot, page)
    async with _App() as (app, pilot):
        await until(pilot, lambda: app.model is not None)
        await pilot.pause(0.3)
        page("And back: what was finished is there", app)
        app.shelf.list.place(next(r.id for r in app.shelf.list.rows if r.templates))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.analysis is not None)
        await pilot.pause(0.3)
        page("Its result as it was", app)
    return pages


async def _first_run(app: Any, pilot: Any, page: Page, home: Path) -> None:
    await until(pilot, lambda: "The best that fits" in screen_text(app))
    page("First run: no model is a normal state", app)
    await pilot.press("enter")
    (home / "halden.md").write_text(sample_article().text)
    (home / "garlund.html").write_text(HTML)
    await _paste(app, str(home / "halden.md"))
    await said(pilot, "The extract")
    await pilot.press("escape")
    await _paste(app, str(home / "garlund.html"))
    await said(pilot, "The extract")
    page("A dropped web page is read at once, without a model", app)
    await pilot.press("escape")
    await _paste(app, TEXT)
    await said(pilot, "The extract")
    await pilot.press("escape")
    await pilot.pause(0.3)
    page("Three articles: a text file, a web page, pasted text", app)


async def _reading(app: Any, pilot: Any, page: Page) -> None:
    app.shelf.list.place(next(r.id for r in app.shelf.list.rows if "Halden" in r.title))
    await pilot.press("enter")
    await said(pilot, "The extract")
    await pilot.press("s")
    await said(pilot, "ing ")
    page("Summarizing: what was there stays until the first words come", app)
    await said(pilot, "Done in")
    await pilot.press("right_square_bracket")
    await pilot.pause(0.3)
    page("A sentence of the summary and what it rests on", app)
    await pilot.press("n")
    await pilot.pause(0.3)
    page("A note", app)
    await pilot.press("t", "down", "down")
    await pilot.pause(0.3)
    page("Choosing another template", app)
    await pilot.press("enter")
    await said(pilot, "five-ws")
    await pilot.press("s")
    await said(pilot, "ing ")
    await said(pilot, "Done in")
    page("What it wrote", app)
    await pilot.press("e")
    await pilot.pause(0.3)
    page("Exporting", app)
    await pilot.press("enter")
    await said(pilot, "Written")
    page("Exported", app)


async def _comparing(app: Any, pilot: Any, page: Page) -> None:
    await pilot.press("escape", "home", "x", "x", "c")
    await until(pilot, lambda: "SHARED" in screen_text(app) or "SIMILAR" in screen_text(app))
    await pilot.pause(0.3)
    page("Two reports of one event", app)
    await pilot.press("escape", "comma")
    await pilot.pause(0.3)
    page("Settings", app)
    await pilot.press("escape", "home", "enter")
    await pilot.pause(0.5)
    await pilot.press("s")
    await said(pilot, "Writing")
    await pilot.pause(0.5)
    page("Leaving during a run", app)


class _App:
    """The app on the home's library."""

    async def __aenter__(self) -> tuple[Any, Any]:
        self._library = open_library()
        config = Config()
        app = NutgrafApp(
            Desk(self._library, config, lambda name: find_model(config, name), opener(config)), load_memory()
        )
        self._running = app.run_test(size=(100, 30))
        return app, await self._running.__aenter__()

    async def __aexit__(self, *problem: Any) -> None:
        await self._running.__aexit__(*problem)
        self._library.close()


async def _paste(app: Any, text: str) -> None:
    app.screen.post_message(Paste(text))


if __name__ == "__main__":
    main()
