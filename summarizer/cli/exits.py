"""Exit codes. Errors know nothing of them; this table does (docs/exit-codes.md)."""

from __future__ import annotations

from summarizer.errors import (
    ArticleError,
    DownloadError,
    EngineError,
    NutgrafError,
    StorageError,
    UsageError,
)

OK = 0
ARTICLE = 1
USAGE = 2
MODEL = 3
STORAGE = 4
DOWNLOAD = 5
CHECK = 6
BUG = 70
INTERRUPTED = 130

_CODES: tuple[tuple[type[NutgrafError], int], ...] = (
    (ArticleError, ARTICLE),
    (UsageError, USAGE),
    (EngineError, MODEL),
    (StorageError, STORAGE),
    (DownloadError, DOWNLOAD),
)


def exit_code(error: NutgrafError) -> int:
    return next((code for kind, code in _CODES if isinstance(error, kind)), ARTICLE)
