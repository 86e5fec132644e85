"""Different words for the same thing: in the verbs that introduce a speaker, and within corresponding clauses.

Words inside quotation marks are the speaker's and not the article's: they are left out, unless two articles give one
quotation in two forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from summarizer.bias.lexicon import find_hits
from summarizer.compare.align import Aligner, Link
from summarizer.compare.comparison import Place, WordingDifference
from summarizer.compare.kindred import charged, is_plain
from summarizer.compare.quotations import other_words
from summarizer.compare.rows import Row, Token
from summarizer.compare.sources import Source, sources
from summarizer.model import Article, Span, Voice
from summarizer.text.words import stem

_NEUTRAL = frozenset(
    stem(v)
    for v in (
        "say says said tell tells told add adds added write writes wrote ask asks asked state states stated reply replies "
        "replied announce announces announced tweeted posted recall recalls recalled testify testifies testified"
    ).split()
)
_LOADED = frozenset({"loaded_adjectives", "loaded_adverbs", "loaded_verbs", "doubt_markers", "labels"})
_CLOSE = 0.3
"""Dice from which a loaded word in one of two sentences that do not say the same stands for what the other says."""
_WITHIN = 3
"""Content words on either side among which a common one shows that both words stand for the same."""


def differences(aligner: Aligner, links: Iterable[Link]) -> Iterator[WordingDifference]:
    """Each pair of words once for two articles, best corresponding sentences first."""
    seen: set[tuple[object, ...]] = set()
    spoken = [_by_sentence(article) for article in aligner.articles]
    for link in links:
        if link.contrary:
            continue
        rows = aligner.rows[link.one], aligner.rows[link.other]
        found = (
            *(("quotation", one, other) for one, other in other_words(aligner, link)),
            *_loaded(aligner, rows, link),
            *_verbs(aligner, rows, spoken, link),
            *_classes(rows),
            *_substitutes(aligner, rows, link),
        )
        for kind, one, other in found:
            places = _place(rows[0], one), _place(rows[1], other)
            if None in places:
                continue
            words = [
                span.of(aligner.articles[r.article].text).casefold() for r, span in zip(rows, (one, other), strict=True)
            ]
            key: tuple[object, ...] = (rows[0].article, rows[1].article, *words)
            if kind == "loaded":
                key = (next(p for p, row in zip(places, rows, strict=True) if p and p.span != row.span),)
            if key not in seen and words[0] != words[1]:
                seen.add(key)
                yield WordingDifference(kind, places[0], places[1])  # type: ignore[arg-type]


def _place(row: Row, span: Span) -> Place | None:
    return None if row.sentence is None else Place(row.article, row.sentence, span)


Found = tuple[str, Span, Span]


def _by_sentence(article: Article) -> dict[int, list[Source]]:
    result: dict[int, list[Source]] = {}
    for source in sources(article):
        result.setdefault(source.sentence, []).append(source)
    return result


def _verbs(
    aligner: Aligner, rows: tuple[Row, Row], spoken: Sequence[dict[int, list[Source]]], link: Link
) -> Iterator[Found]:
    """The one verb of saying of each sentence, if both have the same speaker and one verb is not neutral."""
    one, other = (spoken[row.article].get(-1 if row.sentence is None else row.sentence, []) for row in rows)
    if link.same and len(one) == 1 and len(other) == 1 and one[0].key is not None and one[0].key == other[0].key:
        spans = one[0].verb, other[0].verb
        verbs = [stem(span.of(aligner.articles[r.article].text).lower()) for span, r in zip(spans, rows, strict=True)]
        if verbs[0] != verbs[1] and not set(verbs) <= _NEUTRAL:
            yield "verb", *spans


def _classes(rows: tuple[Row, Row]) -> Iterator[Found]:
    """Words of one class that weigh differently, beside a common word."""
    left, right = (_own(row) for row in rows)
    for a, own in enumerate(left):
        kind = charged(own.form)
        if kind is None or any(stem(t.form) == stem(own.form) for t in right):
            continue
        same = [b for b, t in enumerate(right) if charged(t.form) == kind]
        if len(same) != 1 or any(stem(t.form) == stem(right[same[0]].form) for t in left):
            continue
        other = right[same[0]]
        if not (is_plain(own.form) and is_plain(other.form)) and _around(left, a) & _around(right, same[0]):
            yield "word", own.span, other.span


def _loaded(aligner: Aligner, rows: tuple[Row, Row], link: Link) -> Iterator[Found]:
    """A loaded word in one sentence where the other has none."""
    if not link.same and link.score < _CLOSE:
        return
    hits = [
        [
            hit
            for hit in find_hits(aligner.articles[row.article].text, row.span)
            if hit.entry.cue in _LOADED
            and hit.innocent is None
            and aligner.articles[row.article].voice(hit.span) is Voice.NARRATOR
        ]
        for row in rows
    ]
    if hits[0] and not hits[1]:
        yield "loaded", hits[0][0].span, rows[1].span
    elif hits[1] and not hits[0]:
        yield "loaded", rows[0].span, hits[1][0].span


def _around(tokens: list[Token], at: int) -> set[str]:
    near = tokens[max(0, at - _WITHIN) : at] + tokens[at + 1 : at + 1 + _WITHIN]
    return {t.term for t in near}


def _substitutes(aligner: Aligner, rows: tuple[Row, Row], link: Link) -> Iterator[Found]:
    """One plain word in place of one other between words that are the same."""
    if not link.same:
        return
    left, right = ([t for t in _own(row) if span.contains(t.span)] for row, span in zip(rows, link.spans, strict=True))
    a, b = [t.term for t in left], [t.term for t in right]
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for before, code, after in zip(codes, codes[1:], codes[2:], strict=False):
        tag, i, i2, j, j2 = code
        if tag == "replace" and i2 - i == j2 - j == 1 and before[0] == after[0] == "equal":
            words = left[i], right[j]
            texts = [aligner.articles[r.article].text for r in rows]
            if all(t.span.of(x).islower() and t.form.isalpha() for t, x in zip(words, texts, strict=True)):
                yield "word", left[i].span, right[j].span


def _own(row: Row) -> list[Token]:
    """Tokens in the article's own voice, in reading order."""
    return sorted((t for t in row.tokens if not t.quoted), key=lambda t: t.span)
