"""The pictures of the app for the documents, from the app itself.

    .venv/bin/python docs/images/make.py [--model ID]

With an installed model the summaries in them are what that model writes; without one they are extracts. The article is
the sample that comes with nutgraf."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from summarizer.config import Config
from summarizer.errors import NutgrafError
from summarizer.model import ModelRef
from summarizer.models.registry import resolve
from summarizer.sample import sample_article
from summarizer.store.library import open_library
from tui.app import NutgrafApp
from tui.desk import Desk, opener
from tui.memory import Memory
from tui.widgets.bars import RunBar

FOLDER = Path(__file__).parent
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="an installed model's name")
    args = parser.parse_args()
    config = Config()
    model = None
    if args.model:
        try:
            installed = resolve(args.model, config.context)
        except NutgrafError as error:
            sys.exit(str(error))
        model = ModelRef(installed.id, installed.sha256)
    for name, size, theme in (
        ("app", (132, 38), "nutgraf-dark"),
        ("app-light", (132, 38), "nutgraf-light"),
        ("app-narrow", (80, 24), "nutgraf-dark"),
        ("app-wide", (160, 50), "nutgraf-light"),
    ):
        asyncio.run(_picture(name, size, theme, config, model))


async def _picture(name: str, size: tuple[int, int], theme: str, config: Config, model: ModelRef | None) -> None:
    with TemporaryDirectory() as folder, open_library(Path(folder) / "library.db") as library:
        library.add(sample_article())
        app = NutgrafApp(Desk(library, config, lambda _: model, opener(config)), Memory(theme=theme, welcomed=True))
        async with app.run_test(size=size) as pilot:
            await _until(pilot, lambda: app.shelf.list.rows and app.model == model)
            await pilot.press("enter")
            await _until(pilot, lambda: "The extract" in app.screen.query_one(RunBar).said)
            if model is not None:
                await pilot.press("s")
                await _until(pilot, lambda: "Done in" in app.screen.query_one(RunBar).said)
            await pilot.press("n")
            await pilot.pause(0.3)
            (FOLDER / f"{name}.svg").write_text(_local(app.export_screenshot()), encoding="utf-8")


async def _until(pilot: Any, holds: Callable[[], Any]) -> None:
    while not holds():
        await pilot.pause(0.05)


def _local(svg: str) -> str:
    """Without the fonts that the picture would ask another host for."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.S)
    return re.sub(r"[ \t]+$", "", svg.replace("Fira Code, monospace", FONTS).replace("Fira Code", FONTS), flags=re.M)


if __name__ == "__main__":
    main()
