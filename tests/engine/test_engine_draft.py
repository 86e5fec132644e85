"""Guesses at the next tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fakes import drive
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engine.draft import draft, shares
from summarizer.engine.protocol import Branch, Message
from summarizer.engine.settings import Settings, Tuning

TOKENS = st.lists(st.integers(0, 4), max_size=30)


@pytest.mark.parametrize(
    ("history", "count", "expected"),
    [
        ([1, 2, 3, 4, 5, 1, 2, 3], 2, [4, 5]),
        ([1, 2, 3, 4, 9, 2, 3, 5, 1, 2, 3], 1, [4]),  # three that agree speak louder than a later two
        ([7, 3, 4, 8, 3, 5, 3], 1, [5]),  # the latest occurrence
        ([1, 2, 3, 4], 3, []),
        ([5, 6, 5], 4, [6, 5]),
        ([5, 6, 5], 0, []),
        ([], 3, []),
    ],
)
def test_a_guess_is_what_followed_before(history: list[int], count: int, expected: list[int]) -> None:
    assert draft(history, count) == expected


@given(TOKENS, st.integers(0, 6))
def test_a_guess_stands_in_the_history_after_the_last_token(history: list[int], count: int) -> None:
    guess = draft(history, count)
    assert len(guess) <= count
    if guess:
        run = [history[-1], *guess]
        assert any(history[i : i + len(run)] == run for i in range(len(history)))


@given(st.integers(2, 20), st.integers(0, 20))
def test_rows_are_shared_and_never_exceeded(active: int, rows: int) -> None:
    given = shares(active, rows)
    assert len(given) == active
    assert active + sum(given) == max(active, rows)
    assert max(given) - min(given) <= 1
    assert shares(1, rows) == [0]


@pytest.mark.model
@pytest.mark.parametrize("grammar", [None, "root ::= [^\\x00-\\x1f]*"])
def test_right_guesses_spare_steps(test_model: Path, monkeypatch: pytest.MonkeyPatch, grammar: str | None) -> None:
    """Two sequences that repeat themselves need fewer steps than tokens, and get all tokens they asked for."""
    from summarizer.engine.decoder import Decoder
    from summarizer.engine.llama import LlamaEngine

    steps = 0
    call = Decoder._call

    def counted(self: Decoder, rows: Any) -> None:
        nonlocal steps
        steps += all(row.work is not None for row in rows)
        call(self, rows)

    monkeypatch.setattr(Decoder, "_call", counted)
    engine = LlamaEngine(Settings(str(test_model), "", 2048, Tuning(2, draft_rows=16)))
    try:
        drive(engine.start())
        prefix = drive(engine.open_prefix([Message("user", "The board met on Monday. " * 20)]))
        branches = [Branch(prefix, f"Repeat it {n} times.", 40, grammar=grammar) for n in (7, 9)]
        answers = drive(engine.generate(branches))
        assert steps < max(answer.tokens for answer in answers)
        assert engine.usage[1] >= sum(answer.tokens for answer in answers) - 2
    finally:
        engine.close()
