"""What shortening one sentence must keep, beyond what every summary is checked for: here the source is known
exactly, so more can be asked. A small model that finds words of its own, or moves them, too often says something else
(docs/quality.md): it may compress by deletion only."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.model import Article, Check, Verdict
from summarizer.summary.introductions import ROLE
from summarizer.summary.people import introduced
from summarizer.summary.refer import need
from summarizer.summary.salience import quotes_in
from summarizer.text.attribution import HEDGES, REPORTING_VERBS, STANCES, attributed, attribution
from summarizer.text.words import STOPWORDS, stem, terms

_WORD = re.compile(r"[^\W_]+(?:[.,'-][^\W_]+)*")
_FREE = frozenset(
    "a an the and that said says according to monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that may come in or change places: they say who speaks, when, and how parts hang together."""
_ARTICLES = frozenset("a an the".split())
_PREPOSITIONS = frozenset(
    (
        "of in at to for with from by around over under against through into onto after before between among about without within "
        "across near behind beyond during despite toward towards off along beside beneath above below inside outside than"
    ).split()
)
_JOINS = frozenset("and or but nor that which who said says".split())
"""What may stand before anything."""
_ON = re.compile(r"\bon (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.I)
_EVIDENCE = frozenset(
    "according shows show showed shown heard hears found finds sources aspiring agreeing agreed sometimes occasionally".split()
)
"""Beside verbs of saying and words of caution: what keeps a statement from being the article's own plain one."""
_LIMITS = frozenset(
    (
        "some many most few several half all every each both none any only just nearly almost about around roughly approximately "
        "least most up more less fewer over under mostly mainly partly largely often usually rarely once twice soon early late "
        "third quarter presumably supposedly arguably former then aspiring would-be so-called apparent potential possible "
        "attempted temporary temporarily first second last until unless if when before after during since first-time one two "
        "three four five six seven eight nine ten should must can cannot turned"
    ).split()
)
"""Words that say of how many, how much, when or on what condition what follows is said."""
_TELLS = HEDGES | REPORTING_VERBS | STANCES | _EVIDENCE | _LIMITS
_FINDING = re.compile(
    r",\s+(?P<who>(?:an?|the|[A-Z0-9])[^,]{0,60}?)\s+(?:has |have |had )?(?:found|finds?|learn(?:ed|t)|understands?|shows?|showed"
    r"|suggests?|suggested|concluded|indicates?|indicated)\W*\Z"
)
"""A source named at the end: "..., an inquiry has found"."""
_PART = re.compile(r"[,;:–—“”\"]")
_SAYS = re.compile(rf"\b(?:{'|'.join(sorted(REPORTING_VERBS))}|according|found|showed|shows)\b", re.I)
_SHORT = 8
"""Words of a part of a sentence that only says who says the rest."""
_CONTRAST = re.compile(r"[,;–—-]\s(?:but|although|though|while|whereas|yet|despite|except|unless)\s", re.I)
_CONCEDED = re.compile(
    r"\A\W*(?:(?:And|But|Yet),?\s)?(?:While|Although|Though|Whereas|Despite|Even (?:while|as|when|if|though))\s(?P<side>[^,]+),",
    re.I,
)
_DETERMINED = re.compile(r"\b(the|an?) (?=([\w'-]+))", re.I)
_RANKED = re.compile(
    r"\b(?P<rank>only|sole|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|first|last|most|least|record|\w{3,}est)\b"
    r"[^,;:.]*?\s(?P<limit>(?:in (?:as many|\w+|the last \w+|the past \w+) (?:years|months|weeks|days|decades|games|matches|seasons)"
    r"|in (?:years|months|decades|history|a row|a (?:decade|century|generation))|since \d{4}|so far|on record|to date"
    r"|of (?:this|the) (?:year|season|decade|century))\b)",
    re.I,
)
"""A place in an order, and of what span of time it is said."""
_RELATED = re.compile(r",\s(?P<what>(?:the [\w-]+['’]s?|his|her|its|their) (?:[\w-]+ ){0,2}?(?P<noun>[\w-]+)),")
"""What something is to what was spoken of: ", the surveyor's inn,"."""
_DONE_BY = re.compile(
    r"\b(?P<deed>efforts?|attempts?|calls?|plans?|decisions?|moves?|attacks?|criticism|claims?|accusations?|allegations?|pressure"
    r"|demands?|threats?|promises?|proposals?|remarks|comments) (?:by|from) (?P<who>(?:the )?(?:[A-Z]\w+(?: [A-Z]\w+)*|[a-z]+))",
)
_NAMED = re.compile(r",\s(?:called|named|known as) (?=[A-Z])")
"""A name, not what somebody thinks of it."""
_APPOSED_TO = re.compile(rf"\b({ROLE}), (?=[A-ZÀ-Þ]\Z)")
"""A comma between an office and the name that begins behind it: "The county surveyor, Ada Brook,"."""
_PLACE = re.compile(
    r"(?:In|At|Near|Across|Outside) (?P<where>(?:the )?(?:[a-z]+ )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*), "
)
_SUBJECT = re.compile(
    r"\b(?P<who>he|she|they|it|we|I) (?:(?:also|later|then|has|had|have|will|would|is|was|are|were|\w+ly) )*(?P<does>\w{3,})\b",
    re.I,
)
_PERFECT = re.compile(r"\bhad (?:\w+ly )?(?!been\b|to\b|a\b|the\b|no\b)(?P<does>\w+(?:ed|en|ne|wn|ught|id))\b")
_GOVERNED = 4
"""Words after a word of evidence that it speaks of; at the end of a sentence all before it."""
_SAID = frozenset("said says say told tells according".split())
"""One may stand for the other."""
_HALF, _CONCESSION = 4, 2
"""Content words that make a side of a contrast a statement of its own, and what a sentence concedes first."""
_HEARD = 0.25
"""Share of a side's content words below which the side is lost."""
_QUOTED = 0.4
"""Share of a sentence that is quotation, from which it is its speaker's."""
_ALL = 0.9
"""From which it is nothing else."""


def check_kept(text: str, article: Article, main: int, source: str) -> Check:
    """The first objection. ``source``: the cited sentences, in order."""
    objections = (
        *_more_than_left_out(text, source),
        *_lost_preposition(text, source),
        *_lost_side(text, source),
        *_lost_evidence(text, article.sentence_text(main)),
        *_turned_definite(text, source),
        *_lost_span(text, source),
        *_lost_tie(text, source),
        *_lost_place(text, source),
        *_said_twice(text, source),
        *_lost_role(text, article, main),
        *_lost_subject(text, article, main),
        *_lost_speaker(text, source, _speaker(article, main)),
        *_lost_marks(text, article, main),
    )
    return objections[0] if objections else Check("support", Verdict.PASS)


def _more_than_left_out(text: str, source: str) -> Iterator[Check]:
    """Who did what to whom stands in the words, their forms and their order. Only who says it may come first or last."""
    free = {*_FREE, *_forms(_saying(source))}
    have = [form for form in _forms(source) if form not in free]
    own = [form for form in _forms(text) if form not in free]
    if _common(own, have) < len(own):
        new = [form for form in own if form not in have]
        if new:
            yield Check("support", Verdict.FAIL, f"not the words of the source: {', '.join(new)}")
        else:
            yield Check("roles", Verdict.FAIL, "its words stand in another order than in the source")


def _saying(source: str) -> str:
    """The short parts that only say who says the rest: they may stand first or last."""
    return " ".join(part for part in _PART.split(source) if _SAYS.search(part) and len(part.split()) <= _SHORT)


def _forms(text: str) -> list[str]:
    """The words; not the "on" of a weekday, which comes and goes with it."""
    return [match[0].casefold() for match in _WORD.finditer(_ON.sub("", text.replace("’", "'")))]


def _lost_preposition(text: str, source: str) -> Iterator[Check]:
    """ "Find a way around the wells" is not find the wells: a word that always has a preposition before it keeps one."""
    have = [form for form in _forms(source) if form not in _ARTICLES]
    own = [form for form in _forms(text) if form not in _ARTICLES]
    known, free = set(itertools.pairwise(have)), set(_forms(_saying(source)))
    before: dict[str, set[str]] = {}
    for a, b in known:
        before.setdefault(b, set()).add(a)
    for a, b in itertools.pairwise(own):
        joined = (a, b) not in known and a in have and a not in _PREPOSITIONS | _JOINS
        if joined and b not in free and b in before and before[b] <= _PREPOSITIONS:
            yield Check("support", Verdict.FAIL, f"other words together than in the source: {a} {b}")


def _lost_evidence(text: str, cited: str) -> Iterator[Check]:
    """Words that say whose statement, how sure or how much of it ("version of") stay beside what they speak of, and verbs
    of saying speak of nothing else."""
    text, cited = _NAMED.sub(", ", text), _NAMED.sub(", ", cited)
    own, forms = set(_forms(text)), _forms(cited)
    said = sum(form in _SAID for form in _forms(text)) >= sum(form in _SAID for form in forms)
    lost = []
    for i, form in enumerate(forms):
        governed = [w for w in forms[i + 1 : i + 1 + _GOVERNED] if w not in _FREE]
        kept = sum(w in own for w in governed)
        if form in own:
            if form in REPORTING_VERBS and len(governed) > 1 and not kept:
                lost.append(" ".join(governed))
        elif (form in _TELLS or forms[i + 1 : i + 2] == ["of"]) and not (form in _SAID and said):
            last = form in REPORTING_VERBS and len(forms) - i <= _GOVERNED
            if not governed or last or (form == "according" and i > _GOVERNED):
                governed = forms[:i]  # "..., reports the Tarn Post"
                kept = sum(w in own for w in governed)
            if 2 * kept >= len(governed):
                lost.append(form)
    if lost:
        who = attribution(cited)
        detail = f"leaves out words that govern others: {', '.join(dict.fromkeys(lost))}"
        yield Check("attribution", Verdict.FAIL, detail, (who,) if who else ())


def _turned_definite(text: str, source: str) -> Iterator[Check]:
    """ "The plan" for "a plan" speaks of one that the reader should know."""
    before = {(m[1].lower(), m[2]) for m in _DETERMINED.finditer(source)}
    for match in _DETERMINED.finditer(text):
        if (
            match[1].lower() == "the"
            and ("the", match[2]) not in before
            and {("a", match[2]), ("an", match[2])} & before
        ):
            yield Check("support", Verdict.FAIL, f"not said to be known: the {match[2]}")


def _lost_span(text: str, source: str) -> Iterator[Check]:
    """ "The driest May on record" is more than the driest May."""
    own = text.casefold()
    for match in _RANKED.finditer(source):
        if match["rank"].casefold() in own and match["limit"].casefold() not in own:
            yield Check("support", Verdict.FAIL, f"leaves out the time of which it is said: {match['limit']}")


def _lost_tie(text: str, source: str) -> Iterator[Check]:
    """What ties a sentence to the rest of its story: whose inn it is, by whom the efforts are."""
    own = set(_forms(text))
    for match in _RELATED.finditer(source):
        if match["noun"].casefold() not in own:
            yield Check("support", Verdict.FAIL, f"does not say what that is: {match['what']}")
    for match in _DONE_BY.finditer(source):
        if match["deed"].casefold() in own and not own.intersection(_forms(match["who"])) - {"the"}:
            yield Check("attribution", Verdict.FAIL, f"does not say by whom: {match[0]}")


def _lost_place(text: str, source: str) -> Iterator[Check]:
    """ "In Harrow, ... the council" is the council of Harrow."""
    place = _PLACE.match(source)
    if place and not set(_forms(text)).issuperset(_forms(place["where"])):
        yield Check("support", Verdict.FAIL, f"does not say where: {place[0].strip(' ,')}")


def _said_twice(text: str, source: str) -> Iterator[Check]:
    """Words of saying may change places, but not grow in number."""
    if sum(form in _SAID for form in _forms(text)) > sum(form in _SAID for form in _forms(source)):
        yield Check("support", Verdict.FAIL, "says more often than the source that somebody said it")


def _lost_role(text: str, article: Article, main: int) -> Iterator[Check]:
    """Who is introduced here keeps the word before the name."""
    own, start = set(_forms(text)), article.sentences[main].span.start
    for person in introduced(article).values():
        if person.sentence == main and person.surname.casefold() in own:
            ahead = _APPOSED_TO.sub(r"\1 ", article.text[max(start, person.start - 40) : person.start + 1])
            before = _forms(_NAMED.sub(", ", ahead)[:-1])[-1:]
            if _NAMED.sub(", ", ahead)[-3:-2].isalnum() and not own.issuperset({*before} - STOPWORDS):
                yield Check("support", Verdict.FAIL, f"does not say who {person.name} is: {before[0]}")


def _lost_subject(text: str, article: Article, main: int) -> Iterator[Check]:
    """ "At a dinner for the mayor, she said": not the mayor said. "Had hoped" is not hoped."""
    own, span, pointed = _forms(text), article.sentences[main].span, need(article, main)
    for match in _SUBJECT.finditer(article.text, span.start, span.end):
        named = pointed is not None and pointed.name and pointed.span.start == match.start("who")
        if match["does"].casefold() in own and match["who"].casefold() not in own and not named:
            yield Check("roles", Verdict.FAIL, f"does not say who does it: {match[0]}")
    for match in _PERFECT.finditer(article.text, span.start, span.end):
        if match["does"].casefold() in own and not {"had", "has", "have"}.intersection(own):
            yield Check("polarity", Verdict.FAIL, f"told as if it still were so: {match[0]}")


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])
    return row[-1]


def _lost_side(text: str, source: str) -> Iterator[Check]:
    own = set(terms(text))
    conceded = _CONCEDED.match(source)
    for side in [conceded["side"]] if conceded else _CONTRAST.split(source) if _CONTRAST.search(source) else ():
        content = set(terms(side))
        if len(content) >= (_CONCESSION if conceded else _HALF) and len(content & own) < _HEARD * len(content):
            yield Check("polarity", Verdict.FAIL, f"one side of a contrast is lost: {side.strip()}")


def _lost_speaker(text: str, source: str, speaker: str | None) -> Iterator[Check]:
    own = set(terms(text))
    if speaker and not own.intersection(terms(speaker)):
        yield Check("attribution", Verdict.FAIL, f"does not say whose words these are: {speaker}", (speaker,))
    found = _FINDING.search(source)
    if found and not attributed(text) and not own & {stem(t) for t in terms(found["who"])}:
        words = found[0].strip(" ,.")
        yield Check("attribution", Verdict.FAIL, f"does not say whose finding it is: {words}", (words,))


def _lost_marks(text: str, article: Article, main: int) -> Iterator[Check]:
    """What is taken from a quotation stays one, or says whose words it gives."""
    span = article.sentences[main].span
    quoted = [w for q in quotes_in(article, span) for w in _forms(q.span.of(article.text))]
    own = _forms(text)
    taken = _common(own, quoted) >= _ALL * len(own)
    if taken and len(own) >= _HALF and not attributed(text) and not any(mark in text for mark in '“”"«»„'):
        yield Check("attribution", Verdict.FAIL, "the words of a quotation, without its marks and its speaker")


def _quoted_share(article: Article, main: int) -> float:
    span = article.sentences[main].span
    return sum(len(q.span) for q in quotes_in(article, span)) / len(span)


def _speaker(article: Article, main: int) -> str | None:
    """Whose words most of the sentence is, if it says so with more than a pronoun."""
    if _quoted_share(article, main) < _QUOTED:
        return None
    span = article.sentences[main].span
    quotes = quotes_in(article, span)
    ends = [span.start, *(x for q in quotes for x in (q.span.start, q.span.end)), span.end]
    who = attribution(" ".join(article.text[i:j] for i, j in zip(ends[::2], ends[1::2], strict=True)).strip(" ,"))
    return who if who and terms(who) else None
