"""Settings: what each is, where it is kept, and a way to change it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from summarizer.config import config_path, load_config
from summarizer.config_file import Value, change_setting
from summarizer.errors import ConfigError, NutgrafError
from summarizer.templates.find import find_template
from tui.bindings import bindings
from tui.keys import check_keys
from tui.memory import save_memory
from tui.outside import edit_outside
from tui.screens.ask import Prompt
from tui.screens.base import BaseScreen
from tui.settings import Change, Setting, settings
from tui.text import plain
from tui.themes import THEMES
from tui.widgets.bars import RunBar, TitleBar
from tui.widgets.options import Options


class SettingsScreen(BaseScreen):
    ABOUT: ClassVar[str] = (
        "What can be set. enter changes the chosen one. What the command line uses too is kept in config.toml: only "
        "the line of that setting is written, and only when you change it here. A run under way is not touched."
    )
    DEFAULT_CSS = """
    SettingsScreen OptionList { height: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    SettingsScreen #details { height: 5; border-top: solid $panel; padding: 0 1; color: $quiet; }
    """
    BINDINGS = [*bindings("settings"), *bindings("screen")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._settings: list[Setting] = []

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield Options(markup=False)
        yield Static(id="details")
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show("Library › Settings", "enter changes")
        self.query_one(OptionList).focus()
        if self.nutgraf.desk.problem is not None:
            self.complain(self.nutgraf.desk.problem)

    def on_screen_resume(self) -> None:
        self.refresh_title()

    def refresh_title(self) -> None:
        """The settings as they are now."""
        app = self.nutgraf
        try:
            template = find_template(app.template)
        except NutgrafError:
            template = None
        self._settings = settings(app.desk.config, app.memory, app.model.id if app.model else "", template)
        rows = self.query_one(OptionList)
        at = rows.highlighted or 0
        rows.clear_options()
        rows.add_options(Option(plain(_line(s)), id=s.id) for s in self._settings)
        rows.highlighted = at

    @property
    def _chosen(self) -> Setting:
        return self._settings[self.query_one(OptionList).highlighted or 0]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        chosen = self._chosen
        back = "; x goes back to it" if chosen.is_set else ""
        text = f"{chosen.meaning}\nDefault: {chosen.default}{back}\nKept in {chosen.kept}"
        self.query_one("#details", Static).update(plain(text))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        chosen = self._chosen
        match chosen.change:
            case Change.THEME:
                self.nutgraf.action_theme()
                self.refresh_title()
            case Change.MODEL:
                self.nutgraf.action_models()
            case Change.TEMPLATE:
                self.nutgraf.action_templates()
            case Change.NEXT:
                values = chosen.choices
                now = getattr(self.nutgraf.desk.config, chosen.id)
                self._set(chosen, values[(values.index(now) + 1) % len(values)])
            case Change.NUMBER:
                question = f"{chosen.name} (a number; nothing: the default, {chosen.default}):"
                before = chosen.value if chosen.value.isdecimal() else ""
                self.app.push_screen(Prompt(question, before), lambda text: self._set_number(chosen, text))
            case Change.FILE:
                self.action_file()

    def _set_number(self, chosen: Setting, text: str | None) -> None:
        if text is None:
            return
        try:
            number = int(text) if text.strip() else None
        except ValueError:
            self.complain(ConfigError(f"{text} is no whole number.", "Nothing was changed."))
        else:
            self._set(chosen, number)

    def _set(self, chosen: Setting, value: Value | None) -> None:
        try:
            config = change_setting(chosen.id, value)
        except NutgrafError as error:
            self.complain(NutgrafError("Nothing was changed.", str(error)))
            return
        self.nutgraf.use_config(config)
        self.refresh_title()
        self.say(f"{chosen.name}: {self._chosen.value}")

    def action_default(self) -> None:
        chosen = self._chosen
        app = self.nutgraf
        if chosen.id == "theme":
            app.theme = app.memory.theme = THEMES[0].name
            save_memory(app.memory)
        elif chosen.id == "model":
            app.use_configured_model()
        elif chosen.id == "template":
            app.use_template("")
        elif chosen.change in {Change.NEXT, Change.NUMBER}:
            self._set(chosen, None)
            return
        else:
            self.say("It is changed where it is kept; enter goes there.")
            return
        self.refresh_title()
        self.say(f"{chosen.name}: the default")

    def action_file(self) -> None:
        """The whole file in the user's own editor; its mistakes are told when it is left."""
        path = config_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            edit_outside(self.app, path)
            config = load_config()
            check_keys(config.keys)
        except OSError as error:
            self.complain(ConfigError(f"{path} cannot be opened: {error.strerror}.", "Check its permissions."))
        except NutgrafError as error:
            self.complain(error)
        else:
            self.nutgraf.use_config(config)
            self.refresh_title()
            self.say("The settings have no mistakes. Keys, threads and context: from the next start.")


def _line(setting: Setting) -> str:
    return f"{'*' if setting.is_set else ' '} {setting.name:<14} {setting.value}"
