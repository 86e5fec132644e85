"""What a machine can run, and how fast about. Pure arithmetic but for ``machine``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from summarizer.config import CONTEXT
from summarizer.engine.settings import Tuning
from summarizer.errors import OutOfMemory
from summarizer.models.catalogue import Entry, catalogue
from summarizer.models.gguf import Header

_PROGRAM = 75_000_000
"""Bytes of the worker itself: Python, numpy, llama.cpp."""
_OUTPUTS = 16 * 152_000 * 4
"""Bytes of logits: as many rows as sequences, of the largest usual vocabulary."""
_KEPT = 4096
"""Tokens of evaluated prefixes that the worker keeps."""
_REPACKED = 1.55
"""Memory of the weights with a repacked second copy, as a multiple of the file."""
_Q8_0 = 34 / 64
"""Size of keys and values in q8_0 against f16: 34 bytes for 32 values."""
_RESERVE = 600_000_000
"""Bytes that stay free on a graphics card: its driver's, the screen's, and the compute buffer."""
_USABLE = 0.65
"""Share of the memory that a model may take; the rest is the system's and the user's."""
_OPERATIONS = 1.5e11
"""Operations a second and core in reading a prompt, measured with 4-bit weights (docs/performance.md)."""
_BANDWIDTH = 1.2e10
"""Bytes a second that weights are read with."""
_PROMPT, _STEPS = 1500, 90
"""Tokens read and decoding steps of a typical article."""
BEARABLE = 90.0
"""Seconds for a typical article."""
_FASTER_ON_GPU = 20


@dataclass(frozen=True, slots=True)
class Machine:
    memory: int
    """Bytes in all, as far as this process may use them."""
    cores: int
    gpu: bool
    """The engine was built for a GPU."""


def machine() -> Machine:
    import psutil  # noqa: PLC0415  (30 ms)

    return Machine(min(psutil.virtual_memory().total, _container_limit()), cores(), gpu_build() is not None)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def gpu_build() -> str | None:
    """ "cuda", "metal" or "vulkan" if the engine's libraries include it; found without loading them."""
    from importlib.util import find_spec  # noqa: PLC0415

    spec = find_spec("llama_cpp")
    folder = Path(spec.origin).parent / "lib" if spec and spec.origin else None
    names = [p.name for p in folder.iterdir()] if folder and folder.is_dir() else []
    return next((kind for kind in ("cuda", "metal", "vulkan") if any(f"ggml-{kind}" in n for n in names)), None)


def needed(header: Header, context: int, tuning: Tuning) -> int:
    """Bytes of memory that the worker will take at its peak: weights, keys and values of the context and of the
    kept prefixes, the compute buffer (activations of a micro-batch, its attention mask, logits), the program."""
    tokens = min(context, header.context) if header.context else context
    weights = header.size * (_REPACKED if tuning.repack else 1.0)
    values = header.kv * (tokens + _KEPT) * (_Q8_0 if tuning.kv_type == "q8_0" else 1.0)
    activations = 4 * (3 * header.feed_forward + 7 * header.embedding)
    compute = tuning.micro_batch * (activations + 2 * tokens) + _OUTPUTS
    return round(weights + values + compute + _PROGRAM)


def entry_needs(entry: Entry, context: int = CONTEXT) -> int:
    """The same for a model that is not here yet, from what the catalogue knows."""
    kv = entry.kv or round(entry.params * 3e-5)  # above the catalogue's figures
    return entry.size + kv * (context + _KEPT) + _OUTPUTS + _PROGRAM


def layers_on_gpu(header: Header, context: int, free: int) -> int:
    """How many of the layers, the output counted as one more, fit into ``free`` bytes of a graphics card; they
    take their weights with them and their keys and values. Layers are taken to be of one size."""
    layers = header.layers + 1
    each = header.size / layers + header.kv * min(context, header.context or context) / max(header.layers, 1)
    return max(0, min(layers, int((free - _RESERVE) / each)))


def seconds(entry: Entry, on: Machine) -> float:
    """About how long a typical article takes."""
    time = _PROMPT * 2 * entry.params / (_OPERATIONS * on.cores) + _STEPS * entry.size / _BANDWIDTH
    return time / _FASTER_ON_GPU if on.gpu else time


def choose(entries: Iterable[Entry], on: Machine) -> Entry:
    """The best that fits and is bearable; the smallest when none is."""
    known = [e for e in entries if e.choice]
    good = [e for e in known if entry_needs(e) <= _USABLE * on.memory and seconds(e, on) <= BEARABLE]
    return max(good, key=lambda e: e.choice) if good else min(known, key=lambda e: e.size)


def check_fit(name: str, header: Header, context: int, on: Machine) -> None:
    """Raises OutOfMemory before anything is loaded."""
    need = needed(header, context, Tuning(threads=on.cores))
    if need <= on.memory:
        return
    smaller = [e for e in catalogue() if e.choice and entry_needs(e) <= _USABLE * on.memory]
    best = max(smaller, key=lambda e: e.size, default=None)
    hint = f"{best.id} would fit: `nutgraf models get {best.id}`." if best else "Choose a smaller context: --context."
    raise OutOfMemory(
        f"The model {name} needs about {need / 1e9:.1f} GB with {context} tokens of context; "
        f"this machine has {on.memory / 1e9:.1f} GB.",
        hint,
    )


def _container_limit() -> int:
    """The memory that a container may use (cgroup v2), or no limit."""
    try:
        return int(Path("/sys/fs/cgroup/memory.max").read_text())
    except (OSError, ValueError):
        return 1 << 62
