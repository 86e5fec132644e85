"""Where nutgraf keeps things. One environment variable, ``NUTGRAF_HOME``, moves all of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folders:
    config: Path
    """The user's own: ``config.toml`` and ``templates/``. Read, never written unasked."""
    data: Path
    """What must not be lost: the models and the library."""
    cache: Path
    """What may be deleted at any time."""
    logs: Path

    @property
    def models(self) -> Path:
        return self.data / "models"

    @property
    def library(self) -> Path:
        return self.data / "library.db"

    @property
    def templates(self) -> Path:
        return self.config / "templates"


def folders() -> Folders:
    home = os.environ.get("NUTGRAF_HOME")
    if home:
        root = Path(home).expanduser()
        return Folders(root / "config", root / "data", root / "cache", root / "logs")
    from platformdirs import PlatformDirs  # noqa: PLC0415  (30 ms that `--help` need not pay)

    dirs = PlatformDirs("nutgraf", appauthor=False)
    return Folders(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)
