"""One setting changed in ``config.toml`` at the user's wish; every other line stays as it was written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from summarizer.batch.output import write_whole
from summarizer.config import Config, checked, config_path, load_config
from summarizer.errors import ConfigError

Value = bool | int | str


def with_setting(text: str, key: str, value: Value | None) -> str:
    """The TOML ``text`` with the top-level ``key`` set to ``value``, or without it when that is None. A comment at
    the end of its line stays. Raises ConfigError when that cannot be done without touching anything else."""
    lines = text.splitlines()
    top = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    named = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=[^#]*(?P<comment>#.*)?$""")
    at, found = next(((i, m) for i in range(top) if (m := named.match(lines[i]))), (top, None))
    put = []
    if value is not None:
        comment = f"  {found['comment']}" if found and found["comment"] else ""
        put = [f"{key} = {_toml(value)}{comment}"]
    lines[at : at + (found is not None)] = put
    new = "\n".join(lines) + ("\n" if lines else "")
    wanted = {k: v for k, v in tomllib.loads(text).items() if k != key} | ({} if value is None else {key: value})
    try:
        if tomllib.loads(new) == wanted:
            return new
    except tomllib.TOMLDecodeError:
        pass
    raise ConfigError(f'"{key}" cannot be changed without touching other lines.', "Change it in the file by hand.")


def change_setting(key: str, value: Value | None) -> Config:
    """Change one setting in the file, or take it out (None), and return all as they are now. Nothing is written when
    the file or the new value has mistakes, or an environment variable counts more. Raises ConfigError, StorageError."""
    origin = load_config().origins[key]  # a file with mistakes is for its writer to mend
    if origin.startswith("NUTGRAF_"):
        raise ConfigError(f"{origin} is set and counts more than the file.", "Unset it to change the setting here.")
    path = Path(config_path()).resolve()  # a link stays a link
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    new = with_setting(text, key, value)
    config = checked(tomllib.loads(new), path)
    if new != text:
        write_whole(path, new)
    return config


def _toml(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else f'"{value}"'
