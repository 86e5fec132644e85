"""Everything that can go wrong, in words a reader can act on.

    NutgrafError
    ├── ArticleError       this article; others go on
    │   ├── ArticleMissing · ArticleUnreadable · ArticleEmpty · ArticleTooLarge
    │   └── NotText · NoArticle (a page without one)
    ├── EngineError
    │   ├── ModelMissing · ModelRejected · OutOfMemory     no model to work with
    │   ├── ContextTooSmall · BadGrammar                   this request
    │   └── WorkerDied                                     the process is gone; a new one may do
    ├── DownloadError      a model file could not be fetched or is not what was promised
    ├── TemplateError · ConfigError · UsageError           the user's own words; ``problems`` lists all
    └── StorageError       the disk said no
        └── LibraryDamaged the library's file is not what was written

An error carries what happened and which file (``message``) and what to do next (``hint``).
Exit codes are the command line's business, not the errors'.
"""

from __future__ import annotations


class NutgrafError(Exception):
    """The root: never shown as a traceback."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ArticleError(NutgrafError):
    pass


class ArticleMissing(ArticleError):
    pass


class ArticleUnreadable(ArticleError):
    pass


class ArticleEmpty(ArticleError):
    pass


class ArticleTooLarge(ArticleError):
    pass


class NotText(ArticleError):
    pass


class NoArticle(ArticleError):
    pass


class EngineError(NutgrafError):
    pass


class ModelMissing(EngineError):
    pass


class ModelRejected(EngineError):
    pass


class OutOfMemory(EngineError):
    pass


class ContextTooSmall(EngineError):
    pass


class BadGrammar(EngineError):
    pass


class WorkerDied(EngineError):
    pass


class DownloadError(NutgrafError):
    pass


class UsageError(NutgrafError):
    """A wrong flag, template or configuration; ``problems`` holds all of them at once."""

    def __init__(self, message: str, hint: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {p}" for p in self.problems), *([self.hint] if self.hint else [])])


class TemplateError(UsageError):
    pass


class ConfigError(UsageError):
    pass


class StorageError(NutgrafError):
    pass


class LibraryDamaged(StorageError):
    pass


class Interrupted(Exception):
    """The work was cancelled on request. Not an error: nothing went wrong."""
