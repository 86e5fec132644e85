"""Room on the disk, looked at before a model is fetched."""

from __future__ import annotations

import shutil
from pathlib import Path

from summarizer.errors import StorageError

_SPARE = 100_000_000
"""Bytes that stay free."""


def check_space(folder: Path, more: int) -> None:
    """Raises StorageError when ``more`` bytes would not fit into an existing folder."""
    free = shutil.disk_usage(folder).free
    if free < more + _SPARE:
        raise StorageError(
            f"The disk of {folder} has {free / 1e9:.2f} GB free; {(more + _SPARE) / 1e9:.2f} GB are needed.",
            "Free some space, or move nutgraf's folders with NUTGRAF_HOME.",
        )
