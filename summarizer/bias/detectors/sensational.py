"""Sensational style: capitals, exclamation marks, thrill words, and headlines that hold back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import QUOTED, Passage, own, passages
from summarizer.bias.lexicon import is_listed
from summarizer.bias.rules import WEIGHTS
from summarizer.model import Article, Category, Evidence, Span, Voice
from summarizer.text.words import words

_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_EMPHASISED = frozenset(
    (
        "all and any anyone but cannot does ever every everyone everything finally forever free huge insane just last "
        "many more most much must never nobody none not nothing now only real really right same still that the these "
        "they this those today tomorrow tonight too very what why worst wow yes you your zero"
    ).split()
)
_EXCLAMATION = re.compile(r"[\w’'-]+[\"”’]?!+")
_AMAZED = re.compile(
    r"\b(?:whopping|staggering|eye-watering|eye-popping|jaw-dropping|mind-boggling|mind-blowing|astonishing|astounding"
    r"|incredible|unbelievable|breathtaking|amazing|shocking|stunning|dizzying|terrifying|horrifying|frightening"
    r"|sickening|monstrous|obscene|insane|crazy|colossal|monumental|phenomenal|measly|paltry|pitiful|lousy|mere)"
    r"(?= (?:[$£€] ?)?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|a|several) "
    r"(?:dozen|hundred|thousand|million|billion)))",
    re.I,
)
"""Amazement before a figure, which speaks for itself."""
_DISASTER = re.compile(
    r"\b(?:avalanche|tsunami|tidal wave|torrent|deluge|blizzard|firestorm|whirlwind|hurricane|tornado|volcano|inferno"
    r"|earthquake|bloodbath|orgy|plague|carnival) of (?!(?:\w+ )?(?:water|rain|snow|mud|debris|rocks?|ice|earth|ash|lava|locusts"
    r"|mice|rats|wind|sand|flames?|fire|hail|magnitude)\b)",
    re.I,
)
_WEIGHT = 2.0
_WINDOW = 40
"""Characters in which the word before or after a capital one stands."""
_EXCLAIMED_WORDS = 4
"""Anything shorter with an exclamation mark is a greeting or a heading."""


def detect(article: Article) -> Iterator[Candidate]:
    for passage in passages(article):
        for hit in passage.of("shock_words", "curiosity_phrases"):
            if hit.entry.cue == "curiosity_phrases" and passage.sentence is not None:
                continue
            reason = (
                "It promises a thrill" if hit.entry.cue == "shock_words" else "It holds back what the text is about"
            )
            yield Candidate(
                Category.SENSATIONAL,
                hit.span,
                passage.sentence,
                (Evidence("lexicon", hit.entry.cue, _WEIGHT),),
                reason,
                objection=own(article, passage, hit),
            )
        yield from _shouted(article, passage)
        for match in _AMAZED.finditer(passage.text):
            yield _mark(article, passage, match, "amazed", "It is amazed at a figure that readers can judge themselves")
        for match in _DISASTER.finditer(passage.text):
            yield _mark(article, passage, match, "disaster", "It likens the matter to a disaster")


def _shouted(article: Article, passage: Passage) -> Iterator[Candidate]:
    if not passage.text.isupper():
        for match in _CAPITALS.finditer(passage.text):
            if _is_emphasis(article, passage, match):
                yield _mark(article, passage, match, "capitals", "Capitals raise the voice and add no fact")
    if len(words(article.text, passage.span)) < _EXCLAIMED_WORDS:
        return
    for match in _EXCLAMATION.finditer(passage.text):
        yield _mark(article, passage, match, "exclamation", "The exclamation mark adds excitement and no fact")


def _mark(article: Article, passage: Passage, match: re.Match[str], rule: str, reason: str) -> Candidate:
    span = Span(passage.span.start + match.start(), passage.span.start + match.start() + len(match[0].rstrip()))
    quoted = article.voice(span) is Voice.QUOTED
    evidence = (Evidence("pattern", rule, _WEIGHT),)
    return Candidate(
        Category.SENSATIONAL, span, passage.sentence, evidence, reason, objection=QUOTED if quoted else None
    )


def _is_emphasis(article: Article, passage: Passage, match: re.Match[str]) -> bool:
    """A word in capitals that is neither an acronym nor part of a name."""
    form = match[0].lower()
    before, after = (
        passage.text[max(0, match.start() - _WINDOW) : match.start()],
        passage.text[match.end() : match.end() + _WINDOW],
    )
    around = [*before.split()[-1:], *after.split()[:1]]
    if form in _EMPHASISED:
        return not any(word.isupper() and word.lower() not in _EMPHASISED for word in around if len(word) > 1)
    named = any(word[:1].isupper() for word in around)
    known = is_listed(form, *WEIGHTS, "shock_words") or (len(form) > 4 and f" {form} " in article.text)
    return known and not named and article.text.count(match[0]) == 1 and not after.startswith(":")
