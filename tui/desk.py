"""The real things that the app works with: installed models and their engines."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.config import Config
from summarizer.engine.protocol import Engine
from summarizer.errors import ModelMissing
from summarizer.model import ModelRef


def find_model(config: Config, name: str) -> ModelRef | None:
    """The model of that name if it is here, else the configured one, else the best one here.

    Raises ModelRejected, OutOfMemory."""
    from summarizer.models.registry import resolve  # noqa: PLC0415

    for wanted in dict.fromkeys((name or None, config.model, None)):
        try:
            installed = resolve(wanted, config.context)
        except ModelMissing:
            continue
        return ModelRef(installed.id, installed.sha256)
    return None


def opener(config: Config) -> Callable[[ModelRef], Engine]:
    """How the engine of a model is opened."""

    def open_model(model: ModelRef) -> Engine:
        from summarizer.engine.open import open_engine  # noqa: PLC0415
        from summarizer.models.registry import resolve  # noqa: PLC0415

        installed = resolve(model.id, config.context)
        return open_engine(installed, context=config.context, threads=config.threads, beside_a_screen=True)

    return open_model
