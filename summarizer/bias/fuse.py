"""From proposals to notes: log-odds of independent signals, tiers tested in order, one note per place.

No single signal makes a strong note, and the model alone never makes a shown one: it supports a proposal by its
calibrated answer about the sentence, and lets words speak that are too weak by themselves. Adding the answer's log-odds
to those of the rules treats the two as independent witnesses (naive Bayes); ``TRUST`` takes back what they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import Passage, narrated, own, passages
from summarizer.bias.plainer import LEFT_OUT, Trial
from summarizer.bias.questions import LOADED, QUESTION_SETS
from summarizer.bias.rules import PRIOR, SUPPORT, WEIGHTS, signals, surroundings
from summarizer.bias.wording import describe
from summarizer.model import Article, BiasNote, Category, Dropped, Evidence, Span, Tier, Voice

TRUST = 0.75
"""Weight of a model's Yes beside the rules. Its No is recorded and takes nothing away: to a sentence with a strong
word a small model's No is right no more often than not."""
_STRONG_SIGNAL = 1.6
_MODERATE = -0.8 - 1e-9
_TENTATIVE = -1.3 - 1e-9
_AGREES = 1.0
"""Log-odds from which the model supports a note."""
_SURELY = 1.5
"""The same where nothing else speaks for it by itself."""
_MODEL_ALONE = 2.5
_CAP = 5
_CAP_PER_CATEGORY = 2
_WORDING = frozenset({Category.LOADED_WORDING, Category.DOUBT_OR_CREDIT, Category.NAME_CALLING})
"""Categories in which the cues of a sentence support each other, and its place and source count."""
_TELLING_CLASSES = {**WEIGHTS, **SUPPORT}
_ORDER = tuple(Tier)

_WORTH_OFFERING = 1.0
"""Log-odds by which plainer words must help before they are offered."""

_TELLING = "It pleads rather than tells, and the model found the sentence less plain than a report"
_UNEXPLAINED = "No listed word explains it: the model found the wording less plain than a report"

Trials = Mapping[Span, Trial]
"""Plainer words that were tried in place of a candidate's."""
NO_TRIALS: Trials = MappingProxyType({})
Witness = Mapping[str, Mapping[int, float]]
"""Name of a question -> sentence -> the model's calibrated log-odds that the sentence has the fault."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    tier: Tier | None
    evidence: tuple[Evidence, ...]
    log_odds: float


def fuse(
    article: Article, candidates: Sequence[Candidate], witness: Witness, trials: Trials = NO_TRIALS
) -> tuple[tuple[BiasNote, ...], tuple[Dropped, ...]]:
    """Notes in article order, and what became of the other proposals. ``witness``: empty without a model."""
    open_ = [_with_alternative(c, trials) for c in candidates if c.objection is None]
    dropped = [_drop(article, c, c.objection) for c in candidates if c.objection is not None]
    by_place = {p.sentence: p for p in passages(article)}
    judged: list[tuple[Candidate, _Verdict]] = []
    for candidate in _merge([*open_, *_seen_by_model(article, open_, witness)], trials):
        passage = None if candidate.whole_article else by_place.get(candidate.sentence)
        verdict = _judge(article, candidate, passage, witness, trials)
        if verdict.tier is None:
            dropped.append(_drop(article, candidate, "too little evidence"))
        else:
            judged.append((candidate, verdict))
    kept: dict[Span, tuple[Candidate, _Verdict]] = {}
    for candidate, verdict in sorted(judged, key=lambda item: -item[1].log_odds):
        if candidate.span in kept:
            dropped.append(_drop(article, candidate, "another note stands on the same words"))
        else:
            kept[candidate.span] = (candidate, verdict)
    notes = [_note(article, c, v) for c, v in kept.values()]
    return tuple(sorted(notes, key=lambda n: (n.span, n.category))), tuple(dropped)


def shown(notes: Iterable[BiasNote]) -> tuple[BiasNote, ...]:
    """The default view: no tentative notes, the strongest first, few enough to read."""
    result: list[BiasNote] = []
    for note in sorted(notes, key=lambda n: (_ORDER.index(n.tier), n.span)):
        same = sum(other.category is note.category for other in result)
        if note.tier is not Tier.TENTATIVE and same < _CAP_PER_CATEGORY and len(result) < _CAP:
            result.append(note)
    return tuple(result)


def _seen_by_model(article: Article, candidates: Sequence[Candidate], witness: Witness) -> Iterator[Candidate]:
    """Sentences of the writer's own that no detector proposed and the model objects to: their telling words, which
    are too weak by themselves, or else the whole sentence, which is never more than tentative."""
    proposed = {c.sentence for c in candidates if c.category in _WORDING}
    objected = witness.get(LOADED.name, {})
    for passage in passages(article):
        i = passage.sentence
        if i is None or i in proposed or passage.attributed or article.voice(passage.span) is Voice.QUOTED:
            continue
        hits = [hit for hit in narrated(article, passage, *_TELLING_CLASSES) if own(article, passage, hit) is None]
        if hits and objected.get(i, 0.0) >= _SURELY:
            cue = max(hits, key=lambda hit: (_TELLING_CLASSES[hit.entry.cue], -hit.span.start))
            evidence = Evidence("lexicon", cue.entry.cue, _TELLING_CLASSES[cue.entry.cue])
            related = tuple(hit.span for hit in hits if hit is not cue)
            yield Candidate(Category.LOADED_WORDING, cue.span, i, (evidence,), _TELLING, cue.entry.alternative, related)
        elif objected.get(i, 0.0) >= _MODEL_ALONE:
            yield Candidate(Category.LOADED_WORDING, passage.span, i, (), _UNEXPLAINED)


def _with_alternative(candidate: Candidate, trials: Trials) -> Candidate:
    trial = trials.get(candidate.span)
    if trial is None or candidate.alternative or trial.wording == LEFT_OUT or trial.drop < _WORTH_OFFERING:
        return candidate
    return replace(candidate, alternative=trial.wording)


def _merge(candidates: Sequence[Candidate], trials: Trials) -> Iterator[Candidate]:
    """One candidate per category and place: the words that weigh most, with the others as related."""

    def weight(candidate: Candidate) -> float:
        trial = trials.get(candidate.span)
        return sum(e.weight for e in candidate.evidence) + (trial.drop if trial else 0.0)

    groups: dict[tuple[Category, int | None, bool], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.category, candidate.sentence, candidate.whole_article), []).append(candidate)
    for group in groups.values():
        first = max(group, key=lambda c: (weight(c), -c.span.start))
        others = [c for c in group if c is not first]
        evidence: dict[str, Evidence] = {}
        for one in sorted((e for c in group for e in c.evidence), key=lambda e: -e.weight):
            evidence.setdefault(one.rule, one)
        related = dict.fromkeys([*first.related, *(s for c in others for s in (c.span, *c.related))])
        spans = tuple(s for s in related if s != first.span)
        yield replace(first, evidence=tuple(evidence.values()), related=spans)


def _judge(
    article: Article, candidate: Candidate, passage: Passage | None, witness: Witness, trials: Trials
) -> _Verdict:
    found = {e.rule: e for e in candidate.evidence}
    log_odds = PRIOR
    if candidate.category in _WORDING and passage is not None:
        for signal in signals(article, passage):
            found.setdefault(signal.rule, signal)
        log_odds += surroundings(article, passage)
    votes = [] if candidate.whole_article else list(_votes(candidate, witness, trials))
    log_odds += sum(e.weight for e in found.values()) + TRUST * sum(max(0.0, v.weight) for v in votes)
    strong = any(e.weight >= _STRONG_SIGNAL for e in candidate.evidence)
    sure = _AGREES if strong else _SURELY
    agrees = bool(candidate.evidence) and any(v.weight >= sure for v in votes)
    alone = any(v.weight >= _MODEL_ALONE for v in votes)
    tier = None
    if strong and len(found) > 1:
        tier = Tier.STRONG
    elif (strong or agrees) and log_odds >= _MODERATE:
        tier = Tier.MODERATE
    elif log_odds >= _TENTATIVE or alone:
        tier = Tier.TENTATIVE
    return _Verdict(tier, (*found.values(), *votes), log_odds)


def _votes(candidate: Candidate, witness: Witness, trials: Trials) -> Iterator[Evidence]:
    """What the model says for or against the candidate: no more than its words account for, where that was tried."""
    for questions in QUESTION_SETS:
        log_odds = witness.get(questions.name, {}).get(-1 if candidate.sentence is None else candidate.sentence)
        if log_odds is not None and candidate.category in questions.categories:
            trial = trials.get(candidate.span)
            if trial is not None and trial.drop < log_odds:
                yield Evidence("counterfactual", questions.name, trial.drop)
            else:
                yield Evidence("model", questions.name, log_odds)


def _drop(article: Article, candidate: Candidate, reason: str) -> Dropped:
    return Dropped("note", candidate.span.of(article.text), reason)


def _note(article: Article, candidate: Candidate, verdict: _Verdict) -> BiasNote:
    if verdict.tier is None:
        raise ValueError("a candidate without a tier is no note")
    return BiasNote(
        category=candidate.category,
        tier=verdict.tier,
        span=candidate.span,
        quote=candidate.span.of(article.text),
        sentence=candidate.sentence,
        voice=article.voice(candidate.span),
        text=describe(article, candidate),
        alternative=candidate.alternative,
        evidence=verdict.evidence,
        related=candidate.related,
        whole_article=candidate.whole_article,
    )
