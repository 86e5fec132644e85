"""The served app over real connections: who gets in, and what is left when it ends."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import psutil
import pytest
from serving import Served, drawn, press, serving

from summarizer.cli import main
from summarizer.paths import folders
from summarizer.store.library import open_library
from tui.memory import Memory, save_memory

pytestmark = pytest.mark.skipif(os.name == "nt", reason="stops the server with a signal")


@pytest.fixture
async def served(home: Path) -> AsyncIterator[Served]:
    save_memory(Memory(welcomed=True))
    async with serving(home) as server:
        yield server


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


async def enter(client: aiohttp.ClientSession, served: Served) -> str:
    """Follow the address; where the WebSocket is."""
    async with client.get(served.address) as answer:
        assert answer.status == 200
        assert "key=" not in str(answer.url)
        return re.findall(r'ws://[^"]+', await answer.text())[0]


async def test_only_the_right_secret_host_and_origin_get_in(served: Served, client: aiohttp.ClientSession) -> None:
    listening = [c.laddr.ip for c in psutil.Process(served.process.pid).net_connections() if c.status == "LISTEN"]
    assert listening == ["127.0.0.1"]
    own, foreign = {"Origin": served.root}, {"Origin": "http://news.example"}
    for path in ("/", "/ws", "/download/x", "/static/js/textual.js", "/?key=wrong"):
        async with client.get(served.root + path) as answer:
            assert answer.status == 403, path
    for wrong in ({"Host": "rebound.example"}, {"Host": served.root[7:].replace("127.0.0.1", "localhost")}, foreign):
        async with client.get(served.address, headers=wrong) as answer:
            assert answer.status == 403, wrong
    socket = await enter(client, served)
    (cookie,) = client.cookie_jar
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and len(cookie["path"]) > 40
    place = socket.replace("ws://", "http://").removesuffix("ws")
    for path, status in (("static/js/textual.js", 200), ("static/", 403), ("download/x", 404)):
        async with client.get(place + path) as answer:
            assert answer.status == status, path
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    for wrong in ({}, foreign, {**own, "Host": "rebound.example"}):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(socket, headers=wrong)
        assert refused.value.status == 403
    async with aiohttp.ClientSession() as stranger:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await stranger.ws_connect(socket, headers=own)
    assert not served.look()  # none of them started an app
    async with client.ws_connect(socket, headers=own) as tab:
        await drawn(tab, "No articles yet")
    code, words = await served.stop()
    assert (code, words.split()[-1]) == (0, "Closed.")
    assert "Traceback" not in words
    with pytest.raises(aiohttp.ClientConnectorError):
        await client.get(served.address)


async def test_each_tab_has_its_app_and_both_one_library(served: Served, client: aiohttp.ClientSession) -> None:
    address, own = await enter(client, served), {"Origin": served.root}
    first, second = [await client.ws_connect(f"{address}?width=100&height=30", headers=own) for _ in range(2)]
    await drawn(first, "No articles yet")
    await drawn(second, "No articles yet")
    assert len(served.look()) == 2
    await press(first, "E")
    await drawn(first, "The extract")
    await drawn(second, "Halden Systems")  # it appears there by itself
    await press(first, "\x1b")
    await drawn(first, "1 article")
    for number, tab in enumerate((first, second)):
        await press(tab, f"\x1b[200~Harbour {number}\n\nThe harbour of Olvik opened on Monday.\x1b[201~")
    await drawn(first, "Harbour 0")
    await drawn(second, "Harbour 1")
    await first.close()
    await press(second, "\x11")  # ctrl+q
    await drawn_to_the_end(second)
    assert (await served.stop())[0] == 0
    await served.gone()
    with open_library(folders().library) as library:
        assert len(library.rows()) == 3
        assert library.check() == []


async def drawn_to_the_end(tab: aiohttp.ClientWebSocketResponse) -> None:
    async for _ in tab:
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_no_app_outlives_the_server(number: int, served: Served, client: aiohttp.ClientSession) -> None:
    tab = await client.ws_connect(await enter(client, served), headers={"Origin": served.root})
    await drawn(tab, "No articles yet")
    assert served.look()
    code, words = await served.stop(number)
    assert code == (-number if number == signal.SIGKILL else 0)
    assert "Traceback" not in words
    await served.gone()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_job_in_the_background_can_be_stopped(number: int, home: Path) -> None:
    """A shell starts it with the signal of ctrl+c ignored."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        async with serving(home) as served:
            code, words = await served.stop(number)
    finally:
        signal.signal(signal.SIGINT, before)
    assert code == 0 and "Traceback" not in words


async def test_a_session_that_cannot_start_says_why(home: Path, client: aiohttp.ClientSession) -> None:
    folders().library.parent.mkdir(parents=True, exist_ok=True)
    folders().library.write_text("no library")
    async with serving(home) as served:
        tab = await client.ws_connect(await enter(client, served), headers={"Origin": served.root})
        await drawn_to_the_end(tab)
        code, words = await served.stop()
    assert code == 0
    assert "library.db" in words and "Traceback" not in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--serve", "doctor"], "without a command"),
        (["--no-browser"], "--serve"),
        (["--no-browser", "doctor"], "--serve"),
    ],
)
def test_flags_that_do_not_go_together(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(arguments) == 2
    assert words in capsys.readouterr().err


def test_without_its_packages_the_command_that_brings_them_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "find_spec", lambda name: None)
    assert main.main(["--serve"]) == 2
    assert "pip install 'nutgraf[serve]'" in capsys.readouterr().err
