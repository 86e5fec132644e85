"""The checker: agreement with people's labels, and errors put in on purpose."""

from __future__ import annotations

import argparse
import json
import random
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from corruptions import CORRUPTIONS
from scores import Item, auc, balanced_accuracy, best_threshold, interval, leave_one_out
from work import finish

from summarizer.articles.plain import read_plain
from summarizer.engine.protocol import Engine
from summarizer.model import Article, Verdict
from summarizer.pipeline.check import check_summary
from summarizer.summary.consistency import THRESHOLD, THRESHOLD_WITH_MODEL, consistency
from summarizer.summary.statements import statements

SETS = {
    "summedits_news": "2-gram precision .576/.620 (reserved .424/.436); SummaC-Conv .619, GPT-3.5 .744, GPT-4 .833",
    "qags_xsum": "1-gram precision .710/.702, 2-gram .642/.634",
    "summac_xsumfaith": "2-gram precision .798/.803; SummaC-Conv .664",
    "qags_cnndm": "2-gram precision .793/.739: measures copying",
    "summac_factcc": "2-gram precision .845/.825: measures copying; SummaC-Conv .895",
}
"""With what each is compared: AUC/balanced accuracy on dev, or published balanced accuracy."""
_SEED = 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="ID", help="with the vote of this model; what it answered is kept")
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=list(SETS))
    parser.add_argument("--errors", action="store_true", help="also print sentences that are flagged wrongly")


def run(args: argparse.Namespace) -> int:
    engine = _open(args.model) if args.model else None
    try:
        result: dict[str, Any] = {"model": args.model, "sets": {}}
        for name in args.sets:
            result["sets"][name] = _set(args.data / "dev" / "faith" / f"{name}.jsonl", engine, args)
            _print_set(name, result["sets"][name])
        result["corruptions"] = _corruptions(args.data / "dev" / "summ" / "freelance_writer_summaries.jsonl", args)
    finally:
        if engine is not None:
            engine.close()
    if args.json:
        args.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def _set(path: Path, engine: Engine | None, args: argparse.Namespace) -> dict[str, Any]:
    items = []
    rows = _rows(path)
    for number, row in enumerate(rows):
        article = _article(row["article"])
        report = finish(check_summary(row["summary"], article, engine))
        score = min((consistency(claim.checks) for claim in report.claims), default=-1.0)
        items.append(Item(article.id, score, bool(row["label"])))
        if args.errors and row["label"]:
            for claim in report.claims:
                if report.worst(claim) is Verdict.FAIL:
                    print(f"  {'; '.join(claim.doubts)} | {claim.text}")
        if engine is not None and sys.stderr.isatty():
            print(f"\r{path.stem} {number + 1}/{len(rows)}", end="", file=sys.stderr)
    shipped = THRESHOLD_WITH_MODEL if engine else THRESHOLD
    return {
        "items": len(items),
        "consistent": sum(x.positive for x in items),
        "documents": len({x.document for x in items}),
        "auc": auc(items),
        "auc_interval": interval(items, auc),
        "balanced_accuracy_best": balanced_accuracy(items, best_threshold(items)),
        "threshold_best": best_threshold(items),
        "balanced_accuracy_leave_one_document_out": leave_one_out(items) if len(items) > 200 else None,
        "balanced_accuracy_shipped": balanced_accuracy(items, shipped),
        "threshold_shipped": shipped,
    }


def _print_set(name: str, row: dict[str, Any]) -> None:
    low, high = row["auc_interval"]
    left_out = row["balanced_accuracy_leave_one_document_out"]
    print(
        f"{name:17} {row['items']:4} ({row['consistent']:3} consistent)  AUC {row['auc']:.3f} [{low:.3f}-{high:.3f}]  "
        f"balanced accuracy: best {row['balanced_accuracy_best']:.3f}, shipped threshold {row['balanced_accuracy_shipped']:.3f}"
        + (f", one article left out {left_out:.3f}" if left_out else "")
        + f"\n{'':17} reference: {SETS[name]}"
    )


def _corruptions(path: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Share of the sentences of summaries that are flagged, before and after an error is put in."""
    rows = _rows(path)
    articles = [_article(row["article"]) for row in rows]
    sources = {
        "model summaries": [{vote["davinci_summary"] for vote in row["pairwise"]} for row in rows],
        "writers' summaries": [set(row["references"]) for row in rows],
    }
    result: dict[str, Any] = {}
    for source, summaries in sources.items():
        clean = [
            (article, text)
            for article, texts in zip(articles, summaries, strict=True)
            for summary in sorted(texts)
            for text in statements(summary, "en")
        ]
        result[source] = {"clean": _shares([(text, article) for article, text in clean])}
        for name, corrupt in CORRUPTIONS.items():
            rng = random.Random(_SEED)
            changed = []
            for article, text in clean:
                others = rng.sample([a for a in articles if a is not article], 3)
                wrong = corrupt(text, article, others, rng)
                if wrong is not None and wrong != text:
                    changed.append((wrong, article))
            result[source][name] = _shares(changed)
            if args.errors:
                for text, article in changed:
                    if not _flagged(text, article):
                        print(f"  missed, {name}: {text}")
        for name, row in result[source].items():
            print(f"{source:19} {name:32} {row['sentences']:4} sentences, flagged {row['flagged']:.3f}")
        if args.errors:
            for article, text in clean:
                if _flagged(text, article):
                    claims = finish(check_summary(text, article, None)).claims
                    print(f"  false alarm: {'; '.join(d for c in claims for d in c.doubts)} | {text}")
    return result


def _shares(sentences: list[tuple[str, Article]]) -> dict[str, Any]:
    flags = [_flagged(text, article) for text, article in sentences]
    return {"sentences": len(flags), "flagged": sum(flags) / len(flags)}


_GROUNDED = frozenset({"numbers", "names", "roles"})
"""Layers that look for these errors."""


def _flagged(text: str, article: Article) -> bool:
    report = finish(check_summary(text, article, None))
    return any(c.layer in _GROUNDED and c.verdict is not Verdict.PASS for claim in report.claims for c in claim.checks)


@lru_cache(maxsize=64)
def _article(text: str) -> Article:
    return read_plain(text, "data")


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _open(model: str) -> Engine:
    from summarizer.engine.open import open_engine
    from summarizer.models.registry import resolve

    context = 8192
    return open_engine(resolve(model, context), context=context)
