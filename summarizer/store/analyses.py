"""Results of runs in the library, and which of their notes a reader does not want."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from summarizer.bias.fuse import shown
from summarizer.model import Analysis, Article, BiasNote, Category
from summarizer.published.json import as_fields, dumps
from summarizer.published.load import analysis_from_fields
from summarizer.store import articles, encode
from summarizer.store.values import AnalysisRow

_ROW = (
    "analyses.number, id, identity, made, template, template_sha256, model, model_sha256, engine, nutgraf, claims, "
    "analyses.notes"
)
Dismissed = frozenset[tuple[Category, str]]


def keep(db: sqlite3.Connection, analysis: Analysis, identity: str, now: float) -> int:
    """The number of the kept analysis."""
    article, _ = articles.add(db, analysis.article, now)
    return put(db, article, analysis, as_fields(analysis, identity), now)


def put(
    db: sqlite3.Connection,
    article: int,
    analysis: Analysis,
    fields: dict[str, Any],
    made: float,
    number: int | None = None,
) -> int:
    """Write a result under a number (None: a new one). ``fields``: the published JSON, kept as it is but for
    the text, which stands with the article."""
    line = dumps({**fields, "article": {**fields["article"], "text": ""}})
    structure = encode.structure(analysis.article)
    engine = analysis.settings.get("engine")
    db.execute("delete from analyses where identity = ?", (fields["identity"],))
    number = db.execute(
        "insert into analyses values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            article,
            fields["identity"],
            made,
            analysis.template.name,
            analysis.template.sha256,
            analysis.model.id if analysis.model else None,
            analysis.model.sha256 if analysis.model else None,
            None if engine is None else str(engine),
            fields["nutgraf"],
            len(analysis.claims),
            _shown(analysis, _dismissed(db, article)),
        ),
    ).lastrowid
    db.execute("insert into results values (?, ?, ?, ?)", (number, line, structure, articles.digest(line + structure)))
    _update_list(db, article)
    return int(number or 0)


def rows(db: sqlite3.Connection, test: str, value: str | int) -> list[AnalysisRow]:
    """The latest first. ``test``: such as "id = ?"."""
    found = db.execute(
        f"select {_ROW} from analyses join articles on articles.number = article where {test}"  # noqa: S608
        " order by made desc, analyses.number desc",
        (value,),
    )
    return [AnalysisRow(*values) for values in found]


def load(db: sqlite3.Connection, number: int) -> tuple[dict[str, Any], Article] | None:
    """The fields of the published JSON, and the article they speak of.

    Raises ValueError, KeyError or TypeError when what stands there is not what was kept."""
    found = db.execute(
        "select json, results.structure, results.digest, text from results join analyses on number = analysis"
        " join texts using (article) where analysis = ?",
        (number,),
    ).fetchone()
    return whole(*found) if found else None


def whole(line: str, structure: str, sealed: str, text: bytes) -> tuple[dict[str, Any], Article]:
    """Raises as ``load`` does."""
    if articles.digest(line + structure) != sealed:
        raise ValueError("it is not what was kept")
    fields = json.loads(line)
    article = encode.article(articles.from_bytes(text), structure)
    fields["article"]["text"] = article.text
    return fields, article


def dismissed(db: sqlite3.Connection, article_id: str) -> Dismissed:
    found = db.execute("select number from articles where id = ?", (article_id,)).fetchone()
    return _dismissed(db, found[0]) if found else frozenset()


def dismiss(db: sqlite3.Connection, article_id: str, note: BiasNote, on: bool) -> None:
    found = db.execute("select number from articles where id = ?", (article_id,)).fetchone()
    if found is None:
        return
    key = (found[0], note.category.value, articles.to_bytes(note.quote))
    if on:
        db.execute("insert or ignore into dismissed values (?, ?, ?)", key)
    else:
        db.execute("delete from dismissed where article = ? and category = ? and quote = ?", key)
    gone = _dismissed(db, found[0])
    for analysis in rows(db, "id = ?", article_id):
        loaded = load(db, analysis.number)
        assert loaded is not None  # noqa: S101
        notes = _shown(analysis_from_fields(*loaded), gone)
        db.execute("update analyses set notes = ? where number = ?", (notes, analysis.number))
    _update_list(db, found[0])


def _dismissed(db: sqlite3.Connection, number: int) -> Dismissed:
    found = db.execute("select category, quote from dismissed where article = ?", (number,))
    return frozenset((Category(category), articles.from_bytes(quote)) for category, quote in found)


def _shown(analysis: Analysis, gone: Dismissed) -> int | None:
    """How many notes the default view shows."""
    if analysis.notes is None:
        return None
    return len(shown(note for note in analysis.notes if (note.category, note.quote) not in gone))


def _update_list(db: sqlite3.Connection, number: int) -> None:
    db.execute(
        "update articles set templates = coalesce((select group_concat(template, char(10)) from"
        " (select template from analyses where article = :it group by template order by max(made) desc, max(number) desc)), ''),"
        " notes = (select notes from analyses where article = :it and notes is not null"
        " order by made desc, number desc limit 1) where number = :it",
        {"it": number},
    )
