"""How much each sentence matters to its article: TextRank (Mihalcea and Tarau 2004) over TF-IDF,
a lead prior, and the words of the headline; in windows, so that time and memory grow with the text
and not with its square."""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from summarizer.model import Article, Quote, Sentence, Span
from summarizer.summary.beside import is_beside
from summarizer.summary.openings import after_dateline
from summarizer.summary.opinion import addresses, argues, judges
from summarizer.text.attribution import attributed
from summarizer.text.words import count_words, terms

_REPORT, _COLUMN = (0.3, 0.5, 0.2), (0.45, 0.25, 0.3)
"""Weights of the rank, the lead prior and the headline's words, where an article reports and where it argues."""
_DAMPING = 0.85
_ROUNDS = 30
_SETTLED = 0.01
"""A change of a rank after which another round does not matter."""
_WINDOW = 16_000
"""Characters that are ranked together: about 4,000 tokens, so a usual article is one window."""
_LEAD_SENTENCES = 60
"""The lead prior of a longer article does not reach further."""
_ENOUGH_TERMS = 8
_MOST_WORDS = 30
"""Sentences with fewer content words, or more words, are worth less the farther they are from it."""
_THESIS = 1.2
"""Worth of a sentence that judges, in an article that argues."""
_TOO_LONG = 45
"""Words from which a sentence is mostly several that lost their stops, or no sentence to read in a summary."""
_MOSTLY = 0.6
"""Share of a sentence that is somebody's words."""
_NEIGHBOURS = 60
"""A term that more sentences of a window share says nothing about which belong together."""
_POSTED = re.compile(r"\btook to (?:Twitter|Facebook|Instagram|X|Truth Social|social media)\b[^:]*\.\Z")
_SIGNATURE = re.compile(r"(?:[—–-]|--) ?[^()]{2,50} \(@\w+\)")
_ANNOUNCES = re.compile(r"(?:And |But |So )?[Hh]ere(?:['’]s| is| are)\b")
_TAKEN_BACK = re.compile(
    r"(?:(?:But|Yet|And|Well),? )?(?:(?:you|they|he|she|we|I|it|that)(?: would|['’]d) be (?:\w+ )?(?:wrong|mistaken)"
    r"|(?:you|they|he|she|we|I) (?:was|were|are|is) (?:\w+ )?(?:wrong|mistaken)|(?:it|that) (?:is|was)(?:n['’]t| not) (?:so|true"
    r"|the case)|not so|wrong|think again|far from it|not quite|not really|not exactly|no such luck)(?: fast)?[.!?]",
    re.I,
)
"""What takes back the sentence before it."""
_MARKS = re.compile(r"[“”\"]|[‘'](?=\w)|(?<=[\w.,!?])[’'](?!\w)")
_SINGLE = re.compile(r"(?<![\w.])'(?!\d0s|em\b|til\b|cause\b)|(?<!s)'(?!\w)")

Vector = Mapping[str, float]


class _Vectors(Sequence[Vector]):
    """Rows that are made when asked for: only the document frequencies are kept."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._documents = Counter(t for s in article.sentences for t in set(terms(s.span.of(article.text))))

    def __len__(self) -> int:
        return len(self._article.sentences)

    def __getitem__(self, index: int) -> Vector:  # type: ignore[override]
        bag = Counter(terms(self._article.sentence_text(index)))
        weighted = {t: n * math.log(1 + len(self) / self._documents[t]) for t, n in bag.items()}
        norm = math.sqrt(sum(w * w for w in weighted.values())) or 1.0
        return {t: w / norm for t, w in weighted.items()}


@lru_cache(maxsize=2)
def vectors(article: Article) -> Sequence[Vector]:
    """TF-IDF of each sentence as a unit vector; the article's own sentences are the documents."""
    return _Vectors(article)


def similarity(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors."""
    if len(one) > len(other):
        one, other = other, one
    return sum(w * other[t] for t, w in one.items() if t in other)


@lru_cache(maxsize=2)
def windows(article: Article) -> tuple[range, ...]:
    """The sentences in runs of whole paragraphs of about the same length. Only a paragraph that is
    longer than a window is parted, between two sentences."""
    sentences = article.sentences
    if not sentences:
        return ()
    total = sentences[-1].span.end - sentences[0].span.start
    size = total / max(1, round(total / _WINDOW))
    edges, begin = [0], sentences[0].span.start
    for i, sentence in enumerate(sentences[1:], 1):
        full = sentence.span.start - begin >= size * len(edges)
        whole = sentence.paragraph != sentences[i - 1].paragraph
        overfull = sentence.span.start - sentences[edges[-1]].span.start >= 2 * _WINDOW
        if (full and whole) or overfull:
            edges.append(i)
    return tuple(range(i, j) for i, j in itertools.pairwise([*edges, len(sentences)]))


@lru_cache(maxsize=2)
def salience(article: Article) -> tuple[float, ...]:
    """One figure per sentence, about 0 to 1; higher matters more."""
    title = set(terms(article.title)) if article.headline else set()  # a made one is the lede's own words
    column = argues(article)
    ranked, leads, titled = _COLUMN if column else _REPORT
    lead = min(max(len(article.sentences), 8), _LEAD_SENTENCES)
    found: list[float] = []
    for window in windows(article):
        rows = [vectors(article)[i] for i in window]
        for i, rank, row in zip(window, _scaled(_text_rank(rows)), rows, strict=True):
            named = len(title.intersection(row)) / len(title) if title else 0.0
            score = ranked * rank + leads * math.exp(-3.0 * i / lead) + titled * named
            if column and judges(article, article.sentences[i]):
                score *= _THESIS
            found.append(score * _fitness(article, article.sentences[i], len(row)))
    return tuple(found)


def _fitness(article: Article, sentence: Sentence, content: int) -> float:
    """Below 1 for what makes a poor sentence of a summary. ``content``: how many different terms it has."""
    text, words = article.sentence_text(sentence.index), count_words(article.sentence_text(sentence.index))
    title = article.title.rstrip(".!?").casefold() if article.headline else ""
    prices = (
        (words > _TOO_LONG and sentence.index > 0, 0.6),
        (text.rstrip('"”’»)').endswith("?"), 0.25),
        (text.rstrip(".!?").casefold() == title, 0.1),  # the headline once more
        (text.endswith(":") or _ANNOUNCES.match(text) is not None, 0.2),  # what it announces stands elsewhere
        (article.text[after_dateline(article, sentence.index)] == "(", 0.3),  # said by the way
        (_taken_back(article, sentence.index), 0.1),
        (is_beside(article, sentence.index), 0.2),
    )
    length = min(1.0, content / _ENOUGH_TERMS) * math.pow(min(1.0, _MOST_WORDS / max(1, words)), 0.7)
    return length * _voiced(article, sentence) * math.prod(factor for holds, factor in prices if holds)


def _voiced(article: Article, sentence: Sentence) -> float:
    """Below 1 for what is, or may be, somebody's words and does not say so itself."""
    span = sentence.span
    text, quoted = span.of(article.text), quotes_in(article, span)
    if _signed(article, sentence) or _announced(article, sentence) or any(q.inner.contains(span) for q in quoted):
        return 0.05
    prices = (
        (not is_whole(article, span), 0.25),  # a piece of a longer quotation, mostly without its speaker
        (sum(len(q.span) for q in quoted) > _MOSTLY * len(span), 0.6),
        (any(q.span == span for q in quoted), 0.5),  # whose words, it does not say
        (text[0] in "‘“\"'" and len(_MARKS.findall(text)) == 1, 0.25),  # one that is not closed here
        (
            addresses(article, sentence),
            0.8 if argues(article) or not sentence.index else 0.15,  # in a report mostly a quotation without its marks
        ),
    )
    return math.prod(factor for holds, factor in prices if holds)


def _announced(article: Article, sentence: Sentence) -> bool:
    """Whether the paragraph before it ends with "the letter reads:" or "took to Twitter", so that it is quoted without marks."""
    first = _paragraphs(article)[sentence.paragraph].start
    before = article.sentence_text(first - 1) if first else ""
    return _POSTED.search(before) is not None or (before.endswith(":") and (attributed(before) or "reads" in before))


def _signed(article: Article, sentence: Sentence) -> bool:
    """Whether what follows, or the next paragraph, is the signature of a post: "— Ada Brook (@ada)"."""
    following = {sentence.index + 1, _paragraphs(article)[sentence.paragraph].stop}
    spans = [article.sentences[i].span for i in following if i < len(article.sentences)]
    return any(_SIGNATURE.match(article.text, span.start, span.end) for span in spans)


@lru_cache(maxsize=2)
def _paragraphs(article: Article) -> Mapping[int, range]:
    """The sentences of each paragraph."""
    runs = itertools.groupby(article.sentences, key=lambda sentence: sentence.paragraph)
    grouped = {paragraph: [s.index for s in run] for paragraph, run in runs}
    return MappingProxyType({paragraph: range(run[0], run[-1] + 1) for paragraph, run in grouped.items()})


def _taken_back(article: Article, index: int) -> bool:
    following = article.sentences[index + 1 : index + 2]
    return any(_TAKEN_BACK.match(article.text, s.span.start, s.span.end) for s in following)


def is_whole(article: Article, span: Span) -> bool:
    """Whether all its quotations begin and end in it."""
    text = span.of(article.text)
    paired = len(_SINGLE.findall(text)) % 2 == 0 and text.count('"') % 2 == 0 and text.count("“") == text.count("”")
    return paired and all(span.contains(q.span) for q in quotes_in(article, span))


def quotes_in(article: Article, span: Span) -> list[Quote]:
    """The quotations that a span touches."""
    first = bisect_left(article.quotes, span.start, key=lambda q: q.span.end - 1)
    last = bisect_left(article.quotes, span.end, key=lambda q: q.span.start)
    return list(article.quotes[first:last])


def _text_rank(rows: Sequence[Vector]) -> list[float]:
    """Of sentences of one window: each is compared with those that share its rarest terms."""
    postings: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        for term in row:
            postings.setdefault(term, []).append(i)
    links: list[dict[int, float]] = [{} for _ in rows]
    for i, row in enumerate(rows):
        near = {j for term in row if len(postings[term]) <= _NEIGHBOURS for j in postings[term] if j > i}
        for j in near:
            links[i][j] = links[j][i] = similarity(row, rows[j])
    totals = [sum(link.values()) for link in links]
    shares = [[(j, w / totals[j]) for j, w in link.items()] for link in links]
    rank = [1.0] * len(rows)
    for _ in range(_ROUNDS):
        before, rank = rank, [1 - _DAMPING + _DAMPING * sum(w * rank[j] for j, w in share) for share in shares]
        if max((abs(x - y) for x, y in zip(rank, before, strict=True)), default=0.0) < _SETTLED:
            break
    return rank


def _scaled(values: list[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    return [(v - low) / (high - low) if high > low else 0.5 for v in values]
