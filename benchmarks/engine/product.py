"""nutgraf itself, in one process: cold (nothing loaded, no state kept), warm (model loaded, states of the
prefixes kept, the article new), cached (the same again), and a second free analysis of the same article."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools import ARTICLE, LENGTH, Ticker, peak

from summarizer.articles.load import load_path
from summarizer.bias.fuse import shown
from summarizer.engine.answers import Answers
from summarizer.engine.cached import CachedEngine
from summarizer.engine.host import WorkerEngine
from summarizer.engine.settings import Settings, Tuning
from summarizer.events import ClaimReady, Failed, Finished, PromptProgress, TextDelta
from summarizer.model import Analysis, ModelRef
from summarizer.pipeline.request import Request
from summarizer.pipeline.run import run
from summarizer.templates.find import find_template
from summarizer.templates.parse import parse_template

SECOND = """+++
title = "Figures"
task = "custom"
max_tokens = 40
+++
$article

List the three most important figures of the article.
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("sha256")
    parser.add_argument("tuning", help="as JSON")
    args = parser.parse_args()
    article = load_path(ARTICLE)
    brief = Request(article, find_template("brief"), ModelRef("benchmark", args.sha256))
    first = Request(article, find_template("open-questions"), brief.model, notes=False)
    second = Request(article, parse_template(SECOND, "second", "second"), brief.model, notes=False)
    with TemporaryDirectory() as folder:
        settings = Settings(
            args.model, args.sha256, LENGTH, Tuning(**json.loads(args.tuning)), str(Path(folder, "states"))
        )
        worker = WorkerEngine(settings, Path(folder, "engine.log"))
        cold = _measure(brief, worker, Path(folder, "one.sqlite"))
        warm = _measure(brief, worker, Path(folder, "two.sqlite"))
        cached = _measure(brief, worker, Path(folder, "two.sqlite"))
        _measure(first, worker, Path(folder, "two.sqlite"))
        other = _measure(second, worker, Path(folder, "two.sqlite"))
        assert worker._process is not None
        found = {
            "cold": cold,
            "warm": warm,
            "cached": cached,
            "second": other,
            "worker": peak(worker._process.pid),
            "parent": peak(),
        }
        worker.close()
    print(json.dumps(found))


def _measure(request: Request, worker: WorkerEngine, answers: Path) -> dict[str, Any]:
    engine = CachedEngine(worker, lambda: worker.identity, Answers(answers))
    times: dict[str, float] = {}
    analysis: Analysis | None = None
    with Ticker() as ticker:
        begun = time.perf_counter()
        for event in run(request, engine, run_id="benchmark"):
            name = {PromptProgress: "first progress", TextDelta: "first text", ClaimReady: "first claim"}.get(
                type(event.body)
            )
            if name:
                times.setdefault(name, time.perf_counter() - begun)
            match event.body:
                case Failed(error):
                    raise error
                case Finished(analysis):
                    pass
        seconds = time.perf_counter() - begun
    assert analysis is not None
    summary = " ".join(claim.text for claim in analysis.claims)
    notes = " ".join(f"{note.quote} {note.text} {note.alternative or ''}" for note in shown(analysis.notes or ()))
    lengths = [worker.count_tokens(text) for text in (summary, notes)]
    return {
        "seconds": seconds,
        **times,
        "evaluated": analysis.stats.prompt_tokens,
        "generated": analysis.stats.generated_tokens,
        "article": worker.count_tokens(request.article.text),
        "lengths": lengths,
        "lag": ticker.p99(),
    }


if __name__ == "__main__":
    main()
