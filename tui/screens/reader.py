"""The reader: the article is the calmest, widest thing; every claim and note is one key from its source."""

from __future__ import annotations

from typing import ClassVar

from textual.events import ScreenResume

from summarizer.errors import NutgrafError
from summarizer.model import Analysis, Article, BiasNote, Span
from summarizer.render.wording import facts
from summarizer.store.values import AnalysisRow
from tui.bindings import bindings
from tui.run_state import Phase, RunState
from tui.screens.article import ArticleScreen
from tui.screens.ask import Ask
from tui.text import line
from tui.widgets.article_view import Highlights
from tui.widgets.bars import TitleBar
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.profile_pane import ProfilePane
from tui.widgets.prompt_bar import PromptBar

_ASK_AFTER = 10.0
"""Seconds of work that are not thrown away without asking."""


class ReaderScreen(ArticleScreen):
    ABOUT: ClassVar[str] = (
        "An article with its summary, notes and profile. Choosing a sentence of the summary marks the sentences that "
        "it rests on; typing a number goes to that sentence. n and p walk the notes in the order of the text. "
        "A note speaks of words, never of what somebody meant by them."
    )
    BINDINGS = bindings("reader")

    def __init__(self, article: Article, at: Span | None = None) -> None:
        """``at``: a passage to begin with."""
        super().__init__(article)
        self._begin = at
        self.analysis: Analysis | None = None
        self.identity = ""
        """Of the request that ``analysis`` answers."""
        self.answers: dict[str, str] = {}
        """Free answers by template, as they are shown below the summary."""
        self._dismissals: list[BiasNote] = []

    async def on_mount(self) -> None:
        self.view.focus()
        await self.view.show(self.article, facts(self.article))
        await self._show_kept()
        if self._begin is not None:
            self.view.activate([self._begin])
            self.call_after_refresh(self.view.go, self._begin)
        self.nutgraf.opened(self.article)

    def on_screen_resume(self, event: ScreenResume) -> None:
        self.refresh_title()

    def refresh_title(self) -> None:
        model = self.nutgraf.model
        self.query_one(TitleBar).show(
            f"Library › {self.article.title}",
            f"{self.nutgraf.template} · {model.id if model else 'no model'} · offline",
        )

    # -- results -------------------------------------------------------------------------------

    async def _show_kept(self) -> None:
        """What the library holds about this article, or the extract, which takes a moment."""
        state = self.nutgraf.runs.of(self.article.id)
        kept = self.nutgraf.kept(self.article)
        self.answers = {a.template.name: a.custom for a, _ in kept if a.custom}
        latest = next((pair for pair in kept if pair[0].custom is None), None)
        if latest is not None:
            await self.show_analysis(*latest)
            if state is None or state.phase.over:
                self.say("")
        else:
            self.nutgraf.extract(self.article)
        if state is not None and state.model and not state.phase.over:
            await self.run_changed(state)

    async def show_analysis(self, analysis: Analysis, identity: str) -> None:
        """A finished result in its place. What is being read does not move."""
        if analysis.article != self.article:  # other sentence numbers than today's
            self.article = analysis.article
            await self.view.show(self.article, facts(self.article))
        if analysis.custom is not None:
            self.answers[analysis.template.name] = analysis.custom
        if analysis.custom is None or self.analysis is None:
            self.analysis, self.identity = analysis, identity
        analysis = self.analysis
        await self.summary.show(analysis, list(self.answers.items()))
        await self.notes.show(analysis, self.nutgraf.dismissed(self.article))
        self.query_one(ProfilePane).show(analysis)
        self._mark_notes()
        self._count_tabs()

    async def run_changed(self, state: RunState) -> None:
        await super().run_changed(state)
        if state.article != self.article.id:
            return
        if state.analysis is not None:
            await self.show_analysis(state.analysis, state.identity)
            if not state.model and not self.nutgraf.runs.under_way:
                self.say(self.nutgraf.invitation())
        else:
            await self.summary.follow(state)
            if not state.phase.over:
                self.notes.wait()
            elif state.phase is Phase.STOPPED and not state.claims and self.analysis is not None:
                await self.summary.show(self.analysis, list(self.answers.items()))

    def how_to_stop(self, state: RunState) -> str:
        return "esc stops it" if state is self.nutgraf.runs.of(self.article.id) else f"on “{line(state.title, 30)}”"

    def action_results(self) -> None:
        """Another template's or model's result, or one of before."""
        from tui.screens.results import ResultsScreen  # noqa: PLC0415

        rows = self.nutgraf.results(self.article)
        if rows:
            self.app.push_screen(ResultsScreen(rows), self._show_row)
        else:
            self.say("No results are kept yet; s makes one.")

    async def _show_row(self, row: AnalysisRow | None) -> None:
        analysis = self.nutgraf.library.analysis(row.number) if row is not None else None
        if row is not None and analysis is not None:
            await self.show_analysis(analysis, row.identity)

    def _mark_notes(self) -> None:
        standing = self.notes.standing
        hidden = [i for i, (_, note) in enumerate(standing) if self.notes.is_dismissed(note)]
        self.view.set_notes([pair for i, pair in enumerate(standing) if i not in hidden])

    def _count_tabs(self) -> None:
        self.query_one(PaneTabs).show(
            {"summary": len(self.summary.claims), "notes": len(self.notes.notes)}, self._pane()
        )

    # -- acting --------------------------------------------------------------------------------

    def action_summarize(self) -> None:
        if self.nutgraf.is_under_way(self.article):
            self.say("It is being summarized already; esc stops it.")
        elif (begun := self.nutgraf.summarize(self.article)) is not None:
            self.show_run(begun)
            self._show_pane("summary", focus=False)
        elif self.nutgraf.model is None:
            self.say("No model yet: this is the extract. m shows models.")

    def action_highlights(self) -> None:
        mode = self.view.cycle_highlights()
        self.say(f"Marks: {mode.value}" + (" (h changes it)" if mode is not Highlights.ALL else ""))

    async def action_all_notes(self) -> None:
        await self.notes.show_all(not self.notes.everything)
        self._mark_notes()
        self._count_tabs()

    async def action_dismiss_note(self) -> None:
        note = self.notes.current
        if note is None:
            self.say("Choose a note first: n")
            return
        await self._dismiss(note, dismissed=True)
        self._dismissals.append(note)
        self.say(f"Dismissed “{note.quote}”; it will not come back. u undoes it.")

    async def action_undo(self) -> None:
        if self._dismissals:
            note = self._dismissals.pop()
            await self._dismiss(note, dismissed=False)
            self.say(f"“{note.quote}” is back.")
        elif self.notes.current is not None and self.notes.is_dismissed(self.notes.current):
            await self._dismiss(self.notes.current, dismissed=False)
        else:
            self.say("Nothing to undo.")

    async def _dismiss(self, note: BiasNote, *, dismissed: bool) -> None:
        try:
            self.nutgraf.dismiss(self.article, note, dismissed=dismissed)
        except NutgrafError as error:
            self.complain(error)
            return
        await self.notes.set_dismissed(self.nutgraf.dismissed(self.article))
        self._mark_notes()

    def action_copy(self) -> None:
        selected = self.get_selected_text()
        claim = self.summary.claims.get(self.summary.selected or "")
        note = self.notes.current
        if selected:
            what, text = "The selection", selected
        elif self._pane() != "notes" and claim is not None:
            cites = "".join(f" [{i + 1}]" for i in claim.cites)
            what, text = "The sentence and its sources", f"{claim.text}{cites}"
        elif note is not None:
            what, text = "The quoted words", note.quote
        else:
            self.say("Choose a sentence of the summary or a note, or select text with the mouse.")
            return
        self.nutgraf.copy(text)
        self.say(f"{what}: copied (if your terminal allows it).")

    def action_export(self) -> None:
        if self.analysis is None:
            self.say("Nothing to export yet.")
            return
        from tui.screens.export import ExportScreen  # noqa: PLC0415

        self.app.push_screen(ExportScreen(self.analysis, self.identity), lambda said: self.say(said) if said else None)

    async def action_back(self) -> None:
        """One step back: prompt, maximised pane, run, screen."""
        state = self.nutgraf.runs.of(self.article.id)
        if self.query_one(PromptBar).is_open or self._found:
            self._close_prompt()
        elif self.maximized is not None:
            self.minimize()
        elif state is not None and state.model and not state.phase.over:
            self._stop(state)
        else:
            self.app.pop_screen()

    def _stop(self, state: RunState) -> None:
        if state.phase is Phase.QUEUED or self.nutgraf.runs.clock() - state.begun < _ASK_AFTER:
            self.nutgraf.stop(state)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.nutgraf.stop(state)

        self.app.push_screen(Ask("Stop this run? What is checked already stays.", "stop it", "let it work"), answered)
