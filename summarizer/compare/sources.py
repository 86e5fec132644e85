"""Whose words are reported where in one article: verbs of saying with their speakers, and quotations with theirs.

Builds on ``speakers`` of the notes, which finds a name right beside the verb; adds names that a description parts
from it, and drops whom the words are said to. A name is known by its last word; nobody is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.bias.detectors.speakers import Report, reports
from summarizer.model import Article, Quote, Span, Voice
from summarizer.text.words import STOPWORDS, words

_NAME = r"((?:[A-Z][\w'’-]+ (?:[A-Z]\.? )?){1,2}[A-Z][\w'’-]+)"
_BEFORE = re.compile(
    rf"(?:\A\s*|[,:]\s+)(?:[A-Z][\w.’']*\s){{0,3}}?{_NAME}, [^“”\"]{{3,90}}, (?:also |later |then |has |had |have )?\Z"
)
"""Ada Holm, who leads the board, (said)"""
_AFTER = re.compile(
    r"\s+(?:(?!(?:in|at|on|to|for|during|last|that)\b)[a-z][\w'’-]*,? |[A-Z][\w.'’-]*['’]s |[A-Z][a-z]+\. ){1,6}"
    rf"{_NAME}(?=[,.;]|\s+(?:of|at|from|in|on|who)\b|\s*\Z)"
)
"""(said) the board's leader, Ada Holm"""
_PERSON = re.compile(r"(?:[A-Z][\w'’-]+\.? )*[A-Z][\w'’-]+")
_OF_A_PLACE = re.compile(r"(?:\b(?:of|in|from)\s+|\b[A-Z]-)(?:[A-Z][\w.]* )?\Z")
_GOES_ON = re.compile(
    r"['’]s\b|\s+(?:[\"“]|(?:was|were|is|are|had|has|would|will|could|should|did|does|can|may|might)\b)"
)
"""After a name behind the verb: it is the subject of what is said, and not who says it."""
_TELLING = frozenset("tell tells told ask asks asked urge urges urged warn warns warned accuse accuses accused".split())
BODIES = frozenset(
    (
        "committee department house senate congress news post times journal court party council board agency bureau "
        "commission ministry office police union association group company foundation university institute press guardian"
    ).split()
)
"""Last words of names that no "he" or "she" stands for."""
_FARTHEST = 3
"""Sentences back in which a pronoun's name is looked for."""
_SAYS_MORE_THAN = 3
"""Words; anything shorter in quotation marks is a term, not speech."""


@dataclass(frozen=True, slots=True)
class Source:
    """A verb of saying in the article's own words."""

    key: str | None
    """The speaker's last name in small letters without accents; None when it is not clear."""
    name: str | None
    """As it stands beside the verb; None for a pronoun."""
    verb: Span
    sentence: int


def sources(article: Article) -> list[Source]:
    """All verbs of saying that have a speaker's place, in order."""
    named = [(r, _name(article, r)) for r in reports(article) if not r.verb.span.of(article.text)[0].isupper()]
    people = {plain(name.split()[-1]) for _, name in named if name and name.casefold() not in STOPWORDS}
    found: list[Source] = []
    last: Source | None = None
    for report, name in named:
        if name is not None and name.casefold() in STOPWORDS:
            key = _referent(article, report, last, people)
            found.append(Source(key, None, report.verb.span, report.sentence))
        else:
            key = plain(name.split()[-1]) if name else None
            found.append(Source(key, name, report.verb.span, report.sentence))
        last = found[-1] if key else last
    return found


def _referent(article: Article, report: Report, last: Source | None, people: set[str]) -> str | None:
    """Whom "he" or "she" stands for: the last speaker, unless that is long ago or somebody else came between."""
    if last is None or last.key in BODIES or report.sentence - last.sentence > _FARTHEST:
        return None
    between = Span(last.verb.end, report.verb.span.start)
    for match in _PERSON.finditer(article.text, between.start, between.end):
        other = plain(match[0].split()[-1])
        person = other in people or match[0].startswith(("Mr", "Ms")) or " " in match[0]
        if other != last.key and person and article.voice(Span(match.start(), match.end())) is Voice.NARRATOR:
            own = match.start() == between.start + 1  # "said Ada Holm"
            if not own:
                return None
    return last.key


def spoken(article: Article) -> Iterator[tuple[Quote, str | None]]:
    """Quotations of more than three words with the key of their speaker, by the nearest verb of saying in their
    sentences or else in their paragraph."""
    said = sources(article)
    for quote in article.quotes:
        inner = words(article.text, quote.inner)
        if len(inner) <= _SAYS_MORE_THAN or _is_title([w.span.of(article.text) for w in inner]):
            continue
        inside = [s for s in article.sentences if s.span.overlaps(quote.span)]
        home = {s.paragraph for s in inside}
        near = [s for s in said if s.sentence in {i.index for i in inside}] or [
            s for s in said if article.sentences[s.sentence].paragraph in home
        ]
        near.sort(key=lambda s: max(s.verb.start - quote.span.end, quote.span.start - s.verb.end))
        yield quote, near[0].key if near else None


def _is_title(inner: list[str]) -> bool:
    """Of a film, a book, a broadcast: its longer words have capitals."""
    return all(word[0].isupper() for word in inner if word not in STOPWORDS)


def plain(name: str) -> str:
    """A last name in small letters, without a possessive ending and accents, which not every outlet writes."""
    bare = re.sub(r"['’]s?$", "", name.casefold())
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))


def _name(article: Article, report: Report) -> str | None:
    told = report.verb.form in _TELLING
    sentence = article.sentences[report.sentence].span
    if report.name is not None and not _OF_A_PLACE.search(article.text, sentence.start, report.name.start):
        inverted = report.name.start > report.verb.span.start
        if not inverted or not (told or _GOES_ON.match(article.text, report.name.end)):
            return " ".join(report.name.of(article.text).split())
    before = re.split('[“”"]', article.text[sentence.start : report.verb.span.start])[-1]
    after = re.split('[“”"]', article.text[report.verb.span.end : sentence.end])[0]
    found = _BEFORE.search(before) or (None if told else _AFTER.match(after))
    return found[1] if found else None
