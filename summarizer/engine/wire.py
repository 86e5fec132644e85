"""The words that the app and its worker exchange: JSON messages with a length in front.

Requests: ``{"call", ...}``, one at a time, and ``{"cancel"}`` meanwhile. Replies to a request: any
number of ``{"step"}``, then one of ``{"result", "usage"}``, ``{"error"}``, ``{"interrupted"}``.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, BinaryIO

from summarizer import errors
from summarizer.engine.protocol import (
    Branch,
    Continuation,
    Loading,
    Message,
    Piece,
    Prefix,
    Question,
    Reading,
)
from summarizer.engine.settings import Settings, Tuning
from summarizer.errors import NutgrafError

_HEADER = struct.Struct(">I")
_STEPS: dict[str, type[Loading | Reading | Piece]] = {c.__name__: c for c in (Loading, Reading, Piece)}


def frame(message: Mapping[str, Any]) -> bytes:
    data = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode()
    return _HEADER.pack(len(data)) + data


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message; None at the end of the stream, also when it ends inside a message."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    (size,) = _HEADER.unpack(header)
    data = stream.read(size)
    return json.loads(data) if len(data) == size else None


def fields(value: Any) -> Any:
    """A protocol value as plain JSON: its fields in order, nested values likewise."""
    if is_dataclass(value):
        return [fields(getattr(value, name)) for name in value.__dataclass_fields__]
    return [fields(item) for item in value] if isinstance(value, (list, tuple)) else value


def step(value: Loading | Reading | Piece) -> list[Any]:
    return [type(value).__name__, *fields(value)]


def as_step(data: list[Any]) -> Any:
    return _STEPS[data[0]](*data[1:])


def as_messages(data: list[Any]) -> tuple[Message, ...]:
    return tuple(Message(*m) for m in data)


def as_prefix(data: list[Any]) -> Prefix:
    return Prefix(as_messages(data[0]), data[1])


def as_branch(data: list[Any]) -> Branch:
    prefix, text, max_tokens, stop, grammar = data
    return Branch(as_prefix(prefix), text, max_tokens, tuple(stop), grammar)


def as_continuation(data: list[Any]) -> Continuation:
    return Continuation(*data)


def as_question(data: list[Any]) -> Question:
    return Question(data[0], tuple(tuple(option) for option in data[1]))


def as_settings(data: dict[str, Any]) -> Settings:
    return Settings(**{**data, "tuning": Tuning(**data["tuning"])})


def error(value: NutgrafError) -> list[str]:
    return [type(value).__name__, value.message, value.hint]


def as_error(data: list[str]) -> NutgrafError:
    kind: type[NutgrafError] = getattr(errors, data[0], errors.EngineError)
    return kind(data[1], data[2])
