from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stage import Stage

from summarizer.store.library import open_library


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_library(tmp_path / "library.db") as library:
        yield Stage(library)
