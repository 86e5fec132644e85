"""What was measured on this machine, kept for the next start: one small JSON file."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from summarizer.batch.output import write_whole
from summarizer.engine.settings import AS_MANY_AS_FIT, Tuning, engine_version
from summarizer.models.fit import Machine


class Tunings:
    """``path``: the file. A tuning holds for a model, an engine and a machine."""

    def __init__(self, path: Path, on: Machine) -> None:
        self._path = path
        self._on = on

    def find(self, sha256: str) -> Tuning | None:
        """With the threads that read and write fastest while nothing else works."""
        try:
            return Tuning(**self._read()[self._key(sha256)])
        except (KeyError, TypeError):
            return None

    def keep(self, sha256: str, tuning: Tuning) -> None:
        """Raises StorageError."""
        write_whole(self._path, json.dumps({**self._read(), self._key(sha256): asdict(tuning)}, indent=1) + "\n")

    def _key(self, sha256: str) -> str:
        on = self._on
        return f"{sha256} {engine_version()} {_processor()} {on.cores} cores {on.memory >> 30} GiB {on.gpu}"

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}  # a file that cannot be read costs measuring again, nothing else
        return found if isinstance(found, dict) else {}


def untuned(on: Machine) -> Tuning:
    """What is right on most machines, before anything was measured."""
    return Tuning(threads=on.cores, gpu_layers=AS_MANY_AS_FIT if on.gpu else 0)


def interactive(tuning: Tuning, cores: int) -> Tuning:
    """For work beside a screen that must answer at once: a core stays free."""
    return replace(tuning, threads=max(1, min(tuning.threads, cores - 1)))


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123
            return next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def describe(tuning: Tuning) -> str:
    """In words, for people."""
    return ", ".join(
        (
            f"{tuning.threads} thread{'s' if tuning.threads > 1 else ''}",
            f"weights {'repacked' if tuning.repack else 'as they are'}",
            f"micro-batch {tuning.micro_batch}",
            f"flash attention {'on' if tuning.flash_attention else 'off'}",
            f"KV {tuning.kv_type}",
            f"guesses up to {tuning.draft_rows} rows a step" if tuning.draft_rows else "no guesses",
            f"GPU layers: {'as many as fit' if tuning.gpu_layers == AS_MANY_AS_FIT else tuning.gpu_layers or 'none'}",
        )
    )
