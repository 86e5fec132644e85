"""Whether every byte of a library is what was kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from summarizer.published.load import analysis_from_fields
from summarizer.store import analyses, articles


def check(db: sqlite3.Connection, writable: bool) -> list[str]:
    """What is wrong, in words. Where SQLite cannot go on, that is the last of them."""
    problems: list[str] = []
    try:
        problems += [text for (text,) in db.execute("pragma integrity_check") if text != "ok"]
        problems += [f"{table}: a row without its article" for table, *_ in db.execute("pragma foreign_key_check")]
        if writable:
            _try(
                problems,
                "the search index",
                lambda: db.execute("insert into search (search, rank) values ('integrity-check', 1)"),
            )
        for number, *kept in db.execute(
            "select number, id, text, structure, digest from articles left join texts on article = number"
        ):
            _try(problems, f"article {number}", lambda kept=kept: articles.whole(*kept))  # type: ignore[misc]
        for number, *kept in db.execute(
            "select number, json, results.structure, results.digest, text from analyses"
            " left join results on analysis = number left join texts using (article)"
        ):
            _try(problems, f"analysis {number}", lambda kept=kept: analysis_from_fields(*analyses.whole(*kept)))  # type: ignore[misc]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        problems.append(str(error))
    return problems


def _try(problems: list[str], what: str, look: Callable[[], object]) -> None:
    try:
        look()
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError, AttributeError) as error:
        problems.append(f"{what}: {error}")
