"""Articles and results go in and come out as they were; what is deleted is gone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import STORY, faithful, story
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.load import load_bytes
from summarizer.articles.plain import read_plain
from summarizer.engine.scripted import ScriptedEngine
from summarizer.errors import StorageError
from summarizer.events import Finished
from summarizer.model import Analysis, Article, ModelRef
from summarizer.paths import folders
from summarizer.pipeline.request import Request, identity
from summarizer.pipeline.run import run
from summarizer.published.json import render_json, render_line
from summarizer.sample import sample_article
from summarizer.store import encode, schema
from summarizer.store.library import Library, open_library
from summarizer.store.values import Sort
from summarizer.templates.find import find_template

LOADED = STORY.replace("It carries", "The reckless, disastrous and shameful scheme is a farce. It carries")
HTML = b"""<html><head><title>A page</title></head><body><article><h1>Quarry lorries</h1><blockquote><p>Enough is enough, the
mayor wrote in a letter to all of the households of the upper town.</p></blockquote><p>The quarry above Nether Hallow may
send sixty lorries a day through the village, the county said on Friday, and it has to wash their wheels before they leave.
</p><table><tr><td>lorries</td><td>60</td></tr></table></article></body></html>"""


def analyse(article: Article, template: str = "brief") -> tuple[Analysis, str]:
    request = Request(article, find_template(template), ModelRef("scripted", "0" * 64))
    body = list(run(request, ScriptedEngine(faithful), run_id="1"))[-1].body
    assert isinstance(body, Finished)
    return body.analysis, identity(request)


@pytest.fixture
def library() -> Iterator[Library]:
    clock = iter(range(1000))
    with open_library() as opened:
        opened._clock = lambda: float(next(clock))
        yield opened


# -- what goes in comes out ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "article",
    [
        story(),
        sample_article(),
        load_bytes(HTML, "page.html"),
        story("渡轮停航\n\n芬威克渡轮将停航六周，港务局星期一说。居民“没有被问到”。\n"),
        story("A title\n\nA \x00 zero, an \x1b[31mescape, and \u2028 stand here. A second one.\n"),
        replace(story(), source="caf\udce9/story.txt", warnings=("Some bytes are guesses.",), date="2026-01-02"),
    ],
    ids=["text", "markdown", "html", "chinese", "hostile", "path"],
)
def test_an_article_comes_back_without_its_file(article: Article, library: Library) -> None:
    assert library.add(article)
    assert not library.add(article)
    library.close()
    with open_library() as again:
        assert again.article(article.id) == article
        [row] = again.rows()
        assert (row.id, row.unread, row.templates, row.notes) == (article.id, True, (), None)
        assert row.opening and len(row.opening) <= 300 and "\n" not in row.opening
        assert again.check() == []


@given(st.text(max_size=400))
def test_structure_is_read_back(text: str) -> None:
    article = read_plain(text + "\n\nOne sentence. “Another one,” said Ann.", "any")
    assert encode.article(article.text, encode.structure(article)) == article


@pytest.mark.parametrize("template", ["brief", "five-ws", "nut-graf"])
def test_an_analysis_comes_back_and_its_json_is_what_the_command_printed(template: str, library: Library) -> None:
    analysis, work = analyse(story(LOADED), template)
    row = library.keep(analysis, work)
    assert library.holds(work) and not library.holds("0" * 64)
    assert library.analysis_json(row.number) == render_line(analysis, work)
    assert library.analysis_json(row.number, indent=2) == render_json(analysis, work)
    back = library.analysis(row.number)
    assert back is not None
    assert render_line(back, work) == render_line(analysis, work)
    assert (back.article, back.claims, back.gist, back.checks) == (
        analysis.article, analysis.claims, analysis.gist, analysis.checks,
    )  # fmt: skip
    fields = json.loads(render_line(analysis, work))
    assert (row.template_sha256, row.model, row.model_sha256, row.nutgraf, row.engine) == (
        fields["template"]["sha256"], "scripted", "0" * 64, fields["nutgraf"], fields["settings"]["engine"],
    )  # fmt: skip


def test_the_same_work_replaces_its_result_and_other_work_stands_beside_it(library: Library) -> None:
    article = story(LOADED)
    first = library.keep(*analyse(article))
    library.keep(*analyse(article, "five-ws"))
    latest = library.keep(*analyse(article))
    assert [row.template for row in library.analyses(article.id)] == ["brief", "five-ws"]
    assert library.analysis(first.number) is None
    row = library.row(article.id)
    assert row and row.templates == ("brief", "five-ws") and row.notes == latest.notes


def test_citations_hold_when_a_later_version_splits_sentences_otherwise(library: Library) -> None:
    article = story(LOADED)
    analysis, work = analyse(article)
    number = library.keep(analysis, work).number
    other = replace(article, sentences=article.sentences[:3], quotes=())
    assert not library.add(other)
    assert library.article(article.id) == other, "the structure is brought up to date"
    back = library.analysis(number)
    assert back and back.article == article, "the result keeps the sentences that it numbers"
    assert not library.add(replace(article, source="elsewhere.txt", title="Another"))
    assert library.article(article.id) == other, "the same text from elsewhere changes nothing"


# -- marks -----------------------------------------------------------------------------------------


def test_a_dismissed_note_stays_dismissed_when_the_work_is_done_again(library: Library) -> None:
    analysis, work = analyse(story(LOADED))
    assert analysis.notes
    note, key = analysis.notes[0], analysis.article.id
    before = library.keep(analysis, work).notes
    assert before
    library.dismiss(key, note)
    again = replace(note, text="Other words about it", evidence=note.evidence[:1])
    assert (again.category, again.quote) in library.dismissed(key)
    row = library.row(key)
    assert row and row.notes == before - 1
    assert library.keep(analysis, "1" * 64).notes == before - 1
    library.undismiss(key, note)
    assert library.dismissed(key) == frozenset()
    assert [a.notes for a in library.analyses(key)] == [before, before]


def test_unread_marks(library: Library) -> None:
    articles = [story(f"{STORY}\nNumber {i} is here.") for i in range(3)]
    for article in articles:
        library.add(article)
    library.mark_read([articles[0].id, articles[1].id])
    assert [row.id for row in library.rows(unread=True)] == [articles[2].id]
    library.mark_read([articles[0].id], read=False)
    counts = library.counts()
    assert (counts.articles, counts.unread, counts.analyses) == (3, 2, 0)


def test_lists_are_sorted_and_cut(library: Library) -> None:
    for title, words in (("Zebra", 5), ("Ärzte", 50), ("apples", 20)):
        library.add(
            story(f"{title}\n\nIt begins {'and goes on ' * words}to its end. A second sentence follows here.\n")
        )

    def titles(**options: object) -> list[str]:
        return [row.title for row in library.rows(**options)]  # type: ignore[arg-type]

    assert titles() == ["apples", "Ärzte", "Zebra"]
    assert titles(reverse=True) == ["Zebra", "Ärzte", "apples"]
    assert titles(sort=Sort.TITLE) == ["apples", "Ärzte", "Zebra"]
    assert titles(sort=Sort.WORDS) == ["Ärzte", "apples", "Zebra"]
    assert titles(sort=Sort.TITLE, limit=1, offset=1) == ["Ärzte"]
    assert titles(sort=Sort.NOTES) == titles(sort=Sort.RELEVANCE) == titles()
    assert [row.number for row in library.rows()] == [3, 2, 1]


def test_a_list_reads_no_text(library: Library) -> None:
    library.keep(*analyse(story(LOADED)))
    plans: list[str] = []
    library._db.set_trace_callback(plans.append)
    library.rows("ferry")
    library.rows(sort=Sort.NOTES)
    library._db.set_trace_callback(None)
    assert plans and not [sql for sql in plans if "texts" in sql or "results" in sql]


# -- removal ---------------------------------------------------------------------------------------


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_removed_leaves_no_byte_behind(library: Library) -> None:
    secret = story(
        "Zirkonvogel\n\nThe Quillfeather papers were sealed on Monday. “Nobody reads Marmelshire,” said Odo Vantz.\n"
    )
    filler = [story(f"{STORY}\nNumber {i} {'is here ' * (i % 50)}and there.") for i in range(60)]
    for article in (*filler[:30], secret, *filler[30:]):
        library.keep(*analyse(article))
    library.dismiss(secret.id, replace(analyse(story(LOADED))[0].notes[0]))  # type: ignore[index]
    library.remove([filler[7].id, secret.id, filler[50].id])
    library.close()
    found = everything(folders().data)
    for word in ("Zirkonvogel", "Quillfeather", "quillfeather", "Marmelshire", "marmelshire", "vantz", secret.id):
        assert word.encode() not in found, word
    with open_library() as again:
        assert again.counts().articles == 58 and again.rows("Quillfeather") == [] and again.check() == []


def test_a_removal_is_finished_by_the_next_one_that_closes(library: Library) -> None:
    secret = story("Zirkonvogel\n\nThe Quillfeather papers were sealed on Monday. A second sentence follows here.\n")
    library.add(story())
    library.add(secret)
    library.remove([secret.id])
    library._db.close()  # killed before it could scrub
    open_library().close()
    assert b"uillfeather" not in everything(folders().data)


def test_a_removal_can_be_undone(library: Library) -> None:
    analysis, work = analyse(story(LOADED))
    assert analysis.notes
    library.add(story())
    library.keep(analysis, work)
    library.dismiss(analysis.article.id, analysis.notes[0])
    library.mark_read([analysis.article.id])
    before = library.rows(), library.analyses(analysis.article.id), library.dismissed(analysis.article.id)
    removed = library.remove([analysis.article.id, story().id, "unknown"])
    assert len(removed.articles) == 2 and library.rows() == []
    library.add(story())  # came back by itself in the meantime
    library.restore(removed)
    assert [row.id for row in library.rows()] == [story().id, analysis.article.id]
    assert library.row(analysis.article.id) == before[0][0]
    assert (library.analyses(analysis.article.id), library.dismissed(analysis.article.id)) == before[1:]
    assert [row.id for row in library.rows("reckless")] == [analysis.article.id]
    assert library.check() == []


def test_a_number_is_never_given_again(library: Library) -> None:
    library.add(story())
    library.remove([story().id])
    library.add(story(LOADED))
    assert [row.number for row in library.rows()] == [2]


# -- the file --------------------------------------------------------------------------------------


def test_only_the_owner_may_read_it(library: Library) -> None:
    library.add(story())
    if os.name == "posix":
        modes = {path.name: path.stat().st_mode & 0o777 for path in folders().data.glob("library.db*")}
        assert set(modes.values()) == {0o600}, modes


def test_a_backup_is_whole_and_replaces_nothing(library: Library, tmp_path: Path) -> None:
    library.keep(*analyse(story(LOADED)))
    target = tmp_path / "deep" / "copy.db"
    library.backup(target)
    with open_library(target) as copy:
        assert copy.rows() == library.rows() and copy.check() == []
    with pytest.raises(StorageError, match="exists already"):
        library.backup(target)


def test_an_older_library_is_migrated_after_a_backup(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.keep(*analyse(story(LOADED)))
    before = library.rows()
    library.close()
    step = ("alter table articles add column place integer", "update articles set place = number * 10")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    with open_library() as migrated:
        assert schema.version(migrated._db) == len(schema.STEPS)
        assert migrated.rows() == before
        assert migrated._db.execute("select place from articles").fetchall() == [(10,)]
    monkeypatch.setattr(schema, "STEPS", schema.STEPS[:-1])
    with open_library(folders().data / "library.before-2.db") as backup:
        assert backup.rows() == before
    with pytest.raises(StorageError, match="newer nutgraf"):
        open_library()


def test_a_step_that_fails_changes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add(story())
    library.close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("drop table dismissed", "drop table absent")))
    with pytest.raises(Exception, match="no such table: absent"):
        open_library()
    monkeypatch.setattr(schema, "STEPS", schema.STEPS[:-1])
    with open_library() as same:
        assert same.check() == [] and same.dismissed(story().id) == frozenset()
