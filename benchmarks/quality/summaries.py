"""Summaries: ROUGE, length, redundancy, citations, hanging openings, coverage of long texts, language.

    .venv/bin/python benchmarks/quality summaries DATA --model ID --keep FOLDER [--only freelance] [--limit 20]

Every finished item is a file in FOLDER; the same command goes on where it stopped, and ``--seconds`` stops it in
time. Needs ``pip install rouge-score`` (not part of nutgraf)."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import itertools
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from summarizer.articles.load import load_bytes
from summarizer.engine.open import open_engine
from summarizer.engine.protocol import Engine
from summarizer.events import Failed, Finished
from summarizer.model import Article, ModelRef
from summarizer.models.registry import resolve
from summarizer.pipeline.request import Request, identity
from summarizer.pipeline.run import run as analyse
from summarizer.summary.method import Method
from summarizer.summary.salience import windows
from summarizer.summary.select import thirds
from summarizer.templates.find import find_template
from summarizer.text.language import detect_language
from summarizer.text.names import find_names, is_known, known_forms
from summarizer.text.numbers import find_numbers, is_supported
from summarizer.text.words import count_words

CONTEXT = 8192
SETS = {
    "freelance": "summ/freelance_writer_summaries.jsonl",
    "long": "long/qmsum.jsonl",
    "languages": "multilingual/euroeval_samples.jsonl",
}
REFERENCES = {
    "rouge1": "a second writer against the first 35.2; Lead-3 38.9 (bar: 34)",
    "rouge2": "a second writer 9.7; Lead-3 15.3",
    "rougeLsum": "a second writer 30.3; Lead-3 34.5",
    "length kept %": "bar: 95 within 20 %",
    "redundant %": "bar: at most 5 with a 3-gram Jaccard of .3",
    "cited in range %": "100 by construction",
    "verbatim extracts %": "100 by construction",
    "figures known %": "",
    "names known %": "",
    "hanging %": "bar: 3 by hand; counted here: openings without the sentence before",
    "new bigrams %": "writers: most; 0 is copying",
    "thirds covered %": "bar: 100 of long texts",
    "in the language %": "bar: 100",
}
_POINTS = re.compile(
    r"[\"“‘]?(?:he|she|it|they|his|her|its|their|this|that|these|those|such|another|both|but|and|however|also|meanwhile"
    r"|the (?:latter|former|other|others|pair|two|move|decision))\b",
    re.I,
)
_EMPTY = re.compile(
    r"it (?:is|was) (?:un)?(?:clear|likely|possible|important)\b|those (?:who|with|in)\b|that (?:is|was) ", re.I
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", help="an installed model; without it the summaries are extracts")
    parser.add_argument("--keep", type=Path, required=True, help="folder of finished items")
    parser.add_argument("--only", choices=sorted(SETS), action="append", help="one of the sets")
    parser.add_argument("--limit", type=int, help="items of each set")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no further item after this time")
    parser.add_argument("--sentences", type=int, default=4)
    parser.add_argument("--words", type=int, help="length of the whole summary instead of sentences")
    parser.add_argument("--method", type=Method, choices=list(Method))


def run(args: argparse.Namespace) -> int:
    template = dataclasses.replace(find_template("brief"), sentences=args.sentences, length=args.words)
    args.keep.mkdir(parents=True, exist_ok=True)
    model, engine = open_model(args.model)
    begun, left, report = time.monotonic(), 0, {}
    for name in args.only or SETS:
        rows: list[dict[str, Any]] = []
        for item in _items(args.data, name, args.limit):
            article = load_bytes(_text(item).encode(), item["id"])
            request = Request(article, template, model, notes=False, method=args.method)
            path = args.keep / f"{hashlib.sha256(identity(request).encode()).hexdigest()[:16]}.json"
            if not path.exists():
                if time.monotonic() - begun > args.seconds:
                    left += 1
                    continue
                path.write_text(json.dumps(_measure(item, request, engine), ensure_ascii=False), encoding="utf-8")
            rows.append(json.loads(path.read_text(encoding="utf-8")))
        report[name] = {"items": len(rows), **_means(rows)}
    if engine is not None:
        engine.close()
    _print(report, left)
    if args.json:
        args.json.write_text(
            json.dumps({"model": args.model, "left": left, "sets": report}, indent=2), encoding="utf-8"
        )
    return 0


def open_model(name: str | None) -> tuple[ModelRef | None, Engine | None]:
    if name is None:
        return None, None
    installed = resolve(name, CONTEXT)
    return ModelRef(installed.id, installed.sha256), open_engine(installed, context=CONTEXT, threads=None, cache=False)


def _items(data: Path, name: str, limit: int | None) -> Iterator[dict[str, Any]]:
    folder = data / "dev" if (data / "dev").is_dir() else data
    with (folder / SETS[name]).open(encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            yield json.loads(line)


def _text(item: dict[str, Any]) -> str:
    return str(item.get("article") or item["text"])


def _measure(item: dict[str, Any], request: Request, engine: Engine | None) -> dict[str, Any]:
    begun = time.monotonic()
    last = list(analyse(request, engine, run_id="quality"))[-1].body
    seconds = time.monotonic() - begun
    if isinstance(last, Failed):
        raise last.error
    assert isinstance(last, Finished)
    analysis, article = last.analysis, request.article
    claims = analysis.claims
    texts = [claim.text for claim in claims]
    whole = " ".join(texts)
    asked, words = request.template, count_words(whole)
    sentences = sum(len(c.cites) if c.mode.value == "extract" else 1 for c in claims)
    possible = min(asked.sentences, len(article.sentences))
    kept = (
        abs(words - asked.length) <= 0.2 * asked.length if asked.length else abs(sentences - possible) <= 0.2 * possible
    )
    known, names = find_numbers(article.text), known_forms(f"{article.title} {article.text}")
    figures, named = find_numbers(whole), [n for n in find_names(whole) if not n.initial]
    row: dict[str, Any] = {
        "id": item["id"],
        "seconds": seconds,
        "tokens": analysis.stats.prompt_tokens + analysis.stats.generated_tokens,
        "summary": texts,
        "cites": [list(c.cites) for c in claims],
        "modes": [c.mode.value for c in claims],
        "doubts": [list(c.doubts) for c in claims],
        "words": words,
        "sentences": len(claims),
        "length kept %": 100.0 * kept,
        "redundant %": 100.0 * (_redundancy(texts) >= 0.3),
        "cited in range %": 100.0 * all(0 <= i < len(article.sentences) for c in claims for i in c.cites),
        "verbatim extracts %": 100.0 * all(c.text in article.text for c in claims if c.mode.value == "extract"),
        "figures known %": _share(is_supported(n, known) for n in figures),
        "names known %": _share(is_known(n, names) for n in named),
        "hanging %": _share(_hanging([(c.text, c.cites) for c in claims])),
        "extracts %": _share(c.mode.value == "extract" for c in claims),
        "new bigrams %": _share(gram not in _bigrams(article.text) for gram in _bigrams(whole)),
    }
    row |= _against(item, texts)
    row |= _coverage(article, [i for c in claims for i in c.cites])
    if item.get("lang"):
        language = detect_language(whole)
        row["in the language %"] = 100.0 * (language in {article.language, item["lang"], None})
    return row


def _hanging(claims: list[tuple[str, tuple[int, ...]]]) -> Iterator[bool]:
    """Whether each sentence points back although the sentence before it in the article is not the one before it in
    the summary."""
    for i, (text, cites) in enumerate(claims):
        points = _POINTS.match(text) is not None and _EMPTY.match(text) is None
        near = (i > 0 and max(claims[i - 1][1]) >= min(cites) - 1) or len(cites) > 1
        yield points and not near


def _redundancy(texts: list[str]) -> float:
    sets = [{tuple(g) for g in zip(w, w[1:], w[2:], strict=False)} for t in texts for w in [t.casefold().split()]]
    pairs = [(a, b) for a, b in itertools.combinations(sets, 2) if a and b]
    return max((len(a & b) / len(a | b) for a, b in pairs), default=0.0)


def _bigrams(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", text.lower())
    return set(itertools.pairwise(words))


def _share(flags: Iterator[bool] | Any) -> float | None:
    found = list(flags)
    return 100.0 * sum(found) / len(found) if found else None


def _against(item: dict[str, Any], texts: list[str]) -> dict[str, float]:
    """ROUGE against the first reference (of a long text: of the whole), and the mean over all references."""
    references = item.get("references") or [a["answer"] for a in item.get("general", [])]
    if not references or item.get("lang"):
        return {}
    scores = [_rouge()(_lines(reference), "\n".join(texts)) for reference in references]
    mean = {f"{name} mean": statistics.mean(s[name] for s in scores) for name in scores[0]}
    return scores[0] | mean


def _rouge() -> Callable[[str, str], dict[str, float]]:
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError:
        raise SystemExit("This benchmark needs rouge-score: .venv/bin/pip install rouge-score") from None
    scorer = RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)
    return lambda reference, text: {n: 100.0 * s.fmeasure for n, s in scorer.score(reference, text).items()}


def _lines(text: str) -> str:
    return re.sub(r"([.!?][\"”’)]?)\s+", r"\1\n", text)


def _coverage(article: Article, cited: list[int]) -> dict[str, float]:
    if len(windows(article)) < 2:
        return {}
    return {"thirds covered %": 100.0 * all(any(i in part for i in cited) for part in thirds(article))}


def _means(rows: list[dict[str, Any]]) -> dict[str, float]:
    keys = dict.fromkeys(k for row in rows for k, v in row.items() if isinstance(v, int | float))
    return {k: round(statistics.mean(r[k] for r in rows if r.get(k) is not None), 2) for k in keys if _some(rows, k)}


def _some(rows: list[dict[str, Any]], key: str) -> bool:
    return any(row.get(key) is not None for row in rows)


def _print(report: dict[str, dict[str, float]], left: int) -> None:
    for name, figures in report.items():
        print(f"\n{name}: {figures['items']} items")
        for key, value in figures.items():
            if key != "items":
                print(f"  {key:<22}{value:>9.2f}   {REFERENCES.get(key, '')}".rstrip())
    if left:
        print(f"\n{left} items are left: run the same command again.")
