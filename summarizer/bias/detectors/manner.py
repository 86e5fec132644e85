"""The manner of speech: an adverb that judges how somebody said something."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import QUOTED, passages
from summarizer.bias.lexicon import is_listed
from summarizer.bias.rules import WEIGHTS
from summarizer.model import Article, Category, Evidence, Voice
from summarizer.text.words import Word, words

_SPEECH = frozenset(
    (
        "said says told tells asked asks replied replies answered answers added adds explained explains announced "
        "announces responded responds declared declares argued argues demanded demands promised promises remarked"
    ).split()
)
_PLAIN = frozenset(
    (
        "accordingly accurately actually additionally afterwardly ally allegedly anonymously apparently assembly "
        "basically briefly broadly candidly carefully clearly collectively commonly completely confidentially "
        "consequently consistently continually conversely correctly costly currently daily directly early easily "
        "elderly electronically emotionally equally erroneously especially essentially eventually exactly exclusively "
        "explicitly family famously finally firmly flatly formally formerly frankly frequently friendly fully "
        "generally haltingly hardly honestly hourly hurriedly immediately implicitly inaccurately incorrectly "
        "indirectly individually informally initially internally jointly jokingly july keenly largely lately later "
        "likely loudly mainly mistakenly monthly mostly namely nearly nervously newly nightly normally occasionally "
        "officially only openly orally originally partially particularly partly personally plainly politely possibly "
        "practically precisely presumably previously primarily privately probably promptly properly publicly purely "
        "quickly quietly rally rarely rapidly readily really recently regularly repeatedly reply reportedly "
        "respectfully respectively roughly routinely secretly separately seriously shortly similarly simply "
        "simultaneously slowly softly solely soon specifically strongly subsequently suddenly supposedly swiftly "
        "technically telephonically thereby typically ultimately unanimously unexpectedly unlikely usually verbally "
        "virtually warmly weekly widely yearly"
    ).split()
)
"""Words in -ly that tell when, how often, how loudly or to whom."""
_WEIGHT = 2.0


def detect(article: Article) -> Iterator[Candidate]:
    for passage in passages(article):
        tokens = words(article.text, passage.span)
        for i, token in enumerate(tokens):
            if token.form in _SPEECH:
                for adverb in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2]):
                    if _judges(adverb) and article.text[adverb.span.start].islower():
                        quoted = article.voice(adverb.span) is Voice.QUOTED
                        yield Candidate(
                            Category.LOADED_WORDING,
                            adverb.span,
                            passage.sentence,
                            (Evidence("pattern", "manner_of_speech", _WEIGHT),),
                            "It judges how something was said, where the words themselves could be given",
                            objection=QUOTED if quoted else None,
                        )


def _judges(word: Word) -> bool:
    return word.form.endswith("ly") and word.form not in _PLAIN and not is_listed(word.form, *WEIGHTS)
