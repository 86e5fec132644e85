"""What the app works with, and the real ones: installed models and their engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.config import Config
from summarizer.engine.protocol import Engine
from summarizer.errors import ModelMissing, NutgrafError
from summarizer.model import ModelRef

if TYPE_CHECKING:
    from summarizer.store.library import Library


@dataclass(frozen=True, slots=True)
class Desk:
    """What the app works with. Tests hand in their own."""

    library: Library
    config: Config
    find_model: Callable[[str], ModelRef | None]
    """By identifier, or the best one here for ""; None when there is none. May take a second."""
    open_engine: Callable[[ModelRef], Engine]
    problem: NutgrafError | None = None
    """What was wrong with the settings, which are the default ones then."""


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
