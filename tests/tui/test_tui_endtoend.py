"""The installed app in a pseudo-terminal, with a real model and real keys."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from fakes import STORY
from terminal import Terminal

from summarizer.models.registry import add
from summarizer.paths import folders
from summarizer.store.library import open_library
from tui.memory import Memory, save_memory

pytestmark = [pytest.mark.timeout(600), pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")]


def begin(home: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "summarizer.cli.main"], {"NUTGRAF_HOME": str(home)})


@pytest.mark.model
def test_a_walk_with_a_real_model(test_model: Path, home: Path, tmp_path: Path) -> None:
    add(test_model)
    save_memory(Memory(welcomed=True))
    article = tmp_path / "story.txt"
    article.write_text(STORY)
    screen = begin(home)
    screen.wait_for("No articles yet")
    screen.wait_for("smollm2")
    screen.press(f"\x1b[200~{article}\x1b[201~")  # a dropped file
    screen.wait_for("The extract")
    screen.forget()
    screen.press("s")
    screen.wait_for("Done in", 300)
    screen.press("]n?")
    screen.wait_for("reader.next_note")
    screen.press("\x1b")
    screen.quiet(0.5)
    screen.press("\x11")  # ctrl+q
    assert screen.close() == 0
    with open_library(folders().library) as library:
        (row,) = library.rows()
        assert row.templates == ("brief",) and not row.unread
        (kept,) = library.analyses(row.id)
        assert kept.model == "smollm2-135m-instruct"


@pytest.mark.model
def test_killed_during_a_run_nothing_is_lost(test_model: Path, home: Path) -> None:
    add(test_model)
    save_memory(Memory(welcomed=True))
    screen = begin(home)
    screen.wait_for("smollm2")
    screen.press("E")
    screen.wait_for("The extract")
    screen.press("s")
    screen.wait_for("Loading")
    os.kill(screen.pid, signal.SIGKILL)
    assert screen.close() == -signal.SIGKILL
    again = begin(home)
    again.wait_for("Halden Systems")
    again.press("\x11")
    assert again.close() == 0
