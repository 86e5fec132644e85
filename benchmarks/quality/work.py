"""Running the product's stages, which tell their progress as they go."""

from __future__ import annotations

from typing import Any


def finish(work: Any) -> Any:
    """What a generator returns, its events left aside."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
