"""The tables, as numbered steps: a library is brought from any version to this one by those it lacks.

Lists read only narrow rows: texts and results stand in tables of their own.
"""

from __future__ import annotations

import sqlite3

APPLICATION = 0x6E757467
"""``PRAGMA application_id``: "nutg"."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """create table articles (
            number integer primary key autoincrement,
            id text not null unique,
            title text not null,
            source text not null,
            byline text,
            date text,
            site text,
            language text,
            words integer not null,
            opening text not null,
            added real not null,
            unread integer not null default 1,
            title_key text not null,
            templates text not null default '',
            notes integer
        ) strict""",
        # what stands in articles.templates and .notes is made from analyses and dismissed, for lists
        "create index articles_by_added on articles (added)",
        "create index articles_by_title on articles (title_key)",
        """create table texts (
            article integer primary key references articles (number) on delete cascade,
            text blob not null,
            structure text not null,
            digest text not null
        ) strict""",
        """create table analyses (
            number integer primary key autoincrement,
            article integer not null references articles (number) on delete cascade,
            identity text not null unique,
            made real not null,
            template text not null,
            template_sha256 text not null,
            model text,
            model_sha256 text,
            engine text,
            nutgraf text not null,
            claims integer not null,
            notes integer
        ) strict""",
        "create index analyses_by_article on analyses (article, made)",
        """create table results (
            analysis integer primary key references analyses (number) on delete cascade,
            json text not null,
            structure text not null,
            digest text not null
        ) strict""",
        """create table dismissed (
            article integer not null references articles (number) on delete cascade,
            category text not null,
            quote blob not null,
            primary key (article, category, quote)
        ) strict""",
        # one row while words that were removed are still in free space or in the index's older parts
        "create table unscrubbed (one integer primary key check (one = 1)) strict",
        """create virtual table search using fts5 (
            headline, body, about,
            tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
        )""",
    ),
)
"""Step i brings version i to i + 1. A step that was released is never edited."""


def version(db: sqlite3.Connection) -> int:
    return int(db.execute("pragma user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Take the steps that are lacking, each whole or not at all; another process may do so at the same time."""
    while version(db) < len(STEPS):
        db.execute("begin immediate")
        try:
            if (at := version(db)) < len(STEPS):
                for statement in STEPS[at]:
                    db.execute(statement)
                db.execute(f"pragma application_id = {APPLICATION}")
                db.execute(f"pragma user_version = {at + 1}")
            db.execute("commit")
        except BaseException:
            db.execute("rollback")
            raise
