"""How long ``nutgraf --help`` takes, as a ratio to a bare interpreter in the same run.

    .venv/bin/python benchmarks/startup.py

Prints medians of whole processes, interleaved so that a busy moment touches all of them."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 21
NUTGRAF = str(Path(sys.executable).with_name("nutgraf"))
COMMANDS = {
    "bare interpreter": [sys.executable, "-c", "pass"],
    "nutgraf --help": [NUTGRAF, "--help"],
    "nutgraf summarize --help": [NUTGRAF, "summarize", "--help"],
    "nutgraf templates list": [NUTGRAF, "templates", "list"],
    "nutgraf summarize --sample --no-model": [NUTGRAF, "summarize", "--sample", "--no-model", "-q"],
}


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            begun = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - begun)
    bare = statistics.median(times["bare interpreter"])
    for name, values in times.items():
        middle = statistics.median(values)
        spread = f"(min {min(values) * 1000:.0f}, max {max(values) * 1000:.0f})"
        print(f"{name:<40} {middle * 1000:7.0f} ms   {middle / bare:5.1f} x bare   {spread}")


if __name__ == "__main__":
    main()
