"""Blind pairs for a careful reader: nutgraf's summary beside a plain "summarize this" of the same model file.

    .venv/bin/python benchmarks/quality pairs DATA --model ID --keep FOLDER [--count 30] [--seed 0] [--odd]
    .venv/bin/python benchmarks/quality pairs DATA --model ID --keep FOLDER --verdicts FILE

FOLDER gets, for each article drawn, `NN.txt` (the article, summary A, summary B, in a random order) for the blind reader
and `NN.cited.txt` (nutgraf's sentences with the passages that they cite) for reading sentence by sentence; `key.json`
says which is which. A file of verdicts has lines such as `07 A`, `08 B`, `09 =`. Unfinished pairs go on with the same
command."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scores import wilson
from summaries import CONTEXT, open_model

from summarizer.articles.load import load_bytes
from summarizer.engine.protocol import Engine
from summarizer.events import Failed, Finished
from summarizer.model import Analysis, Article, ModelRef
from summarizer.models.registry import resolve
from summarizer.pipeline.request import Request
from summarizer.pipeline.run import run as analyse
from summarizer.templates.find import find_template

SETS = (
    "summ/bbc_news_summary.jsonl",
    "bias_articles/basil.jsonl",
    "bias_articles/allsides_baly2020.jsonl",
    "summ/freelance_writer_summaries.jsonl",
    "summ/summeval_docs.jsonl",
)
TASK = "Summarize this article in 4 sentences."
_WORDS = range(150, 2500)
"""Shorter ones are their own summary, longer ones do not fit the plain prompt."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--odd", action="store_true", help="every second article of each set: the others were looked at"
    )
    parser.add_argument("--verdicts", type=Path)


def run(args: argparse.Namespace) -> int:
    args.keep.mkdir(parents=True, exist_ok=True)
    key_file = args.keep / "key.json"
    if args.verdicts:
        _tell(json.loads(key_file.read_text(encoding="utf-8")), args.verdicts)
        return 0
    articles = _draw(args.data, args.count, args.seed, args.odd)
    _write_ours(articles, args.model, args.keep)
    _write_plain(articles, args.model, args.keep)
    order = random.Random(args.seed)
    key = {}
    for number, article in articles.items():
        texts = {
            "nutgraf": (args.keep / f"{number}.nutgraf").read_text(encoding="utf-8"),
            "plain": (args.keep / f"{number}.plain").read_text(encoding="utf-8"),
        }
        key[number] = order.sample(sorted(texts), 2)
        a, b = (texts[name] for name in key[number])
        page = f"ARTICLE\n\n{article.title}\n\n{article.text}\n\nSUMMARY A\n\n{a}\n\nSUMMARY B\n\n{b}\n"
        (args.keep / f"{number}.txt").write_text(page, encoding="utf-8")
    key_file.write_text(json.dumps(key), encoding="utf-8")
    return 0


def _draw(data: Path, count: int, seed: int, odd: bool) -> dict[str, Article]:
    """As many of each set, by number."""
    folder = data / "dev" if (data / "dev").is_dir() else data
    chance, drawn = random.Random(seed), []
    for name in SETS:
        fitting = [a for a in _articles(folder / name, odd) if len(a.text.split()) in _WORDS]
        drawn += chance.sample(fitting, min(len(fitting), -(-count // len(SETS))))
    chance.shuffle(drawn)
    return {f"{number:02}": article for number, article in enumerate(drawn[:count])}


def _articles(path: Path, odd: bool) -> Iterator[Article]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 2 or not odd:
                item: dict[str, Any] = json.loads(line)
                title = item.get("title")
                text = item.get("article") or item["text"]
                yield load_bytes((f"{title}\n\n{text}" if title else text).encode(), item["id"])


def _write_ours(articles: dict[str, Article], name: str, folder: Path) -> None:
    model, engine = open_model(name)
    for number, article in articles.items():
        if not (folder / f"{number}.nutgraf").exists():
            analysis = _analysis(article, model, engine)
            whole = " ".join(claim.text for claim in analysis.claims)
            (folder / f"{number}.cited.txt").write_text(_cited(article, analysis), encoding="utf-8")
            (folder / f"{number}.nutgraf").write_text(whole, encoding="utf-8")
    if engine is not None:
        engine.close()


def _analysis(article: Article, model: ModelRef | None, engine: Engine | None) -> Analysis:
    request = Request(article, find_template("brief"), model, notes=False)
    last = list(analyse(request, engine, run_id="pairs"))[-1].body
    if isinstance(last, Failed):
        raise last.error
    assert isinstance(last, Finished)
    return last.analysis


def _cited(article: Article, analysis: Analysis) -> str:
    lines = [article.title, ""]
    for number, claim in enumerate(analysis.claims, 1):
        lines.append(f"{number}. {claim.text}  [{claim.mode.value}] {'; '.join(claim.doubts)}".rstrip())
        lines += [f"   cites: {article.sentence_text(i)}" for i in claim.cites]
    return "\n".join([*lines, "", "ARTICLE", "", article.text, ""])


def _write_plain(articles: dict[str, Article], name: str, folder: Path) -> None:
    from llama_cpp import Llama

    missing = {number: a for number, a in articles.items() if not (folder / f"{number}.plain").exists()}
    if not missing:
        return
    llama = Llama(str(resolve(name, CONTEXT).path), n_ctx=CONTEXT, flash_attn=True, verbose=False)
    for number, article in missing.items():
        content = f"{TASK}\n\n{article.title}\n\n{article.text}"
        answer: Any = llama.create_chat_completion(
            [{"role": "user", "content": content}], temperature=0.0, max_tokens=400
        )
        text = answer["choices"][0]["message"]["content"].strip()
        (folder / f"{number}.plain").write_text(text, encoding="utf-8")


def _tell(key: dict[str, list[str]], verdicts: Path) -> None:
    counts = {"nutgraf": 0, "plain": 0, "=": 0}
    for line in verdicts.read_text(encoding="utf-8").splitlines():
        number, _, verdict = line.strip().partition(" ")
        counts["=" if verdict.strip() == "=" else key[number]["AB".index(verdict.strip())]] += 1
    total = sum(counts.values())
    low, high = wilson(counts["nutgraf"], total)
    share = 100 * counts["nutgraf"] / total
    print(f"{total} pairs: {counts}; nutgraf preferred in {share:.0f} % [{100 * low:.0f}-{100 * high:.0f}] (bar: 70)")
