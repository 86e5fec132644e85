"""``nutgraf tune``: measure which way of using this machine is the fastest for a model, and remember it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from summarizer.cli.arguments import add_model

if TYPE_CHECKING:
    from summarizer.engine.settings import Tuning
    from summarizer.engine.tune import Trial

_EPILOG = """Takes a few minutes; let nothing else work meanwhile. The result holds for this model on this machine, and is
found by every later run. Results of before are not answered from the cache any more: they depend on it."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "tune",
        help="measure the fastest settings for this machine",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_model(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from summarizer.config import load_config  # noqa: PLC0415
    from summarizer.engine.host import WorkerEngine  # noqa: PLC0415
    from summarizer.engine.open import engine_log, settings_for, tunings_path  # noqa: PLC0415
    from summarizer.engine.tune import tune  # noqa: PLC0415
    from summarizer.engine.tunings import Tunings, describe, untuned  # noqa: PLC0415
    from summarizer.models.fit import machine  # noqa: PLC0415
    from summarizer.models.registry import resolve  # noqa: PLC0415

    config = load_config()
    model = resolve(args.model or config.model, config.context)
    on = machine()
    tunings = Tunings(tunings_path(), on)
    settings = settings_for(model, config.context, untuned(on), states=False)
    engine = WorkerEngine(settings, engine_log())
    print(f"Measuring {model.id}. Seconds are what a typical article takes of reading and writing.", file=sys.stderr)
    best = settings.tuning
    try:
        work = tune(engine, settings, on.cores)
        while True:
            try:
                step = next(work)
            except StopIteration as end:
                best = end.value
                break
            if isinstance(step, list):
                _print(step)
    finally:
        engine.close()
    tunings.keep(model.sha256, best)
    print(f"Chosen: {describe(best)}.")
    return 0


def _print(trials: list[Trial]) -> None:
    """The settings in which the trials differ, and their seconds."""
    differ = [name for name in _names(trials) if len({getattr(t.tuning, name) for t in trials}) > 1]
    for trial in trials if differ else ():
        what = ", ".join(f"{name.replace('_', ' ')} {_word(trial.tuning, name)}" for name in differ)
        time = "does not fit in memory" if trial.seconds == float("inf") else f"{trial.seconds:6.1f} s"
        print(f"  {what:<24} {time}", flush=True)


def _names(trials: list[Trial]) -> list[str]:
    from dataclasses import fields  # noqa: PLC0415

    return [field.name for field in fields(trials[0].tuning)]


def _word(tuning: Tuning, name: str) -> str:
    value = getattr(tuning, name)
    return {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
