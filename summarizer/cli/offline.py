"""``nutgraf doctor --offline``: prove that nothing leaves the machine, by trying, and print a receipt.

Every line is something that was done just now on this machine. What could not be done is said, never claimed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

_NETWORK = frozenset("socket connect getaddrinfo gethostbyname sendto curl_easy_init SSL_connect".split())
_MINUTES = 20 * 60


class Proof(NamedTuple):
    outcome: Literal["proved", "FAILED", "not tried"]
    what: str
    detail: str


def run_proofs() -> int:
    """Print the receipt; 0 when nothing failed."""
    print("Proof that nothing leaves this machine. Each line is tried now; it takes a minute or two.\n", flush=True)
    failed = 0
    for proof in _proofs():
        failed += proof.outcome == "FAILED"
        print(f"{proof.outcome:<10} {proof.what}\n           {proof.detail}", flush=True)
    print(
        f"\n{time.strftime('%Y-%m-%d %H:%M')}  {'Everything that was tried held.' if not failed else f'{failed} FAILED.'}"
    )
    print("What this cannot show: programs beside nutgraf, and folders that another program copies elsewhere.")
    return 1 if failed else 0


def _proofs() -> Iterator[Proof]:
    yield _symbols()
    yield _rpc()
    yield _doors()
    yield _namespace()
    yield _trace()
    yield _ledger()


def _symbols() -> Proof:
    what = "the engine's native libraries import no network function"
    spec, nm = find_spec("llama_cpp"), shutil.which("nm")
    if spec is None or spec.origin is None or nm is None:
        return Proof("not tried", what, "it needs `nm` (binutils) and the engine")
    libraries = sorted(p for p in (Path(spec.origin).parent / "lib").iterdir() if ".so" in p.name or ".dylib" in p.name)
    found = []
    for library in libraries:
        listing = _run([nm, "-D" if sys.platform == "linux" else "-u", str(library)]).stdout
        undefined = {line.split()[-1].partition("@")[0].lstrip("_") for line in listing.splitlines() if " U " in line}
        found += [f"{library.name}: {name}" for name in sorted(undefined & _NETWORK)]
    detail = ", ".join(found) if found else f"{len(libraries)} libraries looked at"
    return Proof("FAILED" if found else "proved", what, detail)


def _rpc() -> Proof:
    done = _run([sys.executable, "-c", "import llama_cpp; print(llama_cpp.llama_supports_rpc())"])
    answer = done.stdout.strip()
    held = answer == "False"
    return Proof(
        "proved" if held else "FAILED", "the engine has no remote backend", f"llama_supports_rpc() is {answer}"
    )


def _doors() -> Proof:
    done = _run([sys.executable, "-P", "-m", "summarizer.engine.doors"])
    what = "a process closed as the engine's is cannot reach the network"
    if done.returncode:
        return Proof("FAILED", what, done.stderr.strip()[-200:])
    found = json.loads(done.stdout)
    open_ = [f"{name}: {outcome}" for name, outcome in found["attempts"].items() if outcome != "refused"]
    if open_ or found["barrier"] == "none":
        return Proof("FAILED", what, "; ".join(open_) or "there is no barrier")
    return Proof("proved", what, f"by {found['barrier']}: refused {', '.join(found['attempts'])}")


def _namespace() -> Proof:
    what = "a summary needs no network: made where not even loopback exists"
    unshare = shutil.which("unshare")
    if unshare is None:
        return Proof("not tried", what, "it needs `unshare` (Linux)")
    if (probe := _run([unshare, "-rn", "true"])).returncode:
        return Proof("not tried", what, f"this system does not allow it: {probe.stderr.strip()}")
    begun = time.monotonic()
    done = _run([unshare, "-rn", *_summarize()])
    if done.returncode:
        return Proof("FAILED", what, done.stderr.strip()[-300:])
    claims = len(json.loads(done.stdout)["summary"])
    return Proof("proved", what, f"unshare -rn: {claims} sentences in {time.monotonic() - begun:.0f} s")


def _trace() -> Proof:
    what = "a summary makes no network call but local ones"
    strace = shutil.which("strace")
    if strace is None:
        return Proof("not tried", what, "it needs `strace` (Linux)")
    with TemporaryDirectory() as folder:
        trace = Path(folder, "trace")
        done = _run([strace, "-f", "-qq", "-e", "trace=%network", "-o", str(trace), *_summarize()])
        lines = trace.read_text(errors="replace").splitlines() if trace.exists() else []
    if not lines and done.returncode:
        return Proof("not tried", what, f"this system does not allow it: {done.stderr.strip()[-200:]}")
    if done.returncode:
        return Proof("FAILED", what, done.stderr.strip()[-300:])
    inet = [line for line in lines if "AF_INET" in line]
    passed = [line for line in inet if "EACCES" not in line]
    if passed:
        return Proof("FAILED", what, "; ".join(passed[:3]))
    return Proof("proved", what, f"strace: {len(lines)} calls; {len(inet)} to IP, the barrier's own test, all refused")


def _ledger() -> Proof:
    from summarizer.engine.open import network_ledger  # noqa: PLC0415

    path = network_ledger()
    what = "the ledger of attempts to reach the network"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return Proof("proved", what, "no attempt was ever made from a process that nutgraf closed")
    except OSError as error:
        return Proof("not tried", what, f"{path} cannot be read: {error.strerror}")
    return Proof("FAILED", what, f"{len(lines)} refused; the last: {lines[-1]}. All are in {path}.")


def _summarize() -> list[str]:
    """The sample, by the installed model if there is one; nothing from the cache."""
    from summarizer.models.registry import installed  # noqa: PLC0415

    command = [
        sys.executable,
        "-P",
        "-m",
        "summarizer.cli.main",
        "summarize",
        "--sample",
        "-q",
        "-f",
        "json",
        "--no-cache",
    ]
    return command if installed() else [*command, "--no-model"]


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    import summarizer  # noqa: PLC0415

    environment = {**os.environ, "PYTHONPATH": str(Path(summarizer.__file__).parent.parent)}
    return subprocess.run(command, capture_output=True, text=True, timeout=_MINUTES, check=False, env=environment)
