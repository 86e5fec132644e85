"""Evaluated prefixes: the keys and values of every layer, kept so that no prefix is read twice.

In memory, where the least recently used go first, and on disk for those that come back with every
article. Loading one takes milliseconds, evaluating it seconds. A file is read only if nutgraf wrote
it for exactly this model, engine and tuning, and wrote it whole: its content carries its SHA-256.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from summarizer.engine.settings import Settings

MEMORY_TOKENS = 4096
"""Tokens of prefixes that are kept in memory, the one in use excepted."""
_DISK = 1_000_000_000
"""Bytes on disk, all models together; beyond that the least recently used go."""
_DIGEST = hashlib.sha256().digest_size

Tokens = tuple[int, ...]


class States:
    def __init__(self, settings: Settings) -> None:
        self._folder = Path(settings.states) if settings.states and settings.sha256 else None
        self._key = settings.identity
        self._memory: dict[Tokens, bytes] = {}
        """Least recently used first."""

    def find(self, tokens: Sequence[int]) -> bytes | None:
        key = tuple(tokens)
        state = self._memory.pop(key, None) or self._read(key)
        if state is not None:
            self._memory[key] = state
        return state

    def add(self, tokens: Sequence[int], state: bytes, *, on_disk: bool) -> None:
        key = tuple(tokens)
        self._memory[key] = state
        while len(self._memory) > 1 and sum(map(len, self._memory)) > MEMORY_TOKENS:
            del self._memory[next(iter(self._memory))]
        if on_disk and self._folder is not None:
            try:
                self._write(self._path(self._folder, key), state)
            except OSError as error:  # a state that is not kept costs time, nothing else
                print(f"state not kept: {error}", file=sys.stderr, flush=True)

    def forget(self, tokens: Sequence[int]) -> None:
        """A state that llama.cpp refused."""
        key = tuple(tokens)
        self._memory.pop(key, None)
        if self._folder is not None:
            self._path(self._folder, key).unlink(missing_ok=True)

    def _path(self, folder: Path, key: Tokens) -> Path:
        return folder / f"{hashlib.sha256(f'{self._key} {key}'.encode()).hexdigest()}.state"

    def _read(self, key: Tokens) -> bytes | None:
        if self._folder is None:
            return None
        path = self._path(self._folder, key)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        digest, state = data[:_DIGEST], data[_DIGEST:]
        return state if hashlib.sha256(state).digest() == digest else None

    def _write(self, path: Path, state: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            part.write_bytes(hashlib.sha256(state).digest() + state)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _prune(path.parent)


def _prune(folder: Path) -> None:
    files = sorted(((f.stat(), f) for f in folder.glob("*.state")), key=lambda x: x[0].st_mtime_ns)
    total = sum(status.st_size for status, _ in files)
    for status, file in files:
        if total <= _DISK:
            return
        file.unlink(missing_ok=True)
        total -= status.st_size
