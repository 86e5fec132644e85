"""Choosing by measurement, with an engine whose speed is known and a clock that does as it is told."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import drive

from summarizer.engine import tune as module
from summarizer.engine.protocol import Answer, Branch, EngineInfo, Loading, Message, Prefix
from summarizer.engine.settings import AS_MANY_AS_FIT, Settings, Tuning
from summarizer.engine.tune import tune, tune_quickly
from summarizer.engine.tunings import Tunings, describe, interactive, untuned
from summarizer.errors import OutOfMemory
from summarizer.models.fit import Machine

SETTINGS = Settings("m.gguf", "ab" * 32, 8192, Tuning(threads=4))
MACHINE = Machine(16_000_000_000, 4, False)


class Clocked:
    """An engine that takes ``cost(tuning)`` seconds to read and to write; infinite: it does not fit."""

    def __init__(self, cost, monkeypatch: pytest.MonkeyPatch) -> None:
        self._cost = cost
        self._now = 0.0
        self._tuning = SETTINGS.tuning
        self.tried: list[Tuning] = []
        monkeypatch.setattr(module.time, "perf_counter", lambda: self._now)

    def use(self, settings: Settings) -> None:
        self._tuning = settings.tuning
        self.tried.append(settings.tuning)

    def start(self) -> Generator[Loading, None, EngineInfo]:
        yield Loading(1.0)
        if self._cost(self._tuning) == float("inf"):
            raise OutOfMemory("too large")
        return EngineInfo("x", "x", 0, 0, 1, 0, "x", "none")

    def open_prefix(self, messages: list[Message]) -> Generator[Loading, None, Prefix]:
        yield Loading(1.0)
        self._now += self._cost(self._tuning)
        return Prefix(tuple(messages), 300)

    def generate(self, branches: list[Branch]) -> Generator[Loading, None, list[Answer]]:
        yield Loading(1.0)
        self._now += self._cost(self._tuning)
        return [Answer(i, "x", "length", branch.max_tokens) for i, branch in enumerate(branches)]


def cost(t: Tuning) -> float:
    """Three threads, repacked, 256 tokens a call, no more than 8 rows of guesses: the best of a machine on which one
    feature is broken."""
    if t.kv_type == "q8_0":
        return float("inf")
    wrong = (not t.repack) + (t.micro_batch != 256) + (not t.flash_attention) + (t.draft_rows != 8)
    return 1 + abs(t.threads - 3) + wrong


def test_every_setting_is_measured_and_the_fastest_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Clocked(cost, monkeypatch)
    assert drive(tune(engine, SETTINGS, cores=4)) == Tuning(3, micro_batch=256, repack=True, draft_rows=8)
    assert {t.threads for t in engine.tried} == {2, 3, 4}
    assert {t.kv_type for t in engine.tried} == {"f16", "q8_0"}
    assert not [t for t in engine.tried if t.kv_type == "q8_0" and not t.flash_attention]


def test_a_difference_within_the_noise_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Clocked(lambda t: 1 - 0.001 * t.repack - 0.001 * (t.micro_batch == 512), monkeypatch)
    assert drive(tune(engine, SETTINGS, cores=4)) == SETTINGS.tuning


@pytest.mark.parametrize("repack", [False, True])
@pytest.mark.parametrize("rows", [0, 16])
def test_the_quick_measurement_decides_on_repacking_and_guesses(
    monkeypatch: pytest.MonkeyPatch, repack: bool, rows: int
) -> None:
    engine = Clocked(lambda t: 1 + (t.repack != repack) + (t.draft_rows != rows), monkeypatch)
    assert drive(tune_quickly(engine, SETTINGS)) == replace(SETTINGS.tuning, repack=repack, draft_rows=rows)
    assert len(engine.tried) == 4


def test_a_tuning_is_found_again_for_its_model_and_machine_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "tuning.json"
    tuned = Tuning(3, repack=True, gpu_layers=AS_MANY_AS_FIT)
    Tunings(path, MACHINE).keep("a", tuned)
    Tunings(path, MACHINE).keep("b", Tuning(1))
    assert Tunings(path, MACHINE).find("a") == tuned
    assert Tunings(path, MACHINE).find("c") is None
    assert Tunings(path, replace(MACHINE, cores=2)).find("a") is None
    for broken in ("", "[]", "{", '{"a": 1}'):
        path.write_text(broken)
        assert Tunings(path, MACHINE).find("a") is None


def test_a_core_stays_free_beside_a_screen() -> None:
    assert interactive(Tuning(4), 4).threads == 3
    assert interactive(Tuning(2), 4).threads == 2
    assert interactive(Tuning(1), 1).threads == 1


def test_a_gpu_is_used_when_the_engine_was_built_for_it() -> None:
    assert untuned(replace(MACHINE, gpu=True)).gpu_layers == AS_MANY_AS_FIT
    assert untuned(MACHINE).gpu_layers == 0
    assert "as many as fit" in describe(untuned(replace(MACHINE, gpu=True)))
