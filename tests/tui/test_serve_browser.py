"""The served app in a real browser: keys pressed, an article read, and nothing asked of anybody else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from browser import CHROMIUM, tab
from serving import serving

from summarizer.models.registry import add
from summarizer.paths import folders
from summarizer.store.library import open_library

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(CHROMIUM is None or os.name == "nt", reason="needs Chromium"),
]
KNOWN = ("allow-scripts and allow-same-origin", "software WebGL")
"""What Chromium says of any page in a sandbox, and of any machine without a graphics card."""


async def test_an_article_is_read_in_a_browser(home: Path, tmp_path: Path) -> None:
    async with serving(home) as served, tab(tmp_path / "browser") as page:
        await page.open(served.address)
        await page.wait_for("This machine:")  # the welcome screen
        await page.press("E")
        await page.wait_for("The extract")
        page.forget()
        await page.press("n")
        await page.wait_for("Unclear sourcing")
        assert len(served.look()) == 1
        picture = tmp_path / "screen.png"
        await page.picture(picture)
        assert picture.stat().st_size > 20_000  # letters, not an empty page
        elsewhere = [
            a for a in page.asked if not a.startswith((served.root, served.root.replace("http", "ws"), "data:"))
        ]
        assert elsewhere == []
        assert [words for words in page.complaints if not any(known in words for known in KNOWN)] == []
        opened = await page.call("Runtime.evaluate", expression="window.open('http://news.example/') === null")
        assert opened["result"]["value"] is True  # an address in an article opens nothing
        await page.call("Page.navigate", url="about:blank")  # the tab goes elsewhere, and its app ends
        await served.gone(tabs_only=True)
        assert (await served.stop())[0] == 0


@pytest.mark.model
async def test_a_summary_is_made_in_a_browser(test_model: Path, home: Path, tmp_path: Path) -> None:
    add(test_model)
    async with serving(home) as served, tab(tmp_path / "browser") as page:
        await page.open(served.address)
        await page.wait_for("smollm2")
        await page.press("E")
        await page.wait_for("The extract")
        await page.press("s")
        await page.wait_for("Done in", 300)
        served.look()
        assert (await served.stop())[0] == 0
        await served.gone()  # the engine's process too
    with open_library(folders().library) as library:
        (row,) = library.rows()
        assert row.templates == ("brief",)
