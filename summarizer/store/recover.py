"""What can still be read of a damaged library, put into a new one; the damaged one is kept as it was.

SQLite gives up at the first broken page of a scan, so every row is asked for by itself. A row counts if
what stands in it is what was kept: texts carry their SHA-256 as their name, the rest a digest.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.errors import StorageError
from summarizer.paths import folders
from summarizer.published.load import analysis_from_fields
from summarizer.store import analyses, articles
from summarizer.store.file import companions, connect_bare, new_file, translated
from summarizer.store.values import Recovered

_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
_PAGE = 4096
"""Bytes, SQLite's default since 3.12."""
_MOST = 1_000_000
"""Rows of a table that are looked for."""

Table = dict[int, tuple[Any, ...] | None]
"""rowid -> row."""


def recover(path: Path | None = None) -> Recovered:
    """Copy a damaged library aside and put one in its place with all that can still be read.

    Other nutgrafs must be closed: what they write meanwhile is lost. Raises StorageError, the library
    untouched, when there is no room for the copy.
    """
    path = path or folders().library
    with translated(path):
        aside = _copy_aside(path)
        read = _read(aside / path.name)
        if not any(read["texts"].values()):
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                read = _read(_with_a_new_head(aside / path.name, Path(folder)))
        known = (
            {n for t in ("articles", "texts") for n in read[t]},
            {n for t in ("analyses", "results") for n in read[t]},
        )
        saved = 0, 0

        def fill(db: sqlite3.Connection) -> None:
            nonlocal saved
            saved = _fill(db, read)

        new_file(path, fill)
    seen = sum(map(len, known))
    return Recovered(aside, *saved, lost=seen - sum(saved) if seen else None)


def _copy_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    if aside.exists():
        raise StorageError(f"{aside} exists already.", "Try again in a second.")
    part = aside.with_name(f".{aside.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(mode=0o700)
        for file in (path, *companions(path)):
            if file.exists():
                shutil.copy2(file, part / file.name)
        part.replace(aside)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return aside


def _with_a_new_head(damaged: Path, folder: Path) -> Path:
    """A copy with the first page of an empty library: it names the tables and where they begin, which is
    the same in every library of one version."""
    new_file(new := folder / "new.db", lambda db: None)
    head = bytearray(new.read_bytes()[:_PAGE])
    copy = folder / "copy.db"
    shutil.copyfile(damaged, copy)
    with copy.open("rb+") as file:
        head[28:32] = (copy.stat().st_size // _PAGE).to_bytes(4, "big")
        file.write(head)
    return copy


def _read(path: Path) -> dict[str, Table]:
    """All rows that can be read."""
    with contextlib.closing(connect_bare(path, writable=False)) as db:
        db.execute("pragma writable_schema = on")  # else a file that was cut off is not read at all
        return {table: _rows(db, table) for table in articles.KEPT}


def _rows(db: sqlite3.Connection, table: str) -> Table:
    """Every row that is there; None for one that cannot be read."""
    rows: Table = {}
    for number in range(1, _last(db, table) + 1):
        try:
            found = db.execute(f"select * from {table} where rowid = ?", (number,)).fetchone()  # noqa: S608
        except _UNREADABLE:
            rows[number] = None
        else:
            if found:
                rows[number] = tuple(found)
    return rows


def _last(db: sqlite3.Connection, table: str) -> int:
    """The highest rowid that can be learnt; a broken page may name any number."""
    for query in (f"select max(rowid) from {table}", f"select seq from sqlite_sequence where name = '{table}'"):  # noqa: S608
        with contextlib.suppress(*_UNREADABLE, StopIteration):
            return min(int(next(db.execute(query))[0] or 0), _MOST)
    seen = 0
    with contextlib.suppress(*_UNREADABLE):
        for (number,) in db.execute(f"select rowid from {table}"):  # noqa: S608
            seen = number
    return min(seen, _MOST)


def _fill(db: sqlite3.Connection, read: dict[str, Table]) -> tuple[int, int]:
    """Write what is whole; how many articles and analyses that is."""
    db.execute("begin immediate")
    texts: dict[int, bytes] = {}
    for number, kept in read["texts"].items():
        with _savepoint(db):
            _, text, structure, sealed = kept or ()
            row = read["articles"].get(number)
            article_id = row[1] if row else hashlib.sha256(text).hexdigest()
            articles.add(db, articles.whole(article_id, text, structure, sealed), row[10] if row else 0, number)
            texts[number] = text
            if row:
                db.execute("update articles set unread = ? where number = ?", (row[11], number))
    for dismissed in filter(None, read["dismissed"].values()):
        with _savepoint(db):
            db.execute("insert into dismissed values (?, ?, ?)", dismissed)
    analysed = 0
    numbers = {hashlib.sha256(text).hexdigest(): number for number, text in texts.items()}
    for number, kept in read["results"].items():
        with _savepoint(db):
            _, line, structure, sealed = kept or ()
            article = numbers[json.loads(line)["article"]["sha256"]]
            fields, whole = analyses.whole(line, structure, sealed, texts[article])
            row = read["analyses"].get(number)
            analyses.put(db, article, analysis_from_fields(fields, whole), fields, row[3] if row else 0, number)
            analysed += 1
    db.execute("commit")
    return len(texts), analysed


@contextlib.contextmanager
def _savepoint(db: sqlite3.Connection) -> Iterator[None]:
    """What is not whole is left out whole."""
    db.execute("savepoint part")
    try:
        yield
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        db.execute("rollback to part")
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise
    finally:
        if db.in_transaction:
            db.execute("release part")
