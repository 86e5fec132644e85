"""What every screen of the app has: a place, a bar that tells, and news of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from summarizer.errors import NutgrafError
from tui.run_state import RunState
from tui.widgets.bars import RunBar

if TYPE_CHECKING:
    from tui.app import NutgrafApp


_WIDE = 120
"""Columns from which a run is told in full."""


class BaseScreen(Screen[None]):
    ABOUT: ClassVar[str] = ""
    """What the help screen says about this one."""

    @property
    def nutgraf(self) -> NutgrafApp:
        from tui.app import NutgrafApp  # noqa: PLC0415  (the app knows its screens)

        assert isinstance(self.app, NutgrafApp)  # noqa: S101
        return self.app

    def say(self, text: str) -> None:
        self._tell(text)

    def complain(self, error: NutgrafError) -> None:
        """What happened, which file, what to do."""
        self._tell(str(error), failed=True)

    def _tell(self, text: str, *, failed: bool = False) -> None:
        """Nothing on a screen that is not composed yet, or no longer."""
        if (bar := self.query_one_optional(RunBar)) is not None:
            bar.say(text, failed=failed)

    async def run_changed(self, state: RunState) -> None:
        """A run took a step. The bar follows the run under way, and keeps how the last one ended."""
        if state.model:
            self.show_run(state)

    def show_run(self, state: RunState) -> None:
        shown = (self.nutgraf.runs.under_way or [state])[0]
        failed = shown.error is not None or shown.problem is not None
        stop = "" if shown.phase.over else self.how_to_stop(shown)
        sentence = self.nutgraf.runs.sentence(shown, wide=self.size.width >= _WIDE)
        self._tell(" · ".join(filter(None, (sentence, stop))), failed=failed)

    def how_to_stop(self, state: RunState) -> str:
        """What stops a run from here; nothing where ``esc`` leaves the screen."""
        return ""

    async def went_back(self) -> bool:
        """``esc``: whether this screen had a step of its own to take back."""
        return False
