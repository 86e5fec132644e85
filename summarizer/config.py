"""The user's settings: flags beat the environment, the environment beats ``config.toml``, which is
read here and never written."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from summarizer.errors import ConfigError
from summarizer.paths import folders

CONTEXT = 8192
"""Tokens: an article of 4,000 words with its answer."""


@dataclass(frozen=True, slots=True)
class Config:
    model: str | None = None
    """Identifier of an installed model or path of a GGUF file; None: the best installed one."""
    template: str = "brief"
    notes: bool = True
    threads: int | None = None
    """None: all cores for the batch command, one less for the app."""
    context: int = CONTEXT
    """Tokens."""
    keep_reading: bool = False
    """Keep on disk what the model read of an article, for a free analysis with another template."""
    method: str | None = None
    """How a summary is made: "extract", "rewrite" or "abstract"; None: by the model's size."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Keys of the app by the name of what they do (docs/app.md)."""
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Where each setting comes from: "default", a file or an environment variable."""


_TYPES: dict[str, type[Any]] = {
    "model": str,
    "template": str,
    "notes": bool,
    "threads": int,
    "context": int,
    "keep_reading": bool,
    "method": str,
    "keys": dict,
}
_BOUNDS: dict[str, tuple[int, int]] = {"threads": (1, 256), "context": (1024, 131072)}
METHODS = ("extract", "rewrite", "abstract")
_WORDS = {str: "a text in quotation marks", bool: "true or false", int: "a whole number", dict: "a table of texts"}


def config_path() -> Path:
    return folders().config / "config.toml"


def load_config() -> Config:
    """Raises ConfigError with every mistake at once."""
    path = config_path()
    return checked(_read(path), path)


def checked(rows: Mapping[str, Any], path: Path) -> Config:
    """The rows of the file ``path``, under the environment. Raises ConfigError with every mistake at once."""
    problems: list[str] = []
    values: dict[str, Any] = {}
    origins = {f.name: "default" for f in fields(Config) if f.name != "origins"}
    for key, value in rows.items():
        if key not in _TYPES:
            close = get_close_matches(key, _TYPES, 1, 0.5)
            meant = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(_TYPES)}"
            problems.append(f'{path}: unknown key "{key}"; {meant}')
        else:
            values[key], origins[key] = value, str(path)
    for key, kind in _TYPES.items():
        variable = f"NUTGRAF_{key.upper()}"
        if (text := os.environ.get(variable)) and kind is not dict:
            values[key], origins[key] = _convert(text, kind), variable
    for key, value in values.items():
        whole = not isinstance(value, dict) or all(isinstance(v, str) for v in value.values())
        if type(value) is not _TYPES[key] or not whole:  # a truth value is no number here
            problems.append(f'{origins[key]}: "{key}" must be {_WORDS[_TYPES[key]]}, not {value!r}')
        elif key == "method" and value not in METHODS:
            problems.append(f'{origins[key]}: "method" must be one of {", ".join(METHODS)}, not {value!r}')
        elif key in _BOUNDS and not _BOUNDS[key][0] <= int(value) <= _BOUNDS[key][1]:
            problems.append(f'{origins[key]}: "{key}" must be between {_BOUNDS[key][0]} and {_BOUNDS[key][1]}')
    if problems:
        raise ConfigError("The settings have mistakes:", "`nutgraf doctor` shows every setting.", tuple(problems))
    return Config(**values, origins=MappingProxyType(origins))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"The file {path} is not TOML: {error}.", "Correct the line or remove the file.") from None
    except OSError as error:
        raise ConfigError(f"The file {path} cannot be read: {error.strerror}.", "Check its permissions.") from None


def _convert(text: str, kind: type) -> Any:
    if kind is bool:
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(text.lower(), text)
    if kind is int:
        return int(text) if text.strip().isdigit() else text
    return text
