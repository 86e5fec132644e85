"""What a folder of results already holds, so that the same command does only what is left.

A line is added after a result is safe beside its place and before it takes it. So at every moment a
killed run leaves: nothing, or a finished part with its line (the next run puts it in place), or the
result with its line."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from summarizer.batch.output import part_of, put_in_place, storage_error, write_part
from summarizer.errors import StorageError

NAME = ".nutgraf-journal.jsonl"


class Journal:
    """Lines of ``{"identity", "output", "sha256"}`` in a folder of results."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._done: dict[str, str] = {}
        """Output name -> identity of what was written there last."""
        self._written: dict[str, str] = {}
        """Output name -> SHA-256 of it."""
        for row in read_lines(self._path):
            name = str(row.get("output"))
            self._done[name], self._written[name] = str(row.get("identity")), str(row.get("sha256"))

    def holds(self, name: str, identity: str) -> bool:
        """Whether the result is there; a finished part is put in its place. Raises StorageError as ``write`` does."""
        if self._done.get(name) != identity:
            self.claim(name)
            return False
        path = self._folder / name
        part = part_of(path)
        if not path.exists() and part.exists() and _digest(part) == self._written[name]:
            put_in_place(part, path)
        return path.exists()

    def write(self, name: str, identity: str, text: str) -> None:
        """Keep a result. Raises StorageError; refuses to replace a file that is not nutgraf's own."""
        self.claim(name)
        path = self._folder / name
        part = write_part(path, text)
        self._append({"identity": identity, "output": name, "sha256": _digest(part)})
        put_in_place(part, path)
        self._done[name], self._written[name] = identity, _digest(path)

    def claim(self, name: str) -> None:
        """Raises StorageError if the place is taken by a file that is not nutgraf's own."""
        path = self._folder / name
        if path.is_file() and _digest(path) != self._written.get(name):
            raise StorageError(
                f"{path} exists and was not written by nutgraf, or has been changed since.",
                "Move it away or choose another place with -o.",
            )

    def _append(self, row: dict[str, str]) -> None:
        try:
            whole = not self._path.exists() or self._path.read_bytes()[-1:] in {b"", b"\n"}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(("" if whole else "\n") + json.dumps(row) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(self._path, error) from error


def read_lines(path: Path) -> list[dict[str, object]]:
    """The JSON objects of a file of JSON Lines; a line that was cut off is left out."""
    try:
        raw = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise storage_error(path, error) from error
    rows = []
    for line in raw.split("\n"):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
