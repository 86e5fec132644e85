"""The library's one door. The command line and the app open the same file at the same time.

Every method raises StorageError when the disk says no (full, not writable, locked for seconds by
another program) and LibraryDamaged when the file is not what SQLite wrote; nothing is half done
then. A ``Library`` may be used from any thread; calls take milliseconds, ``scrub``, ``check`` and
``backup`` longer, and those do not hold up the others.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from summarizer.errors import StorageError
from summarizer.model import Analysis, Article, BiasNote, Category, Span
from summarizer.paths import folders
from summarizer.published.json import dumps
from summarizer.published.load import analysis_from_fields
from summarizer.store import analyses, articles
from summarizer.store.check import check
from summarizer.store.file import connect, copy_into, damaged, open_file, translated
from summarizer.store.search import find
from summarizer.store.values import AnalysisRow, ArticleRow, Counts, Removed, Sort

_SOON = 2000
"""Milliseconds that ``scrub`` waits for others; the next ``close`` tries again."""


def open_library(path: Path | None = None) -> Library:
    """Open the file, made when it is not there; ``path`` None: ``folders().library``.

    An older schema is migrated, after a backup beside the file. A file or folder that cannot be
    written is opened for reading: ``library.writable`` is False and what would change it raises
    StorageError. Raises StorageError (a newer nutgraf's library, no access) and LibraryDamaged, whose
    hint names ``nutgraf library check --repair``; the file is left as it is.
    """
    path = path or folders().library
    db, writable = open_file(path)
    return Library(path, db, writable)


class Library:
    """``db``: a connection to ``path``. ``clock``: Unix time in seconds."""

    def __init__(
        self, path: Path, db: sqlite3.Connection, writable: bool, clock: Callable[[], float] = time.time
    ) -> None:
        self.path = path
        self.writable = writable
        self._db = db
        self._clock = clock
        self._lock = threading.RLock()

    # -- articles ------------------------------------------------------------------------------

    def add(self, article: Article) -> bool:
        """Keep an article, marked unread. False when its text is here already: then only its structure
        (sentences, quotations) is brought up to date."""
        with self._writing() as db:
            return articles.add(db, article, self._clock())[1]

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
        with self._reading() as db:
            return articles.rows(db, words, sort, reverse, unread, limit, offset)

    def row(self, article_id: str) -> ArticleRow | None:
        with self._reading() as db:
            return articles.row(db, "id", article_id)

    def numbered(self, number: int) -> ArticleRow | None:
        with self._reading() as db:
            return articles.row(db, "number", number)

    def counts(self) -> Counts:
        with self._reading() as db:
            return articles.counts(db)

    def article(self, article_id: str) -> Article | None:
        """The article as it was added; its file is not read again. None when it is not here."""
        with self._reading() as db, self._whole("An article"):
            return articles.article(db, article_id)

    def found(self, article_id: str, words: str) -> tuple[Span, ...]:
        """Where the words of a search stand in the article's text, in order."""
        article = self.article(article_id)
        return find(article.text, words) if article else ()

    def mark_read(self, article_ids: Iterable[str], read: bool = True) -> None:
        with self._writing() as db:
            db.executemany("update articles set unread = ? where id = ?", [(not read, it) for it in article_ids])

    def remove(self, article_ids: Iterable[str]) -> Removed:
        """Take articles out with all that is kept about them. Their words stay in the file's free
        space until ``scrub``."""
        with self._writing() as db:
            return articles.remove(db, article_ids)

    def restore(self, removed: Removed) -> None:
        """Undo a removal: same numbers, analyses, dismissals and marks."""
        with self._writing() as db:
            articles.restore(db, removed)

    def scrub(self) -> None:
        """Leave no byte of what was removed in any of the library's files (backups are the user's).

        Called by ``close`` when something was removed, and by the next ``close`` of anyone when this
        process was killed before. Some 100 ms for 1,000 articles."""
        with self._aside() as db:
            db.execute(f"pragma busy_timeout = {_SOON}")
            if db.execute("select 1 from unscrubbed").fetchone():
                db.execute("insert into search (search) values ('optimize')")
                busy, *_ = db.execute("pragma wal_checkpoint (truncate)").fetchone()
                if not busy:
                    db.execute("delete from unscrubbed")

    # -- analyses ------------------------------------------------------------------------------

    def keep(self, analysis: Analysis, identity: str) -> AnalysisRow:
        """Keep the result of a run, safe on disk when this returns; its article is added if it is not
        here. A result with the same ``identity`` (of the request) is replaced."""
        with self._writing(durable=True) as db:
            number = analyses.keep(db, analysis, identity, self._clock())
            return analyses.rows(db, "analyses.number = ?", number)[0]

    def holds(self, identity: str) -> bool:
        """Whether the result of this work is here."""
        with self._reading() as db:
            return db.execute("select 1 from analyses where identity = ?", (identity,)).fetchone() is not None

    def analyses(self, article_id: str) -> list[AnalysisRow]:
        """The latest first."""
        with self._reading() as db:
            return analyses.rows(db, "id = ?", article_id)

    def analysis(self, number: int) -> Analysis | None:
        """A kept result. Its ``article`` has the sentences that its citations number: show that one
        beside it, since ``article()`` may have been brought up to date after the run."""
        with self._reading() as db, self._whole("An analysis"):
            loaded = analyses.load(db, number)
            return analysis_from_fields(*loaded) if loaded else None

    def analysis_json(self, number: int, indent: int | None = None) -> str | None:
        """What ``nutgraf summarize`` wrote for it, byte for byte: JSON Lines, with ``indent`` 2 JSON."""
        with self._reading() as db, self._whole("An analysis"):
            loaded = analyses.load(db, number)
            return dumps(loaded[0], indent) + "\n" if loaded else None

    # -- dismissed notes -----------------------------------------------------------------------

    def dismiss(self, article_id: str, note: BiasNote) -> None:
        """Remember that a reader does not want this note: by category and quote, so that another run
        over the same article does not bring it back."""
        with self._writing() as db, self._whole("An analysis"):
            analyses.dismiss(db, article_id, note, True)

    def undismiss(self, article_id: str, note: BiasNote) -> None:
        with self._writing() as db, self._whole("An analysis"):
            analyses.dismiss(db, article_id, note, False)

    def dismissed(self, article_id: str) -> frozenset[tuple[Category, str]]:
        """Category and quote of each: ``(note.category, note.quote) in library.dismissed(id)``."""
        with self._reading() as db:
            return analyses.dismissed(db, article_id)

    # -- the file ------------------------------------------------------------------------------

    def changes(self) -> int:
        """A number that differs after any other connection (the batch beside the app) changed the
        library: cheap, for a look every second. Own changes do not count."""
        with self._reading() as db:
            return int(db.execute("pragma data_version").fetchone()[0])

    def check(self) -> list[str]:
        """What is wrong with the file, in words; empty when all is well. Reads all of it."""
        with self._aside() as db:
            return check(db, self.writable)

    def backup(self, target: Path) -> None:
        """A whole copy, while others may go on working. Raises StorageError when ``target`` exists."""
        with self._aside() as db:
            copy_into(db, target)

    def close(self) -> None:
        if self.writable:
            with contextlib.suppress(StorageError):  # the next one tries again
                self.scrub()
        with self._lock:
            self._db.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- within --------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, translated(self.path):
            yield self._db

    @contextlib.contextmanager
    def _writing(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. ``durable``: not even a power cut takes it afterwards."""
        if not self.writable:
            raise StorageError(f"{self.path} cannot be written.", "Make the file and its folder writable.")
        with self._reading() as db:
            db.execute(f"pragma synchronous = {'full' if durable else 'normal'}")
            db.execute("begin immediate")
            try:
                yield db
                db.execute("commit")
            except BaseException:
                if db.in_transaction:  # SQLite itself takes back what a full disk stopped
                    db.execute("rollback")
                raise

    @contextlib.contextmanager
    def _aside(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own, for what takes long."""
        with translated(self.path), contextlib.closing(connect(self.path, self.writable)) as db:
            yield db

    @contextlib.contextmanager
    def _whole(self, what: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.path, f"{what} cannot be read: {error}") from error
