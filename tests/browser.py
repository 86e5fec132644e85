"""A headless Chromium, spoken to in its DevTools protocol: keys in, a picture and all its traffic out."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import shutil
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from terminal import without_escapes

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_KEYS = {"Enter": ("\r", 13), "Escape": ("", 27)}


class Tab:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._reader = asyncio.create_task(self._read())
        self.asked: list[str] = []
        """Every address it wanted."""
        self.complaints: list[str] = []
        """What its console says: refusals by the page's own policy among it."""
        self.drawn = b""
        """What came through WebSockets."""

    async def _read(self) -> None:
        async for message in self._socket:
            said = message.json()
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
                continue
            content = said["params"]
            match said["method"]:
                case "Network.requestWillBeSent":
                    self.asked.append(content["request"]["url"])
                case "Network.webSocketCreated":
                    self.asked.append(content["url"])
                case "Network.webSocketFrameReceived" if content["response"]["opcode"] == 2:
                    self.drawn += base64.b64decode(content["response"]["payloadData"])
                case "Log.entryAdded":
                    self.complaints.append(content["entry"]["text"])
                case "Runtime.exceptionThrown":
                    self.complaints.append(str(content["exceptionDetails"]))

    async def call(self, method: str, **content: Any) -> dict[str, Any]:
        number = next(self._ids)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": content})
        said = await asyncio.wait_for(answer, 30)
        assert "error" not in said, said
        return dict(said["result"])

    async def open(self, address: str) -> None:
        for domain in ("Network", "Log", "Runtime", "Page"):
            await self.call(f"{domain}.enable")
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.call("Page.navigate", url=address)

    async def press(self, key: str) -> None:
        text, code = _KEYS.get(key, (key, 0))
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def click(self, x: int, y: int) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def wait_for(self, words: str, seconds: float = 60.0) -> None:
        """Until something is drawn since ``forget``."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while words not in without_escapes(self.drawn):
                    await asyncio.sleep(0.05)
                return
        raise TimeoutError(f"{words!r} was not drawn; the end of what was: {without_escapes(self.drawn)[-2000:]}")

    def forget(self) -> None:
        self.drawn = b""

    async def picture(self, path: Path) -> None:
        shot = await self.call("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(shot["data"]))


@contextlib.asynccontextmanager
async def tab(folder: Path, *, columns: int = 1280, rows: int = 760) -> AsyncIterator[Tab]:
    """A browser of its own in ``folder``, with one tab of so many pixels; both end with the context."""
    assert CHROMIUM is not None
    options = (
        "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --remote-debugging-port=0"
    )
    browser = await asyncio.create_subprocess_exec(
        *(CHROMIUM, *options.split(), f"--window-size={columns},{rows}", f"--user-data-dir={folder}", "about:blank"),
        stderr=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        told = folder / "DevToolsActivePort"
        async with asyncio.timeout(60):
            while not (told.exists() and "\n" in told.read_text()):
                await asyncio.sleep(0.05)
        port = told.read_text().split()[0]
        async with aiohttp.ClientSession() as client:
            async with client.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
                page = await answer.json()
            async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Tab(socket)
    finally:
        browser.terminate()
        await browser.wait()
