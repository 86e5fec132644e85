"""``nutgraf calibrate``: measure how far a model's answers about wording can be trusted, and remember it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TypeVar

from summarizer.cli.arguments import add_model

if TYPE_CHECKING:
    from collections.abc import Generator

    from summarizer.bias.calibration import Fit
    from summarizer.events import Body

T = TypeVar("T")
_EPILOG = """Asks the model about sentences that come with nutgraf and whose answers are known; takes a few minutes. A model
with which the rules put them in order no better than without it has no say in bias notes. The result holds for this
model file, and is found by every later run; what was answered before an interruption is not asked again."""
_WIDTH = 22


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "calibrate",
        help="measure how far to trust a model's bias notes",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_model(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from summarizer.bias.questions import QUESTION_SETS  # noqa: PLC0415
    from summarizer.config import load_config  # noqa: PLC0415
    from summarizer.engine.open import open_engine  # noqa: PLC0415
    from summarizer.model import ModelRef  # noqa: PLC0415
    from summarizer.models.registry import resolve  # noqa: PLC0415
    from summarizer.pipeline.calibrate import calibrate  # noqa: PLC0415
    from summarizer.pipeline.calibrations import calibrations_path, keep_calibration  # noqa: PLC0415
    from summarizer.pipeline.steps import watch  # noqa: PLC0415

    config = load_config()
    model = resolve(args.model or config.model, config.context)
    engine = open_engine(model, context=config.context, threads=config.threads)
    fits: dict[str, Fit] = {}
    try:
        _follow(watch(engine.start()), "loading")
        print(f"How well the rules, {model.id} and both together put labelled sentences in order")
        print(f"(1: every fault above every plain sentence, .5: chance).\n\n{'question':<{_WIDTH}}{_HEAD}")
        for questions in QUESTION_SETS:
            found = fits[questions.name] = _follow(calibrate(engine, questions), questions.examples)
            print(f"{_label(questions.examples):<{_WIDTH}}{_row(found)}", flush=True)
    finally:
        engine.close()
    keep_calibration(ModelRef(model.id, model.sha256), fits)
    print(f"\nKept in {calibrations_path()}.")
    return 0


_HEAD = f"{'sentences':>9}{'rules':>7}{'model':>7}{'both':>7}{'slope':>7}{'offset':>8}   has a say"


def _row(fit: Fit) -> str:
    numbers = f"{fit.examples:>9}{fit.rules_auc:>7.2f}{fit.auc:>7.2f}{fit.both_auc:>7.2f}{fit.slope:>7.2f}{fit.intercept:>8.2f}"
    return f"{numbers}   {'yes' if fit.used else 'no'}"


def _label(examples: str) -> str:
    return {"loaded": "loaded wording", "opinion": "opinion as fact", "promotional": "promotional tone"}[examples]


def _follow(work: Generator[Body, None, T], what: str) -> T:
    """Run the work; on a terminal, say how far it is."""
    from summarizer.events import ModelLoading, PromptProgress  # noqa: PLC0415

    live = sys.stderr.isatty()
    while True:
        try:
            step = next(work)
        except StopIteration as end:
            if live:
                sys.stderr.write("\r\x1b[K")
            result: T = end.value
            return result
        match step:
            case ModelLoading(fraction):
                line = f"loading the model {fraction:.0%}"
            case PromptProgress(done, total):
                line = f"{what}: {done / total:.0%}"
            case _:
                continue
        if live:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
