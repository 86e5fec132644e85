"""Bias notes: sentences, spans, articles, even-handedness, and the planted set."""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from planted_notes import Make, measure_planted, measure_swaps, share
from work import finish

from summarizer.articles.plain import read_plain
from summarizer.bias.analyse import detect
from summarizer.bias.calibration import UNCALIBRATED, auc
from summarizer.bias.detectors.passages import passages
from summarizer.bias.fuse import fuse, shown
from summarizer.bias.rules import sentence_score
from summarizer.engine.open import open_engine
from summarizer.engine.protocol import Engine
from summarizer.model import Article, BiasNote, Category, ModelRef, Span
from summarizer.models.registry import resolve
from summarizer.pipeline.calibrations import calibration_of
from summarizer.pipeline.notes import make_notes
from summarizer.text.structure import build_article

_WORDING = {Category.LOADED_WORDING, Category.DOUBT_OR_CREDIT, Category.NAME_CALLING, Category.SENSATIONAL}
_RESAMPLES = 1000
SETS = ("babe", "basil", "ptc", "baly", "neutral", "planted", "swaps", "held")
_CONTEXT = 8192


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS[:-1], help="(default: all but held)")
    parser.add_argument("--list", action="store_true", help="print every shown note of the chosen sets")
    parser.add_argument("--every", type=int, default=1, help="only every n-th article of a set (default: 1)")
    parser.add_argument("-m", "--model", help="with the votes of this model (default: rules only)")


def run(args: argparse.Namespace) -> int:
    engine: Engine | None = None
    calibration, size = UNCALIBRATED, 0
    if args.model:
        model = resolve(args.model, _CONTEXT)
        calibration, size = calibration_of(ModelRef(model.id, model.sha256)), model.path.stat().st_size
        engine = open_engine(model, context=_CONTEXT)
        finish(engine.start())

    def make(article: Article) -> tuple[BiasNote, ...]:
        if engine is None:
            return fuse(article, detect(article), {})[0]
        return finish(make_notes(article, engine, calibration, size)).notes or ()

    try:
        results = {name: _PARTS[name](args.data / "dev", args.list, make, args.every) for name in args.sets}
    finally:
        if engine is not None:
            engine.close()
    for name, figures in results.items():
        print(f"\n{name}")
        for key, value in figures.items():
            print(f"  {key:<44} {_shown(value)}")
    if args.json:
        args.json.write_text(json.dumps(results, indent=2), encoding="utf-8")
    return 0


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{k} {_shown(v)}" for k, v in value.items())
    return f"{value:.3f}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its notes of the default view."""

    article: Article
    notes: tuple[BiasNote, ...]
    row: dict[str, Any]

    @property
    def words(self) -> int:
        return len(self.article.text.split())


def _rows(path: Path, every: int) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, itertools.islice(lines, 0, None, every))


def _marked(text: str, row: dict[str, Any], make: Make) -> Marked:
    """Titles are not taken from the first line of a text that has none."""
    article = read_plain(text, "benchmark")
    if article.headline is not None and not text.startswith(row.get("title") or "\0"):
        article = build_article(text, article.paragraphs, title="", source="benchmark")
    return Marked(article, shown(make(article)), row)


def _print(items: Iterable[tuple[Marked, BiasNote, bool]]) -> None:
    for item, note, right in items:
        sentence = "" if note.sentence is None else item.article.sentence_text(note.sentence)
        print(f"{'+' if right else '-'} {note.category.value:<17} {note.tier.value:<9} {note.quote!r}  {sentence!r}")


# sentences


def _babe(data: Path, listing: bool, make: Make, every: int) -> dict[str, Any]:
    rows = list(_rows(data / "bias_sentences/babe.jsonl", every))
    gold = [row["label_bias"] == "Biased" for row in rows]
    scores: list[float] = []
    flagged: list[bool] = []
    tokens: Counter[str] = Counter()
    for row, biased in zip(rows, gold, strict=True):
        item = _marked(row["text"], row, make)
        scores.append(max((sentence_score(item.article, p) for p in passages(item.article)), default=-9.0))
        flagged.append(any(n.category in _WORDING | {Category.OPINION_AS_FACT} for n in item.notes))
        got = {w for n in item.notes for w in n.quote.lower().split()}
        want = {w.lower() for w in row["biased_words"]}
        tokens.update(tp=len(got & want), got=len(got), want=len(want))
        if listing and item.notes:
            _print((item, n, biased) for n in item.notes)
    p, r = _precision_recall(flagged, gold)
    return {
        "sentences": len(rows),
        "AUC of the rules' score [.68; tf-idf .81]": auc(scores, gold),
        "AUC 95 %": _bootstrap(list(zip(scores, gold, strict=True)), lambda s: auc(*map(list, zip(*s, strict=True)))),
        "precision at recall": {f"{at:.2f}": precision_at(scores, gold, at) for at in (0.1, 0.2, 0.3, 0.4, 0.5)},
        "with a shown note: precision / recall": {"P": p, "R": r},
        "words: precision / recall": {"P": tokens["tp"] / max(1, tokens["got"]), "R": tokens["tp"] / tokens["want"]},
    }


def precision_at(scores: Sequence[float], gold: Sequence[bool], recall: float) -> float:
    """Precision at the strictest threshold whose recall is at least ``recall``."""
    for threshold in sorted(set(scores), reverse=True):
        chosen = [g for s, g in zip(scores, gold, strict=True) if s >= threshold]
        if sum(chosen) >= recall * sum(gold):
            return sum(chosen) / len(chosen)
    return 0.0


def _precision_recall(flagged: Sequence[bool], gold: Sequence[bool]) -> tuple[float, float]:
    right = sum(f and g for f, g in zip(flagged, gold, strict=True))
    return right / max(1, sum(flagged)), right / max(1, sum(gold))


def _bootstrap(items: Sequence[Any], figure: Callable[[list[Any]], float]) -> dict[str, float]:
    dice = random.Random(0)
    values = sorted(figure(dice.choices(items, k=len(items))) for _ in range(_RESAMPLES))
    return {"low": values[len(values) // 40], "high": values[-1 - len(values) // 40]}


# articles


def _basil(data: Path, listing: bool, make: Make, every: int) -> dict[str, Any]:
    items = [_marked(row["text"], row, make) for row in _rows(data / "bias_articles/basil.jsonl", every)]
    gold = {id(i): [(Span(s["start"], s["end"]), s) for s in i.row["bias_spans"] if "start" in s] for i in items}

    def right(item: Marked, note: BiasNote, kinds: tuple[str, ...]) -> bool:
        return any(span.overlaps(note.span) for span, s in gold[id(item)] if s["bias_type"] in kinds)

    notes = [(i, n) for i in items for n in i.notes]
    wording = [(i, n) for i, n in notes if n.category in _WORDING]
    lexical = [(i, s) for i in items for s, g in gold[id(i)] if g["bias_type"] == "lexical"]
    own = [
        (i, s) for i in items for s, g in gold[id(i)] if g["bias_type"] == "lexical" and g.get("in_quotation") != "yes"
    ]
    clean = [i for i in items if not any(g["bias_type"] == "lexical" for _, g in gold[id(i)])]
    if listing:
        _print((i, n, right(i, n, ("lexical", "informational"))) for i, n in notes)
    return {
        "notes": len(notes),
        "wording notes": len(wording),
        "wording notes on lexical spans [.45]": share(right(i, n, ("lexical",)) for i, n in wording),
        "wording notes on any span [.67]": share(right(i, n, ("lexical", "informational")) for i, n in wording),
        "all notes on any span": share(right(i, n, ("lexical", "informational")) for i, n in notes),
        "lexical spans touched": share(any(s.overlaps(n.span) for n in i.notes) for i, s in lexical),
        "lexical spans outside quotations touched": share(any(s.overlaps(n.span) for n in i.notes) for i, s in own),
        "wording notes on articles without a lexical span": sum(n.category in _WORDING for i in clean for n in i.notes)
        / len(clean),
        "articles without a lexical span": len(clean),
        "median words of a note": median(len(n.quote.split()) for _, n in notes) if notes else 0,
        **_rates(items),
    }


def _ptc(data: Path, listing: bool, make: Make, every: int) -> dict[str, Any]:
    items = [_marked(row["text"], row, make) for row in _rows(data / "bias_articles/ptc.jsonl", every)]
    gold = {id(i): [Span(*s) for s in i.row["merged_propaganda_spans"]] for i in items}
    notes = [(i, n, any(s.overlaps(n.span) for s in gold[id(i)])) for i in items for n in i.notes]
    if listing:
        _print(notes)
    kinds = defaultdict(list)
    for _, note, right in notes:
        kinds[note.category.value].append(right)
    spans = [(i, s) for i in items for s in gold[id(i)]]
    return {
        "notes that overlap a marked span [.345]": share(right for *_, right in notes),
        "marked spans touched": share(any(s.overlaps(n.span) for n in i.notes) for i, s in spans),
        **{f"  {kind}": share(rights) for kind, rights in sorted(kinds.items())},
        **_rates(items),
    }


def _baly(data: Path, listing: bool, make: Make, every: int) -> dict[str, Any]:
    rows = _rows(data / "bias_articles/allsides_baly2020.jsonl", every)
    items = [_marked(row["text"], row, make) for row in rows]
    sides = {side: [i for i in items if i.row["bias_text"] == side] for side in ("left", "center", "right")}
    rates = {side: _per_thousand(some) for side, some in sides.items()}
    if listing:
        _print((i, n, i.row["bias_text"] == "left") for i in items for n in i.notes)

    def ratio(some: list[Marked]) -> float:
        left, right = (_per_thousand([i for i in some if i.row["bias_text"] == s]) for s in ("left", "right"))
        return right / left if left else 0.0

    return {
        "notes per 1,000 words": rates,
        "mean over articles": {s: mean(1000 * len(i.notes) / i.words for i in some) for s, some in sides.items()},
        "larger / smaller [within 1.15]": max(rates["left"], rates["right"]) / min(rates["left"], rates["right"]),
        "right / left, 95 %": _bootstrap(items, ratio),
        "without the notes on the genre": _by_side(sides, lambda n: not _on_genre(n)),
        "wording notes alone": _by_side(sides, lambda n: n.category in _WORDING),
        "articles that read as opinion": {
            s: sum(any(map(_on_genre, i.notes)) for i in some) for s, some in sides.items()
        },
        **_kinds(items),
    }


def _on_genre(note: BiasNote) -> bool:
    return any(e.rule.startswith("genre:") for e in note.evidence)


def _by_side(sides: Mapping[str, list[Marked]], counted: Callable[[BiasNote], bool]) -> dict[str, float]:
    return {
        side: 1000 * sum(counted(n) for i in some for n in i.notes) / sum(i.words for i in some)
        for side, some in sides.items()
    }


def _neutral(data: Path, listing: bool, make: Make, every: int) -> dict[str, Any]:
    lrc = [_marked(r["neutral_summary"], r, make) for r in _rows(data / "clusters/neus_lrc.jsonl", every)]
    raw = [
        _marked("\n\n".join(r["allsides_neutral_summary"]), r, make)
        for r in _rows(data / "clusters/allsides_raw.jsonl", every)
        if r["allsides_neutral_summary"]
    ]
    if listing:
        _print((i, n, False) for i in (*lrc, *raw) for n in i.notes)
    return {"neus_lrc, per 1,000 words": _per_thousand(lrc), "allsides_raw, per 1,000 words": _per_thousand(raw)}


def _per_thousand(items: Sequence[Marked]) -> float:
    return 1000 * sum(len(i.notes) for i in items) / max(1, sum(i.words for i in items))


def _rates(items: Sequence[Marked]) -> dict[str, Any]:
    return {
        "notes an article": mean(len(i.notes) for i in items),
        "notes per 1,000 words": _per_thousand(items),
        **_kinds(items),
    }


def _kinds(items: Sequence[Marked]) -> dict[str, Any]:
    total = sum(i.words for i in items)
    counts = Counter(n.category.value for i in items for n in i.notes)
    return {f"  {kind} per 1,000 words": 1000 * n / total for kind, n in sorted(counts.items())}


_PARTS = {
    "babe": _babe,
    "basil": _basil,
    "ptc": _ptc,
    "baly": _baly,
    "neutral": _neutral,
    "planted": measure_planted("dev"),
    "swaps": measure_swaps,
    "held": measure_planted("held"),
}
