"""L5: the model's vote on whether an article says what a sentence says. Weak, so never alone: it may add a
doubt to what the other layers found and takes none away.

A small model's probability means little by itself. So every model is first asked about an invented article
whose answers are known, and a vote is read as a place between its mean answers to the true and to the false
statements there: the same for every model and quantisation. Anchors inside each article (its own sentences,
and foreign ones) were tried and ranked no better (docs/checks.md). A change of any text here changes the
scores: then the thresholds must be measured again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.engine.protocol import Message, Question
from summarizer.model import Article, Check, Verdict
from summarizer.text.clean import one_line

_SYSTEM = "You check statements against a news article."
_QUESTION = "Statement: {statement}\nDoes the article state everything in the statement? Answer Yes or No."
_STEEPNESS = 2.0
"""Of the logistic curve from places to values: 0.27 at the false statements' mean, 0.73 at the true ones'."""
_DOUBTFUL = 0.27
"""Values below are doubts."""
_BESIDE = 2
"""Sentences around a cited one that go with it when the article is too long."""
_LEAD = 3

CALIBRATION = "\n".join(
    (
        "The town of Selby Moor will replace its 1,400 street lamps with dimmable ones by the end of 2026, "
        "the council decided on Monday by 11 votes to 6.",
        "The change costs 2.3 million crowns and should save about 310,000 crowns a year, said Maren Holt, "
        "who leads the town's works department. “We will start with the streets around the two schools,” she "
        "said.",
        "Shopkeepers had asked for brighter lights in the market square after three burglaries in the spring. "
        "Police chief Anton Reeve told the council that darker streets might make patrols harder, but that he "
        "did not oppose the plan.",
        "An astronomy club welcomed the decision. Its chairman, Piers Loman, said that the Milky Way had not "
        "been visible from the town since the 1980s.",
        "The opposition leader, Greta Sund, voted against the plan. She called it a gift to the lamp maker "
        "Lumenor, which denied that it had offered a discount to council members.",
    )
)
"""An invented article."""
TRUE = (
    "Selby Moor will replace its 1,400 street lamps by the end of 2026.",
    "The council approved the change by 11 votes to 6.",
    "Maren Holt said the lamps should save some 310,000 crowns a year.",
    "Shopkeepers wanted more light in the market square after three burglaries.",
    "The police chief said darker streets could make patrols harder, but he was not against the plan.",
    "Lumenor denied having offered council members a discount.",
)
FALSE = (
    "Selby Moor will remove its 1,400 street lamps by the end of 2026.",
    "The council rejected the change by 11 votes to 6.",
    "Greta Sund said the lamps should save some 310,000 crowns a year.",
    "Shopkeepers wanted less light in the market square after three fires.",
    "The police chief said darker streets made patrols harder, and he opposed the plan.",
    "Lumenor offered council members a discount.",
)


@dataclass(frozen=True, slots=True)
class Scale:
    """A model's mean margins (log-probability of Yes less that of No) for the invented article."""

    true: float
    false: float

    def value(self, margin: float) -> float | None:
        """0 to 1; None when the model cannot tell the two apart."""
        if self.true <= self.false:
            return None
        place = min(max((margin - self.false) / (self.true - self.false), -5.0), 6.0)
        return round(1 / (1 + math.exp(-_STEEPNESS * (place - 0.5))), 3)


def messages(passage: str) -> tuple[Message, ...]:
    """The prompt up to the question, which is appended to the last message."""
    return (Message("system", _SYSTEM), Message("user", f"Article:\n{passage}\n\n"))


def question(statement: str) -> Question:
    return Question(_QUESTION.format(statement=one_line(statement)))


def scale(true: Sequence[float], false: Sequence[float]) -> Scale:
    """From the margins of ``TRUE`` and ``FALSE``."""
    return Scale(sum(true) / len(true), sum(false) / len(false))


def passage(article: Article, cites: Sequence[int], most: int) -> str:
    """The article, or of one with more than ``most`` characters: the lead and what stands around the citations."""
    paragraphs = [one_line(p.span.of(article.text)) for p in article.paragraphs]
    if sum(map(len, paragraphs)) <= most:
        return "\n".join(paragraphs)
    last = len(article.sentences) - 1
    wanted = {j for i in cites for j in range(max(0, i - _BESIDE), min(last, i + _BESIDE) + 1)}
    lines = [one_line(article.sentence_text(i)) for i in sorted(wanted | set(range(min(_LEAD, last + 1))))]
    return "\n".join(lines)[:most]


def judge(value: float | None) -> Check:
    if value is None:
        return Check("model", Verdict.PASS, "this model cannot judge")
    if value < _DOUBTFUL:
        return Check("model", Verdict.DOUBT, "the model does not find all of this in the article", value=value)
    return Check("model", Verdict.PASS, value=value)
