"""The downloader against a server that stalls, cuts off, lies and redirects."""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import DownloadError, StorageError
from summarizer.models import download as module
from summarizer.models.download import download

DATA = bytes(range(256)) * 4000
SHA = hashlib.sha256(DATA).hexdigest()


class Server:
    """Answers by the first part of the path; counts requests and remembers ranges."""

    def __init__(self) -> None:
        self.ranges: list[str | None] = []
        self.release = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.ranges.append(self.headers.get("Range"))
                getattr(self, "answer_" + self.path.split("/")[1])(len(outer.ranges))

            def send(self, body: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body) if length is None else length))
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)
                if length is not None and length != len(body):
                    self.close_connection = True

            def begin(self) -> int:
                found = re.match(r"bytes=(\d+)-", self.headers.get("Range") or "")
                return int(found[1]) if found else 0

            def part(self, upto: int = len(DATA)) -> None:
                begin = self.begin()
                whole = f"bytes {begin}-{len(DATA) - 1}/{len(DATA)}"
                self.send(
                    DATA[begin:upto],
                    206 if begin else 200,
                    len(DATA) - begin,
                    **({"Content_Range": whole} if begin else {}),
                )

            def answer_good(self, number: int) -> None:
                self.part()

            def answer_cuts(self, number: int) -> None:
                self.part(min(len(DATA), number * 300_000))

            def answer_norange(self, number: int) -> None:
                if number == 1:
                    self.send(DATA[:500_000], length=len(DATA))
                else:
                    self.send(DATA)

            def answer_wrongrange(self, number: int) -> None:
                if self.begin() and number < 3:
                    self.send(
                        DATA[-10:],
                        206,
                        Content_Range=f"bytes {len(DATA) - 10}-{len(DATA) - 1}/*",
                        length=len(DATA) - self.begin(),
                    )
                else:
                    self.part(500_000 if number == 1 else len(DATA))

            def answer_stalls(self, number: int) -> None:
                if number == 1:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(DATA)))
                    self.end_headers()
                    self.wfile.write(DATA[:100_000])
                    self.wfile.flush()
                    outer.release.wait(5)
                    self.close_connection = True
                else:
                    self.part()

            def answer_longer(self, number: int) -> None:
                self.send(DATA + b"more")

            def answer_endless(self, number: int) -> None:
                self.send_response(200)
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(DATA + b"more")
                self.close_connection = True

            def answer_shorter(self, number: int) -> None:
                self.send(DATA[:-1])

            def answer_other(self, number: int) -> None:
                self.send(DATA[::-1])

            def answer_page(self, number: int) -> None:
                self.send(b"<html>Please log in</html>")

            def answer_gone(self, number: int) -> None:
                self.send(b"no", 404)

            def answer_busy(self, number: int) -> None:
                self.send(b"busy", 503) if number < 2 else self.part()

            def answer_416(self, number: int) -> None:
                self.send(b"", 416) if self.begin() else self.part()

            def answer_moved(self, number: int) -> None:
                self.send(b"", 302, Location="/good/x")

            def answer_unsafe(self, number: int) -> None:
                self.send(b"", 302, Location="http://192.0.2.1/x")

            def answer_file(self, number: int) -> None:
                self.send(b"", 302, Location="file:///etc/hostname")

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.release.set()
    made.server.shutdown()
    made.server.server_close()


def get(server: Server, path: str, folder: Path, **options: Any) -> Path:
    return download(f"{server.url}/{path}/x", folder / "model.gguf", len(DATA), SHA, pause=0.0, stall=0.5, **options)


@pytest.mark.parametrize("path", ["good", "cuts", "norange", "wrongrange", "stalls", "busy", "moved"])
def test_the_file_arrives_whole_in_spite_of(path: str, server: Server, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    target = get(server, path, tmp_path, on_progress=lambda done, total: seen.append((done, total)))
    assert target.read_bytes() == DATA
    assert [p.name for p in tmp_path.iterdir()] == ["model.gguf"]
    assert seen[-1] == (len(DATA), len(DATA))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("longer", "offers 1,024,004 bytes"),
        ("endless", "More bytes"),
        ("shorter", "offers 1,023,999 bytes"),
        ("other", "not the file that was promised"),
        ("page", "offers 26 bytes"),
        ("gone", "404"),
        ("unsafe", "not a safe address"),
        ("file", "not allowed"),
    ],
)
def test_what_was_not_promised_is_refused_and_the_next_try_works(
    path: str, words: str, server: Server, tmp_path: Path
) -> None:
    with pytest.raises(DownloadError, match=words):
        get(server, path, tmp_path)
    assert not (tmp_path / "model.gguf").exists()
    assert get(server, "good", tmp_path).read_bytes() == DATA


def test_a_part_is_resumed(server: Server, tmp_path: Path) -> None:
    (tmp_path / "model.gguf.part").write_bytes(DATA[:700_000])
    get(server, "good", tmp_path)
    assert server.ranges == ["bytes=700000-"]


@pytest.mark.parametrize("part", [b"rubbish" * 1000, DATA + b"too long", b""])
def test_a_wrong_part_never_blocks(part: bytes, server: Server, tmp_path: Path) -> None:
    (tmp_path / "model.gguf.part").write_bytes(part)
    try:
        get(server, "good", tmp_path)
    except DownloadError:
        get(server, "good", tmp_path)
    assert (tmp_path / "model.gguf").read_bytes() == DATA


def test_a_range_that_cannot_be_served_begins_anew(server: Server, tmp_path: Path) -> None:
    (tmp_path / "model.gguf.part").write_bytes(DATA[:10])
    assert get(server, "416", tmp_path).read_bytes() == DATA


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="does not deliver"):
        download("http://127.0.0.1:9/x", tmp_path / "model.gguf", 10, SHA, pause=0.0)


@pytest.mark.parametrize("url", ["http://example.org/x", "ftp://example.org/x", "file:///etc/passwd"])
def test_only_safe_addresses(url: str, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="safe address"):
        download(url, tmp_path / "model.gguf", 10, SHA)


def test_no_space_is_told_before_anything_is_fetched(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(StorageError, match="GB free"):
        get(server, "good", tmp_path)
    assert server.ranges == []


def test_a_disk_that_fills_up_is_told_and_the_next_try_goes_on(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = module._copy

    def fills(response: Any, file: Any, done: int, size: int, on_progress: Any) -> None:
        file.write(response.read(300_000))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "_copy", fills)
    with pytest.raises(StorageError, match="the disk is full"):
        get(server, "good", tmp_path)
    monkeypatch.setattr(module, "_copy", copy)
    assert get(server, "good", tmp_path).read_bytes() == DATA
    assert server.ranges[-1] == "bytes=300000-"
