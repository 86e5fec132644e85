"""Compare: what several articles on one event share, what only one says, who is quoted, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from summarizer.compare.comparison import Comparison, Event, Place, State
from summarizer.text.clean import one_line
from tui.bindings import bindings
from tui.screens.base import BaseScreen
from tui.text import line, plain
from tui.widgets.bars import RunBar, TitleBar
from tui.widgets.options import Options


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list and the places that it rests on."""

    text: str
    places: tuple[Place, ...]
    about: str = ""


class CompareScreen(BaseScreen):
    ABOUT: ClassVar[str] = (
        "Articles side by side. Sentences are matched by their words and figures: what stands under ONLY may still be "
        "said elsewhere in other words. A number opens that source in its article."
    )
    DEFAULT_CSS = """
    CompareScreen #columns { height: 1fr; }
    CompareScreen OptionList { width: 1fr; height: 1fr; padding: 0 1; }
    CompareScreen VerticalScroll { width: 1fr; border-left: solid $panel; padding: 0 2; }
    CompareScreen VerticalScroll > Static { height: auto; }
    CompareScreen.-narrow #columns, CompareScreen.-tiny #columns { layout: vertical; }
    CompareScreen.-narrow VerticalScroll, CompareScreen.-tiny VerticalScroll { border-left: none; border-top: solid $panel; }
    """
    BINDINGS = [*bindings("compare"), *bindings("screen")]  # noqa: RUF012

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        yield TitleBar()
        with Horizontal(id="columns"):
            yield Options(markup=False)
            with VerticalScroll():
                yield Static(id="places")
        yield RunBar()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        articles = self._comparison.articles
        self.query_one(TitleBar).show(f"Library › Compare {len(articles)} articles", "no model took part")
        rows = self.query_one(OptionList)
        for heading, entries in sections(self._comparison):
            if entries:
                rows.add_option(Option(Content(f"{heading}  {len(entries)}").stylize("bold $primary"), disabled=True))
                for entry in entries:
                    rows.add_option(Option(plain(entry.text), id=str(len(self._entries))))
                    self._entries.append(entry)
        rows.focus()
        rows.action_first()
        self.say(" · ".join([*relation(self._comparison), "a number opens that source"]))

    @property
    def entry(self) -> Entry | None:
        rows = self.query_one(OptionList)
        name = None if rows.highlighted is None else rows.get_option_at_index(rows.highlighted).id
        return None if name is None else self._entries[int(name)]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if (entry := self.entry) is not None:
            self.query_one("#places", Static).update(self._described(entry))

    def _described(self, entry: Entry) -> Content:
        content = plain(f"{entry.about}\n\n" if entry.about else "")
        for number, place in enumerate(entry.places, 1):
            article = self._comparison.articles[place.article]
            sentence = article.sentences[place.sentence].span
            head = f"{number}  {letter(place.article)}  {one_line(article.site or article.title)}, s.{place.sentence + 1}\n"
            content += plain(head).stylize("bold")
            before, inside = article.text[sentence.start : place.span.start], place.span.of(article.text)
            after = article.text[place.span.end : sentence.end]
            words = Content(one_line(inside))
            whole = place.span.contains(sentence)
            content += (
                plain(_flat(before)) + (words if whole else words.stylize("bold underline")) + plain(_flat(after))
            )
            content += "\n\n"
        return content

    def on_key(self, event: Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            self._open(int(event.character))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._open(1)

    def _open(self, number: int) -> None:
        entry = self.entry
        if entry is not None and number <= len(entry.places):
            place = entry.places[number - 1]
            self.nutgraf.open(self._comparison.articles[place.article].id, at=place.span)

    def action_step(self, step: int) -> None:
        rows = self.query_one(OptionList)
        (rows.action_cursor_down if step > 0 else rows.action_cursor_up)()


def letter(article: int) -> str:
    """How an article is called on this screen."""
    return "ABCDEFGHIJKL"[article]


def _flat(text: str) -> str:
    """White space as single spaces, also at the ends."""
    flat = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{flat}{' ' if text[-1:].isspace() and flat else ''}"


def relation(comparison: Comparison) -> Iterator[str]:
    """Whether the articles are on one event, in words."""
    yield from comparison.warnings
    for pair in comparison.pairs:
        names = f"{letter(pair.one)} and {letter(pair.other)}"
        if pair.event is not Event.SAME:
            yield f"{names} {'may not be' if pair.event is Event.UNCERTAIN else 'seem not to be'} on one event"
        elif pair.copied > 0.5:
            yield f"{names} share {pair.copied:.0%} of their wording"


def sections(comparison: Comparison) -> Iterator[tuple[str, list[Entry]]]:
    """The comparison as headings with their lines."""

    def said(place: Place) -> str:
        return one_line(comparison.articles[place.article].sentence_text(place.sentence))

    def letters(articles: frozenset[int]) -> str:
        return "".join(letter(i) for i in sorted(articles))

    shared = comparison.of_state(State.SHARED)
    yield (
        "SHARED",
        [
            Entry(f"{letters(s.articles)}  {said(s.places[0])}", (*s.places, *(n.place for n in s.similar)))
            for s in shared
        ],
    )
    yield (
        "SIMILAR, not surely the same",
        [
            Entry(f"{letters(s.articles)}  {said(s.places[0])}", (*s.places, *(n.place for n in s.similar)))
            for s in comparison.of_state(State.SIMILAR)
        ],
    )
    only = comparison.of_state(State.ONLY)
    for i, article in enumerate(comparison.articles):
        here = [s for s in only if i in s.articles]
        heading = f"ONLY {letter(i)}  {line(article.site or article.title, 40)}"
        yield heading, [Entry(f"{letter(i)}  {said(s.places[0])}", s.places) for s in here]

    def both(one: Place, other: Place) -> str:
        quotes = [
            f"{letter(p.article)} “{one_line(p.span.of(comparison.articles[p.article].text))[:60]}”"
            for p in (one, other)
        ]
        return "  ".join(quotes)

    yield (
        "DIFFERENT FIGURES",
        [Entry(f"{both(f.one, f.other)}  {one_line(f.what)}", (f.one, f.other)) for f in comparison.figures],
    )
    yield (
        "DIFFERENT WORDS",
        [Entry(both(w.one, w.other), (w.one, w.other), _KINDS.get(w.kind, "")) for w in comparison.wording],
    )
    yield (
        "WHO IS QUOTED",
        [
            Entry(
                f"{letters(s.articles)}  {one_line(s.name) if s.name else 'speaker not clear'}: {len(s.quotations)} quoted",
                (*s.quotations, *s.verbs),
            )
            for s in comparison.speakers
        ],
    )


_KINDS = {
    "verb": "How the same speaker's words are introduced.",
    "word": "Another word in its place.",
    "loaded": "A loaded word in one, none in the other.",
}
