"""What the app remembers by itself, such as the theme. It is not in ``config.toml``, which is the user's own."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from summarizer.batch.output import write_whole
from summarizer.errors import StorageError
from summarizer.paths import folders


@dataclass(slots=True)
class Memory:
    theme: str = "nutgraf-dark"
    template: str = ""
    """The last one chosen; empty: as configured."""
    model: str = ""
    """Identifier; empty: as configured, or the best one here."""
    welcomed: bool = False
    """The first screen has been seen."""


def memory_path() -> Path:
    return folders().data / "app.json"


def load_memory() -> Memory:
    """What cannot be read is forgotten."""
    try:
        row = json.loads(memory_path().read_text(encoding="utf-8"))
        return Memory(**{f.name: row[f.name] for f in fields(Memory) if type(row.get(f.name)) is type(f.default)})
    except (OSError, ValueError, TypeError, AttributeError):
        return Memory()


def save_memory(memory: Memory) -> None:
    """A disk that says no costs remembering, nothing else."""
    with contextlib.suppress(StorageError):
        write_whole(memory_path(), json.dumps(asdict(memory), indent=1) + "\n")
