"""The library's one door. The command line and the app open the same file at the same time.

Every method raises StorageError when the disk says no (full, not writable, locked for seconds by
another program) and LibraryDamaged when the file is not what SQLite wrote; nothing is half done
then. A ``Library`` may be used from any thread; calls take milliseconds, ``scrub``, ``check`` and
``backup`` longer, and those do not hold up the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summarizer.model import Analysis, Article, BiasNote, Category, Span
from summarizer.store.values import AnalysisRow, ArticleRow, Counts, Recovered, Removed, Sort


def open_library(path: Path | None = None) -> Library:
    """Open the file, made when it is not there; ``path`` None: ``folders().library``.

    An older schema is migrated, after a backup beside the file. A file or folder that cannot be
    written is opened for reading: ``library.writable`` is False and what would change it raises
    StorageError. Raises StorageError (a newer nutgraf's library, no access) and LibraryDamaged, whose
    hint names ``nutgraf library check --repair``; the file is left as it is.
    """
    raise NotImplementedError


def recover(path: Path | None = None) -> Recovered:
    """Copy a damaged library aside and put one in its place with all that can still be read.

    Raises StorageError, the library untouched, when there is no room for the copy or another
    nutgraf has it open.
    """
    raise NotImplementedError


class Library:
    path: Path
    writable: bool

    # -- articles ------------------------------------------------------------------------------

    def add(self, article: Article) -> bool:
        """Keep an article, marked unread. False when its text is here already: then only its structure
        (sentences, quotations) is brought up to date."""
        raise NotImplementedError

    def rows(
        self,
        words: str = "",
        *,
        sort: Sort = Sort.ADDED,
        reverse: bool = False,
        unread: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ArticleRow]:
        """Articles that hold all ``words``, in title, text, byline, site or source.

        ``words`` is what a person types: any script, any characters, nothing is an operator but
        quotation marks around words that stand together. The last letters of a word may be missing
        ("counc" finds "council"); accents and case do not matter. Without a letter or digit in it,
        all articles. ``unread``: only those.
        """
        raise NotImplementedError

    def row(self, article_id: str) -> ArticleRow | None:
        raise NotImplementedError

    def numbered(self, number: int) -> ArticleRow | None:
        raise NotImplementedError

    def counts(self) -> Counts:
        raise NotImplementedError

    def article(self, article_id: str) -> Article | None:
        """The article as it was added; its file is not read again. None when it is not here."""
        raise NotImplementedError

    def found(self, article_id: str, words: str) -> tuple[Span, ...]:
        """Where the words of a search stand in the article's text, in order."""
        raise NotImplementedError

    def mark_read(self, article_ids: Iterable[str], read: bool = True) -> None:
        raise NotImplementedError

    def remove(self, article_ids: Iterable[str]) -> Removed:
        """Take articles out with all that is kept about them. Their words stay in the file's free
        space until ``scrub``."""
        raise NotImplementedError

    def restore(self, removed: Removed) -> None:
        """Undo a removal: same numbers, analyses, dismissals and marks."""
        raise NotImplementedError

    def scrub(self) -> None:
        """Leave no byte of what was removed in any of the library's files (backups are the user's).

        Called by ``close`` when something was removed, and by the next ``close`` of anyone when this
        process was killed before. Some 100 ms for 1,000 articles."""
        raise NotImplementedError

    # -- analyses ------------------------------------------------------------------------------

    def keep(self, analysis: Analysis, identity: str) -> AnalysisRow:
        """Keep the result of a run, safe on disk when this returns; its article is added if it is not
        here. A result with the same ``identity`` (of the request) is replaced."""
        raise NotImplementedError

    def holds(self, identity: str) -> bool:
        """Whether the result of this work is here."""
        raise NotImplementedError

    def analyses(self, article_id: str) -> list[AnalysisRow]:
        """The latest first."""
        raise NotImplementedError

    def analysis(self, number: int) -> Analysis | None:
        """A kept result. Its ``article`` has the sentences that its citations number: show that one
        beside it, since ``article()`` may have been brought up to date after the run."""
        raise NotImplementedError

    def analysis_json(self, number: int) -> str | None:
        """The line that ``nutgraf summarize --format jsonl`` wrote for it, byte for byte."""
        raise NotImplementedError

    def remove_analysis(self, number: int) -> None:
        raise NotImplementedError

    # -- dismissed notes -----------------------------------------------------------------------

    def dismiss(self, article_id: str, note: BiasNote) -> None:
        """Remember that a reader does not want this note: by category and quote, so that another run
        over the same article does not bring it back."""
        raise NotImplementedError

    def undismiss(self, article_id: str, note: BiasNote) -> None:
        raise NotImplementedError

    def dismissed(self, article_id: str) -> frozenset[tuple[Category, str]]:
        """Category and quote of each: ``(note.category, note.quote) in library.dismissed(id)``."""
        raise NotImplementedError

    # -- the file ------------------------------------------------------------------------------

    def changes(self) -> int:
        """A number that differs after any other connection (the batch beside the app) changed the
        library: cheap, for a look every second. Own changes do not count."""
        raise NotImplementedError

    def check(self) -> list[str]:
        """What is wrong with the file, in words; empty when all is well. Reads all of it."""
        raise NotImplementedError

    def backup(self, target: Path) -> None:
        """A whole copy, while others may go on working. Raises StorageError when ``target`` exists."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
