"""``nutgraf check``: anybody's summary against its article, sentence by sentence."""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.arguments import NO_MODEL, add_model_or_none, file_name

if TYPE_CHECKING:
    from collections.abc import Generator

    from summarizer.engine.protocol import Engine
    from summarizer.events import Body
    from summarizer.model import Article, ModelRef
    from summarizer.pipeline.check import Report

_CLEAR = "\r\x1b[K"
_EPILOG = """examples:
  nutgraf check summary.txt story.html
  pbpaste | nutgraf check - story.txt --format json

The summary may cite or not, in prose or as a list. Each of its sentences is compared with those of the article
that share most with it. With a model the article is read once and the model is asked about every sentence.
exit codes: 0 no sentence failed · 6 some sentence failed · 1 a file cannot be read · 2 usage · 3 model"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "check",
        help="check a summary against its article",
        description="Check whether a summary says only what its article says, on this computer.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "summary", type=file_name, metavar="SUMMARY", help='a file (.txt .md .html), or "-" for standard input'
    )
    parser.add_argument(
        "article", type=file_name, metavar="ARTICLE", help='a file (.txt .md .html), or "-" for standard input'
    )
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text")
    add_model_or_none(parser, "rules only; also when no model is installed")
    parser.add_argument("--no-cache", action="store_true", help="ask the model again, and keep nothing it computes")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.engine.open import network_ledger  # noqa: PLC0415
    from summarizer.engine.sandbox import close_network  # noqa: PLC0415
    from summarizer.errors import UsageError  # noqa: PLC0415
    from summarizer.model import Verdict  # noqa: PLC0415
    from summarizer.pipeline.check import check_summary  # noqa: PLC0415
    from summarizer.render.report import render_report, report_json  # noqa: PLC0415

    close_network(network_ledger())
    if args.summary == args.article == "-":
        raise UsageError("Standard input cannot be both the summary and the article.", "Name a file for one of them.")
    summary, article = _load(args.summary), _load(args.article)
    model, engine = (None, None) if args.model == NO_MODEL else _engine(args)
    try:
        report = _finish(check_summary(summary.text, article, engine))
    finally:
        if engine is not None:
            engine.close()
    if args.format == "json":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        print(report_json(report, model), end="")
    else:
        width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else 80
        print(render_report(report, model, width), end="")
    return exits.CHECK if any(report.worst(claim) is Verdict.FAIL for claim in report.claims) else exits.OK


def _load(name: str) -> Article:
    from summarizer.articles.load import load_path, load_stream  # noqa: PLC0415

    return load_stream(sys.stdin.buffer, "standard input") if name == "-" else load_path(Path(name))


def _engine(args: argparse.Namespace) -> tuple[ModelRef | None, Engine | None]:
    """Nothing if no model is installed and none was asked for."""
    from summarizer.config import load_config  # noqa: PLC0415
    from summarizer.engine.open import open_engine  # noqa: PLC0415
    from summarizer.errors import ModelMissing  # noqa: PLC0415
    from summarizer.model import ModelRef  # noqa: PLC0415
    from summarizer.models.registry import resolve  # noqa: PLC0415

    config = load_config()
    wanted = args.model or config.model
    try:
        installed = resolve(wanted, config.context)
    except ModelMissing:
        if wanted:
            raise
        return None, None
    engine = open_engine(installed, context=config.context, threads=config.threads, cache=not args.no_cache)
    return ModelRef(installed.id, installed.sha256), engine


def _finish(work: Generator[Body, None, Report]) -> Report:
    """The report; meanwhile a terminal is told how far the model has read."""
    from summarizer.events import ModelLoading, PromptProgress  # noqa: PLC0415

    live = sys.stderr.isatty()
    while True:
        try:
            body = next(work)
        except StopIteration as end:
            if live:
                print(_CLEAR, end="", file=sys.stderr, flush=True)
            report: Report = end.value
            return report
        match body:
            case ModelLoading(fraction) if live:
                print(f"{_CLEAR}loading the model {fraction:.0%}", end="", file=sys.stderr, flush=True)
            case PromptProgress(done, total) if live:
                print(f"{_CLEAR}the model is reading {done / max(1, total):.0%}", end="", file=sys.stderr, flush=True)
