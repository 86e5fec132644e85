"""Which sentences of an article the model is asked about: proposals first, then those that the rules find next.

Asking costs no more than reading the article once: the budget is the article's own length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import passages
from summarizer.bias.questions import LOADED, QuestionSet
from summarizer.bias.rules import PRIOR, sentence_score, signals
from summarizer.model import Article

FORMS = 2
_FRAME = 25
"""Characters of text that cost as much as the frame of a question."""
_MOST = 10
"""Proposals asked about for one question."""
_MORE = 6
"""Further sentences asked about for their wording."""
_SHARE = 0.75
"""Of the budget; the rest is for trying plainer words."""


@dataclass(slots=True)
class Budget:
    """What may still be read, in characters."""

    left: float

    def spend(self, text: str, times: int) -> bool:
        """Whether ``text`` can be read so many times; then it is taken from the budget."""
        cost = times * (len(text) + _FRAME)
        affordable = cost <= self.left
        self.left -= cost * affordable
        return affordable


def plan(
    article: Article, candidates: Sequence[Candidate], question_sets: Iterable[QuestionSet], budget: Budget
) -> dict[QuestionSet, tuple[int, ...]]:
    """Sentences by question, where there are any."""
    reserved = (1 - _SHARE) * budget.left
    budget.left -= reserved
    chosen: dict[QuestionSet, list[int]] = {}
    for questions in question_sets:
        found = _proposed(article, candidates, questions)
        order = _order(article, candidates, questions)
        chosen[questions] = _affordable(article, [i for i in order if i in found][:_MOST], budget)
    if LOADED in chosen:
        order = [i for i in _order(article, candidates, LOADED) if i not in chosen[LOADED]]
        chosen[LOADED] += _affordable(article, order[:_MORE], budget)
    budget.left += reserved
    return {questions: tuple(sorted(asked)) for questions, asked in chosen.items() if asked}


def _order(article: Article, candidates: Sequence[Candidate], questions: QuestionSet) -> list[int]:
    scores = rules_scores(article, candidates, questions)
    return sorted(scores, key=lambda i: (-scores[i], i))


def _affordable(article: Article, sentences: Iterable[int], budget: Budget) -> list[int]:
    return [i for i in sentences if budget.spend(article.sentence_text(i), FORMS)]


def rules_scores(article: Article, candidates: Iterable[Candidate], questions: QuestionSet) -> dict[int, float]:
    """What the rules say to the question about every sentence, in log-odds."""
    if questions is LOADED:
        return {p.sentence: sentence_score(article, p) for p in passages(article) if p.sentence is not None}
    scores = dict.fromkeys(range(len(article.sentences)), PRIOR)
    for c in candidates:
        if c.sentence is not None and c.objection is None and c.category in questions.categories:
            scores[c.sentence] += sum(e.weight for e in c.evidence)
    return scores


def _proposed(article: Article, candidates: Iterable[Candidate], questions: QuestionSet) -> set[int]:
    found = {c.sentence for c in candidates if c.objection is None and c.category in questions.categories}
    if questions is LOADED:
        found |= {p.sentence for p in passages(article) if signals(article, p)}
    return {i for i in found if i is not None}
