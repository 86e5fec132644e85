"""The server behind ``nutgraf --serve``: the one place that opens a port, on loopback, while it runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
import webbrowser
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server as TextualServer
from textual_serve.server import to_int

from summarizer.paths import folders
from tui.serve.guard import Asked, Guard, Verdict
from tui.serve.page import REFUSED, headers, page
from tui.serve.session import Session

_LOOPBACK = "127.0.0.1"
_COOKIE = "nutgraf"


class Server(TextualServer):
    """Textual's messages and page script behind our guard, without its downloads and its page."""

    def __init__(self) -> None:
        super().__init__("nutgraf", host=_LOOPBACK, port=0)
        self.guard = Guard()
        self._sessions: set[Session] = set()

    async def _make_app(self) -> web.Application:
        place = f"/{self.guard.place}"
        app = web.Application(middlewares=[self._check])
        app.router.add_get(f"{place}/", self._page)
        app.router.add_get(f"{place}/ws", self.handle_websocket)
        app.router.add_static(f"{place}/static", self.statics_path)
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def on_shutdown(self, app: web.Application) -> None:
        await asyncio.gather(*(session.stop() for session in self._sessions))

    @web.middleware
    async def _check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Before anything else, for every path, also those that do not exist."""
        asked = Asked(
            _authority(request),
            request.headers.getall("Host", []),
            request.headers.getall("Origin", []),
            request.query.get("key") if request.path == "/" else None,
            request.cookies.get(_COOKIE),
            "Upgrade" in request.headers,
        )
        match self.guard.judge(asked):
            case Verdict.ALLOWED:
                return await handler(request)
            case Verdict.INVITED:
                place = f"/{self.guard.place}/"
                response = web.Response(status=303, headers={"Location": place})
                response.set_cookie(_COOKIE, self.guard.cookie, path=place, httponly=True, samesite="Strict")
                return response
        return web.Response(status=403, text=REFUSED)

    async def _page(self, request: web.Request) -> web.Response:
        return web.Response(text=page(_authority(request), self.guard.place), content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A tab, from its opening to its end."""
        websocket = web.WebSocketResponse(heartbeat=15, compress=False)
        await websocket.prepare(request)
        session = Session(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=_closer(websocket),
            download_manager=self.download_manager,
        )
        self._sessions.add(session)
        try:
            await session.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(websocket, session)
        finally:
            await session.stop()
            self._sessions.discard(session)
        return websocket


def _closer(websocket: web.WebSocketResponse) -> Any:
    async def close() -> None:
        await websocket.close()

    return close


def _authority(request: web.BaseRequest) -> str:
    """The address and port that this request arrived at."""
    host, port = request.get_extra_info("sockname")[:2]
    return f"{host}:{port}"


async def _add_headers(request: web.BaseRequest, response: web.StreamResponse) -> None:
    response.headers.update(headers(_authority(request)))


async def _serve(*, browser: bool) -> None:
    server = Server()
    runner = web.AppRunner(await server._make_app(), access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.TCPSite(runner, _LOOPBACK, 0).start()  # 0: a free port that the system chooses
        address = f"http://{_LOOPBACK}:{runner.addresses[0][1]}/?key={server.guard.key}"
        print(f"nutgraf is open at {address}")
        print(
            "Only a browser on this computer that knows this whole address can reach it. ctrl+c closes it.", flush=True
        )
        if browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        await asyncio.Event().wait()  # until the signal cancels it
    finally:
        await runner.cleanup()


def _has_screen() -> bool:
    """Whether a browser would have a window: one inside the terminal would take it from us."""
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(*, browser: bool) -> None:
    """Serve until ctrl+c, or a request to end, which is the same. ``browser``: also open the address in the user's."""
    logs = folders().logs
    with contextlib.suppress(OSError):
        logs.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.ERROR, handlers=[logging.FileHandler(logs / "errors.log", delay=True)])
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would ignore it
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(browser=browser))
    print("\nClosed.")
