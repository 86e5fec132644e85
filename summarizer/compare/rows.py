"""Sentences as rows of weighted terms that can be compared across articles.

A term is a stem folded over its class (``kindred``), a figure its value. Words that only say who speaks
("said the mayor in a statement") weigh little: two remarks of one speaker are not the same remark.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.compare.kindred import kin
from summarizer.model import Article, ParagraphKind, Span, Voice
from summarizer.text.attribution import REPORTING_VERBS
from summarizer.text.numbers import Number, find_numbers
from summarizer.text.words import STOPWORDS

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-‐‑,][^\W_]+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CLAUSE = re.compile(
    r"[;:—–―]\s*|\s-{1,2}\s|,?[”\"»]\s*(?=\w)|,\s+[“\"«]|\s+(?=[“\"«])"
    r"|,\s+(?=(?:and|but|or|while|who|whom|whose|which|where|when|as|after|before|because|although|though|with|so|if|adding|saying)\b)"
    r"|\s+(?=(?:but|while|because|although|after|before)\s)"
)
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,}(?:,[\w. ]{2,20})?\s*(?:\([\w. ]{2,20}\)\s*)?[—–―-]+\s+(?=\S)")
_SMALL_CHANGE = STOPWORDS | frozenset(
    "according mr mrs ms also even get got go going want like well really thing way day time new last".split()
)
_ORDINAL = re.compile(r"third|[a-z]+th|\d+(?:st|nd|rd|th)", re.I)
"""A place in an order: a word like others, and no figure to compare."""
_MOST_CLAUSES = 12
_FRAMED = 0.25
"""Weight of a word that only says who speaks."""
_FEWEST_TOLD = 3
"""Content words that a clause must hold beside the verb of saying to tell something."""
_LONGEST_SUBJECT = 6
"""Words from a comma to the verb of saying: "the fire broke out at noon, the city's fire chief said"."""
_ACCORDING = re.compile(r"\baccording to\b", re.I)


@dataclass(frozen=True, slots=True)
class Token:
    term: str
    span: Span
    form: str
    """Lower case."""
    framed: bool
    """It belongs to the words that say who speaks."""
    quoted: bool
    """It stands in a quotation: somebody else's word."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, or one heading or table, for which ``sentence`` is None."""

    article: int
    sentence: int | None
    span: Span
    """Without a dateline."""
    tokens: tuple[Token, ...]
    """Content words and figures in order."""
    clauses: tuple[Span, ...]
    """In order, covering ``span``."""
    numbers: tuple[Number, ...]
    """With offsets into the article."""

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(token.term for token in self.tokens)


class Weights:
    """How much a term tells: rare among all sentences of the compared articles, more; framed words, less."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.frequency = Counter(term for row in rows for term in row.terms)
        """In how many rows a term stands."""
        self._rarity = {term: math.log(1 + len(rows) / count) for term, count in self.frequency.items()}

    def bag(self, tokens: Sequence[Token]) -> dict[str, float]:
        """Each term once, with its weight."""
        result: dict[str, float] = {}
        for token in tokens:
            weight = self._rarity[token.term] * (_FRAMED if token.framed else 1.0)
            result[token.term] = max(weight, result.get(token.term, 0.0))
        return result


def rows_of(number: int, article: Article) -> Iterator[Row]:
    """All sentences, then all that is no sentence (headings, tables), of the article at that position."""
    for sentence in article.sentences:
        yield _row(number, article, sentence.index, sentence.span)
    for paragraph in article.paragraphs:
        if paragraph.kind in {ParagraphKind.HEADING, ParagraphKind.TABLE}:
            yield _row(number, article, None, paragraph.span)


def _row(number: int, article: Article, sentence: int | None, span: Span) -> Row:
    text = article.text
    dateline = _DATELINE.match(span.of(text))
    if sentence is not None and dateline:
        span = Span(span.start + dateline.end(), span.end)
    figures = tuple(
        replace(n, span=Span(span.start + n.span.start, span.start + n.span.end))
        for n in find_numbers(span.of(text))
        if not _ORDINAL.fullmatch(n.of(span.of(text)))
    )
    clauses = _clauses(text, span)
    frames = [f for clause in clauses for f in _frames(article, clause)] if sentence is not None else []
    return Row(
        number, sentence, span, tuple(_tokens(text, span, figures, frames, _quoted(article, span))), clauses, figures
    )


def _quoted(article: Article, span: Span) -> list[Span]:
    """The quotations that touch ``span``; all of it in a block quotation."""
    if any(p.kind is ParagraphKind.QUOTATION and p.span.overlaps(span) for p in article.paragraphs):
        return [span]
    return [quote.span for quote in article.quotes if quote.span.overlaps(span)]


def _tokens(
    text: str, span: Span, figures: Sequence[Number], frames: Sequence[Span], quoted: Sequence[Span]
) -> Iterator[Token]:
    for figure in figures:
        if text[figure.span.end : figure.span.end + 2].strip("-‐‑")[:1].isalpha() and text[figure.span.end] in "-‐‑":
            continue  # "two-thirds", "15-year": a word
        kind = "percent" if figure.kind in {"percent", "part"} else ""
        inside = any(q.overlaps(figure.span) for q in quoted)
        yield Token(f"#{figure.value:g}{kind}", figure.span, figure.of(text), False, inside)
    for match in _TOKEN.finditer(text, span.start, span.end):
        place = Span(match.start(), match.end())
        if any(figure.span.contains(place) for figure in figures):
            continue
        form = match[0].replace("’", "'").casefold()
        framed = any(frame.contains(place) for frame in frames)
        inside = any(q.overlaps(place) for q in quoted)
        for term in _terms(form):
            yield Token(term, place, form, framed, inside)


def _terms(form: str) -> list[str]:
    if _CJK.match(form):
        return [form[i : i + 2] for i in range(max(1, len(form) - 1))]
    plain = re.sub(r"'s?$", "", form).replace(".", "")
    if plain in _SMALL_CHANGE or form in _SMALL_CHANGE or len(plain) < 2:
        return []
    return [kin(plain)]


def _clauses(text: str, span: Span) -> tuple[Span, ...]:
    inner = [m.end() for m in _CLAUSE.finditer(text, span.start, span.end)]
    cuts = [span.start, *inner[: _MOST_CLAUSES - 1], span.end]
    return tuple(Span(a, b) for a, b in itertools.pairwise(cuts) if b > a)


def _frames(article: Article, clause: Span) -> Iterator[Span]:
    """The part of a clause that says who speaks: up to the verb of saying or from the comma before its
    subject, and on to the end of a clause that says no more."""
    words = list(_TOKEN.finditer(article.text, clause.start, clause.end))
    for i, word in enumerate(words):
        if word[0].lower() in REPORTING_VERBS and article.voice(Span(word.start(), word.end())) is Voice.NARRATOR:
            says_no_more = i == 0 or _content(words[i + 1 :]) < _FEWEST_TOLD  # "said Ada Holm, who leads the board"
            end = clause.end if says_no_more else word.end()
            comma = article.text.rfind(",", clause.start, words[i - 1].start() if i else word.start())
            before = [w for w in words[:i] if w.end() <= comma]
            trailing = comma >= 0 and i - len(before) <= _LONGEST_SUBJECT and _content(before) >= _FEWEST_TOLD
            start = comma if trailing else clause.start
            if not trailing and i > _LONGEST_SUBJECT and "," not in article.text[words[i - 1].end() : word.start()]:
                start = words[i - _LONGEST_SUBJECT].start()  # what stands further off is told as well
            yield Span(start, end)
            return
    found = _ACCORDING.search(article.text, clause.start, clause.end)
    if found:
        yield Span(found.start(), clause.end)


def _content(words: Sequence[re.Match[str]]) -> int:
    return sum(w[0].lower() not in STOPWORDS for w in words)
