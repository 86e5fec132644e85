from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.decode import decode
from summarizer.articles.load import expand, load_bytes, load_path, load_stream
from summarizer.errors import (
    ArticleEmpty,
    ArticleError,
    ArticleMissing,
    ArticleTooLarge,
    ArticleUnreadable,
    NoArticle,
    NotText,
)
from summarizer.model import Article, ParagraphKind, Voice
from summarizer.text.structure import build_article

TEXT = "Größe zählt: “naïve” café. Вчера шёл дождь в порту, и паром не вышел."
PAGE = """<!doctype html><html><head><title>Ferry stops | The Tide</title>
<meta name="author" content="Ana Reed"><meta property="article:published_time" content="2026-03-02">
<meta property="og:site_name" content="The Tide"></head><body>
<nav><ul><li>Home</li><li>Weather and tides of the coming week</li></ul></nav>
<script>var x = "The script must never be read as an article.";</script>
<article><h1>Ferry stops</h1>
<p>The Fenwick ferry will stop for six weeks from 4 March, the harbour board said on Monday in a short statement.</p>
<p>It carries 1,200 people a day between Fenwick and Sallow Island, and has done so since the year 1988.</p>
<blockquote><p>We found cracks in two of the shafts, and there was no choice but to stop.</p></blockquote>
<ul><li>The repairs cost 2.4 million crowns.</li><li>The council votes on Thursday.</li></ul>
<p>Islanders were not asked, said Piet Laan, a baker, who expects to lose half of his customers until April.</p>
</article><aside><p>Subscribe to our newsletter for the best of the coast.</p></aside></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_read_exactly(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt")[0] == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Hafenrat prüft die Fähre. Größere Schäden wurden nicht gefunden, hieß es am Montag.", "cp1252"),
        ("Вчера в порту шёл дождь, и паром не вышел в море до самого вечера.", "koi8-r"),
        ("昨日は雨が降っていたので、船は港を出ませんでした。", "shift_jis"),
    ],
)
def test_older_encodings_are_guessed_with_a_warning(text: str, encoding: str) -> None:
    decoded, warnings = decode(text.encode(encoding), "a.txt")
    assert decoded == text
    assert any("guessed" in w for w in warnings)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf8_is_never_altered(text: str) -> None:
    assert decode(text.encode(), "a.txt")[0] == text.removeprefix("\ufeff")


def test_line_ends_become_line_feeds() -> None:
    assert decode(b"one\r\ntwo\rthree\n", "a.txt")[0] == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", ArticleEmpty),
        (b" \n\t ", ArticleEmpty),
        (b"\x00" * 40, ArticleEmpty),
        (b"%PDF-1.7 ...", NotText),
        (b"PK\x03\x04....", NotText),
        (b"\x7fELF\x02\x01", NotText),
        (b"\x89PNG\r\n\x1a\n", NotText),
        (bytes(range(256)) * 8, NotText),
        (b"\xff\xfe\x00", ArticleUnreadable),
        (b"\xef\xbb\xbf\xff\xff", ArticleUnreadable),
    ],
)
def test_what_is_no_text(data: bytes, error: type[ArticleError]) -> None:
    with pytest.raises(error) as caught:
        decode(data, "a.txt")
    assert "a.txt" in str(caught.value)


@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ""]))
def test_any_bytes_are_an_article_or_an_article_error(data: bytes, suffix: str) -> None:
    try:
        article = load_bytes(data, "x", suffix)
    except ArticleError:
        return
    check_offsets(article)


def check_offsets(article: Article) -> None:
    for sentence in article.sentences:
        words = sentence.span.of(article.text)
        assert words == words.strip() != ""


def test_plain_text_has_a_headline_and_paragraphs() -> None:
    article = load_bytes(b"A short headline\n\nFirst line\nof a paragraph. Two.\n\nThree.\n", "a.txt")
    assert article.title == "A short headline"
    assert article.headline is not None
    assert [article.sentence_text(s.index) for s in article.sentences] == [
        "First line\nof a paragraph.",
        "Two.",
        "Three.",
    ]
    assert article.paragraphs[1].lines == (2, 4)


def test_markdown_keeps_offsets_into_the_source() -> None:
    source = (
        "---\ntitle: Ferry\nauthor: Ana Reed\n---\n# Ferry *stops*\n\nIt **will** stop. Now.\n\n> Quoted words.\n\n- one item\n- two"
        "\n\n```\ncode here.\n```\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    article = load_bytes(source.encode(), "a.md", ".md")
    assert article.text == source
    assert (article.title, article.byline) == ("Ferry", "Ana Reed")
    found = [(p.kind, p.span.of(source)) for p in article.paragraphs]
    assert found[0] == (ParagraphKind.HEADING, "Ferry *stops")
    assert found[1] == (ParagraphKind.BODY, "It **will** stop. Now.")
    assert found[2] == (ParagraphKind.QUOTATION, "Quoted words.")
    assert found[3:5] == [(ParagraphKind.ITEM, "one item"), (ParagraphKind.ITEM, "two")]
    assert [kind for kind, _ in found[5:]] == [ParagraphKind.CODE, ParagraphKind.TABLE]
    assert article.paragraphs[1].lines == (6, 7)
    assert article.voice(article.paragraphs[2].span) is Voice.QUOTED
    check_offsets(article)


def test_html_finds_the_article_and_its_facts() -> None:
    article = load_bytes(PAGE.encode(), "page.html", ".html")
    assert article.title.startswith("Ferry stops")
    assert (article.byline, article.date, article.site) == ("Ana Reed", "2026-03-02", "The Tide")
    text = article.text
    assert "1,200 people" in text and "2.4 million" in text
    assert not any(word in text for word in ("newsletter", "script must never", "Weather and tides"))
    kinds = {p.kind for p in article.paragraphs}
    assert {ParagraphKind.HEADING, ParagraphKind.BODY, ParagraphKind.QUOTATION, ParagraphKind.ITEM} <= kinds
    check_offsets(article)


def test_the_date_of_a_page_is_not_taken_from_its_prose() -> None:
    meta = '<meta property="article:published_time" content="2026-03-02">'
    page = PAGE.replace("in a short statement", "of the pier that was built on 4 May 1931 and repaired in 1998")
    assert load_bytes(page.encode(), "a.html").date == "2026-03-02"
    assert load_bytes(page.replace(meta, "").encode(), "a.html").date is None


def test_html_is_known_by_its_content() -> None:
    assert load_bytes(PAGE.encode(), "stdin").site == "The Tide"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Log in</p></body></html>",
        "<html><head><title>x</title></head><body><nav>" + "<a href='/'>a link</a>" * 50 + "</nav></body></html>",
        "<html>" + "<div>" * 5000 + "deep" + "</div>" * 5000 + "</html>",
        "<html><body><script>" + "var a; " * 200 + "</script></body></html>",
    ],
)
def test_html_without_an_article(page: str) -> None:
    with pytest.raises(NoArticle):
        load_bytes(page.encode(), "page.html", ".html")


def test_no_connection_is_opened_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    load_bytes(PAGE.encode(), "page.html", ".html")


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ArticleMissing):
        load_path(tmp_path / "none.txt")
    with pytest.raises(ArticleUnreadable):
        load_path(tmp_path)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(ArticleUnreadable):
        load_path(fifo)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(ArticleTooLarge):
        load_path(large)


def test_no_more_of_standard_input_is_read_than_an_article_may_have() -> None:
    stream = BytesIO(b"The ferry stops. " * 1_500_000)
    with pytest.raises(ArticleTooLarge, match="more than 20 MB"):
        load_stream(stream, "standard input")
    assert stream.tell() == 20_000_001


def test_a_folder_gives_its_articles_in_natural_order(tmp_path: Path) -> None:
    for name in ("10.txt", "2.md", "1.HTML", "notes.pdf", ".hidden.txt", "sub/3.txt", ".git/4.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = expand([tmp_path, tmp_path / "2.md", tmp_path / "gone.txt"])
    assert [p.name for p in found] == ["1.HTML", "2.md", "10.txt", "3.txt", "gone.txt"]


def test_page_furniture_is_no_sentence() -> None:
    article = load_bytes(
        b"Ferry stops\n\nBy Ana Reed\n\nThe ferry stops on Monday.\n\nAdvertisement\n\nIt is old.\n", "a.txt"
    )
    assert article.byline == "Ana Reed"
    assert [article.sentence_text(s.index) for s in article.sentences] == ["The ferry stops on Monday.", "It is old."]


def test_an_article_has_a_title_in_any_case() -> None:
    text = "One sentence that stands alone."
    article = build_article(text, [], title="", source="pasted text")
    assert article.title == "pasted text"
