"""What an engine offers: the work that summarizing is made of, so that its cost can be shared.

A prefix is evaluated once and kept; any number of branches continue from it and are decoded
together; closed questions are scored without generating anything. All long work is a generator
that yields progress and *returns* its result (``result = yield from engine.open_prefix(...)``),
so a synchronous caller stays in charge, and closing the generator stops the work.

Text safety: only the chat template's own scaffolding is tokenised with control tokens. The text
of messages, branches and questions never is, whatever it spells.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What is loaded, where it runs and what holds it in."""

    name: str
    """``general.name`` of the file, for people; not an identity."""
    architecture: str
    size: int
    """Bytes of tensors."""
    context: int
    """Tokens that fit, all sequences together."""
    threads: int
    gpu_layers: int
    version: str
    """Engine and binding versions; part of every cache key."""
    sandbox: str
    """The strongest network barrier in force: "seccomp", "audit hook" or "none"."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Handle of an evaluated prefix. Valid until the engine closes or evicts it; using an evicted
    one evaluates it again."""

    messages: tuple[Message, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Branch:
    """One continuation: ``text`` is appended to the prefix's last message, then the model answers."""

    prefix: Prefix
    text: str
    max_tokens: int
    stop: tuple[str, ...] = ()
    """The answer ends before the first of these strings."""
    grammar: str | None = None
    """GBNF with a ``root`` rule."""


@dataclass(frozen=True, slots=True)
class Question:
    """A closed question: ``text`` is appended to the prefix's last message and the first token of
    the answer is looked at, not written."""

    text: str
    options: tuple[tuple[str, ...], ...] = (("Yes", "yes", "YES"), ("No", "no", "NO"))
    """Each option is a tuple of spellings whose probabilities are summed."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """Running text, without a chat's scaffolding: how likely is ``text`` after ``context``?"""

    context: str
    """Not empty."""
    text: str
    """Not empty."""


@dataclass(frozen=True, slots=True)
class Loading:
    fraction: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Prompt tokens evaluated so far in this call, and in all."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it is written: whole code points; pieces of a branch concatenate to ``Answer.text``."""

    branch: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished branch."""

    branch: int
    text: str
    reason: Literal["end", "stop", "length"]
    tokens: int
    """Tokens generated, the discarded ones included."""


Step = Loading | Reading | Piece


class Engine(Protocol):
    """One model, one request at a time. ``cancel`` may be called from any thread and from a signal
    handler; everything else from one thread. Any call may raise ``WorkerDied``; ``start`` helps."""

    def start(self) -> Generator[Loading, None, EngineInfo]:
        """Load the model; at once when it is loaded already. Begins every run: it forgets an
        earlier cancellation.

        Raises ModelRejected, OutOfMemory or WorkerDied."""
        ...

    def count_tokens(self, text: str) -> int: ...

    def open_prefix(self, messages: Sequence[Message], *, on_disk: bool = False) -> Generator[Step, None, Prefix]:
        """Evaluate the messages up to the end of the last one's text, which stays open, and keep
        the state. ``on_disk``: for later runs too, where the engine was given a folder.

        Raises ContextTooSmall."""
        ...

    def generate(self, branches: Sequence[Branch]) -> Generator[Step, None, list[Answer]]:
        """Decode all branches together; answers in the order of ``branches``. Greedy, and the same
        for the same list of branches on the same engine, whatever it did before.

        Raises ContextTooSmall, BadGrammar."""
        ...

    def score(self, prefix: Prefix, questions: Sequence[Question]) -> Generator[Step, None, list[tuple[float, ...]]]:
        """Natural log-probability of each option, per question in order."""
        ...

    def likelihood(self, continuations: Sequence[Continuation]) -> Generator[Step, None, list[float]]:
        """Mean natural log-probability of a token of each text.

        Raises ContextTooSmall."""
        ...

    @property
    def usage(self) -> tuple[int, int]:
        """Tokens evaluated as prompt and tokens generated since the engine was made."""
        ...

    def cancel(self) -> None:
        """The call under way and all later ones raise ``Interrupted``, until ``start``."""
        ...

    def close(self) -> None:
        """Free everything. Closing twice is fine; ``start`` opens again."""
        ...
