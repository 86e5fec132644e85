from __future__ import annotations

import itertools

import pytest
from compare.reports import COURIER, GAZETTE, HERALD, OTHER, report, reports
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.compare.align import Aligner
from summarizer.compare.compare import MOST, compare
from summarizer.compare.comparison import Comparison, Event, Place, State
from summarizer.compare.events import group
from summarizer.compare.kindred import lines
from summarizer.compare.rows import rows_of
from summarizer.errors import Interrupted
from summarizer.model import Article


def words_of(comparison: Comparison, place: Place) -> str:
    return " ".join(place.span.of(comparison.articles[place.article].text).split())


def link(one: str, other: str) -> str:
    """How two sentences relate, within two longer articles: "same", "contrary", "near" or ""."""
    filler = " Meanwhile the weather stayed dry in most valleys.\n\nNobody spoke about football at any length."
    articles = [report(f"First paper\n\n{one}{filler}"), report(f"Second paper\n\n{other} Gardens closed early.")]
    aligner = Aligner(articles, [row for i, a in enumerate(articles) for row in rows_of(i, a)])
    for found in aligner.links():
        if aligner.rows[found.one].sentence == 0 and aligner.rows[found.other].sentence == 0:
            return "same" if found.same else "contrary" if found.contrary else "near"
    return ""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (  # other words for the same act
            "Twelve miners died when a tunnel at the Korvat pit flooded on Sunday.",
            "On Sunday 12 miners were killed when a tunnel flooded at the Korvat pit.",
            "same",
        ),
        (  # only a clause of the longer sentence
            "The Korvat pit was opened in 1954, and a Danish fund bought it in 2010, which cut the number of inspectors.",
            "The Korvat pit was opened in 1954.",
            "same",
        ),
        (  # another figure
            "Twelve miners died when a tunnel at the Korvat pit flooded on Sunday.",
            "Nine miners died when a tunnel at the Korvat pit flooded on Sunday.",
            "contrary",
        ),
        (  # another day
            "The manager of the Korvat pit resigned on Tuesday over the flooded tunnel.",
            "The manager of the Korvat pit resigned on Thursday over the flooded tunnel.",
            "contrary",
        ),
        (  # another month
            "The Korvat pit was closed in March after inspectors found two broken pumps.",
            "The Korvat pit was closed in October after inspectors found two broken pumps.",
            "contrary",
        ),
        (  # the day of a statement is not that of the fact
            "The manager of the Korvat pit resigned on Tuesday over the flooded tunnel, the owner said on Wednesday.",
            "The manager of the Korvat pit resigned on Tuesday over the flooded tunnel, the owner said on Friday.",
            "same",
        ),
        (
            "The owner said on Wednesday that the Korvat pit would be closed for good because of the flooded tunnel.",
            "The owner said on Friday that the Korvat pit would be closed for good because of the flooded tunnel.",
            "same",
        ),
        (  # about, but not roughly the same
            "About 1,200 miners marched to the gates of the Korvat pit against the sale.",
            "About 1,500 miners marched to the gates of the Korvat pit against the sale.",
            "contrary",
        ),
        (  # a denial
            "The owner had warned the miners of the flooded tunnel at the Korvat pit.",
            "The owner had not warned the miners of the flooded tunnel at the Korvat pit.",
            "contrary",
        ),
        (  # an opposite
            "The court found the manager of the Korvat pit guilty of neglect after eleven days.",
            "The court found the manager of the Korvat pit innocent of neglect after eleven days.",
            "contrary",
        ),
        (  # the same speaker, another remark
            "“The pumps were old,” said Ada Holm, a lawyer for the miners' union of Korvat.",
            "“We expect an answer soon,” said Ada Holm, a lawyer for the miners' union of Korvat.",
            "near",
        ),
        (  # a quotation cut short
            "“Nobody asked us which pumps were running that night,” Ada Holm told a crowd in front of the gates.",
            "In her speech Ada Holm complained: “Nobody asked us which pumps were running that night, and nobody will.”",
            "same",
        ),
        (  # a common name only
            "The Korvat Mining and Chemical Company of Northern Reyland hired a new cook for its canteen.",
            "Shares of the Korvat Mining and Chemical Company of Northern Reyland rose for a fifth day.",
            "near",
        ),
        ("Sheep graze on the old spoil heaps.", "The minister resigned after a long night of talks.", ""),
    ],
)
def test_what_counts_as_the_same(one: str, other: str, expected: str) -> None:
    assert link(one, other) == expected
    assert link(other, one) == expected


def test_three_reports_of_one_event() -> None:
    found = compare(reports())
    assert {pair.event for pair in found.pairs} == {Event.SAME}
    shared = {frozenset(words_of(found, p)[:28] for p in s.places) for s in found.of_state(State.SHARED)}
    assert frozenset({"The town council of Marrowby", "Marrowby's council decided o"}) in shared
    assert frozenset({"Pieter Vance, who speaks for"}) in shared
    only = {(s.places[0].article, s.places[0].sentence) for s in found.of_state(State.ONLY)}
    assert only == {(0, 4), (0, 5), (0, 6), (1, 4), (2, 1)}
    assert [w for w in found.warnings if w.startswith("Fewer than 5 sentences: C.")]


def test_figures_that_differ_are_shown_and_their_sentences_are_not_shared() -> None:
    found = compare(reports())
    (difference,) = found.figures
    assert {words_of(found, difference.one), words_of(found, difference.other)} == {"4.2 million", "5.1 million"}
    assert difference.what == "crowns"
    for statement in found.of_state(State.SHARED):
        assert not {p.span for p in statement.places if p.span.overlaps(difference.one.span)} - {
            p.span for p in statement.places if p.article != difference.one.article
        }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("about 300 people", "312 people"),
        ("300 people", "three hundred people"),
        ("1.2 million crowns", "1,200,000 crowns"),
        ("300 people", "40 buses"),
        ("on 3 May", "on 4 May"),
    ],
)
def test_figures_that_agree_or_count_other_things_are_no_difference(one: str, other: str) -> None:
    text = "Bridge opens in Marrowby\n\nThe mayor of Marrowby opened the new bridge over the Ostler with {} on Sunday morning. It rained."
    assert not compare([report(text.format(one)), report(text.format(other))]).figures


def test_a_figure_that_the_other_article_also_has_is_no_difference() -> None:
    one = "Bridge opens\n\nThe mayor opened the new bridge over the Ostler before 300 people on Sunday. It rained."
    other = one.replace("300 people", "450 people") + " The police first spoke of 300 people."
    assert compare([report(one), report(one.replace("300", "450"))]).figures
    assert not compare([report(one), report(other)]).figures


def test_other_words_for_the_same_thing() -> None:
    found = compare(reports())
    pairs = {(d.kind, words_of(found, d.one), words_of(found, d.other)) for d in found.wording}
    assert pairs == {("word", "protesters", "rioters"), ("verb", "claimed", "said")}


def test_plain_words_of_one_class_and_quoted_words_are_no_difference() -> None:
    one = "Marches\n\nProtesters gathered outside the town hall of Marrowby for three hours on Tuesday. “Rioters, all of them,” he said."
    other = one.replace("Protesters", "Demonstrators").replace("Rioters", "Protesters")
    assert not compare([report(one), report(other)]).wording


@pytest.mark.parametrize(
    ("words", "differ"),
    [
        (" had promised", True),
        ("'ve promised", False),  # written otherwise
        (" have", False),  # left out: another quotation
    ],
)
def test_one_quotation_in_two_forms(words: str, differ: bool) -> None:
    one = "Ferry\n\n“The owners of the ferry have promised to keep every one of the night crossings,” said Una Prell. It rained."
    found = compare([report(one), report(one.replace(" have promised", words))])
    pairs = [(d.kind, words_of(found, d.one), words_of(found, d.other)) for d in found.wording]
    assert pairs == ([("quotation", "have", "had")] if differ else [])


def test_who_is_quoted_where() -> None:
    found = compare(reports())
    by_name = {s.name: s for s in found.speakers}
    assert {p.article for p in by_name["Delia Quarry"].quotations} == {0, 1}
    assert {words_of(found, p) for p in by_name["Pieter Vance"].verbs} == {"claimed", "said"}
    assert not by_name["Pieter Vance"].quotations


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        ("“The roof has to go before the winter,” said Una Prell, who owns the mill.", "Una Prell"),
        ("Una Prell, who owns the mill, said: “The roof has to go before the winter.”", "Una Prell"),
        ("“The roof has to go before the winter,” said the mill's owner, Una Prell.", "Una Prell"),
        ("Una Prell said little. “The roof has to go before the winter,” she added.", "Una Prell"),
        (
            "Una Prell spoke to Gus Marl. Marl said no. “The roof has to go before the winter,” he told Prell.",
            "Gus Marl",
        ),
        ("“The roof has to go before the winter,” somebody told Halden Radio.", None),
        ("The Mill Committee said no. “The roof has to go before the winter,” she added.", None),
        ("Una Prell said no. Mr. Marl nodded. “The roof has to go before the winter,” he said.", None),
        ("“The roof has to go before the winter.”", None),
        ("She read “Roofs before Winters and After” first. “The roof has to go,” said Una Prell.", "Una Prell"),
    ],
)
def test_a_speaker_is_found_or_left_unclear(sentences: str, name: str | None) -> None:
    found = compare([report(f"The mill\n\n{sentences}"), report(GAZETTE)])
    speakers = [s.name for s in found.speakers if any("roof" in words_of(found, p) for p in s.quotations)]
    assert speakers == [name]


def test_other_events_and_copies_are_told() -> None:
    (pair,) = compare([report(HERALD), report(OTHER)]).pairs
    assert (pair.event, pair.copied) == (Event.DIFFERENT, 0.0)
    (pair,) = compare([report(HERALD), report(HERALD.replace("Some 300", "Nearly 500"))]).pairs
    assert pair.event is Event.SAME and pair.copied > 0.8
    (pair,) = compare([report(HERALD), report(COURIER)]).pairs
    assert pair.copied < 0.5


def test_number_of_articles() -> None:
    for count in (0, 1, MOST + 1):
        with pytest.raises(ValueError, match="can be compared"):
            compare([report(OTHER)] * count)


def test_grouping_by_event() -> None:
    assert group([report(OTHER), *reports()]) == [[1, 2, 3], [0]]
    assert group([report(OTHER)]) == [[0]]
    assert group([]) == []


SENTENCES = [line for text in (HERALD, COURIER, GAZETTE, OTHER) for line in text.splitlines() if line]
ODD = [
    "渡轮每天运送一千二百人。",
    "“Open and never closed",
    "هذه جملة عن العبارة 12.",
    "<b>4,000 people</b> said",
    "!",
    "\x1b[31m 7 %",
]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(SENTENCES + ODD), min_size=1, max_size=8), min_size=2, max_size=4))
def test_every_item_is_located_and_every_sentence_counted_once(texts: list[list[str]]) -> None:
    articles: list[Article] = [report("Title of it\n\n" + "\n\n".join(lines)) for lines in texts]
    found = compare([a for a in articles if a.sentences]) if sum(bool(a.sentences) for a in articles) > 1 else None
    if found is None:
        return
    for place in found.places():
        assert words_of(found, place)
    stated = [(p.article, p.sentence) for s in found.statements for p in s.places]
    assert len(stated) == len(set(stated))
    for statement in found.statements:
        known = statement.articles | {n.place.article for n in statement.similar} | set(statement.absent)
        assert known == set(range(len(found.articles)))
    assert len(found.pairs) == len(list(itertools.combinations(found.articles, 2)))


@pytest.mark.parametrize("name", ["charged", "plain"])
def test_lists_say_who_wrote_them_and_no_word_stands_in_two_classes(name: str) -> None:
    assert lines(name)[0] == "# source: authored for this project; licence: MIT"
    rows = [line.rstrip("*").replace("*", "").split() for line in lines(name) if not line.startswith("#")]
    everything = [word for row in rows for word in row]
    assert all(len(row) > 1 for row in rows)
    assert len(everything) == len(set(everything))


def test_a_comparison_ends_at_the_next_step_after_it_is_cancelled() -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > last

    last = 10**9
    whole = compare(reports(), cancelled)
    assert whole == compare(reports())
    steps = asked
    assert steps > 20
    for last in (0, steps // 2, steps - 1):
        asked = 0
        with pytest.raises(Interrupted):
            compare(reports(), cancelled)
        assert asked == last + 1
