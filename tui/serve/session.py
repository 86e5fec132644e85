"""One tab: a process of its own with the app in it, which ends with the tab."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from textual_serve.app_service import AppService

import summarizer

_GRACE = 5.0
"""Seconds an app has to end by itself."""
_LARGEST = 1000
"""Columns or rows; more is a mistake."""


class Session(AppService):
    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Without a shell, and beyond the reach of a ctrl+c in the terminal: the server ends it."""
        self._process = process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "summarizer.cli.main"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(min(width, _LARGEST), min(height, _LARGEST)),
            start_new_session=os.name == "posix",
        )
        self._stdin = process.stdin
        return process

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        root = str(Path(summarizer.__file__).parent.parent)
        own = {"TEXTUAL_DRIVER": "tui.serve.driver:Driver", "PYTHONPATH": root}
        return {**super()._build_environment(width, height), **own}

    async def on_data(self, payload: bytes) -> None:
        """A tab that is gone must not keep the app from writing its last."""
        with contextlib.suppress(ConnectionError):
            await super().on_data(payload)

    async def on_meta(self, data: bytes) -> None:
        """Only that the app has ended: nothing is opened or downloaded in the browser."""
        if json.loads(data)["type"] == "exit":
            await self.remote_close()

    async def run(self) -> None:
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        process = self._process
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), _GRACE)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
