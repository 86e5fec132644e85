"""Closed questions for the model: a definition, eight contrastive examples, one sentence at a time.

The examples are written for this project: the same fact in plain and in judging words, every side
blamed and praised alike, strong words inside quotations and terrible facts in plain words answered
"No", and "No" last. A change of any message changes the scores: then the version in the name changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.bias.candidates import Candidate
from summarizer.engine.protocol import Message
from summarizer.model import Article, Category

_QUERY = "Sentence: "
_CANDIDATES = 8
_PROBES = 6


@dataclass(frozen=True, slots=True)
class QuestionSet:
    name: str
    """With its version; evidence refers to it."""
    categories: frozenset[Category]
    """The kinds of note that the answers speak for or against."""
    messages: tuple[Message, ...]
    """The last one is open: the sentence is appended to it, and the answer is "Yes" or "No"."""


def _question_set(
    name: str, categories: set[Category], definition: str, shots: Sequence[tuple[str, str]]
) -> QuestionSet:
    messages = [Message("system", definition)]
    for sentence, answer in shots:
        messages += [Message("user", _QUERY + sentence), Message("assistant", answer)]
    return QuestionSet(name, frozenset(categories), (*messages, Message("user", _QUERY)))


LOADED = _question_set(
    "loaded.v1",
    {Category.LOADED_WORDING, Category.DOUBT_OR_CREDIT, Category.NAME_CALLING, Category.SENSATIONAL},
    "You are a copy editor who checks wording. Loaded wording means that the writer chose a judging or emotional word "
    "although a plain word would state the same fact. Grim facts, figures, cautious words and words inside quotation "
    "marks do not count. Does the sentence have loaded wording? Answer Yes or No.",
    (
        ("Council members criticised the parking plan on Tuesday.", "No"),
        ("Council members savaged the harebrained parking plan on Tuesday.", "Yes"),
        ("“This is a disgraceful betrayal,” the union's secretary said of the vote.", "No"),
        ("The governor shamelessly rewarded her party with another round of grants.", "Yes"),
        ("The attack on the market killed 12 people and wounded 30.", "No"),
        ("Conservative members whined about the new rule for weeks.", "Yes"),
        ("The progressive caucus cooked up yet another absurd tax.", "Yes"),
        ("The mine may close next year, according to two people briefed on the talks.", "No"),
    ),
)

OPINION = _question_set(
    "opinion.v1",
    {Category.OPINION_AS_FACT},
    "You are a copy editor who separates report from comment. A sentence is comment when the writer judges, predicts "
    "or demands something and neither a source nor a figure stands for it. Views that the sentence gives to somebody "
    "do not count. Is the sentence comment? Answer Yes or No.",
    (
        ("The committee voted 7 to 4 to close the branch library.", "No"),
        ("Closing the branch library is plainly the wrong decision.", "Yes"),
        ("The mayor said the town must build more homes.", "No"),
        ("The town must build more homes, and it must start now.", "Yes"),
        ("“There is no doubt that we will win,” the captain said.", "No"),
        ("There is no doubt that the team will win.", "Yes"),
        ("The bridge is the greatest achievement in the region's history.", "Yes"),
        ("The flood destroyed 40 houses and left two people dead.", "No"),
    ),
)

PROMOTIONAL = _question_set(
    "promotional.v1",
    {Category.PROMOTIONAL},
    "You are a copy editor who separates news from advertising. A sentence is promotional when the writer praises a "
    "product, company or service, or invites readers to buy or visit. Prices, results and praise that the sentence "
    "gives to somebody do not count. Is the sentence promotional? Answer Yes or No.",
    (
        ("Tarn Cycles opened a second shop in the old station on Monday.", "No"),
        ("Tarn Cycles' stunning new shop is a must for every rider.", "Yes"),
        ("The company reported sales of 3 million, down from 4 million a year earlier.", "No"),
        ("Visit the website today and save 20 percent on your first order.", "Yes"),
        ("“It is the best kettle we have ever made,” the founder said.", "No"),
        ("With its seamless design, the kettle brings timeless elegance to any kitchen.", "Yes"),
        ("No other provider matches its award-winning service.", "Yes"),
        ("Firefighters rescued nine people from the burning hotel.", "No"),
    ),
)

QUESTION_SETS = (LOADED, OPINION, PROMOTIONAL)


def asked(article: Article, candidates: Sequence[Candidate]) -> dict[QuestionSet, tuple[int, ...]]:
    """The sentences to ask about: proposals, and others spread over the article to compare with.

    A set for which nothing was proposed is left out."""
    chosen: dict[QuestionSet, tuple[int, ...]] = {}
    for questions in QUESTION_SETS:
        proposed = _proposed(candidates, questions)
        if proposed:
            rest = [s.index for s in article.sentences if s.index not in proposed]
            chosen[questions] = tuple(sorted([*proposed[:_CANDIDATES], *_spread(rest, _PROBES)]))
    return chosen


def _proposed(candidates: Sequence[Candidate], questions: QuestionSet) -> list[int]:
    weights: dict[int, float] = {}
    for c in candidates:
        if c.category in questions.categories and c.sentence is not None and c.objection is None:
            weights[c.sentence] = weights.get(c.sentence, 0.0) + sum(e.weight for e in c.evidence)
    return sorted(weights, key=lambda i: (-weights[i], i))


def _spread(indices: Sequence[int], count: int) -> list[int]:
    if len(indices) <= count:
        return list(indices)
    return [indices[(2 * k + 1) * len(indices) // (2 * count)] for k in range(count)]
