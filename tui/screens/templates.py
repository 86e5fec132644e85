"""Templates: pick one, with what it would say about this article; make and edit one's own."""

from __future__ import annotations

import difflib
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from summarizer.errors import NutgrafError, TemplateError
from summarizer.model import Article
from summarizer.templates.begin import begin_template
from summarizer.templates.find import all_templates, built_in, own_templates, read_template
from summarizer.templates.render import render, values_of
from summarizer.templates.template import Task, Template
from tui.bindings import bindings
from tui.screens.ask import Prompt
from tui.screens.base import BaseScreen
from tui.text import plain
from tui.widgets.bars import RunBar, TitleBar
from tui.widgets.options import Options

_SHOWN = 3000
"""Characters of an article in a preview."""


class TemplatesScreen(BaseScreen):
    """``article``: whose values the preview shows; None: the placeholders themselves."""

    ABOUT: ClassVar[str] = (
        "A template says how a summary is written: length, form, labels, language. It cannot change the citations "
        "and the checks. A custom template asks its own question; its answer stands beside the summary. "
        "Yours are files in a folder (`nutgraf templates where`)."
    )
    DEFAULT_CSS = """
    TemplatesScreen #panes { height: 1fr; }
    TemplatesScreen OptionList { width: 34%; height: 1fr; padding: 0 1; }
    TemplatesScreen VerticalScroll { width: 1fr; border-left: solid $panel; padding: 0 2; }
    TemplatesScreen VerticalScroll > Static { height: auto; }
    """
    BINDINGS = [*bindings("templates"), *bindings("screen")]  # noqa: RUF012

    def __init__(self, article: Article | None) -> None:
        super().__init__()
        self._article = article
        self._templates: dict[str, Template] = {}
        self._errors: dict[str, TemplateError] = {}

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Horizontal(id="panes"):
            yield Options(markup=False)
            with VerticalScroll():
                yield Static(id="preview")
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(TitleBar).show("Library › Templates", "enter uses it")
        self.query_one(OptionList).focus()
        self.on_screen_resume()

    def on_screen_resume(self) -> None:
        found, errors = all_templates()
        self._templates = {template.name: template for template in found}
        broken = [name for name in own_templates() if name not in self._templates]
        self._errors = dict(zip(broken, errors, strict=False))
        rows = self.query_one(OptionList)
        before = self.chosen or self.nutgraf.template
        rows.clear_options()
        rows.add_options(Option(plain(self._label(t)), id=t.name) for t in found)
        rows.add_options(Option(plain(f"✗ {name}  has mistakes"), id=name) for name in broken)
        if before in self._templates or before in self._errors:
            rows.highlighted = rows.get_option_index(before)
        self._preview()

    def _label(self, template: Template) -> str:
        mark = "›" if template.name == self.nutgraf.template else " "
        kind = "custom" if template.task is Task.CUSTOM else ""
        badge = "hides the built-in" if template.shadows else "yours" if template.origin else ""
        return f"{mark} {template.name}  {'  '.join(filter(None, (kind, badge)))}".rstrip()

    @property
    def chosen(self) -> str | None:
        rows = self.query_one(OptionList)
        return None if rows.highlighted is None else rows.get_option_at_index(rows.highlighted).id

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._preview()

    def _preview(self) -> None:
        name = self.chosen
        pane = self.query_one("#preview", Static)
        if name in self._errors:
            pane.update(plain(f"{self._errors[name]}\n\ne opens it."))
        elif name in self._templates:
            pane.update(plain(described(self._templates[name], self._article)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        name = self.chosen
        if name in self._templates:
            self.nutgraf.use_template(name)
            self.app.pop_screen()
            self.nutgraf.tell(f"Template: {name}. s summarizes with it.")
        else:
            self.say("It has mistakes and cannot be used; e opens it.")

    def action_new(self) -> None:
        self._ask_name(self.chosen if self.chosen in self._templates else None)

    def _ask_name(self, base: str | None, refused: str = "", why: str = "") -> None:
        """Ask until the name will do, or ``esc``."""

        def named(name: str | None) -> None:
            if name:
                try:
                    begin_template(name.strip(), base)
                except NutgrafError as error:
                    self._ask_name(base, name, f"{error}\n\n")
                    return
                self._edit(name.strip())

        question = f"{why}Name of the new template (a copy of {base or 'a page that explains'}):"
        self.app.push_screen(Prompt(question, refused), named)

    def action_edit(self) -> None:
        if self.chosen is not None:
            self._edit(self.chosen)

    def _edit(self, name: str) -> None:
        from tui.screens.editor import EditorScreen  # noqa: PLC0415

        path = own_templates().get(name)
        try:
            text = read_template(path) if path else built_in()[name]
        except NutgrafError as error:
            self.complain(error)
            return
        self.app.push_screen(EditorScreen(name, text))

    def action_difference(self) -> None:
        name = self.chosen
        path = own_templates().get(name or "")
        if name is None or path is None or name not in built_in():
            self.say("Only a template of yours that hides a built-in one can be compared with it.")
            return
        lines = difflib.unified_diff(
            built_in()[name].splitlines(), read_template(path).splitlines(), "built in", "yours", lineterm=""
        )
        self.query_one("#preview", Static).update(plain("\n".join(lines) or "They are the same."))


def described(template: Template, article: Article | None) -> str:
    """What a template asks for, with an article's own values where there is one."""
    if template.task is Task.CUSTOM:
        form = f"A free answer of at most {template.max_tokens} tokens. It is not checked sentence by sentence."
    elif template.sections:
        form = "Answers: " + ", ".join(f"{s.label} ({s.question})" for s in template.sections)
    else:
        form = f"{template.sentences} sentences of at most {template.words} words, as {template.form.value}."
    language = f" In the language: {template.language}." if template.language else ""
    body = render(template, values_of(article)) if article is not None else template.body
    shown = body if len(body) <= _SHOWN else body[:_SHOWN] + " …"
    return f"{template.title}\n{template.description}\n\n{form}{language}\n\nTHE MODEL IS TOLD\n{shown}"
