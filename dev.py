#!/usr/bin/env python3
"""Set-up and the two main commands, with nothing but Python: ``python3 dev.py demo`` and ``python3 dev.py test``.

Makes ``.venv``, installs what ``constraints.txt`` pins, fetches the starter model once, and runs.
A second run starts working at once.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / ".nutgraf-stamp"
LOG = VENV / "install.log"
LOCK = ROOT / "constraints.txt"
ENGINE = "llama-cpp-python"
TEST_MODEL = "smollm2-135m-instruct"
TICK = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["demo", "test", "check", "install", "lock"], help=(
        "demo: summarize the sample article. test: all tests. check: lint, types and import rules. "
        "install: only the environment. lock: write constraints.txt anew (needs uv)."
    ))  # fmt: skip
    parser.add_argument(
        "--wheels", metavar="URL", help="take a prebuilt engine from this package index instead of compiling it"
    )
    args, rest = parser.parse_known_args()
    if sys.version_info < (3, 11):  # noqa: UP036  (this file runs before anything is installed)
        return fail(f"nutgraf needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if args.command == "lock":
        return lock()
    if not install(args.wheels):
        return 1
    return {"demo": demo, "test": test, "check": check, "install": lambda rest: 0}[args.command](rest)


def demo(rest: list[str]) -> int:
    """The sample article, summarized by the starter model."""
    code = nutgraf("models", "get", "--starter", "--yes")
    return code or nutgraf("summarize", "--sample", *rest)


def test(rest: list[str]) -> int:
    """Rules, then all tests with the test model and the starter model."""
    code = check([])
    code = code or nutgraf("models", "get", TEST_MODEL, "--yes") or nutgraf("models", "get", "--starter", "--yes")
    if code:
        return code
    script = (
        "from summarizer.models.registry import installed; print(*(f'{m.id}={m.path}' for m in installed()), sep='\\n')"
    )
    listed = subprocess.run([PYTHON, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = dict(line.split("=", 1) for line in listed.splitlines())
    starter = next(path for name, path in paths.items() if name.startswith("qwen2.5-") and "1.5b" in name)
    models = {"NUTGRAF_TEST_MODEL": paths[TEST_MODEL], "NUTGRAF_STARTER_MODEL": starter}
    return subprocess.run(
        [PYTHON, "-m", "pytest", *rest], cwd=ROOT, env={**os.environ, **models}, check=False
    ).returncode


def check(rest: list[str]) -> int:
    """Lint, formatting, types, import contracts."""
    for tool in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]):
        print(f"$ {' '.join(tool)}", flush=True)
        code = subprocess.run([BIN / tool[0], *tool[1:]], cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0


def nutgraf(*arguments: str) -> int:
    return subprocess.run([PYTHON, "-m", "summarizer.cli.main", *arguments], cwd=ROOT, check=False).returncode


def install(wheels: str | None) -> bool:
    """The environment as pinned; nothing to do if it is that already."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == wanted and PYTHON.is_file():
        return True
    if not PYTHON.is_file():
        say("Making the environment in .venv")
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True, text=True)
        if made.returncode:
            fail(
                f"The environment could not be made.\n{made.stdout}{made.stderr}On Debian and Ubuntu: apt install python3-venv"
            )
            return False
    LOG.write_text("")
    engine, others = split_lock()
    steps = [("Installing the packages", ["--require-hashes", "--no-deps", "-r", others])]
    if wheels:
        steps.append(
            (
                "Installing the prebuilt engine",
                ["--no-deps", "--only-binary=:all:", "--index-url", wheels, engine_pin()],
            )
        )
    else:
        what = "Compiling the engine: about 5 minutes on 2 cores (at once if pip has it in its cache)"
        steps.append((what, ["--require-hashes", "--no-deps", "-r", engine]))
    steps.append(("Installing nutgraf", ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]))
    for what, arguments in steps:
        if not pip(what, arguments):
            return False
    STAMP.write_text(wanted)
    return True


def split_lock() -> tuple[str, str]:
    """The pins of the engine and of all others as two files: the slow part is told apart."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    is_engine = False
    for line in LOCK.read_text().splitlines():
        if line and not line.startswith((" ", "#")):
            is_engine = line.startswith(f"{ENGINE}==")
        parts[is_engine].append(line)
    names = []
    for wanted, name in ((True, "engine.txt"), (False, "packages.txt")):
        path = VENV / name
        path.write_text("\n".join(parts[wanted]) + "\n")
        names.append(str(path))
    return names[0], names[1]


def engine_pin() -> str:
    return next(line.split()[0] for line in LOCK.read_text().splitlines() if line.startswith(f"{ENGINE}=="))


def pip(what: str, arguments: list[str]) -> bool:
    """One step of the installation, with a sign of life every half minute."""
    say(what)
    begun = time.monotonic()
    # llama.cpp's image part is not used and takes two minutes of its own.
    environment = {**os.environ, "CMAKE_ARGS": f"-DLLAVA_BUILD=OFF {os.environ.get('CMAKE_ARGS', '')}".strip()}
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", *arguments]
    with LOG.open("a") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
        while True:
            try:
                code = process.wait(timeout=TICK)
                break
            except subprocess.TimeoutExpired:
                print(f"  ... {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    if code:
        fail(f"{what} failed. The last lines of {LOG}:\n" + "\n".join(LOG.read_text().splitlines()[-25:]))
        return False
    print(f"  done in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return True


def lock() -> int:
    """Versions and hashes of everything, without a host's name."""
    options = [
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-header",
        "--no-annotate",
    ]
    command = [
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--extra",
        "serve",
        "--group",
        "dev",
        *options,
        "--python-version",
        "3.11",
        "-o",
        str(LOCK),
    ]
    return subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode


def say(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)


def fail(text: str) -> int:
    print(f"dev.py: {text}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
