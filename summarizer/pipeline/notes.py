"""The notes stage: detectors propose, the model may move a proposal up or down, templates explain."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from summarizer.bias.analyse import CHECKS, applicable, detect
from summarizer.bias.fuse import fuse
from summarizer.bias.profile import profile
from summarizer.bias.questions import asked
from summarizer.engine.protocol import Engine, Question
from summarizer.events import Body, NoteDropped, NoteReady
from summarizer.model import Article, BiasNote, Dropped, Measure
from summarizer.pipeline.steps import watch
from summarizer.text.clean import one_line


@dataclass(frozen=True, slots=True)
class Notes:
    notes: tuple[BiasNote, ...] | None = None
    dropped: tuple[Dropped, ...] = ()
    profile: tuple[Measure, ...] = ()
    checks: int = 0
    warnings: tuple[str, ...] = ()


def make_notes(article: Article, engine: Engine | None) -> Generator[Body, None, Notes]:
    if (reason := applicable(article)) is not None:
        return Notes(warnings=(reason,))
    candidates = detect(article)
    scores: dict[str, dict[int, float]] = {}
    if engine is not None:
        for questions, sentences in asked(article, candidates).items():
            prefix = yield from watch(engine.open_prefix(questions.messages, on_disk=True))
            texts = [Question(one_line(article.sentence_text(i))) for i in sentences]
            answers = yield from watch(engine.score(prefix, texts))
            scores[questions.name] = {i: yes - no for i, (yes, no) in zip(sentences, answers, strict=True)}
    notes, dropped = fuse(article, candidates, scores)
    for note in notes:
        yield NoteReady(note)
    for item in dropped:
        yield NoteDropped(item)
    return Notes(notes, dropped, profile(article), CHECKS)
