"""How much of a model goes onto a graphics card. Asked inside the worker, which alone loads llama.cpp."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

from llama_cpp import _ggml

_GPU, _INTEGRATED = 1, 2


class Device(NamedTuple):
    name: str
    kind: int
    """ggml's type: 0 CPU, 1 GPU, 2 integrated GPU, 3 accelerator."""
    free: int
    """Bytes."""


def devices() -> list[Device]:
    """What this build of llama.cpp can compute on, the CPU included."""
    library, base = _ggml.libggml, ctypes.CDLL(str(_ggml.libggml_base_path))
    library.ggml_backend_dev_count.restype = ctypes.c_size_t
    library.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
    library.ggml_backend_dev_get.restype = ctypes.c_void_p
    base.ggml_backend_dev_name.argtypes = base.ggml_backend_dev_type.argtypes = [ctypes.c_void_p]
    base.ggml_backend_dev_name.restype = ctypes.c_char_p
    size = ctypes.POINTER(ctypes.c_size_t)
    base.ggml_backend_dev_memory.argtypes = [ctypes.c_void_p, size, size]
    found = []
    for i in range(library.ggml_backend_dev_count()):
        device = library.ggml_backend_dev_get(i)
        free, total = ctypes.c_size_t(), ctypes.c_size_t()
        base.ggml_backend_dev_memory(device, ctypes.byref(free), ctypes.byref(total))
        name = base.ggml_backend_dev_name(device).decode("utf-8", "replace")
        found.append(Device(name, base.ggml_backend_dev_type(device), free.value))
    return found


def free_memory() -> int:
    """Bytes free on the card that has most, 0 without a card; layers are not spread over several."""
    return max((device.free for device in devices() if device.kind in {_GPU, _INTEGRATED}), default=0)
