"""Sequences and batches: the part of the loop that speaks llama.cpp's language.

Every call starts from an empty cache: the prefixes it needs are loaded from their kept states into
the first sequences, the works become copies of a prefix (a tag on shared KV cells, since the cache
is unified) and are decoded together, a token of each per step. So what a call computes, to the last
bit, depends on that call alone and not on what was done before. Batches never exceed what the
context was made for: llama.cpp aborts then.
"""

from __future__ import annotations

import ctypes
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from llama_cpp import llama_cpp as C

from summarizer.engine.draft import draft, shares
from summarizer.engine.protocol import Piece, Reading
from summarizer.engine.states import States
from summarizer.engine.work import Work
from summarizer.errors import ContextTooSmall, EngineError, Interrupted

PREFIXES = 4
WORKS = 12
SEQUENCES = PREFIXES + WORKS
"""Prefixes and works of one wave."""
_BYTES = ctypes.POINTER(ctypes.c_uint8)


class _Row(NamedTuple):
    """One token of a batch."""

    sequence: int
    position: int
    token: int
    work: Work | None = None
    """Who takes the logits of this row."""


class Decoder:
    """``micro_batch``: rows per call, as the context was made for. ``draft_rows``: see ``Tuning``; 0 for a
    model that cannot take tokens back."""

    def __init__(
        self, context: Any, vocabulary_size: int, micro_batch: int, states: States, draft_rows: int = 0
    ) -> None:
        self._context = context
        self._vocabulary_size = vocabulary_size
        self._micro_batch = micro_batch
        self._states = states
        self._draft_rows = draft_rows
        self._memory = C.llama_get_memory(context)
        self._cells = int(C.llama_n_ctx(context))
        self._batch = C.llama_batch_init(micro_batch, 0, 1)
        self._rows: Sequence[_Row] = ()
        """Of the last call."""
        self.prompt_tokens = 0
        self.generated_tokens = 0

    def close(self) -> None:
        C.llama_batch_free(self._batch)

    def keep(self, head: Sequence[int], *, on_disk: bool = False) -> Generator[Reading, None, bytes]:
        """The state of an evaluated prefix; evaluated only if it is not kept."""
        state = self._states.find(head)
        if state is None:
            if len(head) >= self._cells:
                raise self._too_small(len(head))
            C.llama_memory_clear(self._memory, False)
            rows = [_Row(0, i, token) for i, token in enumerate(head)]
            for done in self._evaluate(rows):
                yield Reading(done, len(rows))
            state = self._save(0)
            self._states.add(head, state, on_disk=on_disk)
        return state

    def run(self, works: Sequence[Work]) -> Generator[Reading | Piece, None, None]:
        """Read the works' tails and decode together until none wants another token."""
        for wave in self._waves(works):
            yield from self._start(wave)
            yield from self._decode(wave)

    def _start(self, wave: Sequence[Work]) -> Generator[Reading | Piece, None, None]:
        states: dict[tuple[int, ...], bytes] = {}
        for work in wave:
            states[tuple(work.head)] = yield from self.keep(work.head)
        yield from self._load(states)
        sequence_of = {head: sequence for sequence, head in enumerate(states)}
        rows: list[_Row] = []
        for sequence, work in enumerate(wave, PREFIXES):
            C.llama_memory_seq_cp(self._memory, sequence_of[tuple(work.head)], sequence, -1, -1)
            start = len(work.head)
            rows += [_Row(sequence, start + i, t, work if i >= work.first else None) for i, t in enumerate(work.tail)]
        for done in self._evaluate(rows):
            yield Reading(done, len(rows))
            for index in range(len(self._rows)):
                yield from self._take(index)

    def _decode(self, wave: Sequence[Work]) -> Generator[Piece, None, None]:
        """A token of every active work per step, and in the rows that are free, guesses at the ones after it."""
        position = [len(w.head) + len(w.tail) for w in wave]
        while active := [(i, w) for i, w in enumerate(wave) if w.next is not None]:
            runs: list[list[_Row]] = []
            for (i, work), guesses in zip(active, shares(len(active), self._draft_rows), strict=True):
                tokens = [work.next, *draft(work.history, min(guesses, work.left))]
                runs.append([_Row(PREFIXES + i, position[i] + n, t, work) for n, t in enumerate(tokens)])  # type: ignore[arg-type]
            self._call([row for run in runs for row in run])
            first = 0
            for (i, work), run in zip(active, runs, strict=True):
                position[i] += 1
                for n in range(len(run)):
                    self.generated_tokens += 1
                    yield from self._take(first + n)
                    if work.next is None or n + 1 == len(run) or run[n + 1].token != work.next:
                        break
                    position[i] += 1
                if len(run) > 1:
                    C.llama_memory_seq_rm(self._memory, run[0].sequence, position[i], -1)
                first += len(run)

    def _evaluate(self, rows: Sequence[_Row]) -> Iterator[int]:
        done = 0
        while done < len(rows):
            chunk = rows[done : done + self._micro_batch]
            takes = [i for i, row in enumerate(chunk) if row.work is not None]
            if len(takes) > SEQUENCES:  # the context has room for the logits of as many
                chunk = chunk[: takes[SEQUENCES]]
            self._call(chunk)
            self.prompt_tokens += len(chunk)
            done += len(chunk)
            yield done

    def _call(self, rows: Sequence[_Row]) -> None:
        batch = self._batch
        batch.n_tokens = len(rows)
        for i, row in enumerate(rows):
            batch.token[i] = row.token
            batch.pos[i] = row.position
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = row.sequence
            batch.logits[i] = row.work is not None
        status = C.llama_decode(self._context, batch)
        if status == 2:
            raise Interrupted
        if status == 1:
            raise self._too_small(len(rows))
        if status:
            raise EngineError(f"llama.cpp could not evaluate a batch (code {status}).", "See the engine's log.")
        self._rows = rows

    def _take(self, index: int) -> Iterator[Piece]:
        """Hand the logits of a row of the last call to the work that waits for them."""
        work = self._rows[index].work
        if work is not None:
            pointer = C.llama_get_logits_ith(self._context, index)
            text = work.take(np.ctypeslib.as_array(pointer, (self._vocabulary_size,)))
            if text:
                yield Piece(work.number, text)

    # -- states --------------------------------------------------------------------------------

    def _save(self, sequence: int) -> bytes:
        size = C.llama_state_seq_get_size(self._context, sequence)
        buffer = (ctypes.c_uint8 * size)()
        if C.llama_state_seq_get_data(self._context, buffer, size, sequence) != size:
            raise EngineError("llama.cpp could not hand out the state of a prefix.", "See the engine's log.")
        return bytes(buffer)

    def _load(self, states: dict[tuple[int, ...], bytes]) -> Generator[Reading, None, None]:
        """Into the first sequences of an empty cache. A state that llama.cpp refuses is evaluated again, once."""
        refused = self._refused(states)
        for head in refused:
            self._states.forget(head)
            states[head] = yield from self.keep(head)
        if refused and self._refused(states):
            raise EngineError("llama.cpp refuses the state of a prefix that it just made.", "See the engine's log.")

    def _refused(self, states: Mapping[tuple[int, ...], bytes]) -> list[tuple[int, ...]]:
        C.llama_memory_clear(self._memory, False)
        return [
            head
            for sequence, (head, state) in enumerate(states.items())
            if not C.llama_state_seq_set_data(
                self._context, ctypes.cast(ctypes.c_char_p(state), _BYTES), len(state), sequence
            )
        ]

    # -- room ----------------------------------------------------------------------------------

    def _waves(self, works: Sequence[Work]) -> Iterator[list[Work]]:
        """As many works at a time as sequences and cells allow, in order."""
        wave: list[Work] = []
        for work in works:
            if len(work.head) + work.room > self._cells:
                raise self._too_small(len(work.head) + work.room)
            grown = [*wave, work]
            heads = {tuple(w.head) for w in grown}
            cells = sum(w.room for w in grown) + sum(map(len, heads))
            if wave and (len(grown) > WORKS or cells > self._cells or len(heads) > PREFIXES):
                yield wave
                grown = [work]
            wave = grown
        if wave:
            yield wave

    def _too_small(self, tokens: int) -> ContextTooSmall:
        return ContextTooSmall(
            f"The request needs {tokens} tokens and the model's context holds {self._cells}.",
            "Choose a larger context: --context.",
        )
