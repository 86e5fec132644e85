"""Where results go. Every sink knows what it already holds and loses nothing that it took."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TextIO

from summarizer.batch.journal import Journal, read_lines
from summarizer.batch.output import storage_error, write_whole
from summarizer.errors import StorageError

_LOCK = ".nutgraf-lock"


class Sink(Protocol):
    def holds(self, name: str, identity: str) -> bool:
        """Whether the result of this work is already there."""
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
        self._release = lock_folder(path.parent, f".{path.name}.lock")
        rows = read_lines(path)
        if any(not str(row.get("format", "")).startswith("nutgraf.") for row in rows):
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
    """One result in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, name: str, identity: str) -> bool:
        return False

    def write(self, name: str, identity: str, text: str) -> None:
        write_whole(self._path, text)

    def close(self) -> None:
        pass


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


def lock_folder(folder: Path, name: str = _LOCK) -> Callable[[], None]:
    """Keep other runs out of a folder, which is made; returns the release. Raises StorageError."""
    from filelock import FileLock, Timeout  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / name, timeout=0)
        lock.acquire()
    except Timeout:
        raise StorageError(
            f"Another nutgraf is writing to {folder}.", "Wait for it, or choose another place with -o."
        ) from None
    except OSError as error:
        raise storage_error(folder, error) from error
    return lock.release
