"""What is to be done: one job per input, each with a place of its own for its result."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.model import Article


@dataclass(frozen=True, slots=True)
class Job:
    number: int
    """From 1."""
    source: str
    """For people."""
    load: Callable[[], Article]
    output: str = ""
    """File name of the result, relative to the folder of results."""


def names_for(paths: Sequence[Path], suffix: str) -> list[str]:
    """A result's name for each input: its own name with another ending, in the inputs' folder
    structure; where two would collide, with its old ending too."""
    parents = [str(path.absolute().parent) for path in paths]
    root = Path(os.path.commonpath(parents)) if parents else Path()
    relative = [path.absolute().relative_to(root) for path in paths]
    short = [str(path.with_suffix(suffix)) for path in relative]
    count = Counter(name.casefold() for name in short)
    return [
        name if count[name.casefold()] == 1 else f"{path}{suffix}" for name, path in zip(short, relative, strict=True)
    ]
