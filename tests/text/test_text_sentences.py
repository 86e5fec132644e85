from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Paragraph, Span, Voice
from summarizer.text.quotes import find_quotes
from summarizer.text.sentences import split_sentences


def split(text: str, language: str = "en") -> list[str]:
    return [s.of(text) for s in split_sentences(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Voss met Mr. Lind at 5 p.m. on Friday.", "They talked."],
        ["The U.S. Senate voted.", "It was close."],
        ["“We lost,” he said.", "“We will be back.”"],
        ["“Who paid?” Reyl asked."],
        ["Sales rose 3.5 percent to $1.2 million.", "Costs fell."],
        ["She lives on St. Anne's Road.", "He does not."],
        ["Nobody voted, nor did Ms. Voss.", "Ms. Lind left with Amb. Reyl."],
        ["The firm, Halden Inc., was sold.", "Nobody said why."],
        ["Is it over?", "No!", "Not yet..."],
        ["BRIGHTWATER, Sept. 4 (AP) — The mayor quit.", "Nobody replaced her."],
        ["In Lund v. Reyl, the court ruled.", "It took a year."],
        ["Rep. Ottilie Brandt, R-S.C., made the request.", "Nobody replied."],
        ["He hopes that 'nine might be enough. '", "Tarn were better."],
        ["They sat.", '" We go. "', "They went."],
        ["J.K. Marlow wrote it.", "C. S. Lund did not."],
        ["“I don't know... maybe,” she said.", "He left."],
        ["They met at No. 10 on Jan. 3.", "It rained."],
        ["He holds a Ph.D. from Elmstad.", "She holds an M.B.A.", "Both teach."],
        ["The vote is on Tuesday (the deadline is Monday).", "It is close."],
        ["She was born c. 1850.", "He was not."],
        ["Sales were flat.[1]", "Costs rose."],
        ["The storm hit at 3 a.m. on Friday.", "It ended at 5 p.m.", "Roads were closed."],
    ],
)
def test_english(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Am 3. Oktober wurde gefeiert.", "Niemand kam."]),
        ("fr", ["M. Duval est parti.", "Il pleut."]),
        ("zh", ["会议结束了。", "他走了。"]),
        ("ja", ["雨が降った。", "彼は帰った。"]),
        (
            "de",
            ["Die z.B. von Dr. Meier genannte Zahl von ca. 3,5 Mio. Euro stimmt nicht.", "Das sagte er am 3. März."],
        ),
        ("de", ["„Das ist falsch“, sagte sie.", "„Ganz falsch.“"]),
        ("de", ["Der 1. FC Elmstadt gewann 3:1.", "Die Fans jubelten."]),
        ("fr", ["M. Duval et Mme Rey sont arrivés à 15 h.", "« C'est fini », a-t-il dit.", "Ils sont partis."]),
        ("fr", ["Selon l'art. 3, p. ex. pour les entreprises, rien ne change.", "La loi vaut dès le 1er mai."]),
        ("es", ["El Sr. López llegó a las 3 p. m. a la plaza.", "¿Quién lo vio?", "Nadie."]),
        ("es", ["EE. UU. y la UE firmaron.", "¡Por fin!"]),
        ("it", ["Il dott. Rossi è arrivato alle 15.30.", "«È finita», ha detto.", "Poi è partito."]),
        ("pt", ["O Sr. Silva chegou às 15h30.", "A Dra. Lima não veio.", "“Acabou”, disse ele."]),
        ("nl", ["Mevr. Jansen kwam om 15.30 uur aan.", "Dat geldt o.a. voor scholen.", "“Klaar”, zei hij."]),
        ("zh", ["他说：“我们赢了。”", "大家都很高兴！", "真的吗？"]),
        ("zh", ["该公司去年收入3.5亿元。", "比前年增长12%。"]),
        ("ja", ["首相は「行かない。決めた」と述べた。", "理由は言わなかった。"]),
        ("ar", ["أعلنت الحكومة القرار يوم الاثنين.", "هل سيقبله البرلمان؟", "لا أحد يعرف."]),
    ],
)
def test_other_languages(language: str, sentences: list[str]) -> None:
    joined = "".join(sentences) if language in {"zh", "ja"} else " ".join(sentences)
    assert split(joined, language) == sentences


@given(st.text(max_size=300))
def test_sentences_cover_all_that_is_not_space_and_never_overlap(text: str) -> None:
    spans = split_sentences(text, Span(0, len(text)), "en")
    end = 0
    for span in spans:
        assert text[end : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        end = span.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "no" twice.', ["no"]),
        ("Er sagte „nein“ und ging.", ["nein"]),
        ("Elle a dit « non » hier.", [" non "]),
        ("The workers' union and the firm's owner didn't agree.", []),
        ("It was 6' 2\" tall.", []),
        ("“One ‘two’ three,” she said.", ["One ‘two’ three,"]),
        ("“It goes on.\n\n“And on.”", ["It goes on.", "And on."]),
        ("They are 'very content ' and 'eat a lot ' here, he said.", ["very content ", "eat a lot "]),  # tokenised
        ("他说「不」。", ["不"]),
    ],
)
def test_quotes(text: str, inner: list[str]) -> None:
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(Span(at, at + len(part))))
        at += len(part) + 2
    assert [q.inner.of(text) for q in find_quotes(text, paragraphs)] == inner


@given(st.text(alphabet="ab \"'“”‘’„«».,\n", max_size=80))
def test_quotes_are_ordered_disjoint_and_inside_their_paragraph(text: str) -> None:
    whole = Span(0, len(text))
    quotes = find_quotes(text, [Paragraph(whole)])
    for one, other in itertools.pairwise(quotes):
        assert one.span.end <= other.span.start
    assert all(whole.contains(q.span) for q in quotes)


def test_voice_of_a_quoted_word() -> None:
    from fakes import story

    article = story()
    at = article.text.index("cracks")
    assert article.voice(Span(at, at + 6)) is Voice.QUOTED
    at = article.text.index("harbour board")
    assert article.voice(Span(at, at + 6)) is Voice.NARRATOR
