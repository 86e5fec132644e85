"""The reader in every state of a run, and what its keys do."""

from __future__ import annotations

import threading

import pytest
from fakes import STORY, faithful
from stage import Stage, said, screen_text, texts, until
from textual.pilot import Pilot

from summarizer.engine.scripted import ScriptedEngine
from summarizer.errors import StorageError, WorkerDied
from summarizer.model import Tier
from tui.app import NutgrafApp
from tui.screens.reader import ReaderScreen
from tui.widgets.article_view import ArticleView
from tui.widgets.notes_pane import NotesPane
from tui.widgets.summary_pane import SummaryPane

LOADED = STORY.replace("Islanders were not asked", "Islanders slammed the reckless plan and were not asked")


async def open_first(pilot: Pilot[None]) -> ReaderScreen:
    await until(pilot, lambda: pilot.app.screen.query("ArticleList"))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen) and pilot.app.screen.analysis is not None)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def styles(screen: ReaderScreen, words: str) -> str:
    """The styles of the paragraph that contains some words."""
    passage = next(p for p in screen.query_one(ArticleView)._passages if words in p.rendered.content.plain)
    return str(
        [(passage.rendered.content.plain[s.start : s.end], str(s.style)) for s in passage.rendered.content.spans]
    )


@pytest.mark.parametrize("size", [(50, 20), (80, 24), (120, 36), (170, 50)])
async def test_an_article_is_read_and_summarized_by_keyboard(size: tuple[int, int], stage: Stage) -> None:
    article = stage.add(LOADED)
    app = stage.app()
    async with app.run_test(size=size) as pilot:
        screen = await open_first(pilot)
        await said(pilot, "The extract")
        assert not stage.library.row(article.id).unread  # type: ignore[union-attr]
        await pilot.press("s")
        await said(pilot, "Done in")
        assert len(screen.query_one(SummaryPane).claims) == 4
        assert [row.template for row in stage.library.analyses(article.id)] == ["brief"]
        await pilot.press("right_square_bracket")
        claim = screen.query_one(SummaryPane).claims["claim 0"]
        cited = article.sentence_text(claim.cites[0]).replace("\n", " ")
        assert "$cited" in styles(screen, cited[:30])
        assert cited[:20] in " ".join(screen_text(app).split())


async def test_notes_are_walked_unfolded_and_marked_without_colour(stage: Stage) -> None:
    stage.add(LOADED)
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_first(pilot)
        pane = screen.query_one(NotesPane)
        await until(pilot, lambda: pane.notes)
        tag, note = pane.standing[0]
        assert f"{note.quote}‹{tag}›" in texts(screen.query_one(ArticleView))
        assert "underline" in styles(screen, note.quote)
        await pilot.press("n")
        assert "reverse" in styles(screen, note.quote)
        unfolded = texts(pane)
        assert note.tier.value in unfolded and "Why:" in unfolded
        await pilot.press("h", "h")
        await pilot.pause()
        assert f"‹{tag}›" not in texts(screen.query_one(ArticleView))


async def test_a_dismissed_note_stays_away_and_can_be_called_back(stage: Stage) -> None:
    article = stage.add(LOADED)
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_first(pilot)
        await until(pilot, lambda: screen.query_one(NotesPane).notes)
        await pilot.press("d")
        await said(pilot, "Choose a note first")
        await pilot.press("n", "d")
        await said(pilot, "Dismissed")
        note = screen.query_one(NotesPane).notes[0]
        assert (note.category, note.quote) in stage.library.dismissed(article.id)
        await pilot.press("s")
        await said(pilot, "Done in")
        assert "dismissed" in texts(screen.query_one(NotesPane))
        await pilot.press("u")
        await said(pilot, "is back")
        assert not stage.library.dismissed(article.id)


async def test_tentative_notes_are_folded_until_asked_for(stage: Stage) -> None:
    stage.add(LOADED.replace("It carries", "Some say it clearly carries"))
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_first(pilot)
        pane = screen.query_one(NotesPane)
        await until(pilot, lambda: pane.notes)
        assert not [n for n in pane.notes if n.tier is Tier.TENTATIVE]
        before = len(pane.notes)
        await pilot.press("A")
        await pilot.pause()
        every = screen.analysis.notes if screen.analysis else ()
        assert len(pane.notes) == len(every or ()) >= before


async def test_find_number_and_the_way_back(stage: Stage) -> None:
    article = stage.add("\n\n".join([STORY, *["The board met again and said little that was new."] * 60, STORY]))
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_first(pilot)
        view = screen.query_one(ArticleView)
        await pilot.press("slash", *"crowns")
        await until(pilot, lambda: "1 of 2" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "2 of 2" in screen_text(app))
        assert "reverse" in styles(screen, "crowns") or view.scroll_y > 0
        await pilot.press("escape", "apostrophe")
        await pilot.pause()
        assert view.scroll_y == 0
        await pilot.press("number_sign", *str(len(article.sentences)), "enter")
        await pilot.pause()
        assert view.scroll_y > 20
        await pilot.press("number_sign", *"999", "enter")
        await said(pilot, "sentences")


async def test_every_state_of_a_run_is_told(stage: Stage) -> None:
    gate = threading.Event()
    stage.engine = ScriptedEngine(faithful, gate=gate)
    stage.add()
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_first(pilot)
        await pilot.press("s")
        await said(pilot, "Loading scripted")
        pane = screen.query_one(SummaryPane)
        assert pane.has_class("-previous") and pane.claims  # what was there stays
        seen = set()

        def noted() -> bool:
            gate.set()
            gate.clear()
            state = app.runs.of(screen.article.id)
            assert state is not None
            seen.add(state.phase.value)
            return state.phase.over

        await until(pilot, noted)
        assert {"loading", "reading", "writing", "done"} <= seen
        await said(pilot, "Done in")
        assert not pane.has_class("-previous")


async def test_escape_stops_a_run_and_it_can_be_run_again(stage: Stage) -> None:
    gate = threading.Event()
    stage.engine = ScriptedEngine(faithful, gate=gate)
    article = stage.add()
    app = stage.app()
    async with app.run_test() as pilot:
        await open_first(pilot)
        await pilot.press("s")
        await said(pilot, "Loading")
        await pilot.press("escape")
        await said(pilot, "Stopped")
        assert isinstance(app.screen, ReaderScreen)
        assert not stage.library.analyses(article.id)
        gate.set()
        await pilot.press("r")
        await said(pilot, "Done in")


async def test_long_work_is_not_thrown_away_without_asking(stage: Stage) -> None:
    gate = threading.Event()
    stage.engine = ScriptedEngine(faithful, gate=gate)
    stage.add()
    app = stage.app()
    async with app.run_test() as pilot:
        await open_first(pilot)
        await pilot.press("s")
        await said(pilot, "Loading")
        begun = app.runs.clock()
        app.runs.clock = lambda: begun + 60
        await pilot.press("escape")
        await until(pilot, lambda: "Stop this run?" in screen_text(app))
        await pilot.press("n")
        gate.set()
        await said(pilot, "Done in")


@pytest.mark.parametrize(
    ("error", "words"),
    [(WorkerDied("gone"), "Your articles are safe"), (StorageError("x", "y"), "Failed"), (RuntimeError("oh"), "A bug")],
)
async def test_a_failed_run_is_a_sentence_and_the_extract_stays(error: Exception, words: str, stage: Stage) -> None:
    answers: list[str | Exception] = [error]
    stage.engine = ScriptedEngine(lambda branch: answers.pop(0) if answers else faithful(branch))
    stage.add()
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_first(pilot)
        await pilot.press("s")
        await said(pilot, words)
        assert screen.query_one(SummaryPane).claims
        await pilot.press("r")
        await said(pilot, "Done in")


async def test_a_full_disk_costs_keeping_and_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError("The disk is full.", "Free some space.")

    stage.add()
    app = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_first(pilot)
        monkeypatch.setattr(type(stage.library), "keep", full)
        await pilot.press("s")
        await said(pilot, "NOT KEPT: The disk is full.")
        assert screen.analysis is not None and screen.analysis.model is not None


async def test_a_model_that_cannot_be_opened_fails_the_run_only(stage: Stage) -> None:
    def refuse(ref: object) -> ScriptedEngine:
        raise WorkerDied("no")

    stage.open_engine = refuse
    stage.add()
    app = stage.app()
    async with app.run_test() as pilot:
        await open_first(pilot)
        await pilot.press("s")
        await said(pilot, "Failed")


async def test_a_result_of_before_is_shown_at_once_and_a_custom_answer_beside_it(stage: Stage) -> None:
    stage.engine = ScriptedEngine(lambda b: "1. Who pays?" if "question" in b.text.lower() else faithful(b))
    stage.add()
    app = stage.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await open_first(pilot)
        await pilot.press("s")
        await said(pilot, "Done in")
        app.use_template("open-questions")
        await pilot.press("s")
        await said(pilot, "answer")
        await pilot.press("escape")
        screen = await open_first(pilot)
        shown = texts(screen.query_one(SummaryPane))
        assert "brief · scripted" in shown and "OPEN-QUESTIONS" in shown and "Who pays?" in shown
        app.use_template("bullets")
        await pilot.press("s")
        await until(pilot, lambda: "bullets · scripted" in texts(screen.query_one(SummaryPane)))
        await pilot.press("o", "end", "enter")
        await until(pilot, lambda: "brief · scripted" in texts(screen.query_one(SummaryPane)))


async def test_the_text_that_is_copied_has_no_tags(stage: Stage) -> None:
    stage.add(LOADED)
    app: NutgrafApp = stage.app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_first(pilot)
        await until(pilot, lambda: screen.query_one(NotesPane).notes)
        screen.text_select_all()
        copied = screen.get_selected_text() or ""
        assert "slammed" in copied and "‹" not in "".join(
            p.get_selection(s)[0]  # type: ignore[index]
            for p, s in screen.selections.items()
            if p in screen.query_one(ArticleView)._passages
        )
