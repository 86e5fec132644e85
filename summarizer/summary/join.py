"""Claims as one text: what each takes for granted is said by those before it, or put in from the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.model import Article, Claim, Mode, Paragraph, ParagraphKind, Span, Verdict
from summarizer.summary.check import check
from summarizer.summary.introductions import introductions
from summarizer.summary.people import Person, named_in, people
from summarizer.summary.refer import resolved
from summarizer.text.quotes import find_quotes

_TOUCHED = frozenset({"quotes", "numbers", "names", "roles"})
"""Layers that a name put in can offend."""
_MODIFIES = re.compile(
    r"['’]?s? ?(?:administration|campaign|officials?|supporters?|advis[eo]rs?|aides?|all(?:y|ies)|family|lawyers?|spokes\w+|team"
    r"|rall(?:y|ies)|polic(?:y|ies)|era|camp|voters?|presidency|government|cabinet|foundation|organi[sz]ation|appointees?"
    r"|associates?|critics|loyalists?|nominees?|transition|tax|doctrine|plan|tower|brothers|sisters|couple|brand)\b"
)
_ARTICLE = re.compile(r"\b(?:the|an?|this|these|those|anti|pro|former)[ -]\Z", re.I)
_APPOSED = re.compile(r",\s(?:\d{2}\b|who\b|whose\b|an?\b|the\b|his\b|her\b|[a-z]+\b)|['’]s?\b|\s\(")


def joined(article: Article, claims: Sequence[Claim]) -> list[Claim]:
    """In the same order. A changed claim cites the sentences that the new words are from, and is no extract any more."""
    if article.language not in {"en", None}:
        return list(claims)
    found: list[Claim] = []
    known: set[str] = set()
    for claim in claims:
        shown = found[-1].cites if found else ()
        changed = _introduced(article, _alone(article, claim, shown), known)
        found.append(claim if changed == claim else _checked(article, changed) or claim)
        known |= {person.surname for _, person in _named(article, found[-1].text)}
        known |= {surname for surname in re.findall(r"[A-Z][\w.]* ([A-Z][\w-]+)", found[-1].text)}  # "President Brandt"
    return found


def _checked(article: Article, claim: Claim) -> Claim | None:
    checks = check(claim.text, article, claim.cites, words=None, language=article.language)
    touched = tuple(c for c in checks if c.layer in _TOUCHED)
    if any(c.verdict is not Verdict.PASS and c not in claim.checks for c in touched):
        return None
    return replace(claim, checks=(*(c for c in claim.checks if c.layer not in _TOUCHED), *touched))


def _alone(article: Article, claim: Claim, shown: Sequence[int]) -> Claim:
    """An extract of one sentence without "But" or "He", unless the sentence before it was ``shown`` just before."""
    if claim.mode is not Mode.EXTRACT or len(claim.cites) > 1 or claim.cites[0] - 1 in shown:
        return claim
    text, sources = resolved(article, claim.cites[0])
    if text == claim.text:
        return claim
    return replace(claim, text=text, cites=tuple(sorted({*claim.cites, *sources})), mode=Mode.REWRITE)


def _introduced(article: Article, claim: Claim, known: set[str]) -> Claim:
    """The claim with whom it is the first to name in the article's words of introduction."""
    text, cites, names = _shortened(article, claim, known), set(claim.cites), set(known)
    edits: list[tuple[Span, str]] = []
    for at, person in _named(article, text):
        end = text.index(person.surname, at) + len(person.surname)
        full = text[at:end].endswith(person.name)
        if person.surname in names:
            continue
        names.add(person.surname)
        if full and claim.mode is Mode.EXTRACT and person.sentence >= claim.cites[0]:
            continue
        _, office, apposition = introductions(article)[person.surname]
        told = office and text[:at].casefold().endswith(office.split()[-1].casefold() + " ")
        before = "" if told or re.search(r"[A-Z][\w.’'-]* \Z", text[:at]) else office
        after = "" if before or _APPOSED.match(text, end) or office else apposition
        if after:
            after = f", {after}" + ("" if text[end : end + 1] in set(",.;:") else ",")
        words = f"{before}{person.name}{after}"
        if words != text[at:end]:
            edits.append((Span(at, end), words))
            cites.add(person.sentence)
    for span, words in reversed(edits):
        text = text[: span.start] + words + text[span.end :]
    if text == claim.text:
        return claim
    return replace(claim, text=text[:1].upper() + text[1:], cites=tuple(sorted(cites)), mode=_mode(claim))


def _shortened(article: Article, claim: Claim, known: set[str]) -> str:
    """The surname where a name in full was put in for "He" and is known by now."""
    text = claim.text
    for person in people(article).values() if claim.mode is Mode.REWRITE else ():
        if person.surname in known and person.name not in article.sentence_text(claim.cites[-1]):
            text = text.replace(person.name, person.surname)
    return text


def _mode(claim: Claim) -> Mode:
    return Mode.REWRITE if claim.mode is Mode.EXTRACT else claim.mode


def _named(article: Article, text: str) -> Iterator[tuple[int, Person]]:
    """Whom the text names in its own voice; "the Brandt administration" names nobody."""
    quotes = find_quotes(text, [Paragraph(Span(0, len(text)), ParagraphKind.BODY)])
    who = {surname: person for surname, (person, _, _) in introductions(article).items()}
    for at, person in named_in(text, who):
        end = text.index(person.surname, at) + len(person.surname)
        modifies = _ARTICLE.search(text[:at]) or _MODIFIES.match(text, end)
        if (not modifies or text[at:end].endswith(person.name)) and not any(
            q.span.start <= at < q.span.end for q in quotes
        ):
            yield at, person
