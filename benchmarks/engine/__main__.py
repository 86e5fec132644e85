"""What an article costs, against the obvious way on the same model, machine and threads.

    .venv/bin/python benchmarks/engine MODEL.gguf [MODEL.gguf ...] [--rounds 3] [--json FILE]

Every variant runs in a process of its own, one after the other in rounds, so that a busy moment touches
all of them; medians are shown. Compare within a run only: absolute times drift between minutes."""

from __future__ import annotations

import argparse
import json
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools import child

from summarizer.engine.open import tunings_path
from summarizer.engine.settings import Tuning
from summarizer.engine.tunings import Tunings, describe
from summarizer.models.fit import Machine, cores, machine
from summarizer.models.registry import digest_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=cores())
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    on = machine()
    results = {path.name: _model(path, args.threads, args.rounds, on) for path in args.models}
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _model(path: Path, threads: int, rounds: int, on: Machine) -> dict[str, Any]:
    sha256 = digest_of(path)
    tuning = Tunings(tunings_path(), on).find(sha256) or Tuning(threads)
    words = json.dumps(asdict(tuning))
    print(f"\n{path.name}: {describe(tuning)}; {on.cores} cores, {on.memory / 1e9:.0f} GB", flush=True)
    runs: dict[str, list[dict[str, Any]]] = {"product": [], "plain": [], "article first": []}
    for _ in range(rounds):
        product = child("product.py", str(path), sha256, words)
        runs["product"].append(product)
        lengths = [str(max(1, n)) for n in product["warm"]["lengths"]]
        plain = (str(path), str(tuning.threads), *lengths)
        runs["plain"].append(child("plain.py", *plain))
        runs["article first"].append(child("plain.py", *plain, "--article-first"))
    _print_runs(runs)
    loop = child("loop.py", str(path), words, str(max(3, rounds)))
    _print_loop(loop)
    return {"tuning": asdict(tuning), "runs": runs, "loop": loop}


def _print_runs(runs: dict[str, list[dict[str, Any]]]) -> None:
    product, plain, first = runs["product"], runs["plain"], runs["article first"]

    def middle(rows: list[dict[str, Any]], *names: str) -> float:
        values = []
        for row in rows:
            value: Any = row
            for name in names:
                value = value[name]
            values.append(float(value))
        return statistics.median(values)

    base, sentence = middle(plain, "seconds"), middle(plain, "first sentence")
    summary, notes = product[0]["warm"]["lengths"]
    print(f"article {product[0]['warm']['article']} tokens -> summary of {summary} and notes of {notes} tokens")
    print(f"{'':<36}{'seconds':>9}{'plain/it':>10}{'first claim':>13}{'plain/it':>10}{'evaluated':>11}{'written':>9}")
    for name, rows in (("plain, two completions", plain), ("plain, the article first", first)):
        time, claim = middle(rows, "seconds"), middle(rows, "first sentence")
        print(
            f"{name:<36}{time:9.1f}{base / time:10.2f}{claim:13.1f}{sentence / claim:10.2f}"
            f"{middle(rows, 'evaluated'):11.0f}{middle(rows, 'generated'):9.0f}"
        )
    load = middle(plain, "load")
    for name, key, extra in (
        ("nutgraf, cold (plain with loading)", "cold", load),
        ("nutgraf, warm", "warm", 0),
        ("nutgraf, cached", "cached", 0),
    ):
        time, claim = middle(product, key, "seconds"), middle(product, key, "first claim")
        print(
            f"{name:<36}{time:9.2f}{(base + extra) / time:10.2f}{claim:13.2f}{(sentence + extra) / claim:10.2f}"
            f"{middle(product, key, 'evaluated'):11.0f}{middle(product, key, 'generated'):9.0f}"
        )
    print(f"second free analysis of the article: first text after {middle(product, 'second', 'first text'):.2f} s")
    print(f"10 ms ticker in the parent while running, p99: {max(r['warm']['lag'] for r in product):.1f} ms late")
    print(
        f"peak memory: parent {middle(product, 'parent'):.0f} MB, worker {middle(product, 'worker'):.0f} MB",
        flush=True,
    )


def _print_loop(loop: dict[str, Any]) -> None:
    for width in (1, 4):
        raw, own, bound = (
            loop[f"{who} step of {width}{how}, ms"]
            for who, how in (("raw", ""), ("nutgraf", ""), ("nutgraf", " with grammar"))
        )
        print(
            f"step of {width}: bare loop {raw:.1f} ms, nutgraf {own:.1f} ms ({raw / own:.0%} of its speed), "
            f"with a grammar {bound:.1f} ms ({own / bound:.0%} of without)"
        )
    raw, own = loop["raw reading, tokens/s"], loop["nutgraf reading, tokens/s"]
    print(f"reading: bare loop {raw:.1f} tokens/s, nutgraf {own:.1f} ({own / raw:.0%})")
    print(f"cancel: {', '.join(f'{ms:.0f}' for ms in loop['cancel, ms'])} ms")


if __name__ == "__main__":
    main()
