"""Files that are either whole or not there: written beside their place, flushed, and renamed."""

from __future__ import annotations

import errno
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


_NEXT = {
    errno.ENOSPC: "Free some space",
    errno.EDQUOT: "Free some space",
    errno.EACCES: "Change its permissions",
    errno.EPERM: "Change its permissions",
    errno.EISDIR: "Move the folder of that name away",
    errno.EEXIST: "Move away what is in its place",
    errno.ENOTDIR: "Move the file away that stands where a folder should be",
}


def storage_error(path: Path, error: OSError) -> StorageError:
    first = _NEXT.get(error.errno or 0)
    other = f"{first} or choose another place" if first else "Choose another place"
    return StorageError(
        f"{path} cannot be written: {error.strerror or error}.",
        f"{other} with -o, then run the same command again: it goes on where it stopped.",
    )
