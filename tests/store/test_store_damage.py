"""Disks fail, files are cut off, programs are killed: nothing is lost silently and nothing ends in a traceback."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import STORY, story
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.cli.main import main
from summarizer.errors import LibraryDamaged, StorageError
from summarizer.paths import folders
from summarizer.store.file import copy_into
from summarizer.store.library import Library, open_library
from summarizer.store.recover import recover

COUNT = 120


def filled(count: int = COUNT) -> dict[str, str]:
    """Id -> text of what a new library holds."""
    texts = {}
    with open_library() as library:
        for i in range(count):
            article = story(f"{STORY}\nNumber {i} is {'here and ' * (i % 40)}there.")
            library.add(article)
            texts[article.id] = article.text
    return texts


def cut_off(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size * 3 // 4)


def flip(path: Path) -> None:
    """Pages of rubbish in the middle."""
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 8192 * 4096)
        file.write(random.Random(1).randbytes(3 * 4096))


def beheaded(path: Path) -> None:
    with path.open("rb+") as file:
        file.write(bytes(4096))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def another_file(path: Path) -> None:
    path.write_bytes(b"Dear diary, this is no library at all.\n" * 100)


@pytest.mark.parametrize(
    ("damage", "saves"), [(cut_off, 40), (flip, 80), (beheaded, COUNT), (emptied, 0), (another_file, 0)]
)
def test_a_damaged_library_is_told_kept_and_saved(
    damage: Callable[[Path], None], saves: int, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = filled()
    path = folders().library
    damage(path)
    damaged = path.read_bytes()
    assert main(["library", "check"]) == 4
    assert main(["doctor"]) in {3, 4}  # there is no model either
    assert path.read_bytes() == damaged, "looking changes nothing"
    out, err = capsys.readouterr()
    assert "--repair" in err and "Traceback" not in out + err
    assert main(["library", "check", "--repair"]) == 0
    out = capsys.readouterr().out
    [aside] = path.parent.glob("library-damaged-*")
    assert (aside / "library.db").read_bytes() == damaged and str(aside) in out
    with open_library() as library:
        assert library.check() == []
        rows = library.rows()
        assert len(rows) >= saves
        for row in rows:
            article = library.article(row.id)
            assert article and article.text == texts[row.id]
    assert f"Saved: {len(rows)} articles" in out


@settings(max_examples=40)
@given(st.floats(0, 1), st.binary(min_size=1, max_size=40), st.integers(1, 200))
def test_rubbish_anywhere_is_told_and_never_read_as_an_article(where: float, rubbish: bytes, times: int) -> None:
    path = folders().library
    shutil.rmtree(path.parent, ignore_errors=True)
    texts = filled(12)
    data = bytearray(path.read_bytes())
    at = int(where * (len(data) - 1))
    data[at : at + len(rubbish) * times] = rubbish * times
    path.write_bytes(data)
    told: list[str] = []
    try:
        with open_library() as library:
            told = library.check()
            library.rows("ferry")
    except LibraryDamaged as error:
        told.append(str(error))
    except StorageError as error:
        told.append(str(error))
        assert "not nutgraf's" in str(error) or "newer nutgraf" in str(error)
    found = recover()
    with open_library() as library:
        assert library.check() == []
        assert all(article and article.text == texts[article.id] for article in map(library.article, texts) if article)
        assert told or library.counts().articles == len(texts)
    assert found.articles <= len(texts)


def test_a_changed_byte_of_a_text_is_noticed() -> None:
    """SQLite has no checksums: the article's own must tell."""
    filled(3)
    path = folders().library
    data = path.read_bytes()
    path.write_bytes(data.replace(b"2.4 million crowns", b"9.4 million crowns"))
    assert path.read_bytes() != data
    with open_library() as library:
        assert len(library.check()) == 3
        with pytest.raises(LibraryDamaged, match="not what was kept"):
            library.article(library.rows()[0].id)
    assert recover().lost == 3


def test_a_message_holds_nothing_of_an_article() -> None:
    filled(1)
    with open_library() as library:
        library._db.execute("update articles set opening = cast(x'5365637265742077ff' as text)")
    with open_library() as library, pytest.raises(LibraryDamaged, match="opening") as told:
        library.rows()
    assert "Secret" not in str(told.value)


def test_of_a_file_in_which_nothing_is_seen_nobody_can_tell_what_was_lost() -> None:
    filled(2)
    for file in folders().library.parent.glob("library.db*"):
        file.unlink()
    folders().library.write_bytes(b"garbage")
    found = recover()
    assert (found.articles, found.analyses, found.lost) == (0, 0, None)


def test_a_disk_with_room_is_not_called_full(tmp_path: Path) -> None:
    """SQLite says so of a page number that cannot be."""
    filled(1)
    with open_library() as library:
        real = library._db

        class Full:
            def execute(self, statement: str, values: tuple[str, ...] = ()) -> sqlite3.Cursor:
                if "vacuum" not in statement:
                    return real.execute(statement, values)
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error

        with pytest.raises(LibraryDamaged, match=r"library\.db is damaged"):
            copy_into(Full(), tmp_path / "copy.db")  # type: ignore[arg-type]
    assert list(tmp_path.glob("*copy*")) == []


def test_rows_of_lists_are_made_anew_from_texts() -> None:
    texts = filled(5)
    with open_library() as library:
        numbers = {row.id: row.number for row in library.rows()}
        library._db.execute("pragma foreign_keys = off")
        library._db.execute("delete from articles where number in (2, 3)")
    found = recover()
    assert (found.articles, found.lost) == (5, 0)
    with open_library() as library:
        assert {row.id: row.number for row in library.rows()} == numbers
        assert numbers.keys() == texts.keys()
        assert len(library.rows("ferry")) == 5


def test_other_peoples_files_are_left_alone() -> None:
    path = folders().library
    path.parent.mkdir(parents=True)
    other = sqlite3.connect(path)
    other.execute("create table bookmarks (url)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match="is not nutgraf's"):
        open_library()
    assert path.read_bytes() == before


def test_a_full_disk_takes_nothing_that_was_there() -> None:
    filled(3)
    library = open_library()
    [(pages,)] = library._db.execute("pragma page_count")
    library._db.execute(f"pragma max_page_count = {pages + 2}")
    added = 0
    with pytest.raises(StorageError, match="is full"):
        for i in range(100):
            library.add(story(f"{STORY * 3}\nMore of it, part {i}."))
            added += 1
    library.mark_read([row.id for row in library.rows()])  # what needs no room still works
    assert library.counts().articles == 3 + added and library.check() == []
    library._db.execute("pragma max_page_count = 100000")
    assert library.add(story(f"{STORY}\nNow there is room."))


def test_a_folder_that_cannot_be_written_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    filled(3)
    path = folders().library
    if os.geteuid() == 0:  # root may write everywhere: the system's answer is all that can be changed
        monkeypatch.setattr("os.access", lambda path, mode: not mode & os.W_OK)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        before = sorted(path.parent.iterdir())
        with open_library() as library:
            assert not library.writable and len(library.rows("ferry")) == 3 and library.check() == []
            with pytest.raises(StorageError, match="cannot be written"):
                library.add(story())
        assert sorted(path.parent.iterdir()) == before
    finally:
        path.parent.chmod(0o700)


def test_a_place_that_is_no_folder_is_an_error_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    folders().data.parent.mkdir(parents=True, exist_ok=True)
    folders().data.write_text("a file where the folder should be")
    assert main(["library", "list"]) == 4
    err = capsys.readouterr().err
    assert str(folders().data) in err and "Traceback" not in err


# -- several programs at once ----------------------------------------------------------------------

_WRITER = """
import sys
sys.path.insert(0, {tests!r})
from fakes import STORY, story
from hypothesis import given, settings
from hypothesis import strategies as st
from summarizer.store.file import copy_into
from summarizer.store.library import open_library
first, count = int(sys.argv[1]), int(sys.argv[2])
with open_library() as library:
    for i in range(first, first + count):
        library.add(story(f"{{STORY}}\\nNumber {{i}} is here."))
        print(i, flush=True)
"""


def writer(first: int, count: int) -> subprocess.Popen[str]:
    code = _WRITER.format(tests=str(Path(__file__).parents[1]))
    return subprocess.Popen([sys.executable, "-c", code, str(first), str(count)], stdout=subprocess.PIPE, text=True)


def test_two_programs_write_and_one_reads_at_once() -> None:
    """The file is made by whoever comes first; nobody meets a lock."""
    writers = [writer(0, 60), writer(1000, 60)]
    seen: list[int] = []
    with open_library() as library:
        change = library.changes()
        changed = False
        while any(w.poll() is None for w in writers):
            seen.append(len(library.rows("ferry")))
            changed = changed or library.changes() != change
            library.add(story(f"{STORY}\nFrom here, {len(seen)}."))
            time.sleep(0.01)
        assert [w.communicate()[0].count("\n") for w in writers] == [60, 60]
        assert [w.returncode for w in writers] == [0, 0]
        assert library.counts().articles == 120 + len(seen) and library.check() == []
    assert seen == sorted(seen) and changed


def test_killed_while_it_writes_everything_told_is_there() -> None:
    process = writer(0, 10_000)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(25)]
    process.send_signal(signal.SIGKILL)
    told += [int(line) for line in process.communicate()[0].split()]
    with open_library() as library:
        assert library.check() == []
        assert len(told) <= library.counts().articles <= len(told) + 1
        assert all(library.row(story(f"{STORY}\nNumber {i} is here.").id) for i in told)


def test_threads_share_one_library() -> None:
    failures: list[BaseException] = []

    def work(library: Library, name: int) -> None:
        try:
            for i in range(20):
                library.add(story(f"{STORY}\nThread {name}, number {i}."))
                assert library.rows("ferry", limit=3)
        except BaseException as error:
            failures.append(error)

    with open_library() as library:
        threads = [threading.Thread(target=work, args=(library, n)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures and library.counts().articles == 80 and library.check() == []


def test_another_program_that_holds_the_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_library() as library, open_library() as other:
        library._db.execute("pragma busy_timeout = 50")
        other._db.execute("begin immediate")
        with pytest.raises(StorageError, match="Another program is writing"):
            library.add(story())
        other._db.execute("rollback")
        assert library.add(story())
