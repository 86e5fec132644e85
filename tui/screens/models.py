"""Models: what is here, what fits, what may be fetched, and only after a yes that names host, bytes and licence."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Paste
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from summarizer.errors import NutgrafError
from summarizer.model import ModelRef
from tui.bindings import bindings
from tui.dropped import paths_in
from tui.screens.ask import Ask
from tui.screens.base import BaseScreen
from tui.text import plain
from tui.widgets.bars import RunBar, TitleBar
from tui.widgets.options import Options

if TYPE_CHECKING:
    from tui.fetcher import Transfer
    from tui.model_lines import ModelLine


class ModelsScreen(BaseScreen):
    ABOUT: ClassVar[str] = (
        "Models on this machine, and those that can be fetched. Nothing is fetched before you have agreed to a line "
        "that names where it comes from, how large it is and its licence. enter uses a model that is here."
    )
    DEFAULT_CSS = """
    ModelsScreen OptionList { height: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #details { height: auto; max-height: 9; border-top: solid $panel; padding: 0 1; color: $quiet; }
    """
    BINDINGS = [*bindings("models"), *bindings("screen")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[ModelLine] = []

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Options(markup=False)
        yield Static("Looking at this machine…", id="details")
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show("Library › Models")
        self.query_one(OptionList).focus()
        self.look()
        if self.nutgraf.fetcher.transfer is not None:
            self.show_transfer(self.nutgraf.fetcher.transfer)

    @work(exclusive=True)
    async def look(self) -> None:
        from tui.model_lines import model_lines  # noqa: PLC0415

        lines, on = await asyncio.to_thread(model_lines)
        place = f"{on.cores} cores, {on.memory / 1e9:.0f} GB of memory{', GPU' if on.gpu else ''}"
        self._show(lines, place)

    def _show(self, lines: list[ModelLine], place: str) -> None:
        self._lines = lines
        self.query_one(TitleBar).show("Library › Models", place)
        rows = self.query_one(OptionList)
        at = rows.highlighted
        rows.clear_options()
        here = [line for line in lines if line.here]
        rows.add_option(Option(Content("ON THIS MACHINE").stylize("bold"), disabled=True))
        rows.add_options(self._option(line) for line in here)
        if not here:
            rows.add_option(
                Option(
                    plain("  none yet; drop a .gguf file on this window, or: nutgraf models add FILE"), disabled=True
                )
            )
        rows.add_option(Option(Content("CAN BE FETCHED").stylize("bold"), disabled=True))
        rows.add_options(self._option(line) for line in lines if not line.here)
        best = next((i for i, line in enumerate(lines) if line.best), 0)
        rows.highlighted = at if at is not None else rows.get_option_index(lines[0 if here else best].id)

    def _option(self, line: ModelLine) -> Option:
        model = self.nutgraf.model
        mark = "›" if model is not None and model.id == line.id else " "
        best = "best here · " if line.best else ""
        return Option(plain(f"{mark} {line.id:<28} {best}{line.summary()}"), id=line.id)

    @property
    def line(self) -> ModelLine | None:
        rows = self.query_one(OptionList)
        if rows.highlighted is None:
            return None
        name = rows.get_option_at_index(rows.highlighted).id
        return next((line for line in self._lines if line.id == name), None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        line = self.line
        if line is None:
            return
        facts = [line.id]
        if line.entry:
            facts.append(f"{line.entry.params / 1e9:.1f} billion parameters, {line.entry.quantization}")
        facts.append(f"needs about {line.needs / 1e9:.1f} GB of memory" if line.needs else "memory need unknown")
        facts.append(f"licence: {line.licence}")
        facts.append(f"measured here: {line.measured}" if line.measured else "")
        facts.append(f"answers on wording: {line.calibration}" if line.here else "")
        where = [str(line.here.path), f"SHA-256 {line.here.sha256}"] if line.here else ["g fetches it, after asking"]
        self.query_one("#details", Static).update(plain("\n".join([" · ".join(filter(None, facts)), *where])))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        line = self.line
        if line is not None and line.here:
            self.nutgraf.use_model(ModelRef(line.here.id, line.here.sha256))
            self.app.pop_screen()
        elif line is not None:
            self.action_get()

    # -- fetching ------------------------------------------------------------------------------

    def action_get(self) -> None:
        line = self.line
        if line is None or line.entry is None or line.here:
            self.say("Choose a model that is not here yet.")
        elif self.nutgraf.fetcher.busy:
            self.say("One download at a time; p pauses it.")
        else:
            from summarizer.models.fetch import sources_of  # noqa: PLC0415

            entry = line.entry
            terms = "\nThis licence has terms of its own. Read them before you agree." if entry.terms else ""
            question = (
                f"Fetch {entry.id}?\n\n{entry.size / 1e9:.2f} GB ({entry.size:,} bytes) from "
                f"{' or '.join(sources_of(entry))}.\nLicence: {entry.licence}.{terms}\n"
                "Only this file is asked for; nothing of yours is sent. A copy on this disk is used instead if there is one."
            )
            name = entry.id
            self.app.push_screen(Ask(question, "fetch it"), lambda yes: self._fetch(name) if yes else None)

    def _fetch(self, name: str) -> None:
        self.nutgraf.fetcher.start(name)
        self.show_transfer(self.nutgraf.fetcher.transfer)

    def action_pause(self) -> None:
        self.nutgraf.fetcher.pause()

    def show_transfer(self, transfer: Transfer | None) -> None:
        if transfer is not None:
            self.query_one(RunBar).say(transfer.sentence(time.monotonic()), failed=transfer.state == "failed")
            if transfer.state == "done":
                self.look()

    # -- looking after them --------------------------------------------------------------------

    def action_rescan(self) -> None:
        self.look()
        self.nutgraf.look_for_model()

    def on_paste(self, event: Paste) -> None:
        """A dropped file arrives as its path; it is used where it is."""
        event.stop()
        if paths := paths_in(event.text):
            self.query_one(OptionList).highlighted = None  # and then the first one here
            self._command("models", "add", str(paths[0]))
        else:
            self.say("Drop a .gguf file here, or paste its path.")

    def action_verify(self) -> None:
        self._if_here("models", "verify")

    def action_tune(self) -> None:
        self._measure("tune")

    def action_calibrate(self) -> None:
        self._measure("calibrate")

    def _measure(self, command: str) -> None:
        if self.nutgraf.runs.under_way:
            self.say("A run is under way: the measurement would be wrong. Wait for it, or stop it with esc.")
        else:
            self._if_here(command, "--model")

    def _if_here(self, *arguments: str) -> None:
        """A command about the chosen model."""
        if (line := self.line) is not None and line.here:
            self._command(*arguments, line.id)
        else:
            self.say("Choose a model that is on this machine.")

    @work(exclusive=True, group="command")
    async def _command(self, *arguments: str) -> None:
        """The same command that the command line has; its last line is the answer. Leaving the screen ends it."""
        self.say(f"Working: nutgraf {' '.join(arguments)}")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "summarizer.cli.main", *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            out, wrong = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            raise
        lines = (wrong if process.returncode else out).decode("utf-8", "replace").strip().splitlines() or ["Done."]
        if process.returncode:
            self.complain(NutgrafError(lines[-1]))
        else:
            self.say(lines[-1])
        self.action_rescan()
