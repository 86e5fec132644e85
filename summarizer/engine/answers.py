"""Answers that a model gave before, found again by everything they depend on.

One SQLite file (https://sqlite.org/wal.html), which several nutgrafs may use at once. It holds hashes
and what the model answered, never an article. It is a cache: when it cannot be read or written,
the model is asked again.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from pathlib import Path
from typing import Any

_MOST = 50_000
"""Answers; beyond that the least recently used go."""
_SCHEMA = "create table if not exists answers (key text primary key, value text not null, used real not null)"


class Answers:
    """``path``: the file, made when the first answer is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None

    def find(self, key: str) -> Any:
        """The value, or None."""
        if self._db is None and not self._path.exists():
            return None
        try:
            db = self._open()
            row = db.execute("select value from answers where key = ?", (key,)).fetchone()
            if row is None:
                return None
            db.execute("update answers set used = ? where key = ?", (time.time(), key))
            return json.loads(row[0])
        except (sqlite3.Error, OSError, ValueError):
            return None

    def keep(self, key: str, value: Any) -> None:
        with contextlib.suppress(sqlite3.Error, OSError):
            self._open().execute(
                "insert or replace into answers values (?, ?, ?)", (key, json.dumps(value), time.time())
            )

    def close(self) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute(
                    "delete from answers where key in (select key from answers order by used desc limit -1 offset ?)",
                    (_MOST,),
                )
            self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # The app works in a thread of its own and closes from another, one after the other.
            db = sqlite3.connect(self._path, timeout=2, isolation_level=None, check_same_thread=False)
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = off")  # what a crash of the machine takes is only a cache
            db.execute(_SCHEMA)
            self._db = db
        return self._db
