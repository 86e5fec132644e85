"""Textual's driver for a browser, which also ends the app when the server is gone, however it went."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class Driver(WebDriver):
    def run_input_thread(self) -> None:
        super().run_input_thread()
        self._app.post_message(ExitApp())
