"""A long batch: does memory stay flat, and the time per article?

    .venv/bin/python benchmarks/many.py MODEL [--articles 200]

Runs the real command on a folder of articles that differ in their figures, with nothing from the cache, and looks at
both processes after each. Prints the first and the last quarter side by side, and what the first quarter takes in fresh
processes right after the last: the machine's own drift."""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

ARTICLE = Path(__file__).parent / "engine" / "article.txt"
Row = tuple[float, float, float, float]
"""Seconds since the article before, of both processors likewise, MB of the command, MB of its worker."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--articles", type=int, default=200)
    args = parser.parse_args()
    quarter = args.articles // 4
    with TemporaryDirectory() as folder, TemporaryDirectory() as other:
        _write(Path(folder, "in"), args.articles)
        _write(Path(other, "in"), quarter)
        rows = _run(args.model, Path(folder))
        fresh = _run(args.model, Path(other))
    print(f"{len(rows)} articles, {sum(row[0] for row in rows):.0f} s")
    for i, what in enumerate(("seconds an article", "processor seconds", "MB of the command", "MB of the worker")):
        parts = (rows[1:quarter], rows[-quarter:], fresh[1:])
        first, last, again = (statistics.median(row[i] for row in part) for part in parts)
        print(
            f"{what:<20} first quarter {first:7.2f}   last quarter {last:7.2f}   fresh processes after it {again:7.2f}"
        )


def _write(folder: Path, count: int) -> None:
    folder.mkdir()
    text = ARTICLE.read_text(encoding="utf-8")
    for number in range(count):
        varied = re.sub(r"\d+", lambda m, n=number: _moved(m[0], n), text)
        (folder / f"{number:03}.txt").write_text(varied, encoding="utf-8")


def _moved(figure: str, by: int) -> str:
    """Another figure with as many digits, so that no article has more tokens than another."""
    least = 10 ** (len(figure) - 1)
    return str(least + (int(figure) + by - least) % (9 * least))


def _run(model: str, folder: Path) -> list[Row]:
    command = [
        str(Path(sys.executable).with_name("nutgraf")),
        "summarize",
        str(folder / "in"),
        "-o",
        str(folder / "out"),
    ]
    process = subprocess.Popen(
        [*command, "-f", "json", "-m", model, "--no-cache", "--events", "-q"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    rows: list[Row] = []
    before, used = time.monotonic(), 0.0
    for line in process.stdout:
        if json.loads(line)["event"] == "Finished":
            parent = psutil.Process(process.pid)
            both = (parent, *parent.children())
            now, spent = time.monotonic(), sum(p.cpu_times().user + p.cpu_times().system for p in both)
            sizes = [p.memory_info().rss / 1e6 for p in both]
            rows.append((now - before, spent - used, sizes[0], sizes[1]))
            before, used = now, spent
    if process.wait():
        raise SystemExit(f"the command failed with {process.returncode}")
    return rows


if __name__ == "__main__":
    main()
