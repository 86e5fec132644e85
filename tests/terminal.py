"""A program in a pseudo-terminal: keys in, what it draws out. For the test and the benchmark of the real app."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Sequence

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_>=])")


def without_escapes(drawn: bytes) -> str:
    return _ESCAPES.sub(b"", drawn).decode("utf-8", "replace")


class Terminal:
    def __init__(self, command: Sequence[str], environment: dict[str, str], columns: int = 120, rows: int = 36) -> None:
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", **environment})
            os.execvp(command[0], command)  # noqa: S606
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.drawn = b""

    def read(self, seconds: float) -> bytes:
        """What comes within a time; returns with the first piece."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return b""
        with contextlib.suppress(OSError):  # the program has ended
            piece = os.read(self._fd, 1 << 16)
            self.drawn += piece
            return piece
        return b""

    def wait_for(self, words: str, seconds: float = 60.0) -> None:
        """Read until something is drawn. Raises TimeoutError with what was drawn instead."""
        end = time.monotonic() + seconds
        while words not in self.text:
            self.read(0.1)
            if time.monotonic() > end:
                raise TimeoutError(f"{words!r} was not drawn; the end of what was: {self.text[-2000:]}")

    @property
    def text(self) -> str:
        """Everything drawn since ``forget``, without its escapes."""
        return without_escapes(self.drawn)

    def forget(self) -> None:
        self.drawn = b""

    def quiet(self, seconds: float) -> None:
        """Read until nothing comes for a time."""
        while self.read(seconds):
            pass

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def close(self) -> int:
        """Wait for the program's end; its exit code."""
        while True:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self._fd)
                return os.waitstatus_to_exitcode(status)
