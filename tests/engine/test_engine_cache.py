"""What is remembered, and that remembering changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import STORY, drive, faithful, story

from summarizer.bias.calibration import Fit
from summarizer.bias.questions import LOADED as LOADED_WORDING
from summarizer.engine.answers import Answers
from summarizer.engine.cached import CachedEngine
from summarizer.engine.host import WorkerEngine
from summarizer.engine.protocol import Branch, Message, Question
from summarizer.engine.scripted import ScriptedEngine
from summarizer.engine.settings import Settings, Tuning
from summarizer.engine.states import MEMORY_TOKENS, States
from summarizer.errors import Interrupted
from summarizer.events import Finished
from summarizer.model import ModelRef
from summarizer.pipeline.calibrations import keep_calibration
from summarizer.pipeline.request import Request
from summarizer.pipeline.run import run
from summarizer.templates.find import find_template

SYSTEM = Message("system", "You are terse.")
OPEN = (SYSTEM, Message("user", "The harbour board met on Monday in Port Ellery. "))
OTHER = (SYSTEM, Message("user", "A baker sells bread in Fenwick and has done so for years. "))
LOADED = STORY.replace("It carries", "The reckless, disastrous and shameful scheme is a farce. It carries")


def cached(path: Path, inner: ScriptedEngine, identity: str | None = "one") -> CachedEngine:
    return CachedEngine(inner, lambda: identity, Answers(path))


def analysis(engine: CachedEngine):
    """With a model whose answers count in the notes."""
    model = ModelRef("scripted", "0" * 64)
    fit = Fit(1.0, 0.0, auc=0.9, rules_auc=0.7, both_auc=0.9, error=0.01, examples=100)
    keep_calibration(model, {LOADED_WORDING.name: fit})
    request = Request(story(LOADED), find_template("brief"), model)
    last = list(run(request, engine, run_id="1"))[-1].body
    assert isinstance(last, Finished)
    return last.analysis


def test_an_identical_run_asks_nothing_and_says_the_same(tmp_path: Path) -> None:
    first, second = ScriptedEngine(faithful), ScriptedEngine(faithful)
    told = analysis(cached(tmp_path / "a.sqlite", first))
    again = analysis(cached(tmp_path / "a.sqlite", second))
    assert first.branches and first.questions
    assert not second.branches and not second.questions and second.usage == (0, 0)
    assert (again.claims, again.notes, again.gist) == (told.claims, told.notes, told.gist)
    assert again.stats.prompt_tokens == again.stats.generated_tokens == 0


def test_another_model_or_no_known_identity_is_asked(tmp_path: Path) -> None:
    analysis(cached(tmp_path / "a.sqlite", ScriptedEngine(faithful)))
    for identity in ("two", None):
        other = ScriptedEngine(faithful)
        analysis(cached(tmp_path / "a.sqlite", other, identity))
        assert other.branches and other.questions


def test_a_generation_is_kept_as_a_whole_and_a_question_by_itself(tmp_path: Path) -> None:
    inner = ScriptedEngine({"": "word " * 9}, lambda q: (-1.0, -len(q.text) / 10))
    engine = cached(tmp_path / "a.sqlite", inner)
    drive(engine.start())
    prefix = drive(engine.open_prefix(OPEN))
    one, two = Branch(prefix, "one", 3), Branch(prefix, "two", 3)
    drive(engine.generate([one, two]))
    drive(engine.generate([one]))
    assert [b.text for b in inner.branches] == ["one", "two", "one"]
    a, b, c = Question("a"), Question("bb"), Question("ccc")
    drive(engine.score(prefix, [a, b, a]))
    assert drive(engine.score(prefix, [c, b, a])) == [(-1.0, -0.3), (-1.0, -0.2), (-1.0, -0.1)]
    assert [q.text for q in inner.questions] == ["a", "bb", "ccc"]


def test_the_model_is_loaded_only_when_it_is_needed(tmp_path: Path) -> None:
    analysis(cached(tmp_path / "a.sqlite", ScriptedEngine(faithful)))

    class Unloaded(ScriptedEngine):
        def start(self):
            raise AssertionError("loaded")

    analysis(cached(tmp_path / "a.sqlite", Unloaded(faithful)))


def test_a_damaged_or_unwritable_cache_costs_only_time(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"this is no database, and long enough to be looked at " * 40)
    told = analysis(cached(path, ScriptedEngine(faithful)))
    (tmp_path / "file").write_text("")
    again = analysis(cached(tmp_path / "file" / "a.sqlite", ScriptedEngine(faithful)))
    assert told.claims == again.claims


def test_the_cache_holds_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    engine = cached(path, ScriptedEngine({"": "Nothing."}))
    analysis(engine)
    engine.close()
    kept = " ".join(str(row) for row in sqlite3.connect(path).execute("select * from answers"))
    assert "Nothing." in kept
    assert "ferry" not in kept and "harbour" not in kept


def test_a_cancelled_call_is_not_remembered(tmp_path: Path) -> None:
    inner = ScriptedEngine({"": "word " * 50})
    engine = cached(tmp_path / "a.sqlite", inner)
    drive(engine.start())
    prefix = drive(engine.open_prefix(OPEN))
    writing = engine.generate([Branch(prefix, "one", 30)])
    next(writing)
    engine.cancel()
    with pytest.raises(Interrupted):
        drive(writing)
    with pytest.raises(Interrupted):
        drive(engine.generate([Branch(prefix, "one", 30)]))
    drive(engine.start())
    assert drive(engine.generate([Branch(prefix, "one", 30)]))[0].tokens == 30


SETTINGS = Settings("m.gguf", "ab" * 32, 2048, Tuning(2))


def states(tmp_path: Path, **changes: object) -> States:
    return States(replace(SETTINGS, states=str(tmp_path / "states"), **changes))  # type: ignore[arg-type]


def test_a_state_on_disk_is_found_by_exactly_what_it_was_made_with(tmp_path: Path) -> None:
    states(tmp_path).add([1, 2, 3], b"state", on_disk=True)
    states(tmp_path).add([4], b"not kept", on_disk=False)
    assert states(tmp_path).find([1, 2, 3]) == b"state"
    assert states(tmp_path, model="elsewhere.gguf").find([1, 2, 3]) == b"state"
    assert states(tmp_path).find([1, 2]) is None
    assert states(tmp_path).find([4]) is None
    for change in (
        {"sha256": "cd" * 32},
        {"context": 4096},
        {"tuning": Tuning(1)},
        {"tuning": Tuning(2, kv_type="q8_0")},
    ):
        assert states(tmp_path, **change).find([1, 2, 3]) is None
    assert States(replace(SETTINGS, states=str(tmp_path / "states"), sha256="")).find([1, 2, 3]) is None


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b[:40] + b"x" + b[41:], lambda b: b""])
def test_a_damaged_state_is_not_used(tmp_path: Path, damage) -> None:
    states(tmp_path).add([1], b"a state of some length", on_disk=True)
    (path,) = (tmp_path / "states").iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert states(tmp_path).find([1]) is None


def test_a_state_that_cannot_be_written_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "states").write_text("a file where the folder should be")
    kept = states(tmp_path)
    kept.add([1], b"state", on_disk=True)
    assert kept.find([1]) == b"state"


def test_memory_is_bounded_and_the_oldest_go_first() -> None:
    kept = States(SETTINGS)
    part = MEMORY_TOKENS // 2
    for first in (1, 2):
        kept.add([first] * part, b"%d" % first, on_disk=False)
    assert kept.find([1] * part) == b"1"
    kept.add([3] * part, b"3", on_disk=False)
    assert [kept.find([n] * part) for n in (1, 2, 3)] == [b"1", None, b"3"]
    kept.add([4] * MEMORY_TOKENS * 2, b"4", on_disk=False)
    assert kept.find([4] * MEMORY_TOKENS * 2) == b"4"


@pytest.fixture
def worker(test_model: Path, tmp_path: Path) -> Iterator[WorkerEngine]:
    settings = Settings(str(test_model), "ab" * 32, 2048, Tuning(2), str(tmp_path / "states"))
    engine = WorkerEngine(settings, tmp_path / "engine.log")
    yield engine
    engine.close()


def answers(engine: WorkerEngine) -> tuple[object, object]:
    prefix = drive(engine.open_prefix(OPEN, on_disk=True))
    questions = [Question(f"Is {n} more than four? Answer Yes or No.") for n in range(5)]
    branches = [Branch(prefix, f"Say {n} things.", 12) for n in range(3)]
    return drive(engine.score(prefix, questions)), drive(engine.generate(branches))


@pytest.mark.model
def test_what_a_call_computes_depends_on_the_call_alone(worker: WorkerEngine) -> None:
    """To the last bit: on a fresh worker, after other work, and from a state that was read from disk."""
    drive(worker.start())
    fresh = answers(worker)
    other = drive(worker.open_prefix(OTHER))
    drive(worker.generate([Branch(other, "Go on.", 40), Branch(other, "Tell more.", 9)]))
    assert answers(worker) == fresh
    worker.close()
    drive(worker.start())
    before = worker.usage
    assert answers(worker) == fresh
    read = worker.usage[0] - before[0]
    prefix = drive(worker.open_prefix(OPEN))
    assert read > 0 and prefix.tokens > 0
    worker.close()
    for path in Path(worker._settings.states).iterdir():  # type: ignore[union-attr]
        path.unlink()
    drive(worker.start())
    before = worker.usage
    assert answers(worker) == fresh
    assert worker.usage[0] - before[0] == read + prefix.tokens


@pytest.mark.model
def test_a_state_of_another_shape_is_refused_and_made_again(worker: WorkerEngine, tmp_path: Path) -> None:
    import hashlib

    drive(worker.start())
    told = answers(worker)
    worker.close()
    for path in (tmp_path / "states").iterdir():
        nonsense = b"\x07" * 5000
        path.write_bytes(hashlib.sha256(nonsense).digest() + nonsense)
    drive(worker.start())
    assert answers(worker) == told
