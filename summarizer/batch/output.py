"""Files that are either whole or not there: written beside their place, flushed, and renamed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from summarizer.errors import StorageError


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f".{path.name}.part")


def write_part(path: Path, text: str) -> Path:
    """The text, safe on disk beside ``path``. Raises StorageError."""
    part = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise storage_error(path, error) from error
    return part


def put_in_place(part: Path, path: Path) -> None:
    """Rename a finished part. Raises StorageError."""
    try:
        part.replace(path)
    except OSError as error:
        raise storage_error(path, error) from error


def write_whole(path: Path, text: str) -> None:
    """Replace ``path`` by ``text`` in one step. Raises StorageError."""
    put_in_place(write_part(path, text), path)


def storage_error(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"{path} cannot be written: {error.strerror or error}.",
        "Free some space or choose another place with -o, then run the same command again: it goes on where it stopped.",
    )
