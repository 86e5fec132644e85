"""The first screen: what stays on this computer, and what can be done at once."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from tui.memory import save_memory
from tui.screens.base import BaseScreen
from tui.text import plain
from tui.widgets.bars import RunBar, TitleBar

STAYS = """Articles, summaries and notes stay on this computer. There is no account and no telemetry, and nutgraf opens
no connection, except to fetch a model after you have agreed to exactly that."""
WITHOUT = """Without a model you can read, search and compare, and see at once the extract (the article's own most
important sentences) and the notes on its wording, which come from rules. With a model nutgraf also rewrites the
extract into a short summary, and checks every sentence of it against the article."""


class WelcomeScreen(BaseScreen):
    ABOUT: ClassVar[str] = "The first screen. Everything on it can be reached later: m shows the models."
    DEFAULT_CSS = """
    WelcomeScreen VerticalScroll { padding: 1 3 0 3; height: 1fr; }
    WelcomeScreen VerticalScroll > Static { height: auto; margin-bottom: 1; max-width: 96; }
    WelcomeScreen VerticalScroll > #ways { margin-bottom: 0; }
    """
    BINDINGS: ClassVar = [
        Binding("enter,escape", "begin", "To the library"),
        Binding("E", "sample", "Try the sample article"),
        Binding("m", "models", "Models"),
        Binding("q", "app.leave", "Quit"),
    ]

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with VerticalScroll():
            yield Static(Content("Everything stays on this computer.").stylize("bold"))
            yield Static(plain(" ".join(STAYS.split())))
            yield Static(plain(" ".join(WITHOUT.split())))
            yield Static("Looking for models on this machine…", id="models", markup=False)
            yield Static(
                plain(
                    "  E      try the sample article now\n  m      choose a model\n  enter  go to the library (q quits)"
                ),
                id="ways",
            )
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show("Welcome to nutgraf", "offline")
        self.run_worker(self._look())
        self.nutgraf.memory.welcomed = True
        save_memory(self.nutgraf.memory)

    async def _look(self) -> None:
        """Beside the screen: it walks through other programs' folders."""
        from tui.model_lines import found_elsewhere, model_lines  # noqa: PLC0415

        lines, on = await asyncio.to_thread(model_lines)
        best = next(line for line in lines if line.best)
        here = [line for line in lines if line.here]
        elsewhere = await asyncio.to_thread(found_elsewhere)
        text = [f"This machine: {on.cores} cores, {on.memory / 1e9:.0f} GB of memory."]
        text += [f"Here already: {line.id} ({line.summary()})." for line in here]
        text += [f"On this disk, from another program: {name}; m and enter use it where it is." for name in elsewhere]
        if not best.here:
            text.append(f"The best that fits: {best.id} ({best.summary()}).")
        self.query_one("#models", Static).update(plain("\n".join(text)))

    def action_begin(self) -> None:
        self.app.pop_screen()

    def action_sample(self) -> None:
        self.app.pop_screen()
        self.nutgraf.shelf.action_sample()

    def action_models(self) -> None:
        self.app.pop_screen()
        self.nutgraf.action_models()
