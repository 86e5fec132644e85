"""Articles in the library: rows for lists, texts, and the index of their words."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

from summarizer.model import Article
from summarizer.store import encode
from summarizer.store.search import fold, indexed, query
from summarizer.store.values import ArticleRow, Counts, Removed, Rows, Sort
from summarizer.text.clean import one_line
from summarizer.text.words import count_words

_ROW = "id, number, title, source, byline, date, site, language, words, opening, added, unread, templates, notes"
_OPENING = 300
_DESCENDING = {Sort.ADDED, Sort.WORDS, Sort.NOTES}
_ORDER = {
    Sort.ADDED: "added",
    Sort.TITLE: "title_key",
    Sort.SOURCE: "source collate nocase",
    Sort.WORDS: "words",
    Sort.NOTES: "notes",
    Sort.RELEVANCE: "bm25(search, 8, 1, 4)",
}
KEPT = {
    "articles": "number = ?",
    "texts": "article = ?",
    "analyses": "article = ?",
    "results": "analysis in (select number from analyses where article = ?)",
    "dismissed": "article = ?",
}
"""Where what is kept about an article stands, parents first."""


def add(db: sqlite3.Connection, article: Article, now: float, number: int | None = None) -> tuple[int, bool]:
    """The article's number (``number``, if it is new and that is given), and whether it is new."""
    structure = encode.structure(article)
    found = db.execute(
        "select number, source, structure from articles join texts on article = number where id = ?", (article.id,)
    ).fetchone()
    columns = _columns(article)
    if found is None:
        names = ("number", "id", "added", *columns)
        marks = ", ".join("?" * len(names))
        made = db.execute(
            f"insert into articles ({', '.join(names)}) values ({marks})",  # noqa: S608
            (number, article.id, now, *columns.values()),
        )
        number = int(made.lastrowid or 0)
        db.execute(
            "insert into texts values (?, ?, ?, ?)",
            (number, to_bytes(article.text), structure, digest(article.id + structure)),
        )
        index(db, number)
        return number, True
    number = found[0]
    if found[1] == columns["source"] and found[2] != structure:
        db.execute("delete from search where rowid = ?", (number,))
        sets = ", ".join(f"{name} = ?" for name in columns)
        db.execute(f"update articles set {sets} where number = ?", (*columns.values(), number))  # noqa: S608
        db.execute(
            "update texts set structure = ?, digest = ? where article = ?",
            (structure, digest(article.id + structure), number),
        )
        index(db, number)
    return number, False


def _columns(article: Article) -> dict[str, Any]:
    opening = ""
    for sentence in article.sentences:
        if len(opening) >= _OPENING:
            break
        opening += sentence.span.of(article.text) + " "
    texts = {
        "title": article.title,
        "source": article.source,
        "byline": article.byline,
        "date": article.date,
        "site": article.site,
        "language": article.language,
        "opening": one_line(opening)[:_OPENING].rstrip(),
        "title_key": fold(article.title),
    }
    # a name of a file may hold bytes that are no character
    plain = {name: value and value.encode("utf-8", "replace").decode() for name, value in texts.items()}
    return {**plain, "words": count_words(article.text)}


def index(db: sqlite3.Connection, number: int) -> None:
    """Make an article's words findable."""
    title, byline, site, source, text = db.execute(
        "select title, byline, site, source, text from articles join texts on article = number where number = ?",
        (number,),
    ).fetchone()
    about = " ".join(filter(None, (byline, site, PurePath(source).name)))
    db.execute(
        "insert into search (rowid, headline, body, about) values (?, ?, ?, ?)",
        (number, indexed(title), indexed(from_bytes(text)), indexed(about)),
    )


def rows(
    db: sqlite3.Connection, words: str, sort: Sort, reverse: bool, unread: bool, limit: int | None, offset: int
) -> list[ArticleRow]:
    expression = query(words)
    if expression is None and sort is Sort.RELEVANCE:
        sort = Sort.ADDED
    descending = (sort in _DESCENDING) is not reverse
    tests = (["search match :words"] if expression else []) + (["unread"] if unread else [])
    found = db.execute(
        f"select {_ROW} from {'search join articles on number = search.rowid' if expression else 'articles'}"  # noqa: S608
        f"{' where ' + ' and '.join(tests) if tests else ''}"
        f" order by {_ORDER[sort]} {'desc' if descending else 'asc'} nulls last, number desc limit :limit offset :offset",
        {"words": expression, "limit": -1 if limit is None else limit, "offset": offset},
    )
    return [_row(values) for values in found]


def row(db: sqlite3.Connection, column: str, value: str | int) -> ArticleRow | None:
    found = db.execute(f"select {_ROW} from articles where {column} = ?", (value,)).fetchone()  # noqa: S608
    return _row(found) if found else None


def _row(values: Sequence[Any]) -> ArticleRow:
    return ArticleRow(*(*values[:11], bool(values[11]), tuple(values[12].splitlines()), values[13]))


def counts(db: sqlite3.Connection) -> Counts:
    return Counts(
        *db.execute(
            "select count(*), coalesce(sum(unread), 0), (select count(*) from analyses) from articles"
        ).fetchone()
    )


def article(db: sqlite3.Connection, article_id: str) -> Article | None:
    """Raises ValueError, KeyError or TypeError when what stands there is not what was kept."""
    found = db.execute(
        "select text, structure, digest from texts join articles on article = number where id = ?", (article_id,)
    ).fetchone()
    return whole(article_id, *found) if found else None


def whole(article_id: str, text: bytes, structure: str, sealed: str) -> Article:
    """Raises as ``article`` does."""
    result = encode.article(from_bytes(text), structure)
    if result.id != article_id or digest(article_id + structure) != sealed:
        raise ValueError("its text is not what was kept")
    return result


def remove(db: sqlite3.Connection, article_ids: Iterable[str]) -> Removed:
    removed = []
    for article_id in dict.fromkeys(article_ids):
        found = db.execute("select number from articles where id = ?", (article_id,)).fetchone()
        if found is None:
            continue
        removed.append(
            {t: db.execute(f"select * from {t} where {test}", found).fetchall() for t, test in KEPT.items()}  # noqa: S608
        )
        db.execute("delete from search where rowid = ?", found)
        db.execute("delete from articles where number = ?", found)
    if removed:
        db.execute("insert or ignore into unscrubbed values (1)")
    return Removed(tuple(removed))


def restore(db: sqlite3.Connection, removed: Removed) -> None:
    """What came back in the meantime stays as it is."""
    for tables in removed.articles:
        number, article_id = tables["articles"][0][:2]
        if row(db, "id", article_id) is None:
            put_back(db, number, tables)


def put_back(db: sqlite3.Connection, number: int, tables: Rows) -> None:
    """Write the rows of one article, as ``KEPT`` lists them."""
    for table, rows in tables.items():
        for values in rows:
            db.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values)  # noqa: S608
    index(db, number)


def to_bytes(text: str) -> bytes:
    """A text may hold halves of surrogate pairs and zero bytes: it is kept as it is."""
    return text.encode("utf-8", "surrogatepass")


def from_bytes(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
