"""Model files that other programs have on this disk: found by size, taken in place by SHA-256.

Nothing is moved, copied or changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from summarizer.models.catalogue import Entry
from summarizer.models.registry import digest_of

_DEEPEST = 6
"""Levels below a program's folder."""


def find_on_disk(entry: Entry) -> Path | None:
    """A file with the entry's bytes, or None."""
    seen: set[Path] = set()
    for path in candidates(entry):
        real = Path(os.path.realpath(path))
        if real in seen:
            continue
        seen.add(real)
        try:
            if real.is_file() and digest_of(real) == entry.sha256:
                return real
        except OSError:
            continue  # another user's file
    return None


def candidates(entry: Entry) -> Iterator[Path]:
    """Files of the entry's size, not yet proved."""
    for folder in places():
        yield from _of_size(folder, entry.size, 0)


def _of_size(folder: Path, size: int, level: int) -> Iterator[Path]:
    try:
        members = sorted(os.scandir(folder), key=lambda m: m.name)
    except OSError:
        return
    for member in members:
        try:
            if member.is_dir(follow_symlinks=False):
                if level < _DEEPEST:
                    yield from _of_size(Path(member.path), size, level + 1)
            elif member.stat().st_size == size:
                yield Path(member.path)
        except OSError:
            continue


def places() -> tuple[Path, ...]:
    """Folders in which other programs keep models; those that exist."""
    home = Path.home()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    hub = os.environ.get("HF_HUB_CACHE") or (Path(os.environ["HF_HOME"]) / "hub" if "HF_HOME" in os.environ else None)
    local, roaming = (Path(os.environ.get(name) or home) for name in ("LOCALAPPDATA", "APPDATA"))
    support = home / "Library" / "Application Support"
    known = (
        Path(hub or cache / "huggingface" / "hub"),
        Path(os.environ.get("LLAMA_CACHE") or cache / "llama.cpp"),
        home / "Library" / "Caches" / "llama.cpp",
        Path(os.environ.get("OLLAMA_MODELS") or home / ".ollama" / "models") / "blobs",
        Path("/usr/share/ollama/.ollama/models/blobs"),
        home / ".lmstudio" / "models",
        cache / "lm-studio" / "models",
        home / ".local" / "share" / "Jan" / "data" / "llamacpp" / "models",
        support / "Jan" / "data" / "llamacpp" / "models",
        roaming / "Jan" / "data" / "llamacpp" / "models",
        home / "jan" / "models",
        home / ".local" / "share" / "nomic.ai" / "GPT4All",
        support / "nomic.ai" / "GPT4All",
        local / "nomic.ai" / "GPT4All",
        cache / "gpt4all",
    )
    return tuple(dict.fromkeys(folder for folder in known if folder.is_dir()))
