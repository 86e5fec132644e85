"""The app as it would be around any content: its looks, what it says, and the screens that a key opens."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter
from textual.widgets import Input, TextArea

from tui.bindings import bindings
from tui.commands import KeyCommands
from tui.line_filter import Harmless
from tui.memory import Memory, save_memory
from tui.screens.base import BaseScreen
from tui.themes import THEMES, following

_HARMLESS = Harmless()


class Shell(App[None]):
    """``memory``: what was remembered from the last time. ``keys``: the user's own, by id."""

    TITLE = "nutgraf"
    CSS = """
    Screen { background: $background; }
    Footer { background: $panel; }
    OptionList, OptionList:focus, TextArea, TextArea:focus { border: none; background: $background; }
    OptionList > .option-list--option-disabled { color: $primary; }
    Input, Input:focus { border: none; padding: 0 1; height: 1; background: $background; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-medium"), (150, "-wide")]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [*bindings("app"), Binding("ctrl+c", "interrupt", show=False, priority=True)]  # noqa: RUF012
    COMMANDS: ClassVar = {KeyCommands}

    def __init__(self, memory: Memory, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.memory = memory
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = memory.theme if memory.theme in self.available_themes else THEMES[0].name
        if keys:
            self.set_keymap(dict(keys))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [_HARMLESS, *super().get_line_filters()]

    def tell(self, text: str) -> None:
        """Say something on the screen that is on top."""
        if isinstance(self.screen, BaseScreen):
            self.screen.say(text)

    def copy(self, text: str) -> None:
        from tui.clipboard import copy_with_command  # noqa: PLC0415

        self.copy_to_clipboard(text)
        self.run_worker(asyncio.to_thread(copy_with_command, text))

    def action_leave(self) -> None:
        self.exit()

    def action_interrupt(self) -> None:
        """``ctrl+c``: what is selected is copied as everywhere; otherwise it quits as ``ctrl+q`` does."""
        field = self.focused
        if field.selected_text if isinstance(field, Input | TextArea) else self.screen.get_selected_text():
            raise SkipAction
        self.action_leave()

    async def action_back(self) -> None:
        if len(self.screen_stack) > 1 and not (isinstance(self.screen, BaseScreen) and await self.screen.went_back()):
            self.pop_screen()

    def action_theme(self) -> None:
        self.theme = self.memory.theme = following(self.theme)
        save_memory(self.memory)
        self.tell(f"Theme: {self.theme}")

    def action_redraw(self) -> None:
        self.refresh(layout=True)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen  # noqa: PLC0415

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_jump(self) -> None:
        from tui.screens.jump import JumpScreen  # noqa: PLC0415

        if isinstance(self.screen, BaseScreen):
            self.push_screen(JumpScreen(self.screen), lambda widget: widget.focus() if widget else None)

    def action_models(self) -> None:
        from tui.screens.models import ModelsScreen  # noqa: PLC0415

        if isinstance(self.screen, BaseScreen) and not isinstance(self.screen, ModelsScreen):
            self.push_screen(ModelsScreen())

    def action_settings(self) -> None:
        from tui.screens.settings import SettingsScreen  # noqa: PLC0415

        if isinstance(self.screen, BaseScreen) and not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_templates(self) -> None:
        from tui.screens.templates import TemplatesScreen  # noqa: PLC0415

        if isinstance(self.screen, BaseScreen) and not isinstance(self.screen, TemplatesScreen):
            self.push_screen(TemplatesScreen(getattr(self.screen, "article", None)))

    def action_welcome(self) -> None:
        from tui.screens.welcome import WelcomeScreen  # noqa: PLC0415

        self.push_screen(WelcomeScreen())
