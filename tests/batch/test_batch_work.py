from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from fakes import STORY, faithful, story

from summarizer.batch.journal import NAME, Journal
from summarizer.batch.output import part_of, storage_error, write_part
from summarizer.batch.plan import Job, names_for
from summarizer.batch.sinks import FileSink, FolderSink, LinesSink
from summarizer.batch.work import Batch, work
from summarizer.engine.scripted import ScriptedEngine
from summarizer.errors import ArticleMissing, ModelRejected, StorageError, WorkerDied
from summarizer.model import Article, ModelRef
from summarizer.published.json import render_json, render_line
from summarizer.templates.find import find_template

MODEL = ModelRef("scripted", "0" * 64)


class Watcher:
    def __init__(self) -> None:
        self.said: list[str] = []

    def started(self, job: Job) -> None:
        pass

    def saw(self, job: Job, event: object, work: str) -> None:
        pass

    def finished(self, job: Job, analysis: object) -> None:
        self.said.append(f"{job.number} done")

    def skipped(self, job: Job) -> None:
        self.said.append(f"{job.number} skipped")

    def failed(self, job: Job, error: Exception) -> None:
        self.said.append(f"{job.number} failed")


def jobs(count: int, broken: int | None = None) -> list[Job]:
    def loader(i: int) -> Article:
        if i == broken:
            raise ArticleMissing("gone.txt does not exist.")
        return story(STORY + f"\nThis is copy {i} of the story.\n")

    return [Job(i, f"{i}.txt", lambda i=i: loader(i), f"{i}.json") for i in range(1, count + 1)]  # type: ignore[misc]


def do(
    sink: object,
    todo: list[Job],
    script: object = faithful,
    stopped: object = lambda: False,
    render: object = render_json,
):  # type: ignore[no-untyped-def]
    watcher = Watcher()
    engine = ScriptedEngine(script)  # type: ignore[arg-type]
    batch = Batch(find_template("nut-graf"), MODEL, engine, False, sink, render, stopped)  # type: ignore[arg-type]
    try:
        return SimpleNamespace(result=work(batch, todo, watcher), said=watcher.said)  # type: ignore[arg-type]
    finally:
        sink.close()  # type: ignore[attr-defined]


def test_one_failure_does_not_stop_the_others(tmp_path: Path) -> None:
    done = do(FolderSink(tmp_path), jobs(3, broken=2))
    assert done.said == ["1 done", "2 failed", "3 done"]
    assert [source for source, _ in done.result.failures] == ["2.txt"]
    assert sorted(p.name for p in tmp_path.glob("*.json")) == ["1.json", "3.json"]


def test_the_same_work_is_not_done_twice(tmp_path: Path) -> None:
    do(FolderSink(tmp_path), jobs(2))
    again = do(FolderSink(tmp_path), jobs(3))
    assert again.said == ["1 skipped", "2 skipped", "3 done"]


def test_a_stop_keeps_what_is_finished(tmp_path: Path) -> None:
    watcher_calls = iter([False] * 3)
    done = do(FolderSink(tmp_path), jobs(3), stopped=lambda: next(watcher_calls, True))
    assert done.result.interrupted and done.result.done == 0
    assert not list(tmp_path.glob("*.json"))


def test_a_worker_that_dies_is_replaced_once(tmp_path: Path) -> None:
    replies = iter([WorkerDied("killed")])
    done = do(FolderSink(tmp_path), jobs(1), lambda branch: next(replies, None) or faithful(branch))
    assert done.said == ["1 done"]
    always = do(FolderSink(tmp_path / "b"), jobs(2), lambda branch: WorkerDied("killed"))
    assert always.said == ["1 failed", "2 failed"]


def test_a_model_that_cannot_be_loaded_ends_the_batch(tmp_path: Path) -> None:
    with pytest.raises(ModelRejected):
        do(FolderSink(tmp_path), jobs(3), lambda branch: ModelRejected("broken"))


@pytest.mark.parametrize("killed_at", ["before the line", "before the place", "in the line"])
def test_a_kill_at_any_point_loses_nothing_and_repeats_nothing(tmp_path: Path, killed_at: str) -> None:
    name, identity, text = "1.json", "a" * 64, "result\n"
    journal = Journal(tmp_path)
    if killed_at == "before the line":
        write_part(tmp_path / name, text)
        assert not Journal(tmp_path).holds(name, identity)
    elif killed_at == "before the place":
        journal.write(name, identity, text)
        (tmp_path / name).rename(part_of(tmp_path / name))
        assert Journal(tmp_path).holds(name, identity)
        assert (tmp_path / name).read_text() == text
    else:
        journal.write("0.json", "b" * 64, "earlier\n")
        with (tmp_path / NAME).open("a") as file:
            file.write('{"identity": "aaaa", "outp')
        again = Journal(tmp_path)
        assert again.holds("0.json", "b" * 64) and not again.holds(name, identity)
        again.write(name, identity, text)
        assert Journal(tmp_path).holds(name, identity) and Journal(tmp_path).holds("0.json", "b" * 64)


def test_a_file_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text("my own notes")
    with pytest.raises(StorageError, match="not written by nutgraf"):
        do(FolderSink(tmp_path), jobs(1))
    assert (tmp_path / "1.json").read_text() == "my own notes"


def test_a_result_is_replaced_when_the_article_changed(tmp_path: Path) -> None:
    do(FolderSink(tmp_path), jobs(1))
    changed = [Job(1, "1.txt", lambda: story(STORY + "\nA new ending.\n"), "1.json")]
    assert do(FolderSink(tmp_path), changed).said == ["1 done"]
    assert "A new ending" in (tmp_path / "1.json").read_text()


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    first = FolderSink(tmp_path)
    with pytest.raises(StorageError, match="Another nutgraf"):
        FolderSink(tmp_path)
    first.close()
    FolderSink(tmp_path).close()


def test_a_file_that_another_run_writes_is_named(tmp_path: Path) -> None:
    first = LinesSink(tmp_path / "r.jsonl")
    with pytest.raises(StorageError, match=r"writing to .*r\.jsonl"):
        LinesSink(tmp_path / "r.jsonl")
    first.close()


def test_json_lines_are_their_own_journal_and_a_torn_line_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    do(LinesSink(path), jobs(2), render=render_line)
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    again = do(LinesSink(path), jobs(3), render=render_line)
    assert again.said == ["1 skipped", "2 done", "3 done"]
    assert len({json.loads(line)["identity"] for line in path.read_text().splitlines()}) == 3


@pytest.mark.parametrize("theirs", ['{"mine": 1}\n', "precious\n", "precious, with no end of line", '["mine"]\n'])
def test_json_lines_of_others_are_left_alone(theirs: str, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(theirs)
    with pytest.raises(StorageError):
        LinesSink(path)
    assert path.read_text() == theirs


def test_one_file_of_others_is_left_alone_before_any_work_and_our_own_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("precious")
    with pytest.raises(StorageError, match="not written by nutgraf"):
        do(FileSink(path), jobs(1), script=lambda branch: pytest.fail("the model was asked"))
    assert path.read_text() == "precious"
    path.unlink()
    for number in (1, 2):
        assert do(FileSink(path), jobs(2)[number - 1 : number]).said == [f"{number} done"]
        assert f"This is copy {number}" in path.read_text()


def test_results_have_names_of_their_own(tmp_path: Path) -> None:
    paths = [tmp_path / p for p in ("a.txt", "a.html", "b.md", "sub/a.txt", "A.text")]
    names = names_for(paths, ".json")
    assert names == ["a.txt.json", "a.html.json", "b.json", "sub/a.json", "A.text.json"]
    assert len({n.casefold() for n in names}) == len(names)


def test_a_full_disk_is_told_and_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        do(FolderSink(tmp_path), jobs(1))
    assert not [p for p in tmp_path.iterdir() if p.suffix in {".json", ".part"}]


@pytest.mark.parametrize(
    ("number", "words"),
    [(28, "Free some space or"), (13, "Change its permissions or"), (21, "Move the folder"), (5, "Choose another")],
)
def test_the_advice_fits_the_cause(number: int, words: str) -> None:
    assert storage_error(Path("r.json"), OSError(number, "no")).hint.startswith(words)
