"""``python -m summarizer.engine.doors``: close the network as the worker does, then try every door.

Prints one JSON object: the barrier, and for each attempt whether it was "refused" by the barrier, "open", or
what else stopped it. Nothing leaves the machine: the addresses are its own, the name is a reserved one (RFC 2606).
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable

from summarizer.engine.sandbox import close_network

_CHILD = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM).connect(('127.0.0.1', 9))"


def main() -> None:
    barrier = close_network()
    attempts: dict[str, Callable[[], object]] = {
        "TCP over IPv4": lambda: _connect(socket.AF_INET, socket.SOCK_STREAM, "127.0.0.1"),
        "TCP over IPv6": lambda: _connect(socket.AF_INET6, socket.SOCK_STREAM, "::1"),
        "UDP": lambda: _connect(socket.AF_INET, socket.SOCK_DGRAM, "127.0.0.1"),
        "a name lookup": lambda: socket.getaddrinfo("nutgraf.invalid", 443),
        "listening": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).bind(("127.0.0.1", 0)),
    }
    if barrier == "seccomp":  # the audit hook ends with its process
        attempts["a child process"] = _child
    print(json.dumps({"barrier": barrier, "attempts": {name: _outcome(work) for name, work in attempts.items()}}))


def _connect(family: int, kind: int, host: str) -> None:
    with socket.socket(family, kind) as door:
        door.settimeout(0.5)
        door.connect((host, 9))


def _child() -> None:
    done = subprocess.run([sys.executable, "-c", _CHILD], capture_output=True, text=True, check=False)
    if "PermissionError" in done.stderr:
        raise PermissionError
    if done.returncode:
        raise OSError(done.stderr.strip().splitlines()[-1])


def _outcome(work: Callable[[], object]) -> str:
    try:
        work()
    except PermissionError:
        return "refused"
    except socket.gaierror:  # with sockets refused there is nobody to ask
        return "refused"
    except OSError as error:
        return f"not refused: {error}"
    return "open"


if __name__ == "__main__":
    main()
