"""``nutgraf --serve`` as a process of its own, and what it started."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import psutil
from terminal import without_escapes


class Served:
    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self.process = process
        self.address = address
        """With its key."""
        self.root = address.partition("/?")[0]
        self.family: set[psutil.Process] = set()
        """The server and every process that was seen under it."""

    def look(self) -> set[psutil.Process]:
        """The processes of tabs that are there now."""
        server = psutil.Process(self.process.pid)
        children = set(server.children(recursive=True))
        self.family |= {server} | children
        return {child for child in children if _runs(child)}

    async def gone(self, *, tabs_only: bool = False) -> None:
        """Until nothing of the family runs, or nothing but the server. Raises TimeoutError."""
        async with asyncio.timeout(20):
            while any(_runs(p) for p in self.family if not (tabs_only and p.pid == self.process.pid)):
                await asyncio.sleep(0.05)

    async def stop(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Its exit code and all that it wrote after its address."""
        self.process.send_signal(number)
        said, complained = await asyncio.wait_for(self.process.communicate(), 30)
        assert self.process.returncode is not None
        return self.process.returncode, (said + complained).decode()


def _runs(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


@contextlib.asynccontextmanager
async def serving(home: Path) -> AsyncIterator[Served]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "summarizer.cli.main", "--serve", "--no-browser"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "NUTGRAF_HOME": str(home)},
    )
    assert process.stdout is not None
    try:
        told = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        yield Served(process, re.findall(r"http://\S+", told)[0])
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def drawn(socket: aiohttp.ClientWebSocketResponse, words: str, seconds: float = 60.0) -> str:
    """What a tab's screen shows, up to these words. Raises TimeoutError."""
    received = b""
    async with asyncio.timeout(seconds):
        while words not in without_escapes(received):
            message = await socket.receive()
            assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}, message
            received += message.data if message.type == aiohttp.WSMsgType.BINARY else b""
    return without_escapes(received)


async def press(socket: aiohttp.ClientWebSocketResponse, keys: str) -> None:
    await socket.send_json(["stdin", keys])
