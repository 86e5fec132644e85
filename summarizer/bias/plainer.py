"""The counterfactual: the same sentence with plainer words in place of those that a note is about.

If the sentence is judged no better without them, the model's objection was to something else and speaks for no
note on these words. If it is, the plainer words are what the note can offer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.bias.candidates import Candidate
from summarizer.bias.lexicon import is_listed
from summarizer.bias.rules import SUPPORT, WEIGHTS
from summarizer.model import Article, Category

GRAMMAR = "root ::= [a-z] [a-z' -]{0,23}"
LEFT_OUT = "none"
"""The answer for words that the sentence can do without."""
_KINDS = frozenset({Category.LOADED_WORDING, Category.NAME_CALLING})
_SPARE = frozenset({"loaded_adverbs", "loaded_adjectives"})
"""Classes of words that a sentence can mostly do without."""
_LONGEST = 3
"""Words in a plainer wording."""
_ARTICLE = re.compile(r"\b([Aa])n? $")


@dataclass(frozen=True, slots=True)
class Trial:
    wording: str
    """Plainer words, or ``LEFT_OUT``."""
    drop: float
    """By how much the log-odds of the sentence fell with them: what the replaced words account for."""


def replaceable(candidate: Candidate) -> bool:
    """Whether the candidate is about words of a sentence that another wording could stand in for."""
    return candidate.sentence is not None and candidate.category in _KINDS and not candidate.whole_article


def listed(candidate: Candidate) -> str | None:
    """What the lists would put in place of the candidate's words, if they know."""
    if candidate.alternative is None and any(e.rule in _SPARE for e in candidate.evidence):
        return LEFT_OUT
    return candidate.alternative


def marked(article: Article, candidate: Candidate) -> str:
    """The sentence with the candidate's words in double brackets."""
    before, words, after = _parts(article, candidate)
    return f"{before}[[{words}]]{after}"


def accepted(article: Article, candidate: Candidate, answer: str) -> str | None:
    """A plainer wording from the model's answer; ``LEFT_OUT`` for none; None if the answer is no plainer wording."""
    wording = " ".join(answer.split()).strip("-' ").lower()
    words = wording.split()
    _, old, _ = _parts(article, candidate)
    if (
        not words
        or len(words) > _LONGEST
        or wording == old.lower()
        or any(is_listed(word, *WEIGHTS, *SUPPORT) for word in words)
    ):
        return None
    return wording


def replaced(article: Article, candidate: Candidate, wording: str) -> str:
    """The sentence with ``wording`` in place of the candidate's words."""
    before, _, after = _parts(article, candidate)
    following = after.lstrip(" ,") if wording == LEFT_OUT else wording + after
    n = "n" if following[:1].lower() in {"a", "e", "i", "o", "u"} else ""
    return _ARTICLE.sub(rf"\g<1>{n} ", before) + following


def _parts(article: Article, candidate: Candidate) -> tuple[str, str, str]:
    if candidate.sentence is None:
        raise ValueError("a headline has no sentence")
    sentence = article.sentences[candidate.sentence].span
    text, span = article.text, candidate.span
    return text[sentence.start : span.start], span.of(text), text[span.end : sentence.end]
