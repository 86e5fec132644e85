"""Words of any script are found, and nothing that is typed is an operator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes import STORY, story
from hypothesis import given
from hypothesis import strategies as st

from summarizer.store.library import Library, open_library
from summarizer.store.search import find, fold, indexed, query
from summarizer.store.values import Sort

TEXTS = {
    "en": STORY,
    "de": "Stadtrat verschiebt Wahl\n\nDie Bürgermeisterwahl in Möhrenfurt fällt aus. „Wir brauchen Zeit“, sagte Edda Klöß.\n",
    "zh": "海湾轮渡停航\n\n芬威克港务局星期一宣布，轮渡停航六周。居民认为总统府应当提供补贴，推动经济复苏。\n",
    "ja": "フェリー運休\n\n東京都の離島を結ぶフェリーが来月から運休する。ＡＩ技術で部品の亀裂が見つかった。\n",
    "ko": "여객선 운항 중단\n\n항만청은 월요일에 여객선이 여섯 주 동안 멈춘다고 밝혔다. 주민들은 걱정한다.\n",
    "ar": "توقف العبّارة\n\nأعلنت سلطة المينَاء يوم الاثنين أن العبّارة ستتوقف ستة أسابيع. لا خيار آخر.\n",
    "th": "เรือข้ามฟากหยุดเดินเรือ\n\nการท่าเรือประกาศว่าเรือจะหยุดหกสัปดาห์ ชาวบ้านกังวลใจ\n",
    "hi": "नौका सेवा बंद\n\nबंदरगाह बोर्ड ने सोमवार को कहा कि नौका छह सप्ताह बंद रहेगी। लोग चिंतित हैं।\n",
    "pl": "Prom stoi\n\nProm do Łodzi stanie na sześć tygodni, ogłosiła rada. Mieszkańcy są zaniepokojeni.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("search") / "library.db") as opened:
        for text in TEXTS.values():
            opened.add(story(text))
        yield opened


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("scratch") / "library.db") as opened:
        yield opened


def found(library: Library, words: str) -> set[str]:
    by_id = {story(text).id: name for name, text in TEXTS.items()}
    return {by_id[row.id] for row in library.rows(words)}


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("ferry", {"en"}),
        ("FERRY corv", {"en"}),  # the beginning of a word, any case, all of the words
        ("erry", set()),
        ("ferry crow Möhrenfurt", set()),
        ('"heads the board"', {"en"}),
        ('"board the heads"', set()),
        ('"heads the boa"', set()),  # in quotation marks the last word is whole
        ('"heads the boa', {"en"}),  # until the second mark is typed, it is not
        ("bürgermeister", {"de"}),
        ("Burgermeisterwahl", {"de"}),
        ("kloss", {"de"}),
        ("总统", {"zh"}),
        ("经济复", {"zh"}),
        ("府", {"zh"}),
        ("航六", {"zh"}),
        ("日本", set()),
        ("東京", {"ja"}),
        ("フェリー", {"ja"}),
        ("AI技術", {"ja"}),
        ("ai", {"ja"}),
        ("여객선", {"ko"}),
        ("العبارة", {"ar"}),
        ("الميناء", {"ar"}),
        ("اسابيع", {"ar"}),
        ("หยุด", {"th"}),
        ("नौका", {"hi"}),
        ("lodzi", {"pl"}),
        ("tygodni sześć", {"pl"}),
        ("story.txt fenwick", {"en"}),  # the file's name counts
        # what FTS5 would take for operators
        ("ferry OR zebra", set()),
        ("ferry NOT zebra", set()),
        ("boat AND passengers AND NOT board", {"en"}),  # words of this story all of them
        ("NEAR(ferry board)", set()),
        ("title:ferry", set()),
        ("fer*", {"en"}),
        ("^ferry", {"en"}),
        ("-ferry +board", {"en"}),
        ('ferry"', {"en"}),
        ('"ferry" "', {"en"}),
        ("{ferry} (board)", {"en"}),
        ("ferry; drop table articles", set()),
        ("1,200", {"en"}),
        ("", set(TEXTS)),
        ('"', set(TEXTS)),
        ("*** ()", set(TEXTS)),
    ],
)
def test_words_are_found_where_they_stand(words: str, where: set[str], library: Library) -> None:
    assert found(library, words) == where


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(library: Library, words: str) -> None:
    for sort in Sort:
        library.rows(words, sort=sort)
    find(STORY, words)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), st.text(max_size=30), st.text(max_size=30))
def test_a_word_is_found_in_every_text_that_holds_it(scratch: Library, word: str, before: str, after: str) -> None:
    """By the index as by ``find``, which marks it: both must mean the same."""
    text = f"{before} {word} {after}"
    expression = query(word)
    if expression is None:
        return
    assert find(text, word)
    article = story(f"A title\n\n{text}\n\nA sentence that is here in any case.")
    scratch.add(article)
    assert article.id in {row.id for row in scratch.rows(word)}


def test_spans_are_the_articles_own_words() -> None:
    text = "The City-Council’s ŁÓDŹ AI技术 council, ﬁrst of all."
    assert [s.of(text) for s in find(text, 'counc lodz ai技 "first"')] == ["Council", "ŁÓDŹ", "AI技", "council", "ﬁrst"]


def test_better_matches_come_first(library: Library) -> None:
    title = story("Heron\n\nIt says little about birds and more about the weather of the week.\n")
    text = story("Weather\n\nA heron was seen by the pond, and the report goes on about other things for long.\n")
    library.add(title)
    library.add(text)
    assert [row.id for row in library.rows("heron", sort=Sort.RELEVANCE)] == [title.id, text.id]
    library.remove([title.id, text.id])


def test_what_is_indexed() -> None:
    assert fold("Straße—CAFÉ, ﬁn_x") == "strasse cafe  fin x"
    assert indexed("总统府 AI技术, x") == "总统 统府 府 ai 技术 术 x"
