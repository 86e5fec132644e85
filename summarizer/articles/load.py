"""The way in for every article: size and kind are looked at before a byte is read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from summarizer.articles.decode import decode
from summarizer.articles.html import read_html
from summarizer.articles.markdown import read_markdown
from summarizer.articles.plain import read_plain
from summarizer.errors import ArticleEmpty, ArticleMissing, ArticleTooLarge, ArticleUnreadable
from summarizer.model import Article

_HTML = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN = frozenset({".md", ".markdown"})
SUFFIXES = _HTML | _MARKDOWN | {".txt", ".text"}
"""What is read in a folder."""
_LIMIT, _HTML_LIMIT = 20_000_000, 10_000_000
"""Bytes. The longest articles have about 100 kB."""
_IS_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)


def load_path(path: Path) -> Article:
    """Raises an ArticleError that names the file."""
    source = str(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        raise ArticleMissing(f"{source} does not exist.", "Check the name.") from None
    except OSError as error:
        raise ArticleUnreadable(f"{source} cannot be read: {error.strerror}.", "Check its permissions.") from None
    if stat.S_ISDIR(status.st_mode):
        raise ArticleUnreadable(
            f"{source} is a folder.", "Name a file in it, or give the folder to `nutgraf summarize`."
        )
    if not stat.S_ISREG(status.st_mode):
        raise ArticleUnreadable(f"{source} is not a regular file.", "Copy its contents into a file.")
    _check_size(status.st_size, source, path.suffix)
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise ArticleUnreadable(f"{source} cannot be read: {error.strerror}.", "Check its permissions.") from None
    return load_bytes(data, source, path.suffix)


def load_stream(stream: BinaryIO, source: str) -> Article:
    """Standard input, of which no more is read than an article may have. Raises an ArticleError."""
    return load_bytes(stream.read(_LIMIT + 1), source)


def load_bytes(data: bytes, source: str, suffix: str = "") -> Article:
    """``suffix``: as of a file name; without one the content decides. Raises an ArticleError."""
    _check_size(len(data), source, suffix)
    if suffix.lower() in _HTML or _IS_HTML.match(data):
        _check_size(len(data), source, ".html")
        article = read_html(data, source)
    else:
        text, warnings = decode(data, source)
        read = read_markdown if suffix.lower() in _MARKDOWN else read_plain
        article = read(text, source, warnings)
    if not article.sentences:
        raise ArticleEmpty(f"{source} holds no sentence.", "An article needs running text.")
    return article


def expand(paths: Sequence[Path]) -> list[Path]:
    """Files as they are given, folders as the articles in them; each once, folders in natural order.

    A path that does not exist stays, so that loading reports it."""
    found: dict[Path, None] = {}
    for path in paths:
        members = _members(path) if path.is_dir() else [path]
        found.update(dict.fromkeys(members))
    return list(found)


def _members(folder: Path) -> list[Path]:
    result = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        result += [
            Path(root) / name for name in names if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        ]
    return sorted(result, key=_natural)


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """ "2.txt" before "10.txt"."""
    parts = re.findall(r"\d+|\D+", str(path).casefold())
    return [(0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts]


def _check_size(size: int, source: str, suffix: str) -> None:
    limit = _HTML_LIMIT if suffix.lower() in _HTML else _LIMIT
    if size > limit:
        raise ArticleTooLarge(
            f"{source} has more than {limit // 1_000_000} MB, the most that is read of an article.",
            "Cut it into parts.",
        )
