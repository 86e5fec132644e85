"""The worker's own door to the network, closed before it reads a byte of any article.

On Linux a seccomp filter makes the kernel refuse every socket that is not local to the machine,
to native code and children too, for good. Elsewhere a Python audit hook refuses connections:
weaker, because native code does not pass through it, and reported as what it is.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
import sys

# machine: (audit architecture, socket, io_uring_setup, seccomp)
_ABI = {"x86_64": (0xC000003E, 41, 425, 317), "aarch64": (0xC00000B7, 198, 425, 277)}
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_DENY, _ALLOW = 0x00050000 | errno.EACCES, 0x7FFF0000
_NO_NEW_PRIVILEGES, _FILTER_ALL_THREADS = 38, 1


def close_network() -> str:
    """Bar this process from the network; the name of the strongest barrier that was proved to hold."""
    if sys.platform == "linux" and platform.machine() in _ABI and _install_filter() and _refused():
        return "seccomp"
    sys.addaudithook(_refuse)
    return "audit hook" if _refused() else "none"


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


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}:
        if getattr(args[0], "family", None) != getattr(socket, "AF_UNIX", object()):
            raise PermissionError(errno.EACCES, "nutgraf's worker has no network")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}:
        raise PermissionError(errno.EACCES, "nutgraf's worker has no network")


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
