"""What every engine promises, run against all of them: it is what keeps the scripted one honest.

A suite subclasses ``EngineContract`` and provides the fixture ``engine``.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.engine.answers import Answers
from summarizer.engine.cached import CachedEngine
from summarizer.engine.host import WorkerEngine
from summarizer.engine.protocol import Answer, Branch, Continuation, Engine, Loading, Message, Piece, Question, Reading
from summarizer.engine.scripted import ScriptedEngine
from summarizer.engine.settings import Settings, Tuning
from summarizer.errors import BadGrammar, ContextTooSmall, Interrupted

SYSTEM = Message("system", "You are terse.")
OPEN = (SYSTEM, Message("user", "The harbour board met on Monday in Port Ellery. "))


def drive(work: Generator[Any, None, Any]) -> tuple[list[Any], Any]:
    """All steps of a call and its result."""
    steps = []
    while True:
        try:
            steps.append(next(work))
        except StopIteration as end:
            return steps, end.value


class EngineContract:
    def test_start_reports_progress_and_can_be_repeated(self, engine: Engine) -> None:
        steps, info = drive(engine.start())
        assert steps
        assert all(isinstance(s, Loading) and 0 <= s.fraction <= 1 for s in steps)
        assert steps[-1].fraction == 1.0
        assert info.context > 0
        assert drive(engine.start())[1] == info

    def test_a_kept_prefix_is_not_read_again(self, engine: Engine) -> None:
        drive(engine.start())
        steps, prefix = drive(engine.open_prefix(OPEN))
        assert steps[-1] == Reading(steps[-1].total, steps[-1].total)
        assert [s.done for s in steps] == sorted(s.done for s in steps)
        before = engine.usage
        again, same = drive(engine.open_prefix(OPEN))
        assert same == prefix
        assert again == []
        assert engine.usage == before

    def test_pieces_concatenate_to_the_answers_in_order(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        branches = [Branch(prefix, "Who met?", 12), Branch(prefix, "When did it meet?", 8)]
        steps, answers = drive(engine.generate(branches))
        for number, branch in enumerate(branches):
            answer = answers[number]
            assert isinstance(answer, Answer)
            assert answer.branch == number
            assert answer.text == "".join(s.text for s in steps if isinstance(s, Piece) and s.branch == number)
            assert 0 < answer.tokens <= branch.max_tokens
            assert answer.reason in {"end", "stop", "length"}

    def test_the_same_branches_give_the_same_answers(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        branches = [Branch(prefix, "Who met?", 8)]
        first, second = drive(engine.generate(branches))[1], drive(engine.generate(branches))[1]
        assert [a.text for a in first] == [a.text for a in second]

    def test_an_answer_ends_before_its_stop_string(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        (free,) = drive(engine.generate([Branch(prefix, "Who met?", 12)]))[1]
        stop = free.text[3:6]
        (cut,) = drive(engine.generate([Branch(prefix, "Who met?", 12, stop=(stop,))]))[1]
        assert cut.text == free.text[: free.text.index(stop)]
        assert cut.reason == "stop"

    def test_a_grammar_binds_and_a_bad_one_is_refused(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        (answer,) = drive(engine.generate([Branch(prefix, "Yes or no?", 6, grammar='root ::= "yes" | "no"')]))[1]
        assert answer.text in {"yes", "no"}
        with pytest.raises(BadGrammar):
            drive(engine.generate([Branch(prefix, "Yes or no?", 6, grammar="nonsense ::= (((")]))
        drive(engine.generate([Branch(prefix, "Who met?", 4)]))

    def test_scores_are_log_probabilities(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        questions = [Question(f"Is {n} more than four? Answer Yes or No.") for n in range(15)]
        _, scores = drive(engine.score(prefix, questions))
        assert len(scores) == len(questions)
        assert all(len(row) == 2 and all(value <= 0 for value in row) for row in scores)

    def test_a_text_is_weighed_after_its_context(self, engine: Engine) -> None:
        drive(engine.start())
        text = (
            "The ferry to Port Ellery runs twice a day, and the harbour board wants it to run three times from May on."
        )
        asked = [
            Continuation("The ferry.\n\n", text),
            Continuation("The toll.\n\n", text),
            Continuation("The", "It."),
        ]
        _, together = drive(engine.likelihood(asked))
        assert len(together) == 3 and all(value <= 0 for value in together)
        alone = [drive(engine.likelihood([each]))[1][0] for each in asked]
        assert together == pytest.approx(alone, abs=0.05)
        with pytest.raises(ContextTooSmall):
            drive(engine.likelihood([Continuation("word " * 3000, text)]))

    def test_more_branches_than_sequences(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        _, answers = drive(engine.generate([Branch(prefix, f"Say {n}.", 3) for n in range(14)]))
        assert [a.branch for a in answers] == list(range(14))

    def test_what_does_not_fit_is_refused_and_the_engine_goes_on(self, engine: Engine) -> None:
        drive(engine.start())
        with pytest.raises(ContextTooSmall):
            drive(engine.open_prefix([Message("user", "word " * 3000)]))
        _, prefix = drive(engine.open_prefix(OPEN))
        with pytest.raises(ContextTooSmall):
            drive(engine.generate([Branch(prefix, "word " * 3000, 4)]))
        assert drive(engine.generate([Branch(prefix, "Who met?", 4)]))[1]

    def test_old_prefixes_make_room_for_new_ones(self, engine: Engine) -> None:
        drive(engine.start())
        _, first = drive(engine.open_prefix(OPEN))
        for n in range(6):
            drive(engine.open_prefix([Message("user", f"{n} " + "word " * 600)]))
        assert drive(engine.generate([Branch(first, "Who met?", 4)]))[1][0].text

    def test_cancel_stops_reading_and_start_makes_it_usable(self, engine: Engine) -> None:
        drive(engine.start())
        reading = engine.open_prefix([Message("user", "word " * 1500)])
        next(reading)
        engine.cancel()
        with pytest.raises(Interrupted):
            drive(reading)
        with pytest.raises(Interrupted):
            drive(engine.open_prefix(OPEN))
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        assert drive(engine.generate([Branch(prefix, "Who met?", 4)]))[1]

    def test_cancel_from_another_thread_stops_writing(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        writing = engine.generate([Branch(prefix, "Tell a long story.", 700)])
        while not isinstance(next(writing), Piece):
            pass
        thread = threading.Thread(target=engine.cancel)
        thread.start()
        thread.join()
        with pytest.raises(Interrupted):
            drive(writing)

    def test_an_abandoned_call_leaves_the_engine_usable(self, engine: Engine) -> None:
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        writing = engine.generate([Branch(prefix, "Tell a long story.", 700)])
        next(writing)
        writing.close()
        drive(engine.start())
        assert drive(engine.generate([Branch(prefix, "Who met?", 4)]))[1]

    def test_counts_tokens(self, engine: Engine) -> None:
        drive(engine.start())
        assert engine.count_tokens("one two three") >= 3
        assert engine.count_tokens("") == 0

    def test_closing_twice_is_fine_and_start_opens_again(self, engine: Engine) -> None:
        drive(engine.start())
        engine.close()
        engine.close()
        drive(engine.start())
        _, prefix = drive(engine.open_prefix(OPEN))
        assert prefix.tokens > 0


SCRIPT = {"": "The board met on Monday. " * 40, "Yes or no?": "yes"}


class TestScripted(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return ScriptedEngine(SCRIPT, context=2048)


class TestWorkerWithScript(EngineContract):
    """Start, framing, cancel, kill and crash of the real process, without any model."""

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        engine = WorkerEngine({"script": SCRIPT, "pace": 0.002, "context": 2048}, tmp_path / "engine.log")
        yield engine
        engine.close()


class TestCached(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        inner = ScriptedEngine(SCRIPT, context=2048)
        engine = CachedEngine(inner, lambda: "scripted", Answers(tmp_path / "answers.sqlite"))
        yield engine
        engine.close()


@pytest.mark.model
class TestWorkerWithModel(EngineContract):
    @pytest.fixture
    def engine(self, test_model: Path, tmp_path: Path) -> Iterator[Engine]:
        settings = Settings(str(test_model), "", 2048, Tuning(2))
        engine = WorkerEngine(settings, tmp_path / "engine.log")
        yield engine
        engine.close()


@pytest.mark.model
class TestLlama(EngineContract):
    @pytest.fixture(params=[0, 16], ids=["no guesses", "guesses"])
    def engine(self, request: pytest.FixtureRequest, test_model: Path) -> Iterator[Engine]:
        from summarizer.engine.llama import LlamaEngine

        engine = LlamaEngine(Settings(str(test_model), "", 2048, Tuning(2, draft_rows=request.param)))
        yield engine
        engine.close()
