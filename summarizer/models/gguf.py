"""The head of a GGUF file, read strictly and without trust, so that a broken file is refused in words
before llama.cpp sees it. Format: GGUF v2 and v3 (ggml's gguf.md)."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import ModelRejected

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MOST_KEYS, _MOST_TENSORS, _LONGEST, _MOST_ITEMS = 10_000, 100_000, 1 << 24, 1 << 24
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""Tensor type -> elements and bytes of a block."""

Value = int | float | bool | str | None


@dataclass(frozen=True, slots=True)
class Header:
    name: str
    """``general.name``, which is no identity."""
    architecture: str
    size: int
    """Bytes of the file."""
    context: int
    layers: int
    kv_heads: int
    head_size: int
    embedding: int
    """Width of a layer."""
    feed_forward: int
    """Width inside a layer."""

    @property
    def kv(self) -> int:
        """Bytes of keys and values for each token, in f16."""
        return 2 * self.layers * self.kv_heads * self.head_size * 2


def read_header(path: Path) -> Header:
    """Raises ModelRejected for what is no complete GGUF model."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return _Reader(file, path, size).header()
    except OSError as error:
        raise ModelRejected(
            f"{path} cannot be read: {error.strerror}.", "Check the path and its permissions."
        ) from None


class _Reader:
    def __init__(self, file: BinaryIO, path: Path, size: int) -> None:
        self._file = file
        self._path = path
        self._size = size

    def header(self) -> Header:
        if self._size == 0:
            raise self._reject("is empty (0 bytes)")
        if self._file.read(4) != b"GGUF":
            raise self._reject("is not a GGUF file: its first bytes are of another kind")
        version = self._number("I")
        if version not in {2, 3}:
            raise self._reject(f"is GGUF version {version}; 2 and 3 can be read")
        tensors, keys = self._count("Q", _MOST_TENSORS, "tensors"), self._count("Q", _MOST_KEYS, "keys")
        fields: dict[str, Value] = {}
        for _ in range(keys):
            key = self._string()
            fields[key] = self._value(self._number("I"))
        ends = [self._tensor_end() for _ in range(tensors)]
        if not tensors:
            raise self._reject("holds no weights")
        align = self._field(fields, "general.alignment", 32)
        start = math.ceil(self._file.tell() / max(align, 1)) * align
        needed = start + max(ends)
        if needed > self._size:
            raise self._reject(f"is cut off: {self._size:,} of at least {needed:,} bytes are there")
        return self._facts(fields)

    def _facts(self, fields: dict[str, Value]) -> Header:
        architecture = str(fields.get("general.architecture") or "unknown")
        heads = max(1, self._field(fields, f"{architecture}.attention.head_count", 1))
        embedding = self._field(fields, f"{architecture}.embedding_length", 0)
        return Header(
            name=str(fields.get("general.name") or self._path.stem),
            architecture=architecture,
            size=self._size,
            context=self._field(fields, f"{architecture}.context_length", 0),
            layers=self._field(fields, f"{architecture}.block_count", 0),
            kv_heads=self._field(fields, f"{architecture}.attention.head_count_kv", heads),
            head_size=self._field(fields, f"{architecture}.attention.key_length", embedding // heads),
            embedding=embedding,
            feed_forward=self._field(fields, f"{architecture}.feed_forward_length", 4 * embedding),
        )

    def _field(self, fields: dict[str, Value], key: str, default: int) -> int:
        value = fields.get(key)
        return value if isinstance(value, int) else default

    def _tensor_end(self) -> int:
        self._string()
        dimensions = [self._number("Q") for _ in range(self._count("I", 8, "dimensions"))]
        kind, offset = self._number("I"), self._number("Q")
        if kind not in _BLOCKS:
            raise self._reject(f"has weights of a type that is not known here ({kind})")
        elements, size = _BLOCKS[kind]
        return offset + math.prod(dimensions) // elements * size

    def _value(self, kind: int) -> Value:
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            inner = self._number("I")
            for _ in range(self._count("Q", _MOST_ITEMS, "items")):
                self._value(inner)
            return None
        if kind not in _SCALARS:
            raise self._reject(f"has a field of an unknown type ({kind})")
        return self._number(_SCALARS[kind])

    def _string(self) -> str:
        return self._bytes(self._count("Q", _LONGEST, "characters")).decode("utf-8", "replace")

    def _count(self, form: str, most: int, what: str) -> int:
        number = self._number(form)
        if number > most:
            raise self._reject(f"is damaged: it speaks of {number:,} {what}")
        return number

    def _number(self, form: str) -> int:
        layout = struct.Struct(f"<{form}")
        number: int = layout.unpack(self._bytes(layout.size))[0]
        return number

    def _bytes(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise self._reject(f"is cut off after {self._size:,} bytes")
        return data

    def _reject(self, what: str) -> ModelRejected:
        return ModelRejected(f"The model file {self._path} {what}.", "Fetch it again: `nutgraf models get`.")
