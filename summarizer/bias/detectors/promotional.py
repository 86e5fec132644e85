"""Promotional tone: praise of a named product or company, and what only advertisements ask for.

Sentences are weighed one by one; when they add up, one note on the whole article points to them, so
that an advertisement at the end of a report is found where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import Passage, narrated, passages
from summarizer.model import Article, Category, Evidence, ParagraphKind, Span, Voice

_NAME = re.compile(r"(?<=[a-z,;’'] )(?:the )?[A-Z][\w’'&-]*|\b[A-Z][a-z]+[A-Z]\w*|\w[®™]")
_PRODUCT = re.compile(
    r"\b(?:app|brand|caf[eé]|collection|cruise|cuisine|design|device|gadget|gym|holiday|hotel|menu|phone|product|range|resort"
    r"|restaurant|shop|smartphone|software|spa|store|tool|treatment|venue|villa|wine)s?\b",
    re.I,
)
"""What is sold, where nothing is named."""
_OFFER = re.compile(
    r"\b(?:only|just|from|starting at|priced at|for as little as) [$£€]\d[\d,.]*|\b\d+ ?(?:%|per ?cent) off\b|\b[$£€]\d[\d,.]* off\b",
    re.I,
)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|shop|store|io)\b|\b1-8\d\d-[\w-]+")
_INVITATION = re.compile(
    r"\b(?:[Dd]iscover|[Tt]ry|[Ee]xperience|[Oo]rder|[Vv]isit|[Jj]oin) (?:the )?[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*)* (?:today|now)\b"
    r"|\b[Nn]o other \w+ (?:matches|offers|comes close)\b"
)
_TRADEMARK = re.compile(r"\w+ ?(?:[®™]|\((?:R|TM)\))")
_SOLD = re.compile(rf"^(?:\W+[\w’'-]+)??\W+(?:{_PRODUCT.pattern})", re.I)
"""What is praised, right after the word or the next."""
_READER = re.compile(r"\b(?:you|your|yourself)\b", re.I)
_ABOUT = re.compile(r"About (?:[A-Z][\w’'&.-]*)(?: [A-Z&][\w’'&.-]*){0,4}:?")
_PATTERNS = (
    (_OFFER, "offer", 1.6),
    (_INVITATION, "invitation", 1.6),
    (_TRADEMARK, "trademark", 1.6),
    (_ADDRESS, "address", 0.8),
    (_READER, "reader", 0.6),
)
_GRADES = frozenset("luxury high-end premium bespoke flagship next-generation luxurious high-quality".split())
"""Words that name a class of goods."""
_WORD_WEIGHT = 1.6
_FURTHER_WORD = 0.6
_ENOUGH = 5.0
"""Sum of the promotional sentences' weights from which the article gets a note of its own."""
_REASON = "Praise or an offer in the article's own voice; readers may want to know whether it is advertising"


@dataclass(frozen=True, slots=True)
class _Pitch:
    """A sentence that sells, with its telling words."""

    passage: Passage
    spans: tuple[Span, ...]
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        return sum(e.weight for e in self.evidence)


def detect(article: Article) -> Iterator[Candidate]:
    pitches = [pitch for passage in passages(article) if (pitch := _pitch(article, passage)) is not None]
    for pitch in pitches:
        yield Candidate(
            Category.PROMOTIONAL,
            pitch.spans[0],
            pitch.passage.sentence,
            pitch.evidence,
            _REASON,
            related=pitch.spans[1:],
        )
    about = next(_about(article), None)
    body = [p for p in pitches if p.passage.sentence is not None]
    if body and sum(p.weight for p in body) + (2.0 if about else 0.0) >= _ENOUGH and (len(body) > 1 or about):
        yield _whole(article, body, about)


def _pitch(article: Article, passage: Passage) -> _Pitch | None:
    found: list[tuple[Span, Evidence]] = []
    praise = narrated(article, passage, "puffery")
    around = _around(article, passage)
    if praise and not (_NAME.search(around) or _PRODUCT.search(around)):
        praise = ()
    asks = narrated(article, passage, "calls_to_action")
    for hits, rule in ((praise, "puffery"), (asks, "calls_to_action")):
        weight = _WORD_WEIGHT + _FURTHER_WORD * (len(hits) - 1)
        found += [(hit.span, Evidence("lexicon", rule, weight)) for hit in hits]
    if any(
        _SOLD.match(article.text[hit.span.end : passage.span.end]) for hit in praise if hit.entry.base not in _GRADES
    ):
        found.append((praise[0].span, Evidence("pattern", "of_a_product", 0.6)))
    for pattern, rule, weight in _PATTERNS:
        match = pattern.search(passage.text)
        if match is not None:
            span = Span(passage.span.start + match.start(), passage.span.start + match.end())
            if article.voice(span) is Voice.NARRATOR:
                found.append((span, Evidence("pattern", rule, weight)))
    if not any(e.weight >= 1.6 for _, e in found):
        return None
    found.sort(key=lambda item: -item[1].weight)
    return _Pitch(passage, tuple(span for span, _ in found), tuple(dict.fromkeys(e for _, e in found)))


def _around(article: Article, passage: Passage) -> str:
    """The paragraph of a sentence: a product is named once and praised for several sentences."""
    if passage.sentence is None:
        return passage.text
    return article.paragraphs[article.sentences[passage.sentence].paragraph].span.of(article.text)


def _about(article: Article) -> Iterator[Span]:
    """The heading of a company's standing paragraph: "About Brightwell Foods"."""
    for paragraph in article.paragraphs[1:]:
        line = paragraph.span.of(article.text).strip()
        if paragraph.kind in {ParagraphKind.HEADING, ParagraphKind.BODY} and _ABOUT.fullmatch(line):
            yield paragraph.span


def _whole(article: Article, body: list[_Pitch], about: Span | None) -> Candidate:
    strongest = max(body, key=lambda pitch: pitch.weight)
    rules = {e.rule: e for pitch in body for e in pitch.evidence}
    if about is not None:
        rules["about"] = Evidence("pattern", "about", 2.0)
    first = min(p.passage.sentence or 0 for p in body)
    where = "; they stand at the end of the article" if 3 * first >= 2 * len(article.sentences) else ""
    return Candidate(
        Category.PROMOTIONAL,
        strongest.spans[0],
        None,
        (*rules.values(), Evidence("count", "promotional_sentences", 1.6)),
        f"{len(body)} of {len(article.sentences)} sentences praise or offer something by name{where}",
        related=tuple(p.passage.span for p in body),
        whole_article=True,
    )
