"""Texts out of proportion: what time and memory do they take, and what is said?

    .venv/bin/python benchmarks/long.py MODEL

Runs the real command, with nothing from the cache, on 50,000 tokens of prose, on the same in one line of 1 MB, and on ten
million random bytes. Looks at both processes twenty times a second."""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

ARTICLE = Path(__file__).parent / "engine" / "article.txt"
NUTGRAF = Path(sys.executable).with_name("nutgraf")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    model = parser.parse_args().model
    with TemporaryDirectory() as folder:
        for file in _write(Path(folder)):
            for options in ([], ["--no-notes"]):
                seconds, command, worker, code, said = _run(model, file, options)
                print(f"{file.stem:<14} {' '.join(options):<10} {seconds:6.1f} s  command {command:5.0f} MB", end="  ")
                print(f"worker {worker:5.0f} MB  exit {code}  {said}", flush=True)


def _write(folder: Path) -> list[Path]:
    prose, line, noise = (folder / name for name in ("50k-tokens.txt", "1MB-line.txt", "10M-random.txt"))
    prose.write_text(_long(247_000), encoding="utf-8")  # about 4.9 characters a token
    line.write_text(" ".join(_long(1_000_000).split()), encoding="utf-8")
    noise.write_bytes(random.Random(0).randbytes(10_000_000))
    return [prose, line, noise]


def _long(size: int) -> str:
    """The article again and again, its figures moved on each time, `size` characters of it."""
    text = ARTICLE.read_text(encoding="utf-8")
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        number = len(parts)
        parts.append(re.sub(r"\d+", lambda m, n=number: str(int(m[0]) + n), text))
    return "\n\n".join(parts)[:size]


def _run(model: str, file: Path, options: list[str]) -> tuple[float, float, float, int, str]:
    """Seconds, peak MB of the command and of its worker, exit code, the last line on standard error."""
    out, errors = file.with_suffix(".out"), file.with_suffix(".err")
    command = [str(NUTGRAF), "summarize", str(file), "-m", model, "--no-cache", *options]
    peaks = [0.0, 0.0]
    began = time.monotonic()
    with out.open("w") as stdout, errors.open("w") as stderr:
        process = subprocess.Popen(command, stdout=stdout, stderr=stderr)
        while process.poll() is None:
            for place, size in enumerate(_sizes(process.pid)):
                peaks[place] = max(peaks[place], size)
            time.sleep(0.05)
    seconds = time.monotonic() - began
    said = errors.read_text(encoding="utf-8").strip().splitlines()
    return seconds, *peaks, process.returncode, said[-1] if said else ""


def _sizes(pid: int) -> tuple[float, float]:
    try:
        parent = psutil.Process(pid)
        workers = [child.memory_info().rss for child in parent.children()]
        return parent.memory_info().rss / 1e6, sum(workers) / 1e6
    except psutil.NoSuchProcess:
        return 0.0, 0.0


if __name__ == "__main__":
    main()
