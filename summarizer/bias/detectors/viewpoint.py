"""Whose view it is without quotation marks: the part of a sentence that a verb of saying or judging hands to somebody.

"The mayor called the plan reckless" judges nothing: "reckless" is the mayor's. "The reckless mayor said so" does.
About half of reported speech is indirect (Pareti 2013), so quotation marks alone do not tell the voices apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.model import Span
from summarizer.text.words import Word, words

_VERBS = (
    "accuse acknowledge add admit advise affirm allege announce argue assail assert assure believe berate blame blast "
    "boast brag brand call castigate caution characterise characterize charge cite claim complain concede conclude "
    "condemn confess consider contend convince counter criticise criticize declare decry defend demand denounce deny "
    "depict deride describe dismiss doubt dub emphasise emphasize estimate explain express fear feel frame highlight "
    "imply insist know label lambast lambaste lament maintain mention mock note object observe paint portray praise "
    "predict proclaim promise question quip reason recall regard reject remark remind reply report respond reveal "
    "ridicule say see slam state stress suggest suspect tell testify think tout tweet understand urge view voice vow "
    "warn welcome wonder worry write"
).split()
_IRREGULAR = (
    "said saying says told telling tells thought thinking thinks wrote written writing writes saw seen seeing sees knew "
    "known knows felt feels understood denied denies denying replied replies worried worries worrying implied implies "
    "admitted admitting dubbed slammed slamming quipped quipping regretted"
).split()
_NOUNS = frozenset(
    "claim claims report reports state states fear fears view views question questions charge charges label labels note "
    "notes estimate estimates doubt doubts voice voices demand demands promise promises reason reasons call calls "
    "stress object objects respect frame frames counter remark remarks vow vows".split()
)
"""Verbs that are nouns after a determiner or an adjective."""
_NOMINAL = frozenset(
    "the a an this that these those his her its their our your my no any some every each of in on for with by from to "
    "and or new annual own recent".split()
)
_LONGEST_SUBJECT = 7
_MOST_VERBS = 20
"""No sentence of prose has more verbs of saying."""
_END = re.compile(r";|\s[–—]\s|,\s+(?:but|while|although|though|whereas|which|who)\b")
_ACCORDING = re.compile(r"\baccording to\b", re.I)
_FOLLOWS = re.compile(
    r"\s*(?:$|[.,;)]|(?:on|in|at|during|after|before|to|late|early|earlier|last|this|yesterday|today)\b|[A-Z][\w’'-]+[^,]{0,60}[.,]?$)"
)


def _forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    return verb, f"{verb}s", f"{stem}ed", f"{stem}ing"


VIEW_VERBS = frozenset(form for verb in _VERBS for form in _forms(verb)) | frozenset(_IRREGULAR)


def reported(text: str, span: Span) -> tuple[Span, ...]:
    """The parts of a sentence that it gives to somebody, in order; they may overlap."""
    sentence = span.of(text)
    found: list[Span] = []
    for match in _ACCORDING.finditer(sentence):
        comma = sentence.find(",", match.end())
        if len(words(text, Span(span.start, span.start + match.start()))) < 2 and comma > 0:
            found.append(Span(span.start + comma, span.end))
        else:
            found.append(Span(span.start, span.start + match.start()))
    tokens = words(text, span)
    for i in itertools.islice(_verbs(tokens), _MOST_VERBS):
        start = _said_before(text, span, tokens, i)
        if start is not None:
            found.append(Span(span.start, start))
            continue
        rest = text[tokens[i].span.end : span.end]
        end = _END.search(rest)
        found.append(Span(tokens[i].span.end, tokens[i].span.end + (end.start() if end else len(rest))))
    return tuple(sorted(found))


def _verbs(tokens: Sequence[Word]) -> Iterator[int]:
    for i, token in enumerate(tokens):
        nominal = token.form in _NOUNS and (
            i == 0 or tokens[i - 1].form in _NOMINAL or tokens[i - 1].form.endswith("'s")
        )
        if token.form in VIEW_VERBS and not nominal:
            yield i


def _said_before(text: str, span: Span, tokens: Sequence[Word], verb: int) -> int | None:
    """Where what was said ends, when it stands before the verb: "The plan is reckless, Reyl said on Monday"."""
    before = text[span.start : tokens[verb].span.start]
    comma = max(before.rfind(","), before.rfind("”"), before.rfind('"'))
    if comma < 0 or not _FOLLOWS.match(text[tokens[verb].span.end : span.end]):
        return None
    subject = words(before, Span(comma, len(before)))
    said = words(before, Span(0, comma))
    return span.start + comma if len(subject) <= _LONGEST_SUBJECT and len(said) > len(subject) else None
