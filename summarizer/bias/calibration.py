"""How far a model's answers can be trusted: measured on labelled sentences written for this project.

A score is a log-odds that says little by itself: models lean to Yes or No, each by its own amount. Platt
scaling (Platt 1999; with the smoothed targets and the Newton steps of Lin, Lin & Weng 2007) turns it into
log-odds that mean what they say at even odds. A model with which the rules rank the sentences no better than without
it is not used at all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import fmean, variance
from types import MappingProxyType

_STEPS = 100
_RIDGE = 1e-3
"""Keeps the slope finite where the labels are separated without an error."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence."""

    text: str
    positive: bool
    side: str
    """Whom it speaks of: "left", "right" or "none"."""
    facts: str
    """"grim", "cheerful" or "plain"."""
    topic: str


@dataclass(frozen=True, slots=True)
class Fit:
    """What was measured of one question put to one model."""

    slope: float
    intercept: float
    auc: float
    rules_auc: float
    """Of the rules on the same sentences."""
    both_auc: float
    """Of the sum of the rules' and the model's log-odds."""
    error: float
    """Standard error of ``both_auc - rules_auc``."""
    examples: int

    @property
    def used(self) -> bool:
        """Whether the rules rank better with the model than without it, by more than a standard error."""
        return self.both_auc - self.rules_auc > self.error

    def log_odds(self, score: float) -> float:
        """Of "Yes" at even odds, within what so many examples can show (rule of succession)."""
        most = math.log(self.examples / 2 + 1)
        return max(-most, min(most, self.slope * score + self.intercept))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of one model file."""

    origin: str
    """"built in", "measured here" or "none"."""
    fits: Mapping[str, Fit]
    """By the name of the question, with its version."""


UNCALIBRATED = Calibration("none", MappingProxyType({}))


@cache
def examples(name: str) -> tuple[Example, ...]:
    """The labelled sentences of a question, "loaded" for instance."""
    lines = (files(__package__) / "examples" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" | ", 4) for line in lines if line and not line.startswith("#"))
    return tuple(Example(text, answer == "yes", side, facts, topic) for answer, side, facts, topic, text in rows)


def fit(scores: Sequence[float], rules: Sequence[float], labels: Sequence[bool]) -> Fit:
    """``scores`` and ``rules``: the model's and the rules' log-odds of each sentence."""
    slope, intercept = platt(scores, labels)
    both = [rule + slope * score + intercept for rule, score in zip(rules, scores, strict=True)]
    return Fit(
        slope,
        intercept,
        auc(scores, labels),
        auc(rules, labels),
        auc(both, labels),
        auc_error(both, rules, labels),
        len(labels),
    )


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Probability that a positive scores higher than a negative; ties count half."""
    return fmean(_placements(scores, labels)[0])


def auc_error(one: Sequence[float], other: Sequence[float], labels: Sequence[bool]) -> float:
    """Standard error of the difference of two AUCs on the same items (DeLong, DeLong & Clarke-Pearson 1988)."""
    total = 0.0
    for ours, theirs in zip(_placements(one, labels), _placements(other, labels), strict=True):
        differences = [a - b for a, b in zip(ours, theirs, strict=True)]
        total += variance(differences) / len(differences)
    return math.sqrt(total)


def _placements(scores: Sequence[float], labels: Sequence[bool]) -> tuple[list[float], list[float]]:
    """For each positive the share of negatives below it, and for each negative the share of positives above it."""
    positive = [s for s, label in zip(scores, labels, strict=True) if label]
    negative = [s for s, label in zip(scores, labels, strict=True) if not label]
    return (
        [fmean((p > n) + (p == n) / 2 for n in negative) for p in positive],
        [fmean((p > n) + (p == n) / 2 for p in positive) for n in negative],
    )


def platt(scores: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """Slope and intercept of the log-odds of a positive label. The slope is never negative."""
    positives = sum(labels)
    high, low = (positives + 1) / (positives + 2), 1 / (len(labels) - positives + 2)
    targets = [high if label else low for label in labels]
    slope, intercept = 0.0, 0.0
    for _ in range(_STEPS):
        g0 = g1 = h01 = 0.0
        h00 = h11 = _RIDGE
        for score, target in zip(scores, targets, strict=True):
            p = _sigmoid(slope * score + intercept)
            g0 += (p - target) * score
            g1 += p - target
            weight = p * (1 - p)
            h00 += weight * score * score
            h01 += weight * score
            h11 += weight
        g0 += _RIDGE * slope
        determinant = h00 * h11 - h01 * h01
        step0, step1 = (h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant
        longest = max(abs(step0), abs(step1), 1.0)
        slope, intercept = slope - step0 / longest, intercept - step1 / longest
        if max(abs(step0), abs(step1)) < 1e-9:
            break
    return (slope, intercept) if slope > 0 else (0.0, 0.0)


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, x))))
