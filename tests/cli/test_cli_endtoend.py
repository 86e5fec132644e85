"""The installed command with real models, as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import STORY

from summarizer.models.registry import add

pytestmark = pytest.mark.timeout(600)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "summarizer.cli.main", *arguments]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=500, check=False)


def stories(folder: Path, count: int) -> Path:
    for i in range(count):
        (folder / f"{i}.txt").write_text(STORY + f"\nThis is the copy with the number {100 + i}, the board said.\n")
    return folder


def worker_of(parent: int) -> int | None:
    import psutil

    children = psutil.Process(parent).children()
    return children[0].pid if children else None


@pytest.mark.starter
def test_the_sample_is_summarized_with_citations_and_notes(starter_model: Path) -> None:
    add(starter_model)
    done = run("summarize", "--sample", "-f", "json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    text = result["article"]["text"]
    assert len(result["summary"]) >= 3
    assert any(claim["mode"] == "rewrite" for claim in result["summary"])
    for claim in result["summary"]:
        for cite in claim["citations"]:
            assert text[cite["start"] : cite["end"]] == cite["text"]
    assert result["notes"]
    for note in result["notes"]:
        assert text[note["start"] : note["end"]] == note["quote"]
    assert any(e["kind"] == "model" for note in result["notes"] for e in note["evidence"])
    assert result["settings"]["sandbox"] in {"seccomp", "audit hook"}


@pytest.mark.model
def test_an_ascii_terminal_loses_no_result(test_model: Path, tmp_path: Path) -> None:
    add(test_model)
    story = tmp_path / "s.txt"
    story.write_text(STORY.replace("the board", "“le Conseíl”", 1), encoding="utf-8")
    for form, encoding in (("text", "ascii"), ("md", "utf-8"), ("json", "utf-8")):
        done = subprocess.run(
            command("summarize", str(story), "-f", form),
            capture_output=True,
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
            timeout=500,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.decode(encoding).strip()


@pytest.mark.model
def test_ctrl_c_stops_and_keeps_what_is_finished(test_model: Path, tmp_path: Path) -> None:
    add(test_model)
    out = tmp_path / "out"
    folder = stories(tmp_path, 12)
    process = subprocess.Popen(
        command("summarize", str(folder), "-o", str(out), "-f", "json"), stderr=subprocess.PIPE, text=True
    )
    while not list(out.glob("*.json")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert "goes on from here" in err and "Traceback" not in err
    for path in out.glob("*.json"):
        json.loads(path.read_text())


@pytest.mark.model
def test_kill_9_loses_nothing_and_nothing_is_done_twice(test_model: Path, tmp_path: Path) -> None:
    add(test_model)
    out = tmp_path / "out"
    folder = stories(tmp_path, 6)
    arguments = ("summarize", str(folder), "-o", str(out), "-f", "json", "--no-notes")
    process = subprocess.Popen(command(*arguments), stderr=subprocess.DEVNULL)
    while len(list(out.glob("*.json"))) < 2:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in out.glob("*.json")}
    assert 2 <= len(before) < 6
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert f"{6 - len(before)} done, {len(before)} already done" in done.stderr
    after = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in out.glob("*.json")}
    assert len(after) == 6
    assert {name: after[name] for name in before} == before


@pytest.mark.model
def test_a_killed_worker_is_replaced(test_model: Path, tmp_path: Path) -> None:
    add(test_model)
    process = subprocess.Popen(
        command("summarize", str(stories(tmp_path, 2)), "-o", str(tmp_path / "out")), stderr=subprocess.PIPE, text=True
    )
    while (worker := worker_of(process.pid)) is None:
        time.sleep(0.01)
    time.sleep(0.2)
    os.kill(worker, signal.SIGKILL)
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert "2 done" in err


@pytest.mark.model
def test_the_worker_ends_with_its_parent(test_model: Path, tmp_path: Path) -> None:
    import psutil

    add(test_model)
    process = subprocess.Popen(command("summarize", str(stories(tmp_path, 3)), "-o", str(tmp_path / "out"), "-q"))
    while (worker := worker_of(process.pid)) is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for _ in range(500):
        if not psutil.pid_exists(worker) or psutil.Process(worker).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.02)
    pytest.fail("the worker lives on")
