"""An engine that remembers: what was asked before is answered at once, and nothing is evaluated.

Answers are found by everything they depend on: the model file, the engine, its tuning, the prefix,
and the texts. A generation is kept as a whole, because branches that are decoded together move each
other in the last digits: the plan is part of the key. A question's score is a number that is read
with a tolerance, so it is kept by itself, and a sentence that two articles share is scored once.
The real engine starts when it is first needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Sequence
from typing import Any

from summarizer.engine.answers import Answers
from summarizer.engine.protocol import (
    Answer,
    Branch,
    Continuation,
    Engine,
    EngineInfo,
    Loading,
    Message,
    Piece,
    Prefix,
    Question,
    Step,
)
from summarizer.engine.wire import fields
from summarizer.errors import Interrupted


class CachedEngine:
    """``inner``: asked for what is not known yet. ``identity``: what its answers depend on besides
    the request; None as long as that is not settled."""

    def __init__(self, inner: Engine, identity: Callable[[], str | None], answers: Answers) -> None:
        self._inner = inner
        self._identity = identity
        self._answers = answers
        self._started = False
        self._cancelled = False
        self._on_disk: dict[tuple[Message, ...], bool] = {}
        """Prefixes that were asked for, and whether for later runs too."""

    def start(self) -> Generator[Loading, None, EngineInfo]:
        self._cancelled = self._started = False
        known = self._find(self._key("info"))
        if known is not None:
            yield Loading(1.0)
            return EngineInfo(*known)
        info = yield from self._start()
        self._keep(self._key("info"), fields(info))
        return info

    def count_tokens(self, text: str) -> int:
        for _ in self._ready():
            pass
        return self._inner.count_tokens(text)

    def open_prefix(self, messages: Sequence[Message], *, on_disk: bool = False) -> Generator[Step, None, Prefix]:
        self._check()
        key = tuple(messages)
        self._on_disk[key] = on_disk
        tokens = self._find(self._key("prefix", fields(key)))
        if tokens is not None:
            return Prefix(key, tokens)
        yield from self._ready()
        prefix = yield from self._inner.open_prefix(messages, on_disk=on_disk)
        self._keep(self._key("prefix", fields(key)), prefix.tokens)
        return prefix

    def generate(self, branches: Sequence[Branch]) -> Generator[Step, None, list[Answer]]:
        self._check()
        key = self._key("generate", [[fields(b.prefix.messages), *fields(b)[1:]] for b in branches])
        known = self._find(key)
        if known is not None:
            answers = [Answer(*answer) for answer in known]
            for answer in answers:
                yield Piece(answer.branch, answer.text)
            return answers
        yield from self._ready([branch.prefix for branch in branches])
        answers = yield from self._inner.generate(branches)
        self._keep(key, fields(answers))
        return answers

    def score(self, prefix: Prefix, questions: Sequence[Question]) -> Generator[Step, None, list[tuple[float, ...]]]:
        self._check()
        known: dict[Question, Any] = {}
        for question in questions:
            known[question] = self._find(self._key("score", fields(prefix.messages), fields(question)))
        missing = [question for question, row in known.items() if row is None]
        if missing:
            yield from self._ready([prefix])
            for question, row in zip(missing, (yield from self._inner.score(prefix, missing)), strict=True):
                known[question] = row
                self._keep(self._key("score", fields(prefix.messages), fields(question)), row)
        return [tuple(known[question]) for question in questions]

    def likelihood(self, continuations: Sequence[Continuation]) -> Generator[Step, None, list[float]]:
        self._check()
        key = self._key("likelihood", fields(continuations))
        known = self._find(key)
        if known is None:
            yield from self._ready()
            known = yield from self._inner.likelihood(continuations)
            self._keep(key, known)
        return list(known)

    @property
    def usage(self) -> tuple[int, int]:
        return self._inner.usage

    def cancel(self) -> None:
        self._cancelled = True
        self._inner.cancel()

    def close(self) -> None:
        self._inner.close()
        self._answers.close()

    def _ready(self, prefixes: Sequence[Prefix] = ()) -> Generator[Step, None, None]:
        """The inner engine, started, with these prefixes open."""
        if not self._started:
            yield from self._start()
        for messages in dict.fromkeys(prefix.messages for prefix in prefixes):
            yield from self._inner.open_prefix(messages, on_disk=self._on_disk.get(messages, False))

    def _start(self) -> Generator[Loading, None, EngineInfo]:
        info = yield from self._inner.start()
        self._started = True
        self._check()  # a cancellation before the start was forgotten by it
        return info

    def _check(self) -> None:
        if self._cancelled:
            raise Interrupted

    def _key(self, *parts: Any) -> str | None:
        identity = self._identity()
        return hashlib.sha256(json.dumps([identity, *parts]).encode()).hexdigest() if identity else None

    def _find(self, key: str | None) -> Any:
        return self._answers.find(key) if key else None

    def _keep(self, key: str | None, value: Any) -> None:
        if key:
            self._answers.keep(key, value)
