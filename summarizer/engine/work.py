"""What runs in one sequence: a branch that writes, a question that is only looked at, or a text that is weighed.

All start as a tail on an evaluated prefix and take one row of logits at a time; ``next`` is the
token to decode before the next row, or None when nothing more is wanted.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from typing import Any, Literal, Protocol

import numpy as np

from summarizer.engine.grammar import Grammar
from summarizer.engine.protocol import Answer, Branch, Continuation, Question
from summarizer.engine.vocab import Vocabulary

Logits = np.ndarray[Any, np.dtype[np.float32]]


class Work(Protocol):
    number: int
    """Position in the caller's list."""
    head: list[int]
    tail: list[int]
    room: int
    """Cells it needs beside its head, in tokens."""
    next: int | None
    history: list[int]
    """Everything read and written, ``next`` included."""
    left: int
    """Tokens that may still follow ``next``."""
    first: int
    """The first token of the tail whose row it takes; it takes all from there on."""

    def take(self, logits: Logits) -> str:
        """Use the row; the text that became certain by it."""
        ...


class Writing:
    """A branch being decoded greedily."""

    def __init__(self, number: int, branch: Branch, head: list[int], closing: list[int], vocab: Vocabulary) -> None:
        self.number = number
        self.head = head
        self.tail = vocab.encode(branch.text) + closing
        self.room = len(self.tail) + branch.max_tokens
        self.next: int | None = None
        self.history = head + self.tail
        self.left = branch.max_tokens
        self.first = len(self.tail) - 1
        self._branch = branch
        self._vocab = vocab
        self._grammar = Grammar(vocab.pointer, branch.grammar) if branch.grammar is not None else None
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._text = ""
        self._shown = 0
        self._tokens = 0
        self._reason: Literal["end", "stop", "length"] = "length"

    def take(self, logits: Logits) -> str:
        token = self._grammar.choose(logits) if self._grammar else int(logits.argmax())
        self._tokens += 1
        self.left = self._branch.max_tokens - self._tokens
        self.history.append(token)
        self.next = None
        if self._vocab.ends(token):
            self._reason = "end"
            return self._finish()
        self._text += self._decoder.decode(self._vocab.piece(token))
        cuts = [cut for stop in self._branch.stop if (cut := self._text.find(stop)) >= 0]
        if cuts:
            self._text, self._reason = self._text[: min(cuts)], "stop"
            return self._show(len(self._text))
        if self._tokens >= self._branch.max_tokens:
            return self._finish()
        self.next = token
        return self._show(len(self._text) - _held(self._text, self._branch.stop))

    def _finish(self) -> str:
        self._text += self._decoder.decode(b"", final=True)
        return self._show(len(self._text))

    def _show(self, end: int) -> str:
        start, self._shown = self._shown, max(self._shown, end)
        return self._text[start : self._shown]

    def answer(self) -> Answer:
        return Answer(self.number, self._text, self._reason, self._tokens)

    def close(self) -> None:
        if self._grammar:
            self._grammar.close()


def _held(text: str, stops: tuple[str, ...]) -> int:
    """How many characters at the end could be the beginning of a stop string."""
    return max((n for stop in stops for n in range(1, len(stop)) if text.endswith(stop[:n])), default=0)


class Asking:
    """A closed question: one row, no token."""

    next: int | None = None
    left = 0

    def __init__(self, number: int, question: Question, head: list[int], closing: list[int], vocab: Vocabulary) -> None:
        self.number = number
        self.head = head
        self.tail = vocab.encode(question.text) + closing
        self.room = len(self.tail)
        self.first = len(self.tail) - 1
        self.history: list[int] = []
        self._options = [sorted({vocab.encode(s)[0] for s in spellings}) for spellings in question.options]
        self.scores: tuple[float, ...] = ()

    def take(self, logits: Logits) -> str:
        total = _logsumexp(logits)
        self.scores = tuple(_logsumexp(logits[ids]) - total for ids in self._options)
        return ""


class Weighing:
    """A text that is read, not written: each row says how likely the token after it was."""

    next: int | None = None
    left = first = 0

    def __init__(self, number: int, continuation: Continuation, vocab: Vocabulary) -> None:
        self.number = number
        context, text = vocab.encode(continuation.context), vocab.encode(continuation.text)
        self.head = vocab.begin(context[:-1])
        self.tail = [context[-1], *text[:-1]]
        self.room = len(self.tail)
        self.history: list[int] = []
        self._expected = text
        self._found: list[float] = []

    def take(self, logits: Logits) -> str:
        expected = self._expected[len(self._found)]
        self._found.append(float(logits[expected]) - _logsumexp(logits))
        return ""

    @property
    def mean(self) -> float:
        return sum(self._found) / len(self._found)


def _logsumexp(values: Logits) -> float:
    top = float(values.max())
    return top + float(np.log(np.exp(values - top, dtype=np.float64).sum()))
