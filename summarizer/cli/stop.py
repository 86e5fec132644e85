"""Ctrl-C as a request: the run in hand is cancelled, what is finished stays. A second one is an order."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType


class Stop:
    """Context in which SIGINT and SIGTERM set a flag and call ``on_request``."""

    def __init__(self) -> None:
        self._requested = False
        self._on_request: Callable[[], None] = lambda: None

    def requested(self) -> bool:
        return self._requested

    def notify(self, on_request: Callable[[], None]) -> None:
        self._on_request = on_request

    def __enter__(self) -> Stop:
        self._before = {number: signal.signal(number, self._handle) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self._requested:
            raise KeyboardInterrupt
        self._requested = True
        self._on_request()
