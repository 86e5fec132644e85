"""Paths as terminals paste them when a file is dropped: quoted, escaped, or as an address."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

_LONGEST = 4096


def paths_in(text: str) -> list[Path]:
    """The files and folders that ``text`` names; empty when any part of it is something else."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return []
    for words in (text.splitlines(), _words(text)):
        paths = [_path(word.strip()) for word in words if word.strip()]
        if paths and all(_exists(path) for path in paths):
            return paths
    return []


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return []


def _path(word: str) -> Path:
    if word.startswith("file://"):
        word = _unquoted(word.removeprefix("file://").removeprefix("localhost"))
    elif len(word) > 1 and word[0] == word[-1] and word[0] in "'\"":
        word = word[1:-1]
    return Path(word).expanduser()


def _unquoted(address: str) -> str:
    """An address's %20 as the characters they stand for."""
    raw = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), address.encode("utf-8", "replace"))
    return raw.decode("utf-8", "replace")


def _exists(path: Path) -> bool:
    try:
        return path.is_absolute() and path.exists()
    except (OSError, ValueError):
        return False
