"""A comparison in words: what every format but JSON says, each line with its article's letter and sentence number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from summarizer.compare.comparison import (
    Comparison,
    Event,
    FigureDifference,
    Place,
    Speaker,
    State,
    Statement,
    WordingDifference,
)
from summarizer.model import Span
from summarizer.render.outline import Item, Outline, Section
from summarizer.render.wording import facts

_SHARED, _ONLY, _SIMILAR, _SPEAKERS, _WORDS = 12, 5, 8, 12, 12
"""The most items that a section shows."""
_SHOWN_FROM = 0.34
"""Closeness from which a similar statement is worth a reader's time."""
_COPY = 0.3
"""Share of common five-word sequences from which two articles go back to one text."""
_AROUND = 40
"""Characters of context on either side of a word."""
_NOT_PROOF = (
    "Found by comparing words, without a model. “Only” means that no sentence of another article resembles it; read "
    "before you conclude. All of it is in the JSON output."
)
_FOOT = "no model (words compared) · made on this computer, nothing was sent"


def outline(comparison: Comparison, *, anyway: bool = False) -> Outline:
    """``anyway``: compare also articles none of which seem to be about one event."""
    parts = [_articles(comparison)]
    if anyway or not unrelated(comparison):
        parts += _parts(comparison)
    return Outline(f"Comparison of {len(comparison.articles)} articles", tuple(p for p in parts if p), _FOOT)


def unrelated(comparison: Comparison) -> bool:
    """Whether no two of the articles seem to be about one event."""
    return all(pair.event is Event.DIFFERENT for pair in comparison.pairs)


def _parts(comparison: Comparison) -> Iterator[Section]:
    yield from _figures(comparison)
    yield _shared(comparison)
    for article in range(len(comparison.articles)):
        yield _only(comparison, article)
    yield from _similar(comparison)
    yield _speakers(comparison)
    yield from _wording(comparison)


def letter(article: int) -> str:
    return chr(65 + article)


def _letters(articles: Iterable[int]) -> str:
    names = [letter(article) for article in sorted(articles)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _mark(place: Place) -> str:
    return f"[{letter(place.article)} {place.sentence + 1}]"


def _quoted(comparison: Comparison, place: Place) -> str:
    """The words with their mark; dots where the sentence goes on."""
    article = comparison.articles[place.article]
    sentence = article.sentences[place.sentence].span
    before = "… " if article.text[sentence.start : place.span.start].strip(" “\"'") else ""
    after = " …" if article.text[place.span.end : sentence.end].strip(" ”\"'.,") else ""
    return f"{_mark(place)} {before}{place.span.of(article.text)}{after}"


def _context(comparison: Comparison, place: Place) -> str:
    """A word within its sentence, between marks: "… the ›word‹ in its place …"."""
    article = comparison.articles[place.article]
    sentence = article.sentences[place.sentence].span
    if place.span.contains(sentence) or len(place.span) > 3 * _AROUND:
        return _quoted(comparison, place)
    start, end = max(sentence.start, place.span.start - _AROUND), min(sentence.end, place.span.end + _AROUND)
    before, after = Span(start, place.span.start).of(article.text), Span(place.span.end, end).of(article.text)
    if start > sentence.start:
        before = "… " + before.partition(" ")[2]
    if end < sentence.end:
        after = after.rpartition(" ")[0] + " …"
    return f"{_mark(place)} {before}›{place.span.of(article.text)}‹{after}"


def _articles(comparison: Comparison) -> Section:
    items = [
        Item(f"{letter(i)}: {article.title}", (f"{article.source} · {facts(article)}",))
        for i, article in enumerate(comparison.articles)
    ]
    return Section("Articles", (*items, *(Item(text) for text in remarks(comparison))), _NOT_PROOF)


def remarks(comparison: Comparison) -> list[str]:
    """What must be said before anything else: other events, copies, limits."""
    found = []
    if unrelated(comparison):
        found.append("These articles do not seem to be about one event.")
    else:
        for pair in comparison.pairs:
            both = _letters((pair.one, pair.other))
            if pair.event is Event.DIFFERENT:
                found.append(f"{both} do not seem to be about the same event.")
            elif pair.event is Event.UNCERTAIN:
                found.append(f"{both} may not be about the same event.")
    for pair in comparison.pairs:
        if pair.copied >= _COPY:
            found.append(
                f"{_letters((pair.one, pair.other))} go back to one text: {pair.copied:.0%} of the shorter one's "
                "five-word sequences stand in the other. What they share is one report and not two."
            )
    return found + list(comparison.warnings)


def _figures(comparison: Comparison) -> Iterator[Section]:
    if comparison.figures:
        yield Section("Figures that differ", tuple(_figure(comparison, f) for f in comparison.figures))


def _figure(comparison: Comparison, difference: FigureDifference) -> Item:
    sides = difference.one, difference.other
    figures = [" ".join(p.span.of(comparison.articles[p.article].text).split()) for p in sides]
    return Item(
        f"{figures[0]} in {letter(sides[0].article)}, {figures[1]} in {letter(sides[1].article)} ({difference.what})",
        tuple(_context(comparison, place) for place in sides),
    )


def _shared(comparison: Comparison) -> Section:
    found = comparison.of_state(State.SHARED)
    items = tuple(Item(_who(s), tuple(_quoted(comparison, place) for place in s.places)) for s in found[:_SHARED])
    return Section("Shared statements", items, _more(found, items) or ("" if items else "None was found."))


def _who(statement: Statement) -> str:
    text = f"In {_letters(statement.articles)}"
    return f"{text}, not in {_letters(statement.absent)}" if statement.absent else text


def _only(comparison: Comparison, article: int) -> Section:
    """The weightiest statements, in reading order."""
    found = [s for s in comparison.of_state(State.ONLY) if s.places[0].article == article]
    chosen = sorted(found[:_ONLY], key=lambda s: s.places)
    items = tuple(Item(_quoted(comparison, s.places[0])) for s in chosen)
    return Section(f"Only in {letter(article)}", items, _more(found, items) or ("" if items else "Nothing was found."))


def _similar(comparison: Comparison) -> Iterator[Section]:
    found = [s for s in comparison.of_state(State.SIMILAR) if s.closeness >= _SHOWN_FROM]
    items = tuple(
        Item(
            f"In {letter(s.places[0].article)}; compare "
            + _letters(n.place.article for n in s.similar if n.closeness >= _SHOWN_FROM),
            (
                *(_quoted(comparison, place) for place in s.places),
                *(_quoted(comparison, n.place) for n in s.similar if n.closeness >= _SHOWN_FROM),
            ),
        )
        for s in found[:_SIMILAR]
    )
    if items:
        yield Section("On the same matter, perhaps not the same", items, _more(found, items))


def _speakers(comparison: Comparison) -> Section:
    named = [s for s in comparison.speakers if s.name and (s.quotations or len(s.articles) > 1)]
    items = [Item(_speaker(comparison, s)) for s in named[:_SPEAKERS]]
    unclear = next((s for s in comparison.speakers if s.name is None), None)
    remark = _more(named, items)
    if unclear:
        count = Counter(p.article for p in unclear.quotations)
        remark += f" Speaker not clear: {', '.join(f'{letter(i)} {n}' for i, n in sorted(count.items()))}."
    return Section("Who is quoted", tuple(items), remark.strip() or ("" if items else "Nobody by name."))


def _speaker(comparison: Comparison, speaker: Speaker) -> str:
    parts = []
    for i in range(len(comparison.articles)):
        quotations = [p for p in speaker.quotations if p.article == i]
        verbs = Counter(p.span.of(comparison.articles[i].text).lower() for p in speaker.verbs if p.article == i)
        where = ", ".join(str(n + 1) for n in dict.fromkeys(p.sentence for p in quotations))
        said = ", ".join(f"{v} {n}" if n > 1 else v for v, n in verbs.most_common())
        if quotations:
            text = f"{letter(i)} {len(quotations)} quotation{'s' if len(quotations) > 1 else ''} (sentence {where})"
        elif verbs:
            text = f"{letter(i)} in other words"
        else:
            continue
        parts.append(f"{text}: {said}" if said else text)
    return f"{speaker.name}: {'; '.join(parts)}"


def _wording(comparison: Comparison) -> Iterator[Section]:
    items = tuple(_words(comparison, d) for d in comparison.wording[:_WORDS])
    if items:
        yield Section("Different words", items, _more(comparison.wording, items))


def _words(comparison: Comparison, difference: WordingDifference) -> Item:
    sides = [difference.one, difference.other]
    texts = [" ".join(p.span.of(comparison.articles[p.article].text).split()) for p in sides]
    names = [letter(p.article) for p in sides]
    if difference.kind == "loaded":
        at = 0 if len(sides[0].span) < len(sides[1].span) else 1
        head = f"{names[at]} says “{texts[at]}”, {names[1 - at]} has no such word"
    else:
        within = " within the same quotation" if difference.kind == "quotation" else ""
        head = f"{names[0]} “{texts[0]}”, {names[1]} “{texts[1]}”{within}"
    return Item(head, tuple(_context(comparison, place) for place in sides))


def _more(found: Sequence[object], shown: Sequence[object]) -> str:
    rest = len(found) - len(shown)
    return f"{rest} more in the JSON output." if rest > 0 else ""
