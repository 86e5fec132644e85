"""Sequences and batches: the part of the loop that speaks llama.cpp's language.

Sequences 0-3 hold prefixes that were evaluated once and are kept; works are copies of a prefix (a
tag on shared KV cells, since the cache is unified) in sequences 4-15 and are decoded together, a
token of each per step. Batches never exceed what the context was made for: llama.cpp aborts then.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from llama_cpp import llama_cpp as C

from summarizer.engine.protocol import Piece, Reading
from summarizer.engine.work import Work
from summarizer.errors import ContextTooSmall, EngineError, Interrupted

PREFIXES = 4
SEQUENCES = 16
CHUNK = 128
"""Tokens per call while reading: llama.cpp's micro-batch, and the grain of progress."""


class _Row(NamedTuple):
    """One token of a batch."""

    sequence: int
    position: int
    token: int
    work: Work | None = None
    """Who takes the logits of this row."""


class Decoder:
    def __init__(self, context: Any, vocabulary_size: int) -> None:
        self._context = context
        self._vocabulary_size = vocabulary_size
        self._memory = C.llama_get_memory(context)
        self._cells = int(C.llama_n_ctx(context))
        self._batch = C.llama_batch_init(CHUNK, 0, 1)
        self._kept: dict[int, list[int]] = {}
        """Prefix sequence → its tokens, least recently used first."""
        self._rows: Sequence[_Row] = ()
        """Of the last call."""
        self.prompt_tokens = 0
        self.generated_tokens = 0

    def close(self) -> None:
        C.llama_batch_free(self._batch)

    def keep(self, head: list[int]) -> Generator[Reading, None, int]:
        """Evaluate a prefix, or only what no kept prefix begins with; its sequence."""
        for sequence, tokens in self._kept.items():
            if tokens == head:
                self._kept[sequence] = self._kept.pop(sequence)
                return sequence
        if len(head) >= self._cells:
            raise self._too_small(len(head))
        source, common = max(((s, _common(t, head)) for s, t in self._kept.items()), key=lambda x: x[1], default=(0, 0))
        target = self._free_sequence(spare=source, need=len(head))
        common = min(common, len(head) - 1)
        if common and source in self._kept:
            C.llama_memory_seq_cp(self._memory, source, target, 0, common)
        else:
            common = 0
        try:
            rows = [_Row(target, i, head[i]) for i in range(common, len(head))]
            for done in self._evaluate(rows):
                yield Reading(done, len(rows))
        except BaseException:
            self._forget(target)
            raise
        self._kept[target] = head
        return target

    def run(self, works: Sequence[Work]) -> Generator[Reading | Piece, None, None]:
        """Read the works' tails and decode together until none wants another token."""
        for wave in self._waves(works):
            sequences = range(PREFIXES, PREFIXES + len(wave))
            try:
                yield from self._start(wave)
                yield from self._decode(wave)
            finally:
                for sequence in sequences:
                    self._forget(sequence)

    def _start(self, wave: Sequence[Work]) -> Generator[Reading | Piece, None, None]:
        rows: list[_Row] = []
        for sequence, work in enumerate(wave, PREFIXES):
            prefix = yield from self.keep(work.head)
            C.llama_memory_seq_cp(self._memory, prefix, sequence, -1, -1)
            last = len(work.tail) - 1
            start = len(work.head)
            rows += [_Row(sequence, start + i, t, work if i == last else None) for i, t in enumerate(work.tail)]
        self._make_room(sum(w.room for w in wave), spare={tuple(w.head) for w in wave})
        for done in self._evaluate(rows):
            yield Reading(done, len(rows))
            yield from self._pieces()

    def _decode(self, wave: Sequence[Work]) -> Generator[Piece, None, None]:
        position = [len(w.head) + len(w.tail) for w in wave]
        while True:
            rows = [_Row(PREFIXES + i, position[i], w.next, w) for i, w in enumerate(wave) if w.next is not None]
            if not rows:
                return
            for row in rows:
                position[row.sequence - PREFIXES] += 1
            self._call(rows)
            self.generated_tokens += len(rows)
            yield from self._pieces()

    def _evaluate(self, rows: Sequence[_Row]) -> Iterator[int]:
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            self._call(chunk)
            self.prompt_tokens += len(chunk)
            yield start + len(chunk)

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

    def _pieces(self) -> Iterator[Piece]:
        """Hand the logits of the last call to the works that wait for them."""
        for i, row in enumerate(self._rows):
            if row.work is not None:
                pointer = C.llama_get_logits_ith(self._context, i)
                text = row.work.take(np.ctypeslib.as_array(pointer, (self._vocabulary_size,)))
                if text:
                    yield Piece(row.work.number, text)

    # -- room ----------------------------------------------------------------------------------

    def _waves(self, works: Sequence[Work]) -> Iterator[list[Work]]:
        """As many works at a time as sequences and cells allow, in order."""
        wave: list[Work] = []
        for work in works:
            if len(work.head) + work.room > self._cells:
                raise self._too_small(len(work.head) + work.room)
            grown = [*wave, work]
            cells = sum(w.room for w in grown) + sum(map(len, {tuple(w.head) for w in grown}))
            if wave and (len(grown) > SEQUENCES - PREFIXES or cells > self._cells or _heads(grown) > PREFIXES):
                yield wave
                grown = [work]
            wave = grown
        if wave:
            yield wave

    def _free_sequence(self, spare: int, need: int) -> int:
        """An unused prefix sequence with cells for ``need`` tokens; the least recently used go first,
        ``spare`` last."""
        order = sorted(self._kept, key=lambda s: s == spare)
        while len(self._kept) == PREFIXES or (order and self._used() + need > self._cells):
            self._forget(order.pop(0))
        return next(s for s in range(PREFIXES) if s not in self._kept)

    def _make_room(self, need: int, spare: set[tuple[int, ...]]) -> None:
        for sequence in [s for s, tokens in self._kept.items() if tuple(tokens) not in spare]:
            if self._used() + need <= self._cells:
                return
            self._forget(sequence)

    def _used(self) -> int:
        return sum(map(len, self._kept.values()))

    def _forget(self, sequence: int) -> None:
        C.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        self._kept.pop(sequence, None)

    def _too_small(self, tokens: int) -> ContextTooSmall:
        return ContextTooSmall(
            f"The request needs {tokens} tokens and the model's context holds {self._cells}.",
            "Choose a larger context: --context.",
        )


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    """Length of the common beginning."""
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return i
    return min(len(a), len(b))


def _heads(works: Sequence[Work]) -> int:
    return len({tuple(w.head) for w in works})
