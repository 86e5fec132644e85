"""The models of this machine: a list of files that were proved once, looked at again when they change.

A file is known by its path, size and time of change, so that a start need not hash gigabytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from summarizer.batch.output import write_whole
from summarizer.errors import ModelMissing, ModelRejected, UsageError
from summarizer.models.catalogue import Entry, entry_of, find_entry
from summarizer.models.fit import check_fit, machine
from summarizer.models.gguf import read_header
from summarizer.paths import folders

_CHUNK = 1 << 20
_GET = "`nutgraf models get` fetches one (it asks first)."


@dataclass(frozen=True, slots=True)
class Installed:
    id: str
    path: Path
    size: int
    sha256: str
    entry: Entry | None
    """Its facts, if the catalogue knows the file."""


@dataclass(frozen=True, slots=True)
class _Record:
    id: str
    path: str
    size: int
    mtime_ns: int
    sha256: str
    listed: bool
    """False: only seen, as a path on the command line."""


def installed() -> tuple[Installed, ...]:
    """Listed models whose files are there and unchanged, the largest first."""
    found = [_as_installed(r) for r in _read() if r.listed and _is_current(r)]
    return tuple(sorted(found, key=lambda m: -m.size))


def resolve(name: str | None, context: int) -> Installed:
    """A model by its name or path; None: the best one here. It is complete and fits the memory.

    Raises ModelMissing, ModelRejected, OutOfMemory."""
    path = _path_of(name)
    header = read_header(path)
    check_fit(name or path.stem, header, context, machine())
    known = next((r for r in _read() if r.path == str(path) and _is_current(r)), None)
    return _as_installed(known) if known else _note(path, listed=False)


def add(path: Path) -> Installed:
    """List a file where it is. Raises ModelMissing, ModelRejected."""
    path = path.expanduser().absolute()
    if not path.is_file():
        raise ModelMissing(f"{path} is no file.", "Name a .gguf file.")
    read_header(path)
    return _note(path, listed=True)


def remove(name: str) -> Path | None:
    """Take a model off the list; its file is deleted only if nutgraf fetched it. Returns what was deleted."""
    model = _find(name)
    _write([r for r in _read() if r.path != str(model.path)])
    if model.path.parent != folders().models:
        return None
    model.path.unlink(missing_ok=True)
    return model.path


def verify(name: str, on_progress: Callable[[int, int], None] = lambda done, total: None) -> Installed:
    """Hash a model's file again. Raises ModelRejected when it is not what it was."""
    record = next((r for r in _read() if r.listed and r.id == name), None)
    if record is None:
        raise _missing(name)
    path = Path(record.path)
    read_header(path)
    digest = digest_of(path, on_progress)
    if digest != record.sha256:
        raise ModelRejected(
            f"The model file {path} has changed: its SHA-256 is {digest}, and was {record.sha256}.",
            f"Remove it with `nutgraf models remove {name}` and fetch it again.",
        )
    return _note(path, listed=True, digest=digest)


def digest_of(path: Path, on_progress: Callable[[int, int], None] = lambda done, total: None) -> str:
    """SHA-256 of a file."""
    digest, done, total = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            on_progress(done, total)
    return digest.hexdigest()


def record_fetched(path: Path, sha256: str) -> Installed:
    """List a file whose hash was just computed."""
    return _note(path, listed=True, digest=sha256)


def _path_of(name: str | None) -> Path:
    if name is None:
        models = installed()
        if not models:
            raise ModelMissing("There is no model on this machine yet.", _GET)
        return max(models, key=lambda m: (m.entry.choice if m.entry else 0, m.size)).path
    if name.endswith(".gguf") or "/" in name or "\\" in name:
        path = Path(name).expanduser().absolute()
        if not path.is_file():
            raise ModelMissing(f"There is no model file {path}.", _GET)
        return path
    return _find(name).path


def _find(name: str) -> Installed:
    model = next((m for m in installed() if m.id == name), None)
    if model is None:
        raise _missing(name)
    return model


def _missing(name: str) -> ModelMissing:
    here = ", ".join(m.id for m in installed()) or "none"
    try:
        find_entry(name)
    except UsageError:
        return ModelMissing(
            f'There is no model "{name}".', f"On this machine: {here}. `nutgraf models list` shows all."
        )
    return ModelMissing(
        f"The model {name} is not on this machine.", f"`nutgraf models get {name}` fetches it. Here: {here}."
    )


def _note(path: Path, *, listed: bool, digest: str | None = None) -> Installed:
    digest = digest or digest_of(path)
    status = path.stat()
    entry = entry_of(digest)
    others = [r for r in _read() if r.path != str(path)]
    name = entry.id if entry else _free_name(path, {r.id for r in others if r.listed})
    was_listed = any(r.listed for r in _read() if r.path == str(path))
    record = _Record(name, str(path), status.st_size, status.st_mtime_ns, digest, listed or was_listed)
    _write([*others, record])
    return _as_installed(record)


def _free_name(path: Path, taken: set[str]) -> str:
    name = base = re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower()).strip("-") or "model"
    number = 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _as_installed(record: _Record) -> Installed:
    return Installed(record.id, Path(record.path), record.size, record.sha256, entry_of(record.sha256))


def _is_current(record: _Record) -> bool:
    try:
        status = Path(record.path).stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (record.size, record.mtime_ns)


def _list() -> Path:
    return folders().models / "models.json"


def _read() -> list[_Record]:
    try:
        return [_Record(**row) for row in json.loads(_list().read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []  # a list that cannot be read costs hashing again, nothing else


def _write(records: list[_Record]) -> None:
    write_whole(_list(), json.dumps([asdict(r) for r in records], indent=1) + "\n")
