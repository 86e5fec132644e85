"""An engine that reads its answers from a script: for tests, screenshots and demonstrations.

It keeps the protocol's promises (progress adds up, pieces concatenate, cancel leaves it usable)
because the same contract suite holds it to them. A scenario is one literal::

    ScriptedEngine(["The council met.", WorkerDied("gone")])
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence

from summarizer.engine.protocol import (
    Answer,
    Branch,
    Continuation,
    EngineInfo,
    Loading,
    Message,
    Piece,
    Prefix,
    Question,
    Reading,
)
from summarizer.errors import BadGrammar, ContextTooSmall, Interrupted

Reply = str | Exception
Script = Callable[[Branch], Reply] | Mapping[str, Reply] | Sequence[Reply]


def _neutral(question: Question) -> tuple[float, ...]:
    return tuple(-0.7 for _ in question.options)


class ScriptedEngine:
    """Answers branches from ``script`` (in order; by their text, with "" for all others; or by a
    function of the branch), questions from ``scores`` and continuations from ``likelihood``. A token is a word. ``pace`` is the time of
    a step in seconds; ``gate``, when given, is waited for before each step, so that a test can look
    at a run in the middle."""

    def __init__(
        self,
        script: Script = (),
        scores: Callable[[Question], tuple[float, ...]] = _neutral,
        *,
        likelihood: Callable[[Continuation], float] = lambda continuation: -3.0,
        context: int = 8192,
        pace: float = 0.0,
        gate: threading.Event | None = None,
    ) -> None:
        self._script = list(script) if isinstance(script, Sequence) else script
        self._scores = scores
        self._likelihood = likelihood
        self._context = context
        self._pace = pace
        self._gate = gate
        self._cancelled = threading.Event()
        self._kept: set[tuple[Message, ...]] = set()
        self._prompt_tokens = self._generated_tokens = 0
        self.branches: list[Branch] = []
        """Every branch that was asked for, in order."""
        self.questions: list[Question] = []
        self.continuations: list[Continuation] = []

    def start(self) -> Generator[Loading, None, EngineInfo]:
        self._cancelled.clear()
        for fraction in (0.0, 1.0):
            self._step()
            yield Loading(fraction)
        return EngineInfo("scripted", "script", 0, self._context, 1, 0, "scripted 1", "none")

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def open_prefix(self, messages: Sequence[Message], *, on_disk: bool = False) -> Generator[Reading, None, Prefix]:
        prefix = Prefix(tuple(messages), sum(self.count_tokens(m.text) for m in messages))
        self._fit(prefix.tokens)
        if prefix.messages not in self._kept:
            yield from self._read(prefix.tokens)
            self._kept.add(prefix.messages)
        return prefix

    def generate(self, branches: Sequence[Branch]) -> Generator[Reading | Piece, None, list[Answer]]:
        for branch in branches:
            if branch.grammar is not None and "root" not in branch.grammar:
                raise BadGrammar("The grammar has no root rule.")
            self._fit(branch.prefix.tokens + self.count_tokens(branch.text) + branch.max_tokens)
        yield from self._read(sum(self.count_tokens(b.text) for b in branches))
        answers = []
        for number, branch in enumerate(branches):
            self.branches.append(branch)
            answers.append((yield from self._write(number, branch)))
        return answers

    def score(self, prefix: Prefix, questions: Sequence[Question]) -> Generator[Reading, None, list[tuple[float, ...]]]:
        self.questions += questions
        yield from self._read(sum(self.count_tokens(q.text) for q in questions))
        return [self._scores(question) for question in questions]

    def likelihood(self, continuations: Sequence[Continuation]) -> Generator[Reading, None, list[float]]:
        for each in continuations:
            self._fit(self.count_tokens(each.context) + self.count_tokens(each.text))
        self.continuations += continuations
        yield from self._read(sum(self.count_tokens(c.context) + self.count_tokens(c.text) for c in continuations))
        return [self._likelihood(each) for each in continuations]

    @property
    def usage(self) -> tuple[int, int]:
        return self._prompt_tokens, self._generated_tokens

    def cancel(self) -> None:
        self._cancelled.set()
        if self._gate is not None:
            self._gate.set()

    def close(self) -> None:
        self._kept.clear()

    def _write(self, number: int, branch: Branch) -> Generator[Piece, None, Answer]:
        reply = self._reply(branch)
        if isinstance(reply, Exception):
            raise reply
        reason = "end"
        cuts = [reply.find(stop) for stop in branch.stop if stop in reply]
        if cuts:
            reply, reason = reply[: min(cuts)], "stop"
        words = reply.split(" ")
        if len(words) > branch.max_tokens:
            words, reason = words[: branch.max_tokens], "length"
        for i, word in enumerate(words):
            self._step()
            self._generated_tokens += 1
            yield Piece(number, word if i == 0 else f" {word}")
        return Answer(number, " ".join(words), reason, len(words))  # type: ignore[arg-type]

    def _reply(self, branch: Branch) -> Reply:
        if callable(self._script):
            return self._script(branch)
        if isinstance(self._script, Mapping):
            return self._script.get(branch.text, self._script[""])
        if not self._script:
            raise AssertionError(f"the script has no reply left for: {branch.text!r}")
        return self._script.pop(0)

    def _read(self, total: int) -> Generator[Reading, None, None]:
        for done in range(0, total, 128):
            self._step()
            yield Reading(done, total)
        self._step()
        self._prompt_tokens += total
        yield Reading(total, total)

    def _step(self) -> None:
        if self._gate is not None:
            self._gate.wait()
        time.sleep(self._pace)
        if self._cancelled.is_set():
            raise Interrupted

    def _fit(self, tokens: int) -> None:
        if tokens > self._context:
            raise ContextTooSmall(
                f"The request needs {tokens} tokens and the model's context holds {self._context}.",
                "Choose a larger context: --context.",
            )
