"""The app's side of a download: one process at a time, whose lines become messages."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message


@dataclass(slots=True)
class Transfer:
    """How a download stands."""

    id: str
    done: int = 0
    total: int = 0
    begun: float = 0.0
    first: int = 0
    """Bytes that were there when it began."""
    state: str = "connecting"
    """ "connecting", "running", "paused", "done" or "failed"."""
    problem: str = ""

    def sentence(self, now: float) -> str:
        match self.state:
            case "connecting":
                return f"{self.id}: connecting…"
            case "paused":
                return f"{self.id}: paused at {self.done / 1e6:,.0f} of {self.total / 1e6:,.0f} MB; g goes on"
            case "done":
                return f"{self.id} is here."
            case "failed":
                return f"{self.id}: {self.problem}"
        rate = (self.done - self.first) / max(now - self.begun, 0.001)
        left = f", {(self.total - self.done) / rate:.0f} s left" if rate > 0 and now - self.begun > 2 else ""
        share = self.done / max(self.total, 1)
        bar = "█" * round(20 * share) + "░" * (20 - round(20 * share))
        return f"{self.id}: {bar} {self.done / 1e6:,.0f} of {self.total / 1e6:,.0f} MB, {rate / 1e6:.1f} MB/s{left}"


class TransferChanged(Message, bubble=False):
    def __init__(self, transfer: Transfer) -> None:
        super().__init__()
        self.transfer = transfer


class Fetcher:
    """``command``: the program and its arguments before the model's identifier."""

    def __init__(self, post: Callable[[Message], bool], command: tuple[str, ...] = ()) -> None:
        self._post = post
        self._command = command or (sys.executable, "-m", "tui.fetching")
        self._process: subprocess.Popen[str] | None = None
        self.transfer: Transfer | None = None

    @property
    def busy(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, name: str) -> None:
        self.transfer = Transfer(name)
        self._process = subprocess.Popen(
            [*self._command, name],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._read, args=(self._process, self.transfer), daemon=True).start()

    def pause(self) -> None:
        """End the process; what has arrived is kept."""
        if self._process is not None and self.transfer is not None and self.busy:
            self.transfer.state = "paused"
            self._process.terminate()

    def _read(self, process: subprocess.Popen[str], transfer: Transfer) -> None:
        assert process.stdout is not None  # noqa: S101
        for text in process.stdout:
            row = json.loads(text)
            if "done" in row:
                if transfer.state == "connecting":
                    transfer.begun, transfer.first, transfer.state = time.monotonic(), row["done"], "running"
                transfer.done, transfer.total = row["done"], row["total"]
            elif "model" in row:
                transfer.state = "done"
            else:
                transfer.state, transfer.problem = "failed", row["error"]
            self._post(TransferChanged(transfer))
        process.stdout.close()
        process.wait()
        if transfer.state in {"connecting", "running"}:
            transfer.state, transfer.problem = "failed", "the download stopped unexpectedly; g goes on with it"
        self._post(TransferChanged(transfer))
