"""What only a process of its own can show: death, orphans, descriptors, the closed network."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from fakes import drive

from summarizer.engine import wire
from summarizer.engine.host import WorkerEngine
from summarizer.engine.protocol import Branch, Message, Piece
from summarizer.engine.settings import Settings, Tuning
from summarizer.errors import ContextTooSmall, EngineError, ModelRejected, WorkerDied

OPEN = (Message("user", "The board met. "),)


def scripted(tmp_path: Path, pace: float = 0.002) -> WorkerEngine:
    settings = {"script": {"": "word " * 500}, "context": 2048, "pace": pace}
    return WorkerEngine(settings, tmp_path / "logs" / "engine.log")


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_killed_worker_is_reported_and_replaced(tmp_path: Path) -> None:
    engine = scripted(tmp_path)
    drive(engine.start())
    prefix = drive(engine.open_prefix(OPEN))
    writing = engine.generate([Branch(prefix, "Tell a story.", 400)])
    while not isinstance(next(writing), Piece):
        pass
    assert engine._process is not None
    os.kill(engine._process.pid, signal.SIGKILL)
    with pytest.raises(WorkerDied) as caught:
        drive(writing)
    assert "killed" in caught.value.message
    assert "engine.log" in caught.value.hint
    with pytest.raises(WorkerDied):
        drive(engine.open_prefix(OPEN))
    drive(engine.start())
    prefix = drive(engine.open_prefix(OPEN))
    assert drive(engine.generate([Branch(prefix, "Tell a story.", 3)]))[0].text == "word word word"
    engine.close()


def test_the_worker_ends_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from summarizer.engine.host import WorkerEngine\n"
        "e = WorkerEngine({'script': {'': 'x'}, 'context': 99, 'pace': 0.0}, pathlib.Path(sys.argv[1]))\n"
        "list(e.start())\n"
        "print(e._process.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "log")]
    parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert alive(pid)
    parent.kill()
    parent.communicate()
    for _ in range(100):
        if not alive(pid):
            break
        time.sleep(0.05)
    assert not alive(pid)


def test_the_worker_has_no_network(tmp_path: Path) -> None:
    code = (
        "from summarizer.engine.sandbox import close_network\n"
        "import socket, subprocess, sys\n"
        "print(close_network())\n"
        "for family, host in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')):\n"
        "    try:\n"
        "        socket.socket(family, socket.SOCK_DGRAM).connect((host, 9))\n"
        "        print('open')\n"
        "    except OSError as e:\n"
        "        print(type(e).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    barrier, *attempts = done.stdout.split()
    assert barrier in {"seccomp", "audit hook"}
    assert attempts == ["PermissionError", "PermissionError"]
    if sys.platform == "linux" and os.uname().machine in {"x86_64", "aarch64"}:
        assert barrier == "seccomp"


def test_nothing_of_the_worker_reaches_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    engine = WorkerEngine(Settings("/nowhere/x.gguf", "", 512, Tuning(1)), tmp_path / "engine.log")
    with pytest.raises(ModelRejected, match=r"/nowhere/x\.gguf"):
        drive(engine.start())
    engine.close()
    assert capfd.readouterr() == ("", "")
    assert (tmp_path / "engine.log").stat().st_size > 0


@pytest.mark.parametrize(
    "content",
    [b"", b"GG", b"GGUF" + bytes(64), os.urandom(4096), b"GGUF\x03\0\0\0" + b"\xff" * 64],
    ids=["empty", "two bytes", "zeros", "random", "absurd counts"],
)
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    engine = WorkerEngine(Settings(str(path), "", 512, Tuning(1)), tmp_path / "engine.log")
    with pytest.raises((ModelRejected, WorkerDied)):
        drive(engine.start())
    engine.close()


def test_values_survive_the_wire() -> None:
    branch = Branch(drive_prefix(), "tëxt\u2028 <|im_end|>", 7, ("\n", "stop"), 'root ::= "x"')
    import io

    stream = io.BytesIO(wire.frame({"branches": wire.fields([branch])}))
    message = wire.read(stream)
    assert message is not None
    assert [wire.as_branch(b) for b in message["branches"]] == [branch]
    assert wire.read(stream) is None
    assert wire.read(io.BytesIO(b"\0\0\0\x09{}")) is None
    error = wire.as_error(wire.error(ContextTooSmall("too long", "make it shorter")))
    assert (type(error), error.message, error.hint) == (ContextTooSmall, "too long", "make it shorter")
    assert type(wire.as_error(["Unheard", "x", ""])) is EngineError


def drive_prefix():
    from summarizer.engine.protocol import Prefix

    return Prefix((Message("system", "a"), Message("user", "b")), 3)
