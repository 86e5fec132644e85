"""Doubt or credit: markers, quotation marks and reporting verbs that tell readers whom to believe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import own, passages
from summarizer.bias.detectors.speakers import Report, reports
from summarizer.bias.lexicon import Hit, find_hits
from summarizer.bias.rules import WEIGHTS
from summarizer.model import Article, Category, Evidence, Quote, Sentence, Span
from summarizer.text.attribution import REPORTING_VERBS, attributed
from summarizer.text.words import words

_NAMED = frozenset(
    (
        "called calling named titled entitled dubbed nicknamed termed known word words term terms phrase phrases "
        "slogan title as or mean means meaning like reads read reading labeled labelled marked"
    ).split()
)
_SPEECH = REPORTING_VERBS | frozenset(
    (
        "according accuse accused accuses accusing asking arguing charge charged charges charging citing cite cited "
        "claiming comment comments criticised criticized criticising criticizing denounced denouncing describe "
        "described describes describing express expressed expressing insisting interview letter message pledged "
        "pledging post posted praised praising promise promised promises promising quoted recommending remark remarks "
        "replied response saying speech statement tweet tweeted tweets text texts thanked thanking urged urging vow "
        "vowed vowing vows warning writing"
    ).split()
)
_SCARE_WORDS = 3


def detect(article: Article) -> Iterator[Candidate]:
    yield from _markers(article)
    yield from _scare_quotes(article)
    yield from _asymmetry(article)


def _markers(article: Article) -> Iterator[Candidate]:
    for passage in passages(article):
        for hit in passage.of("doubt_markers"):
            yield Candidate(
                Category.DOUBT_OR_CREDIT,
                hit.span,
                passage.sentence,
                (Evidence("lexicon", "doubt_markers", WEIGHTS["doubt_markers"]),),
                "It tells readers that the thing is not what it is called",
                objection=own(article, passage, hit) or _naming(article, hit),
            )


def _naming(article: Article, hit: Hit) -> str | None:
    """ "So-called" before a name or a term in quotation marks only introduces it."""
    following = article.text[hit.span.end : hit.span.end + 2].strip()
    introduces = hit.entry.base in {"so-called", "so called"} and following and not following.islower()
    return "it introduces a name or term" if introduces else None


def _scare_quotes(article: Article) -> Iterator[Candidate]:
    for sentence in article.sentences:
        inside = [q for q in article.quotes if q.span.overlaps(sentence.span)]
        if len(inside) == 1 and _is_scare(article, inside[0], sentence):
            yield Candidate(
                Category.DOUBT_OR_CREDIT,
                inside[0].span,
                sentence.index,
                (Evidence("pattern", "scare_quotes", 1.2),),
                "The quotation marks keep a distance to the words, and nobody is named who said them",
            )


def _is_scare(article: Article, quote: Quote, sentence: Sentence) -> bool:
    inner = quote.inner.of(article.text)
    tokens = words(article.text, quote.inner)
    if not 0 < len(tokens) <= _SCARE_WORDS or not sentence.span.contains(quote.span):
        return False
    if inner != inner.lower() or re.search(r"[\d.!?,]", inner):
        return False
    near = [s for s in article.sentences if abs(s.index - sentence.index) <= 1 and s.paragraph == sentence.paragraph]
    around = {w.form for s in near for w in words(article.text, s.span)}
    before = [w.form for w in words(article.text, Span(sentence.span.start, quote.span.start))]
    if _SPEECH & around or _NAMED.intersection(before[-3:]):
        return False
    return article.text.count(inner) == 1 and not any(attributed(s.span.of(article.text)) for s in near)


def _asymmetry(article: Article) -> Iterator[Candidate]:
    """One speaker "claims" twice while another "explains" twice, or both in one sentence."""
    doubted: dict[str, list[tuple[Report, Hit]]] = {}
    credited: dict[str, list[tuple[Report, Hit]]] = {}
    for report in reports(article):
        if report.speaker is None:
            continue
        for hit in find_hits(article.text, report.verb.span):
            side = {"doubt_verbs": doubted, "credit_verbs": credited}.get(hit.entry.cue)
            if side is not None:
                side.setdefault(report.speaker, []).append((report, hit))
    for speaker, pairs in doubted.items():
        others = [p for s, p in credited.items() if s != speaker and s not in doubted]
        opposed = next((p for p in others if (len(p) > 1 and len(pairs) > 1) or _side_by_side(pairs, p)), None)
        if opposed and speaker not in credited:
            report, hit = pairs[0]
            yield Candidate(
                Category.DOUBT_OR_CREDIT,
                hit.span,
                report.sentence,
                (Evidence("pattern", "verb_asymmetry", 2.0),),
                f"Here the verb keeps a distance, while another speaker's words are taken as true with"
                f" “{opposed[0][1].span.of(article.text)}”",
                alternative=hit.entry.alternative,
                related=tuple(h.span for _, h in [*pairs[1:], *opposed]),
            )


def _side_by_side(doubted: list[tuple[Report, Hit]], credited: list[tuple[Report, Hit]]) -> bool:
    """In one sentence: the two are set against each other there."""
    return any(one.sentence == other.sentence for one, _ in doubted for other, _ in credited)
