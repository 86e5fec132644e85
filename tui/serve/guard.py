"""Who may speak to the served app: a decision over what a request says of itself, and nothing else.

A port on loopback is open to every program on the computer and to every web page in its browsers. So each request
must name this address (DNS rebinding), come from this page or from none (cross-site WebSocket hijacking), and hold
the secret of this start. Cookies are shared by all ports of a host; this one is bound to a path nobody can guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from hmac import compare_digest
from secrets import token_urlsafe


class Verdict(Enum):
    REFUSED = "refused"
    INVITED = "invited"
    """It followed the printed address: give it the cookie."""
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Asked:
    """``authority``: the host and port that the request reached. ``hosts`` and ``origins``: its headers of that
    name. ``key``: from its address. ``upgrade``: it asks for the WebSocket."""

    authority: str
    hosts: Sequence[str]
    origins: Sequence[str] = ()
    key: str | None = None
    cookie: str | None = None
    upgrade: bool = False


def _secret() -> str:
    return token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Guard:
    """The secrets of one start, 256 bits each; the next start has others."""

    key: str = field(default_factory=_secret)
    """In the printed address."""
    cookie: str = field(default_factory=_secret)
    place: str = field(default_factory=_secret)
    """The first part of every path."""

    def judge(self, asked: Asked) -> Verdict:
        if list(asked.hosts) != [asked.authority]:
            return Verdict.REFUSED
        if (asked.origins or asked.upgrade) and list(asked.origins) != [f"http://{asked.authority}"]:
            return Verdict.REFUSED
        if _same(asked.cookie, self.cookie):
            return Verdict.ALLOWED
        return Verdict.INVITED if _same(asked.key, self.key) and not asked.upgrade else Verdict.REFUSED


def _same(given: str | None, secret: str) -> bool:
    """In a time that does not depend on where they differ."""
    return given is not None and compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())
