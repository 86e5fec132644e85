"""Every test gets an empty home of its own, so none sees the user's models, templates or settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("nutgraf", deadline=None)  # a model of a language loads within the first example
settings.load_profile("nutgraf")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NUTGRAF_HOME", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TZ", "UTC")
    for name in (
        "HF_HOME",
        "HF_HUB_CACHE",
        "HF_ENDPOINT",
        "OLLAMA_MODELS",
        "LLAMA_CACHE",
        "XDG_CACHE_HOME",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def open_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that is tried inside the test process must not close the network to all tests after it."""
    monkeypatch.setattr("summarizer.engine.sandbox.close_network", lambda ledger=None: "none")


@pytest.fixture(scope="session")
def test_model() -> Path:
    """SmolLM2-135M, for tests marked ``model``."""
    return _model("NUTGRAF_TEST_MODEL")


@pytest.fixture(scope="session")
def starter_model() -> Path:
    """The starter model, for tests marked ``starter``."""
    return _model("NUTGRAF_STARTER_MODEL")


def _model(variable: str) -> Path:
    path = os.environ.get(variable)
    if not path or not Path(path).is_file():
        pytest.fail(f"{variable} names no model file; `python3 dev.py test` fetches it and sets the variable")
    return Path(path)
