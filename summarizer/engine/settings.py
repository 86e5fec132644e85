"""What an engine is told when it is made: which file, and how to use this machine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Literal

AS_MANY_AS_FIT = -1
KvType = Literal["f16", "q8_0"]


@dataclass(frozen=True, slots=True)
class Tuning:
    """How llama.cpp uses a machine. Every field moves results in their last digits, so all of them
    are part of every key under which a result or a state is kept."""

    threads: int
    micro_batch: int = 128
    """Tokens per call while reading: the grain of progress too."""
    repack: bool = False
    """Keep a second copy of the weights in the order that this CPU likes."""
    flash_attention: bool = True
    kv_type: KvType = "f16"
    draft_rows: Literal[0, 8, 16] = 0
    """Rows up to which a writing step is filled with guesses; 0: no guesses. 16 rows often cost hardly more than 8."""
    gpu_layers: int = 0
    """Layers on the graphics card, or ``AS_MANY_AS_FIT`` into its free memory."""


@dataclass(frozen=True, slots=True)
class Settings:
    model: str
    """Path of a GGUF file."""
    sha256: str
    """Of that file; empty: unknown, so nothing is kept on disk under its name."""
    context: int
    """Tokens, all sequences together."""
    tuning: Tuning
    states: str | None = None
    """Folder of evaluated prefixes; None: they are kept in memory only."""

    @property
    def identity(self) -> str:
        """What results and states depend on, as text; where the file lies is no part of it."""
        return json.dumps([self.sha256, engine_version(), self.context, asdict(self.tuning)])


def engine_version() -> str:
    return f"llama-cpp-python {version('llama-cpp-python')}"
