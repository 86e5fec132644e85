"""The only module that opens a connection: one file, by HTTPS, resumed where it stopped.

What arrives is taken only if it has the promised size and SHA-256. A ``.part`` file that is left behind
is the beginning of the right file or is begun anew; it never blocks the next try."""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import summarizer
from summarizer.errors import DownloadError, StorageError
from summarizer.models.space import check_space

STALL = 30.0
"""Seconds without a byte before a connection is given up."""
_ATTEMPTS = 5
"""In a row without any progress, once something has arrived; before that, two."""
_PAUSE = 1.0
_CHUNK = 1 << 18
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

Progress = Callable[[int, int], None]


class _Broken(Exception):
    """The transfer stopped; another attempt may go on from here."""


def download(
    url: str,
    target: Path,
    size: int,
    sha256: str,
    on_progress: Progress = lambda done, total: None,
    *,
    stall: float = STALL,
    pause: float = _PAUSE,
) -> Path:
    """Fetch ``url`` into ``target``. Raises DownloadError, StorageError."""
    _check_address(url)
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        have = part.stat().st_size if part.exists() else 0
        if have > size:
            part.unlink()
            have = 0
        check_space(target.parent, size - have)
        _transfer(url, part, size, on_progress, stall, pause)
        _prove(part, size, sha256, url)
        part.replace(target)
    except OSError as error:
        raise _disk_error(target, error) from error
    return target


def _transfer(url: str, part: Path, size: int, on_progress: Progress, stall: float, pause: float) -> None:
    attempts = 0
    while (have := part.stat().st_size if part.exists() else 0) < size:
        try:
            _attempt(url, part, have, size, on_progress, stall)
        except _Broken as broken:
            progressed = part.exists() and part.stat().st_size > have
            attempts = 0 if progressed else attempts + 1
            if attempts >= (_ATTEMPTS if have else 2):
                raise DownloadError(
                    f"{_host(url)} does not deliver {part.stem}: {broken}.",
                    "Check the connection and run the same command again.",
                ) from None
            time.sleep(pause * max(attempts, 1))


def _attempt(url: str, part: Path, have: int, size: int, on_progress: Progress, stall: float) -> None:
    headers = {"User-Agent": f"nutgraf/{summarizer.__version__}", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    try:
        with _opener().open(urllib.request.Request(url, headers=headers), timeout=stall) as response:  # noqa: S310
            begin = _begin(response, have)
            _check_length(response, begin, size, url)
            with part.open("r+b" if begin else "wb") as file:
                file.seek(begin)
                file.truncate()
                _copy(response, file, begin, size, on_progress)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 416:  # what we have is not the beginning of what is there
            part.unlink(missing_ok=True)
        if error.code in {416, 429} or error.code >= 500:
            raise _Broken(f"it answers {error.code} {error.reason}") from None
        raise DownloadError(
            f"{_host(url)} answers {error.code} {error.reason} for {part.stem}.",
            "The file may have been moved; try another model.",
        ) from None
    except urllib.error.URLError as error:
        raise _Broken(str(getattr(error.reason, "strerror", None) or error.reason)) from None
    except (TimeoutError, ConnectionError, http.client.HTTPException) as error:
        raise _Broken(str(error) or type(error).__name__) from None


def _begin(response: Any, have: int) -> int:
    """Where the body that comes begins: a server may ignore the request for a range."""
    if response.status != 206:
        return 0
    found = re.fullmatch(r"bytes (\d+)-\d+/(?:\d+|\*)", response.headers.get("Content-Range", ""))
    if not found or int(found[1]) > have:
        raise _Broken("it sends another part of the file than was asked for")
    return int(found[1])


def _check_length(response: Any, begin: int, size: int, url: str) -> None:
    length = response.headers.get("Content-Length")
    if length is not None and length.isdigit() and begin + int(length) != size:
        raise DownloadError(
            f"{_host(url)} offers {begin + int(length):,} bytes; the file that was promised has {size:,}.",
            "It was not taken. Try again later or choose another model.",
        )


def _copy(response: Any, file: IO[bytes], done: int, size: int, on_progress: Progress) -> None:
    try:
        while chunk := response.read(min(_CHUNK, size - done + 1)):
            file.write(chunk[: size - done])
            done += len(chunk)
            on_progress(min(done, size), size)
            if done > size:
                raise DownloadError("More bytes came than were promised.", "The file was not taken.")
    finally:
        file.flush()
        os.fsync(file.fileno())
    if done < size:
        raise _Broken(f"the connection ended after {done:,} of {size:,} bytes")


def _prove(part: Path, size: int, sha256: str, url: str) -> None:
    digest = hashlib.sha256()
    with part.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    if part.stat().st_size != size or digest.hexdigest() != sha256:
        part.unlink()
        raise DownloadError(
            f"What {_host(url)} sent is not the file that was promised: SHA-256 {digest.hexdigest()} instead of {sha256}.",
            "It was removed. Try again later or choose another model.",
        )


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to safe addresses only."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Redirects())


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise DownloadError(f"{parts.scheme}://{parts.netloc} is not a safe address.", "Only https is used.")


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _disk_error(target: Path, error: OSError) -> StorageError:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    what = "the disk is full" if full else error.strerror or str(error)
    return StorageError(
        f"{target} cannot be written: {what}.",
        "Free some space and run the same command again: the download goes on where it stopped.",
    )
