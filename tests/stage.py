"""The app on a library of its own with a scripted engine, and words to wait by instead of sleeping."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fakes import STORY, faithful, story
from textual.pilot import Pilot
from textual.widgets import Static

from summarizer.config import Config
from summarizer.engine.protocol import Engine
from summarizer.engine.scripted import ScriptedEngine
from summarizer.model import Article, ModelRef
from summarizer.store.library import Library
from tui.app import NutgrafApp
from tui.desk import Desk
from tui.memory import Memory
from tui.widgets.article_list import ArticleList
from tui.widgets.bars import RunBar

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
MODEL = ModelRef("scripted", "0" * 64)


@dataclass
class Stage:
    """What a test's app is made of."""

    library: Library
    engine: Engine = field(default_factory=lambda: ScriptedEngine(faithful))
    model: ModelRef | None = MODEL
    config: Config = field(default_factory=Config)
    memory: Memory = field(default_factory=lambda: Memory(welcomed=True))
    open_engine: Callable[[ModelRef], Engine] | None = None

    def app(self) -> NutgrafApp:
        desk = Desk(self.library, self.config, lambda name: self.model, self.open_engine or (lambda ref: self.engine))
        return NutgrafApp(desk, self.memory)

    def add(self, text: str = STORY) -> Article:
        article = story(text)
        self.library.add(article)
        return article


async def until(pilot: Pilot[None], holds: Callable[[], Any]) -> None:
    """Wait until it holds; the test's time limit ends what never does."""
    while not holds():
        await pilot.pause(0.01)


async def said(pilot: Pilot[None], words: str) -> None:
    """Wait until the line at the bottom says so."""
    await until(pilot, lambda: words in (pilot.app.screen.query_one_optional(RunBar) or RunBar()).said)


async def ready(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.focused, ArticleList) and pilot.app.model is not None)


def screen_text(app: Any) -> str:
    """What the terminal shows, as lines."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def texts(widget: Any) -> str:
    """All text of a part of the screen."""
    return "\n".join(str(static.render()) for static in widget.query(Static))
