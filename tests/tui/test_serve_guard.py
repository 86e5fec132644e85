"""Who may speak to the served app."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.serve.guard import Asked, Guard, Verdict
from tui.serve.page import PAGE, headers, page

HERE = "127.0.0.1:4321"
GUARD = Guard()
PAGE_LOAD = Asked(HERE, [HERE], cookie=GUARD.cookie)
SOCKET = Asked(HERE, [HERE], [f"http://{HERE}"], cookie=GUARD.cookie, upgrade=True)
LINK = Asked(HERE, [HERE], key=GUARD.key)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        (PAGE_LOAD, Verdict.ALLOWED),
        (SOCKET, Verdict.ALLOWED),
        (LINK, Verdict.INVITED),
        (replace(PAGE_LOAD, origins=[f"http://{HERE}"]), Verdict.ALLOWED),
        (replace(PAGE_LOAD, cookie=None), Verdict.REFUSED),
        (replace(PAGE_LOAD, cookie=GUARD.key), Verdict.REFUSED),  # the address is no cookie
        (replace(PAGE_LOAD, cookie=""), Verdict.REFUSED),
        (replace(PAGE_LOAD, cookie="ü\udcff"), Verdict.REFUSED),
        (replace(PAGE_LOAD, hosts=["localhost:4321"]), Verdict.REFUSED),  # a name can be made to point here
        (replace(PAGE_LOAD, hosts=["rebound.example:4321"]), Verdict.REFUSED),
        (replace(PAGE_LOAD, hosts=["127.0.0.1:4322"]), Verdict.REFUSED),
        (replace(PAGE_LOAD, hosts=["127.0.0.1"]), Verdict.REFUSED),
        (replace(PAGE_LOAD, hosts=[]), Verdict.REFUSED),
        (replace(PAGE_LOAD, hosts=[HERE, "rebound.example"]), Verdict.REFUSED),
        (replace(PAGE_LOAD, origins=["http://127.0.0.1:9"]), Verdict.REFUSED),  # another program's page
        (replace(SOCKET, origins=[]), Verdict.REFUSED),
        (replace(SOCKET, origins=["null"]), Verdict.REFUSED),
        (replace(SOCKET, origins=["https://news.example"]), Verdict.REFUSED),
        (replace(SOCKET, origins=[f"https://{HERE}"]), Verdict.REFUSED),
        (replace(SOCKET, cookie=None, key=GUARD.key), Verdict.REFUSED),  # the address opens no WebSocket
        (replace(LINK, key=GUARD.cookie), Verdict.REFUSED),
        (replace(LINK, hosts=["rebound.example:4321"]), Verdict.REFUSED),
        (replace(LINK, key=Guard().key), Verdict.REFUSED),  # another start's
    ],
)
def test_a_request_is_judged(asked: Asked, verdict: Verdict) -> None:
    assert GUARD.judge(asked) is verdict


@given(st.text(), st.text(), st.booleans())
def test_nothing_but_the_secrets_opens(key: str, cookie: str, upgrade: bool) -> None:
    asked = Asked(HERE, [HERE], [f"http://{HERE}"], key, cookie, upgrade)
    assert GUARD.judge(asked) is Verdict.REFUSED


def test_secrets_are_long_and_new_each_time() -> None:
    made = [secret for guard in (Guard(), Guard()) for secret in (guard.key, guard.cookie, guard.place)]
    assert len(set(made)) == 6
    assert min(map(len, made)) >= 43  # 256 bits


def test_the_page_names_no_other_host() -> None:
    assert re.findall(r"(?:\w+:)?//[^\"' ]+", PAGE) == ["ws://{authority}/{place}/ws"]
    assert f'"ws://{HERE}/a/ws"' in page(HERE, "a")
    policy = headers(HERE)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert re.findall(r"\w+://\S+?(?=;| |$)", policy) == [f"ws://{HERE}"]
    assert "unsafe-eval" not in policy and "allow-popups" not in policy
