"""Beginning a template of one's own."""

from __future__ import annotations

import re
from pathlib import Path

from summarizer.batch.output import write_whole
from summarizer.errors import UsageError
from summarizer.paths import folders
from summarizer.templates.find import text_of

_STARTER = """+++
title = "{title}"
description = "What it is for."
sentences = 4        # how many sentences, 1 to 20
words = 25           # at most this many words in each
form = "prose"       # or "bullets"
gist = false         # true: add one sentence over all of them
# language = "de"    # write in another language than the article's
+++
Write plainly and neutrally. (This text tells the model how to write. Placeholders: $title, $byline,
$date, $site, $language. With task = "custom" the text is the whole request and must contain the
article's placeholder; `nutgraf templates show open-questions` is an example.)
"""


def begin_template(name: str, base: str | None = None) -> Path:
    """Write a new file to the user's folder: a copy of ``base``, or a page that explains itself.

    Raises UsageError, TemplateError, StorageError."""
    if not re.fullmatch(r"[\w-]+", name):
        raise UsageError(f'"{name}" cannot be a template\'s name.', "Use letters, digits and hyphens.")
    path = folders().templates / f"{name}.md"
    if path.exists():
        raise UsageError(f"{path} exists already.", "Choose another name or edit that file.")
    write_whole(path, text_of(base) if base else _STARTER.format(title=name.replace("-", " ").capitalize()))
    return path
