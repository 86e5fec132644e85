"""A process's own door to the network, closed before it reads a byte of any article.

On Linux a seccomp filter makes the kernel refuse every socket that is not local to the machine,
to native code and children too, for good. Everywhere a Python audit hook refuses connections and
writes every attempt into a ledger: weaker, because native code does not pass through it, and
reported as what it is where nothing stronger is in force.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

# machine: (audit architecture, socket, io_uring_setup, seccomp)
_ABI = {"x86_64": (0xC000003E, 41, 425, 317), "aarch64": (0xC00000B7, 198, 425, 277)}
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_DENY, _ALLOW = 0x00050000 | errno.EACCES, 0x7FFF0000
_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
_LOOKS_UP = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"})
_NO_NEW_PRIVILEGES, _FILTER_ALL_THREADS = 38, 1


def close_network(ledger: Path | None = None) -> str:
    """Bar this process from the network; the name of the strongest barrier that was proved to hold.
    ``ledger``: file in which every attempt from Python is noted, by a line."""
    kernel = sys.platform == "linux" and platform.machine() in _ABI and _install_filter() and _refused()
    hook = _Hook(ledger)
    sys.addaudithook(hook)
    held = kernel or _refused()
    hook.noting = True
    if not held:
        return "none"
    return "seccomp" if kernel else "audit hook"


def _install_filter() -> bool:
    architecture, socket_call, io_uring_setup, seccomp = _ABI[platform.machine()]
    program = [
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, 0),
        (_IF_AT_LEAST, 6, 0, 0x40000000),  # the x32 numbering of the same calls
        (_IF_EQUAL, 5, 0, io_uring_setup),
        (_IF_EQUAL, 0, 3, socket_call),
        (_LOAD, 0, 0, 16),
        (_IF_EQUAL, 1, 0, socket.AF_UNIX),
        (_IF_EQUAL, 0, 1, 16),  # AF_NETLINK
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    buffer = ctypes.create_string_buffer(code, len(code))

    class Program(ctypes.Structure):
        _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    filter_ = Program(len(program), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
        and libc.syscall(seccomp, 1, _FILTER_ALL_THREADS, ctypes.byref(filter_)) == 0
    )


class _Hook:
    """Refuses what would leave the machine; an audit hook (PEP 578)."""

    def __init__(self, ledger: Path | None) -> None:
        self._ledger = ledger
        self.noting = False
        """The barrier's own test is not an attempt."""

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event in _CONNECTS:
            if getattr(args[0], "family", None) == getattr(socket, "AF_UNIX", object()):
                return
        elif event not in _LOOKS_UP:
            return
        if self._ledger is not None and self.noting:
            self.noting = False  # what the note itself does is no attempt
            with contextlib.suppress(OSError), self._ledger.open("a", encoding="utf-8") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {os.getpid()} refused {event} {args[1:]!r}\n")
            self.noting = True
        raise PermissionError(errno.EACCES, "nutgraf has closed the network to this process")


def _refused() -> bool:
    """Try to reach the discard port of this machine; only a refusal by our own barrier counts."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.settimeout(0.2)
            probe.connect(("127.0.0.1", 9))
    except PermissionError:
        return True
    except OSError:
        return False
    return False
