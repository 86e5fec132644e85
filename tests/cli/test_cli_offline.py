"""The proof that nothing leaves the machine, and that it would notice if something did."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli import offline
from summarizer.engine.open import network_ledger
from summarizer.models.registry import add

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="seccomp, unshare and strace are Linux")
TALKS = (
    "import json, socket\n"
    "try:\n    socket.socket(socket.AF_INET, socket.SOCK_STREAM).connect(('127.0.0.1', 9))\n"
    "except OSError:\n    pass\n"
    "print(json.dumps({'summary': []}))"
)


def closed(code: str) -> str:
    """What a process prints that has closed its network into the ledger ``network.log``."""
    script = f"from pathlib import Path\nfrom summarizer.engine.sandbox import close_network\nimport socket\n{code}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.model
@LINUX
def test_the_receipt_proves_what_this_machine_can_prove(test_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(test_model)
    assert offline.run_proofs() == 0
    receipt = capsys.readouterr().out
    assert "FAILED" not in receipt
    assert receipt.count("proved ") >= 4
    assert "by seccomp: refused TCP over IPv4, TCP over IPv6, UDP" in receipt


@LINUX
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_program_that_talks_fails_the_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "_summarize", lambda: [sys.executable, "-c", TALKS])
    proof = offline._trace()
    if proof.outcome == "not tried":
        pytest.skip(f"this system lets nobody trace: {proof.detail}")
    assert proof.outcome == "FAILED"
    assert "AF_INET" in proof.detail


def test_an_open_door_is_noticed() -> None:
    code = "import summarizer.engine.doors as d\nd.close_network = lambda: 'none'\nd.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["attempts"]["listening"] == "open"
    assert found["attempts"]["UDP"] == "open"


def test_the_ledger_notes_attempts_and_not_its_own_test(tmp_path: Path) -> None:
    ledger = tmp_path / "network.log"
    closed(f"close_network(Path({str(ledger)!r}))")
    assert not ledger.exists()
    closed(
        f"close_network(Path({str(ledger)!r}))\n"
        "for _ in range(2):\n"
        "    try:\n        socket.getaddrinfo('nutgraf.invalid', 443)\n"
        "    except PermissionError:\n        pass\n"
    )
    lines = ledger.read_text().splitlines()
    assert len(lines) == 2
    assert all("refused socket.getaddrinfo" in line for line in lines)


def test_an_attempt_in_the_ledger_fails_the_proof() -> None:
    assert offline._ledger().outcome == "proved"
    network_ledger().parent.mkdir(parents=True)
    network_ledger().write_text("2026-01-01 00:00:00 7 refused socket.connect ('192.0.2.1', 443)\n")
    proof = offline._ledger()
    assert proof.outcome == "FAILED"
    assert "192.0.2.1" in proof.detail
