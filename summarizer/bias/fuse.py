"""From proposals to notes: log-odds of independent signals, tiers tested in order, one note per place.

No single signal makes a strong note, and the model alone never makes a shown one: it moves a
proposal up or down by how much its sentence stands out among those asked about in this article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.passages import Passage, passages
from summarizer.bias.questions import QUESTION_SETS
from summarizer.bias.rules import PRIOR, signals, surroundings
from summarizer.bias.wording import describe
from summarizer.model import Article, BiasNote, Category, Dropped, Evidence, Span, Tier, Voice

_MODEL = 0.3
"""Weight of the model's z-score: a small model is a weak witness."""
_STRONG_SIGNAL = 1.6
_MODERATE = -0.8 - 1e-9
_TENTATIVE = -1.3 - 1e-9
_MODEL_ALONE = 2.5
_FEWEST_SCORES = 6
"""With fewer sentences asked about, their median says nothing about the article."""
_CAP = 5
_CAP_PER_CATEGORY = 2
_WORDING = frozenset({Category.LOADED_WORDING, Category.DOUBT_OR_CREDIT, Category.NAME_CALLING})
"""Categories in which the cues of a sentence support each other, and its place and source count."""
_ORDER = tuple(Tier)


@dataclass(frozen=True, slots=True)
class _Verdict:
    tier: Tier | None
    evidence: tuple[Evidence, ...]
    log_odds: float


def fuse(
    article: Article, candidates: Sequence[Candidate], scores: Mapping[str, Mapping[int, float]]
) -> tuple[tuple[BiasNote, ...], tuple[Dropped, ...]]:
    """Notes in article order, and what became of the other proposals.

    ``scores``: name of a question set -> sentence -> log-odds of "Yes"; empty without a model."""
    standout = {name: _standout(answers) for name, answers in scores.items()}
    open_ = [c for c in candidates if c.objection is None]
    dropped = [_drop(article, c, c.objection) for c in candidates if c.objection is not None]
    by_place = {p.sentence: p for p in passages(article)}
    judged: list[tuple[Candidate, _Verdict]] = []
    for candidate in _merge([*open_, *_seen_by_model(article, open_, standout)]):
        passage = None if candidate.whole_article else by_place.get(candidate.sentence)
        verdict = _judge(article, candidate, passage, standout)
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


def _standout(answers: Mapping[int, float]) -> dict[int, float]:
    """How far each sentence stands out: robust z-scores within the article."""
    if len(answers) < _FEWEST_SCORES:
        return {}
    middle = median(answers.values())
    spread = 1.48 * median(abs(s - middle) for s in answers.values()) + 0.1
    return {i: max(-2.0, min(3.0, (s - middle) / spread)) for i, s in answers.items()}


def _seen_by_model(
    article: Article, candidates: Sequence[Candidate], standout: Mapping[str, Mapping[int, float]]
) -> Iterator[Candidate]:
    """Sentences that only the model objects to: never more than tentative."""
    proposed = {c.sentence for c in candidates if c.category in _WORDING}
    attributed = {p.sentence for p in passages(article) if p.attributed}
    for questions in QUESTION_SETS:
        if Category.LOADED_WORDING not in questions.categories:
            continue
        for i, z in standout.get(questions.name, {}).items():
            span = article.sentences[i].span
            if z >= _MODEL_ALONE and i not in proposed | attributed and article.voice(span) is Voice.NARRATOR:
                reason = "No listed word explains it: the model found the wording less plain than its surroundings"
                yield Candidate(Category.LOADED_WORDING, span, i, (), reason)


def _merge(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """One candidate per category and place: the strongest words, with the others as related."""
    groups: dict[tuple[Category, int | None, bool], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.category, candidate.sentence, candidate.whole_article), []).append(candidate)
    for group in groups.values():
        first = max(group, key=lambda c: (sum(e.weight for e in c.evidence), -c.span.start))
        others = [c for c in group if c is not first]
        evidence: dict[str, Evidence] = {}
        for one in sorted((e for c in group for e in c.evidence), key=lambda e: -e.weight):
            evidence.setdefault(one.rule, one)
        related = dict.fromkeys([*first.related, *(s for c in others for s in (c.span, *c.related))])
        spans = tuple(s for s in related if s != first.span)
        yield replace(first, evidence=tuple(evidence.values()), related=spans)


def _judge(
    article: Article, candidate: Candidate, passage: Passage | None, standout: Mapping[str, Mapping[int, float]]
) -> _Verdict:
    found = {e.rule: e for e in candidate.evidence}
    log_odds = PRIOR
    if candidate.category in _WORDING and passage is not None:
        for signal in signals(article, passage):
            found.setdefault(signal.rule, signal)
        log_odds += surroundings(article, passage)
    log_odds += sum(e.weight for e in found.values())
    votes = [] if candidate.whole_article else list(_votes(candidate, standout))
    log_odds += _MODEL * sum(v.weight for v in votes)
    strong = any(e.weight >= _STRONG_SIGNAL for e in candidate.evidence)
    alone = any(v.weight >= _MODEL_ALONE for v in votes)
    tier = None
    if strong and len(found) > 1:
        tier = Tier.STRONG
    elif strong and log_odds >= _MODERATE:
        tier = Tier.MODERATE
    elif log_odds >= _TENTATIVE or alone:
        tier = Tier.TENTATIVE
    return _Verdict(tier, (*found.values(), *votes), log_odds)


def _votes(candidate: Candidate, standout: Mapping[str, Mapping[int, float]]) -> Iterator[Evidence]:
    for questions in QUESTION_SETS:
        z = standout.get(questions.name, {}).get(-1 if candidate.sentence is None else candidate.sentence)
        if z is not None and candidate.category in questions.categories:
            yield Evidence("model", questions.name, z)


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
