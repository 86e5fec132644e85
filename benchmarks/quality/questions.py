"""The model's questions about wording: how they rank labelled sentences (BABE), alone and beside the rules."""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Generator, Sequence
from typing import Any

from summarizer.articles.plain import read_plain
from summarizer.bias.analyse import detect
from summarizer.bias.calibration import auc, examples, platt
from summarizer.bias.fuse import TRUST
from summarizer.bias.plan import rules_scores
from summarizer.bias.questions import LOADED
from summarizer.engine.open import open_engine
from summarizer.model import ModelRef
from summarizer.models.registry import resolve
from summarizer.pipeline.ask import ask
from summarizer.pipeline.calibrations import calibration_of

_REFERENCE = (
    "macro-F1/MCC of published models at eight examples: Llama-2-7B .66/.40, OpenChat-3.5-7B .76/.54, GPT-4 .80/.60"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-m", "--model")
    parser.add_argument("--sentences", type=int, default=250, help="a random part of them (default: 250)")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> int:
    with (args.data / "dev/bias_sentences/babe.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(args.seed).shuffle(rows)
    rows = rows[: args.sentences]
    gold = [row["label_bias"] == "Biased" for row in rows]
    model = resolve(args.model, 8192)
    fit = calibration_of(ModelRef(model.id, model.sha256)).fits[LOADED.name]
    engine = open_engine(model, context=8192)
    try:
        _drive(engine.start())
        known = _drive(ask(engine, LOADED, [e.text for e in examples(LOADED.examples)]))
        asked = _drive(ask(engine, LOADED, [row["text"] for row in rows]))
    finally:
        engine.close()
    labelled = examples(LOADED.examples)
    slope, intercept = platt(
        [_rules(e.text) + TRUST * fit.log_odds(s) for e, s in zip(labelled, known, strict=True)],
        [e.positive for e in labelled],
    )
    rules = [_rules(row["text"]) for row in rows]
    both = [r + TRUST * fit.log_odds(s) for r, s in zip(rules, asked, strict=True)]
    figures = {
        "model": model.id,
        "sentences": len(rows),
        **{
            f"{name}: AUC; precision at recall .30": [auc(scores, gold), _precision_at(scores, gold, 0.3)]
            for name, scores in (("rules", rules), ("model", asked), ("both", both))
        },
        "both, at the threshold of the authored sentences: macro-F1; MCC": _at(both, gold, -intercept / slope),
    }
    for name, value in figures.items():
        shown = "  ".join(f"{v:.3f}" for v in value) if isinstance(value, list) else value
        print(f"{name:<64} {shown}")
    print(_REFERENCE)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    return 0


def _rules(text: str) -> float:
    article = read_plain(text, "benchmark")
    return max(rules_scores(article, detect(article), LOADED).values())


def _precision_at(scores: Sequence[float], gold: Sequence[bool], recall: float) -> float:
    found = 0
    for rank, (_, positive) in enumerate(sorted(zip(scores, gold, strict=True), reverse=True), 1):
        found += positive
        if found >= recall * sum(gold):
            return found / rank
    return 0.0


def _at(scores: Sequence[float], gold: Sequence[bool], threshold: float) -> list[float]:
    tp = sum(s >= threshold and g for s, g in zip(scores, gold, strict=True))
    fp = sum(s >= threshold and not g for s, g in zip(scores, gold, strict=True))
    fn, tn = sum(gold) - tp, len(gold) - sum(gold) - fp
    f1 = (2 * tp / max(1, 2 * tp + fp + fn) + 2 * tn / max(1, 2 * tn + fp + fn)) / 2
    return [f1, (tp * tn - fp * fn) / math.sqrt(max(1, (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))]


def _drive(work: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
