"""Closed questions for the model: one for each kind of fault that a sentence can have, each with its own calibration."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.bias import prompts
from summarizer.engine.protocol import Message
from summarizer.model import Category


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """One question in two forms; the answer to both is "Yes" or "No"."""

    name: str
    """With its version; evidence and calibrations refer to it."""
    categories: frozenset[Category]
    """The kinds of note that the answers speak for or against."""
    fault: tuple[Message, ...]
    """Asks whether the sentence has the fault. The last message is open: the sentence is appended to it."""
    no_fault: tuple[Message, ...]
    """Asks whether it is free of it."""

    @property
    def examples(self) -> str:
        """Name of the labelled sentences that it is calibrated with."""
        return self.name.partition(".")[0]


def _question_set(name: str, categories: set[Category], fault: str, no_fault: str, shots: prompts.Shots) -> QuestionSet:
    return QuestionSet(
        name,
        frozenset(categories),
        prompts.messages(fault, shots, fault_is="Yes"),
        prompts.messages(no_fault, shots, fault_is="No"),
    )


LOADED = _question_set(
    "loaded.v2",
    {Category.LOADED_WORDING, Category.DOUBT_OR_CREDIT, Category.NAME_CALLING, Category.SENSATIONAL},
    prompts.LOADED,
    prompts.NOT_LOADED,
    prompts.LOADED_SHOTS,
)
OPINION = _question_set(
    "opinion.v2", {Category.OPINION_AS_FACT}, prompts.OPINION, prompts.NOT_OPINION, prompts.OPINION_SHOTS
)
PROMOTIONAL = _question_set(
    "promotional.v2",
    {Category.PROMOTIONAL},
    prompts.PROMOTIONAL,
    prompts.NOT_PROMOTIONAL,
    prompts.PROMOTIONAL_SHOTS,
)
QUESTION_SETS = (LOADED, OPINION, PROMOTIONAL)
