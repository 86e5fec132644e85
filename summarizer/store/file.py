"""The library's file: made, opened, looked at before it is trusted; SQLite's errors in our words.

Write-ahead logging (https://sqlite.org/wal.html) lets the app read while a batch writes. It needs memory
that processes share, which network file systems have not: there the file keeps a rollback journal.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from summarizer.errors import LibraryDamaged, StorageError
from summarizer.store import schema

_MAGIC = b"SQLite format 3\0"
_NETWORK = frozenset("nfs nfs4 cifs smb smbfs smb2 smb3 afpfs webdav sshfs fuse.sshfs 9p ncpfs".split())
_WAIT = 15.0
"""Seconds for another program's write; the longest of ours, ``scrub``, takes about one."""
COMPANIONS = ("-wal", "-shm", "-journal")
_REPAIR = "`nutgraf library check --repair` copies it aside and saves what can be read."


def open_file(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection and whether it may write. Makes the file, brings its schema up to date."""
    with translated(path):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _alone(path):
                if not path.exists():  # whoever comes second finds the first one's
                    new_file(path, lambda db: None)
        _look_at(path)
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        db = connect(path, writable)
        try:
            if db.execute("pragma application_id").fetchone()[0] != schema.APPLICATION:
                raise StorageError(f"{path} is not nutgraf's.", "Move it away; nutgraf then begins a library.")
            if (found := schema.version(db)) > len(schema.STEPS):
                raise StorageError(f"{path} was written by a newer nutgraf.", "Update nutgraf to open it.")
            if found < len(schema.STEPS):
                if not writable:
                    raise StorageError(f"{path} is of an older nutgraf and cannot be written.", "Make it writable.")
                with _alone(path):
                    if schema.version(db) == found:
                        copy_into(db, path.with_name(f"{path.stem}.before-{len(schema.STEPS)}.db"), replace=True)
                    schema.migrate(db)
            _log_ahead(db, path, writable)
        except BaseException:
            db.close()
            raise
        return db, writable


def connect(path: Path, writable: bool = True) -> sqlite3.Connection:
    """Removed words are overwritten and nothing is sorted on disk, so that no copy of a text stays behind."""
    db = connect_bare(path, writable)
    try:
        for setting in ("foreign_keys = on", "secure_delete = on", "temp_store = memory", "synchronous = normal"):
            db.execute(f"pragma {setting}")
    except BaseException:
        db.close()
        raise
    return db


def connect_bare(path: Path, writable: bool) -> sqlite3.Connection:
    """Nothing is read yet. A folder that cannot be written has no room for what WAL mode needs: such a file,
    if nothing is left in its log, is read as one that nobody changes."""
    mode = "rw" if writable else "ro" if _logged(path) else "ro&immutable=1"
    name = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(name, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)


def copy_into(db: sqlite3.Connection, target: Path, *, replace: bool = False) -> None:
    """A whole copy that is there when it is finished, or not at all; for the owner's eyes only."""
    if target.exists() and not replace:
        raise StorageError(f"{target} exists already.", "Choose another name.")
    part = target.with_name(f".{target.name}.part")
    try:
        with translated(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            _private(part)
            _vacuum_into(db, part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _vacuum_into(db: sqlite3.Connection, part: Path) -> None:
    """SQLite calls a disk full also when a damaged file names a page that cannot be."""
    source = Path(db.execute("pragma database_list").fetchone()[2])
    try:
        db.execute("vacuum into ?", (str(part),))
    except sqlite3.OperationalError as error:
        part.unlink(missing_ok=True)
        if (
            error.sqlite_errorcode == sqlite3.SQLITE_FULL
            and shutil.disk_usage(part.parent).free > source.stat().st_size
        ):
            raise damaged(source, "it names a page that cannot be") from error
        raise


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """What SQLite and the system say about ``path``, as StorageError or LibraryDamaged."""
    try:
        yield
    except sqlite3.Error as error:
        if words := _in_our_words(path, error):
            raise words from error
        raise
    except UnicodeDecodeError as error:  # a name in the schema, or SQLite's message about it
        raise damaged(path, str(error)) from error
    except OSError as error:
        raise StorageError(
            f"{error.filename or path} cannot be used: {error.strerror or error}.",
            "Check the disk, or move nutgraf's folders with NUTGRAF_HOME.",
        ) from error


def _in_our_words(path: Path, error: sqlite3.Error) -> StorageError | None:
    """None for what is a bug of ours."""
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return damaged(path, str(error).partition(" with text")[0])  # Python's own: a text that is not UTF-8
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path, str(error))
        case sqlite3.SQLITE_FULL:
            return StorageError(
                f"The disk with {path} is full.", "Free some space and try again; what was kept before is safe."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageError(f"Another program is writing to {path}.", "Wait for it and try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_IOERR:
            return StorageError(f"{path} cannot be used: {error}.", "Check the disk and the folder's permissions.")
    return None


def damaged(path: Path, reason: str) -> LibraryDamaged:
    return LibraryDamaged(f"{path} is damaged: {reason}.", _REPAIR)


def _alone(path: Path) -> contextlib.AbstractContextManager[object]:
    """Keeps out others who would make or migrate the file."""
    from filelock import FileLock  # noqa: PLC0415

    return FileLock(path.with_name(f".{path.name}.lock"), timeout=_WAIT)


def new_file(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Put a new library at ``path``, filled before it takes the place of what is there."""
    part = path.with_name(f".{path.name}.part")
    try:
        for old in (part, *companions(part)):
            old.unlink(missing_ok=True)
        _private(part)
        db = connect(part)
        try:
            schema.migrate(db)
            _log_ahead(db, path, writable=True)
            fill(db)
        finally:
            db.close()  # folds the log into the file
        for old in companions(path):  # a log without its file would be taken for the new one's
            old.unlink(missing_ok=True)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _log_ahead(db: sqlite3.Connection, path: Path, writable: bool) -> None:
    """The file itself remembers its mode; a new one, and a backup that was put in place, has none yet."""
    if writable and db.execute("pragma journal_mode").fetchone()[0] == "delete" and not _on_a_network(path.parent):
        db.execute("pragma journal_mode = wal")


def companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in COMPANIONS]


def _private(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _look_at(path: Path) -> None:
    """What SQLite would take for an empty library, or only meet later."""
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise damaged(path, "it is empty (0 bytes)")
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise damaged(path, "it is no SQLite file")
    page = int.from_bytes(head[16:18], "big")
    whole = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
    # while somebody folds the log into the file, its head may be ahead of its end
    if path.stat().st_size < whole and not _logged(path) and (size := path.stat().st_size) < whole:
        raise damaged(path, f"it was cut off ({size:,} of {whole:,} bytes)")


def _logged(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _on_a_network(folder: Path) -> bool:
    import psutil  # noqa: PLC0415

    there = folder.resolve()
    mounts = [m for m in psutil.disk_partitions(all=True) if there.is_relative_to(m.mountpoint)]
    kind = max(mounts, key=lambda m: len(m.mountpoint)).fstype if mounts else ""
    return kind.lower() in _NETWORK or str(there).startswith("\\\\")
