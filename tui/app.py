"""The app: an article beside its summary and notes, and one line that says what is going on."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Paste
from textual.widgets import Footer, Input, Static

from summarizer.articles.load import load_bytes, load_path
from summarizer.config import load_config
from summarizer.engine.protocol import Engine
from summarizer.errors import ModelMissing, NutgrafError
from summarizer.events import (
    Cancelled,
    ClaimReady,
    Failed,
    Finished,
    ModelLoading,
    PromptProgress,
    StageStarted,
    TextDelta,
)
from summarizer.model import Article, ModelRef
from summarizer.models.registry import resolve
from summarizer.pipeline.request import Request
from summarizer.sample import sample_article
from summarizer.templates.find import find_template
from tui.article_view import ArticleView
from tui.results import Results
from tui.runner import RunAdvanced, Runner
from tui.text import plain

WELCOME = """nutgraf

Everything stays on this computer: articles, summaries and notes. No account, no telemetry, no network.

  o   open an article (a .txt, .md or .html file), or paste its text
  g   try the sample article
  ?   help

Model: {model}"""
NO_MODEL = "none yet. You can read, see the extract and the rule-based notes; `nutgraf models get` fetches one."


class NutgrafApp(App[None]):
    """``engine`` and ``model`` None: reading, extracts and rules work without."""

    TITLE = "nutgraf"
    CSS = """
    #body { height: 1fr; }
    ArticleView { width: 2fr; }
    Results { width: 1fr; min-width: 30; }
    #status { height: 1; background: $surface; padding: 0 1; }
    #path { dock: top; display: none; }
    #path.open { display: block; }
    .-narrow #body { layout: vertical; }
    .-narrow Results { width: 100%; border-left: none; border-top: solid $foreground-muted; height: 45%; }
    .-narrow ArticleView { width: 100%; height: 55%; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  (Textual's own type)
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "Open"),
        Binding("g", "sample", "Sample"),
        Binding("s", "summarize", "Summarize"),
        Binding("n", "note(1)", "Next note"),
        Binding("p", "note(-1)", "Previous"),
        Binding("escape", "back", "Stop"),
        Binding("question_mark", "help", "Help", show=False),
        Binding("ctrl+q", "quit", "Quit"),
    ]

    def __init__(self, engine: Engine | None, model: ModelRef | None) -> None:
        super().__init__()
        self._model = model
        self._runner = Runner(engine, self.post_message)
        self._ids = count(1)
        self._run = ""
        self._drafts: dict[str, str] = {}
        self._note = -1
        self.article: Article | None = None

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Path of an article; Enter opens it, Escape closes this line", id="path")
        with Horizontal(id="body"):
            yield ArticleView()
            yield Results()
        yield Static(id="status")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#welcome", Static).update(
            plain(WELCOME.format(model=self._model.id if self._model else NO_MODEL))
        )
        self.query_one(Results).display = False
        self.query_one(ArticleView).focus()

    def on_unmount(self) -> None:
        self._runner.close()

    def say(self, text: str) -> None:
        self.query_one("#status", Static).update(plain(text))

    # -- articles ------------------------------------------------------------------------------

    def action_open(self) -> None:
        field = self.query_one("#path", Input)
        field.add_class("open")
        field.focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        # Terminals paste a dropped file's path in quotes.
        path = Path(event.value.strip().strip("'\"")).expanduser()
        try:
            await self.show(load_path(path))
        except NutgrafError as error:
            self.say(str(error))
            return
        await self.action_back()

    async def on_paste(self, event: Paste) -> None:
        """Text that is pasted anywhere but into the line for a path is an article."""
        try:
            await self.show(load_bytes(event.text.encode(), "pasted text"))
        except NutgrafError as error:
            self.say(str(error))

    async def action_sample(self) -> None:
        await self.show(sample_article())

    async def show(self, article: Article) -> None:
        self._runner.stop()
        self.article = article
        self.query_one(Results).display = True
        await self.query_one(ArticleView).show(article)
        self.start(model=None)

    # -- runs ----------------------------------------------------------------------------------

    def action_summarize(self) -> None:
        if self.article is None:
            self.say("Open an article first: o")
        elif self._model is None:
            self.say("No model yet: this is the extract. `nutgraf models get` fetches one.")
        else:
            self.start(model=self._model)

    def start(self, model: ModelRef | None) -> None:
        """Analyse the article; without a model that takes a moment."""
        assert self.article is not None  # noqa: S101
        self._run = str(next(self._ids))
        self._drafts.clear()
        self._note = -1
        self.query_one(Results).clear()
        config = load_config()
        template = find_template(config.template)
        self._runner.submit(self._run, Request(self.article, template, model, keep_reading=config.keep_reading))

    def on_run_advanced(self, message: RunAdvanced) -> None:
        if message.event.run_id != self._run:
            return
        results = self.query_one(Results)
        match message.event.body:
            case ModelLoading(fraction):
                self.say(f"Loading the model {fraction:.0%}")
            case StageStarted(stage):
                self.say(f"Working on: {stage.value}")
            case PromptProgress(done, total):
                self.say(f"Reading {done} of {total} tokens")
            case TextDelta(slot, text):
                self._drafts[slot] = self._drafts.get(slot, "") + text
                results.draft(self._drafts[slot])
            case ClaimReady(slot, claim):
                results.add_claim(slot, claim)
            case Finished(analysis):
                results.finish(analysis)
                self.query_one(ArticleView).mark([n.span for n in results.notes])
                made = analysis.model.id if analysis.model else "extract, no model"
                ready = "" if analysis.model or not self._model else " · s: summarize"
                self.say(f"Done: {len(analysis.claims)} sentences, {len(results.notes)} notes ({made}){ready}")
            case Cancelled():
                self.say("Stopped. What was checked stays; s runs again.")
            case Failed(error):
                self.say(f"Failed: {error}")

    # -- moving about --------------------------------------------------------------------------

    def on_results_claim_chosen(self, message: Results.ClaimChosen) -> None:
        assert self.article is not None  # noqa: S101
        spans = [self.article.sentences[i].span for i in message.claim.cites]
        self.query_one(ArticleView).mark(spans, spans[0])

    def on_results_note_chosen(self, message: Results.NoteChosen) -> None:
        notes = self.query_one(Results).notes
        self.query_one(ArticleView).mark([n.span for n in notes], message.note.span)

    def action_note(self, step: int) -> None:
        results = self.query_one(Results)
        if results.notes:
            self._note = (self._note + step) % len(results.notes)
            results.explain(self._note)

    async def action_back(self) -> None:
        field = self.query_one("#path", Input)
        if field.has_class("open"):
            field.remove_class("open")
            self.query_one(ArticleView).focus()
        else:
            self._runner.stop()

    def action_help(self) -> None:
        self.say("o open · g sample · s summarize · tab pane · up/down choose · n/p notes · esc stop · ctrl+q quit")


def main() -> int:
    """Open the app with the installed model, if there is one."""
    from summarizer.engine.open import open_engine  # noqa: PLC0415  (the app itself needs only the protocol)

    config = load_config()
    engine: Engine | None = None
    model: ModelRef | None = None
    try:
        installed = resolve(config.model, config.context)
    except ModelMissing:
        pass
    else:
        model = ModelRef(installed.id, installed.sha256)
        engine = open_engine(installed, context=config.context, threads=config.threads, beside_a_screen=True)
    NutgrafApp(engine, model).run()
    return 0
