"""Where results go. Every sink knows what it already holds and loses nothing that it took."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TextIO

from summarizer.batch.journal import Journal, read_lines
from summarizer.batch.output import storage_error
from summarizer.errors import StorageError

_LOCK = ".nutgraf-lock"
_BEGIN = b'{"format": "nutgraf.'


class Sink(Protocol):
    def holds(self, name: str, identity: str) -> bool:
        """Whether the result of this work is already there. Raises StorageError if its place is taken."""
        ...

    def write(self, name: str, identity: str, text: str) -> None:
        """Keep a result. Raises StorageError."""
        ...

    def close(self) -> None: ...


class FolderSink:
    """One file per article and a journal beside them; one nutgraf at a time."""

    def __init__(self, folder: Path) -> None:
        self._release = lock_folder(folder)
        self._journal = Journal(folder)
        self.holds = self._journal.holds
        self.write = self._journal.write

    def close(self) -> None:
        self._release()


class LinesSink:
    """One file of JSON Lines, which is its own journal. A line that a kill cut off is removed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._release = _lock_file(path)
        rows = read_lines(path)
        if not _ours(path):
            self._release()
            raise StorageError(f"{path} holds other things than nutgraf's results.", "Choose another file with -o.")
        self._done = {str(row["identity"]) for row in rows if "identity" in row}
        try:
            self._trim()
        except OSError as error:
            raise storage_error(path, error) from error

    def holds(self, name: str, identity: str) -> bool:
        return identity in self._done

    def write(self, name: str, identity: str, text: str) -> None:
        try:
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(self._path, error) from error
        self._done.add(identity)

    def close(self) -> None:
        self._release()

    def _trim(self) -> None:
        if not self._path.exists():
            return
        with self._path.open("rb+") as file:
            data = file.read()
            if data and not data.endswith(b"\n"):
                file.truncate(data.rfind(b"\n") + 1)


class FileSink:
    """One result in one file, with a line in the journal of its folder; the same work is done again."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._release = _lock_file(path)
        self._journal = Journal(path.parent)

    def holds(self, name: str, identity: str) -> bool:
        self._journal.claim(self._name)
        return False

    def write(self, name: str, identity: str, text: str) -> None:
        self._journal.write(self._name, identity, text)

    def close(self) -> None:
        self._release()


class StreamSink:
    """Standard output."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def holds(self, name: str, identity: str) -> bool:
        return False

    def write(self, name: str, identity: str, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()

    def close(self) -> None:
        pass


def _ours(path: Path) -> bool:
    """Whether every line begins as nutgraf's do, and one that was cut off as far as it goes."""
    raw = path.read_bytes() if path.exists() else b""
    lines = [line for line in raw.split(b"\n") if line.strip()]
    return all(line[: len(_BEGIN)] == _BEGIN[: len(line)] for line in lines)


def lock_folder(folder: Path) -> Callable[[], None]:
    """Keep other runs out of a folder, which is made; returns the release. Raises StorageError."""
    return _lock(folder / _LOCK, folder)


def _lock_file(path: Path) -> Callable[[], None]:
    return _lock(path.with_name(f".{path.name}.lock"), path)


def _lock(place: Path, what: Path) -> Callable[[], None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place, timeout=0)
        lock.acquire()
    except Timeout:
        raise StorageError(
            f"Another nutgraf is writing to {what}.", "Wait for it, or choose another place with -o."
        ) from None
    except OSError as error:
        raise storage_error(what, error) from error
    return lock.release
