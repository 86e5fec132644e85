"""An article beside its panes: going about in it and finding words. What the panes hold is the reader's."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.widgets import Footer

from summarizer.model import Article, Span
from tui.find import find_all
from tui.screens.base import BaseScreen
from tui.widgets.article_view import ArticleView
from tui.widgets.bars import RunBar, TitleBar
from tui.widgets.notes_pane import NotesPane
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.profile_pane import ProfilePane
from tui.widgets.prompt_bar import PromptBar
from tui.widgets.rows import Rows
from tui.widgets.summary_pane import SummaryPane

PANES = ("article", "summary", "notes", "profile")


class ArticleScreen(BaseScreen):
    CSS_PATH = "article.tcss"
    ALLOW_IN_MAXIMIZED_VIEW = "TitleBar, PromptBar, RunBar, Footer"

    def __init__(self, article: Article) -> None:
        super().__init__(classes="-show-summary")
        self.article = article
        self._found: list[Span] = []
        self._at = -1

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Horizontal(id="body"):
            yield ArticleView()
            with VerticalScroll(id="side", can_focus=False):
                yield PaneTabs()
                yield SummaryPane()
                with Vertical(id="beside"):
                    yield NotesPane()
                    yield ProfilePane()
        yield PromptBar()
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    @property
    def summary(self) -> SummaryPane:
        return self.query_one(SummaryPane)

    @property
    def notes(self) -> NotesPane:
        return self.query_one(NotesPane)

    # -- going to a place ----------------------------------------------------------------------

    def on_rows_selected(self, message: Rows.Selected) -> None:
        message.stop()
        if message.rows is self.summary:
            self._go_to_claim(message.key, message.cite)
        else:
            self._go_to_note(int(message.key), again=message.go)

    def _go_to_claim(self, slot: str, cite: int | None) -> None:
        claim = self.summary.claims.get(slot)
        if claim is None:
            return
        spans = [self.article.sentences[i].span for i in claim.cites]
        self.view.activate(())
        self.view.cite(spans)
        self.view.go(spans[0] if cite is None else self.article.sentences[cite].span)

    def _go_to_note(self, index: int, *, again: bool) -> None:
        note = self.notes.notes[index]
        spans = [note.span, *note.related]
        self.view.cite(())
        self.view.activate(spans)
        # Going once more steps through everything that the note rests on.
        self._at = (self._at + 1) % len(spans) if again else 0
        self.view.go(spans[self._at])

    def on_article_view_note_clicked(self, message: ArticleView.NoteClicked) -> None:
        note = self.view.note_at(message.index)
        self._show_pane("notes", focus=False)
        self.notes.select(str(self.notes.notes.index(note)))

    def action_note(self, step: int) -> None:
        if self.notes.notes:
            self._show_pane("notes", focus=False)
            self.notes.action_move(step)
        else:
            self.say("No notes here.")

    def action_claim(self, step: int) -> None:
        self._show_pane("summary", focus=False)
        self.summary.action_move(step)

    def action_return(self) -> None:
        self.view.back()

    def action_page(self, step: int) -> None:
        view = self.view
        if step > 0 and view.scroll_y >= view.max_scroll_y:
            self.nutgraf.open_next(self.article.id)
        elif step > 0:
            view.scroll_page_down(animate=False)
        else:
            view.scroll_page_up(animate=False)

    def on_key(self, event: Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            self._go_to_sentence(int(event.character))

    def action_cite(self) -> None:
        self.query_one(PromptBar).open("cite", "Sentence number:")

    def _go_to_sentence(self, number: int) -> None:
        if 1 <= number <= len(self.article.sentences):
            span = self.article.sentences[number - 1].span
            self.view.activate(())
            self.view.cite([span])
            self.view.go(span)
        else:
            self.say(f"There are {len(self.article.sentences)} sentences.")

    # -- finding -------------------------------------------------------------------------------

    def action_find(self) -> None:
        self.query_one(PromptBar).open("find", "Find:", self.query_one(PromptBar).value if self._found else "")

    def on_prompt_bar_changed(self, message: PromptBar.Changed) -> None:
        if message.purpose == "find":
            self._found = find_all(self.article.text, message.value)
            self._at = -1
            self.view.show_found(self._found)
            self._step_found(1)

    def on_prompt_bar_stepped(self, message: PromptBar.Stepped) -> None:
        if message.purpose == "cite":
            self._close_prompt()
            if message.value.strip().isdecimal():
                self._go_to_sentence(int(message.value))
        else:
            self._step_found(message.step)

    def _step_found(self, step: int) -> None:
        bar = self.query_one(PromptBar)
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self.view.activate([self._found[self._at]])
            self.view.go(self._found[self._at])
        bar.beside(
            f"{self._at + 1} of {len(self._found)}" if self._found else "not in this article" if bar.value else ""
        )

    def _close_prompt(self) -> None:
        self.query_one(PromptBar).close()
        self._found = []
        self.view.show_found(())
        self.view.activate(())
        self.view.focus()

    # -- panes ---------------------------------------------------------------------------------

    def _pane(self) -> str:
        """The pane that the tabs name."""
        return next(name for name in PANES[1:] if self.has_class(f"-show-{name}"))

    def _show_pane(self, name: str, *, focus: bool = True) -> None:
        for other in PANES[1:]:
            self.set_class(other == name, f"-show-{other}")
        self.query_one(PaneTabs).show_active(name)
        if focus:
            self.query_one(f"#{name}").focus()

    def on_pane_tabs_chosen(self, message: PaneTabs.Chosen) -> None:
        self._show_pane(message.name)

    def action_pane(self, step: int) -> None:
        focused = self.focused.id if self.focused is not None else None
        at = PANES.index(focused) if focused in PANES else 0
        name = PANES[(at + step) % len(PANES)]
        self.set_class(name != "article", "-reading-side")
        if name == "article":
            self.view.focus()
        else:
            self._show_pane(name)
        if self.maximized is not None:
            self.maximized = self.query_one(f"#{name}")

    def action_maximise(self) -> None:
        if self.maximized is not None:
            self.minimize()
        elif self.focused is not None:  # a list that scrolls: Screen.maximize would refuse it
            self.maximized = self.focused
            self.say("This pane alone; z or esc brings the others back, tab the next one.")
