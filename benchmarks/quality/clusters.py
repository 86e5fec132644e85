"""Grouping by event, and the sanity of comparisons, on clusters of articles that people put together.

B-cubed (Bagga and Baldwin 1998): for each article, the share of its group that shares its event (P) and the share of
its event that is in its group (R), averaged. Small folders are drawn with a fixed seed: thresholds must hold there too.
Comparisons are made of every event with full articles; of every two articles on different events the verdict is
counted. With ``--sample N`` that many items of each kind are printed for reading, because only reading tells whether a
shared statement is one."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.articles.plain import read_plain
from summarizer.compare.compare import compare
from summarizer.compare.comparison import Comparison, Event, Place, State
from summarizer.compare.events import event, group, vector
from summarizer.model import Article

Labelled = list[tuple[str, Article]]
_SMALL = (1, 2, 5, 25)
"""Events in a folder that is drawn."""
_DRAWS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N shared and N only-here statements")
    parser.add_argument("--seed", type=int, default=1)


def run(args: argparse.Namespace) -> int:
    sets = {name: list(read(args.data)) for name, read in (("neus", _neus), ("allsides", _allsides), ("basil", _basil))}
    result: dict[str, Any] = {"grouping": {}, "verdicts": {}}
    print("grouping      articles  groups      P      R     F1   F1 in folders of", *(f"{n:>3} events" for n in _SMALL))
    for name, articles in sets.items():
        row = _grouping(articles, random.Random(args.seed))
        result["grouping"][name] = row
        small = "".join(f"{f:11.3f}" for f in row["small"].values())
        print(
            f"{name:<12} {row['articles']:>9} {row['groups']:>7}  {row['p']:.3f}  {row['r']:.3f}  {row['f1']:.3f} {'':16}{small}"
        )
    print("\nverdicts      pairs of one event: same, uncertain, different      of different events (sample of 5,000)")
    for name, articles in sets.items():
        row = _verdicts(articles, random.Random(args.seed))
        result["verdicts"][name] = row
        print(f"{name:<12}", *(" ".join(f"{share:7.3f}" for share in row[kind].values()) + " " * 24 for kind in row))
    result["comparisons"] = _comparisons(sets["basil"], args.sample, random.Random(args.seed))
    if args.json:
        args.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def _grouping(articles: Labelled, rng: random.Random) -> dict[str, Any]:
    p, r, f1, groups = _score(articles)
    by_event: dict[str, Labelled] = defaultdict(list)
    for pair in articles:
        by_event[pair[0]].append(pair)
    small = {}
    for size in (n for n in _SMALL if n <= len(by_event)):
        folders = [[pair for e in rng.sample(sorted(by_event), size) for pair in by_event[e]] for _ in range(_DRAWS)]
        small[size] = _mean(_score(folder)[2] for folder in folders)
    return {"articles": len(articles), "groups": groups, "p": p, "r": r, "f1": f1, "small": small}


def _score(articles: Labelled) -> tuple[float, float, float, int]:
    groups = group([article for _, article in articles])
    size = Counter(label for label, _ in articles)
    shares = [
        (sum(articles[j][0] == articles[i][0] for j in g), len(g), size[articles[i][0]]) for g in groups for i in g
    ]
    p, r = _mean(same / of for same, of, _ in shares), _mean(same / of for same, _, of in shares)
    return p, r, 2 * p * r / (p + r), len(groups)


def _verdicts(articles: Labelled, rng: random.Random) -> dict[str, dict[str, float]]:
    vectors = [vector(article) for _, article in articles]
    pairs = [(i, j) for i in range(len(articles)) for j in range(i)]
    same = [(i, j) for i, j in pairs if articles[i][0] == articles[j][0]]
    other = rng.sample(
        [(i, j) for i, j in pairs if articles[i][0] != articles[j][0]], min(5000, len(pairs) - len(same))
    )
    result = {}
    for kind, chosen in (("one event", same), ("different", other)):
        found = Counter(event(vectors[i], vectors[j], shared=False) for i, j in chosen)
        result[kind] = {verdict.value: found[verdict] / len(chosen) for verdict in Event}
    return result


def _comparisons(articles: Labelled, sample: int, rng: random.Random) -> dict[str, Any]:
    by_event: dict[str, list[Article]] = defaultdict(list)
    for label, article in articles:
        by_event[label].append(article)
    begin = time.perf_counter()
    found = [compare(members) for members in by_event.values()]
    seconds = (time.perf_counter() - begin) / len(found)
    states = Counter(s.state.value for c in found for s in c.statements)
    row = {
        "events": len(found),
        **states,
        "figures": sum(len(c.figures) for c in found),
        "wording": sum(len(c.wording) for c in found),
        "seconds each": seconds,
    }
    print("\ncomparisons  ", ", ".join(f"{n:.2f} {k}" if isinstance(n, float) else f"{n} {k}" for k, n in row.items()))
    for state in (State.SHARED, State.ONLY) if sample else ():
        chosen = [(c, s) for c in found for s in _shown(c, state)]
        print(f"\n{state.value}: {min(sample, len(chosen))} of {len(chosen)}")
        for comparison, statement in rng.sample(chosen, min(sample, len(chosen))):
            print(*(_line(comparison, place) for place in statement.places), "", sep="\n")
    return row


def _shown(comparison: Comparison, state: State) -> list[Any]:
    """What the text output shows: all shared statements, the five weightiest of each article."""
    statements = comparison.of_state(state)
    if state is State.SHARED:
        return list(statements)
    return [s for i in range(len(comparison.articles)) for s in [s for s in statements if s.places[0].article == i][:5]]


def _line(comparison: Comparison, place: Place) -> str:
    article = comparison.articles[place.article]
    return f"  [{article.source} {place.sentence + 1}] {' '.join(place.span.of(article.text).split())}"


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _neus(data: Path) -> Iterator[tuple[str, Article]]:
    for row in _rows(data / "dev/clusters/neus_lrc.jsonl"):
        for article in row["articles"]:
            yield row["id"], _article(article["title"], article["text"], row["id"])


def _allsides(data: Path) -> Iterator[tuple[str, Article]]:
    for row in _rows(data / "dev/clusters/allsides_raw.jsonl"):
        for article in row["articles"].values():
            yield row["id"], _article(article["title"], "\n\n".join(article["text"]), row["id"])


def _basil(data: Path) -> Iterator[tuple[str, Article]]:
    for row in _rows(data / "dev/bias_articles/basil.jsonl"):
        yield row["event_id"], _article(row.get("title") or "", row["text"], row["id"])


def _article(title: str, text: str, source: str) -> Article:
    return read_plain(f"{title}\n\n{text}", source)


def _mean(values: Iterable[float]) -> float:
    listed: Sequence[float] = list(values)
    return sum(listed) / len(listed)
