"""Arguments that several commands take, and what their words must be: a mistake is told before any work."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

NO_MODEL = "none"
"""In the place of a model's name."""


def add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-m", "--model", metavar="ID", help="an installed model's name or a GGUF file")


def add_model_or_none(parser: argparse.ArgumentParser, without: str) -> None:
    """``without``: what the command does then."""
    parser.add_argument("-m", "--model", metavar="ID", help='an installed model\'s name, a GGUF file, or "none"')
    parser.add_argument("--no-model", dest="model", action="store_const", const=NO_MODEL, help=without)


def file_name(text: str) -> str:
    """A file, a folder or ``-``. An empty name would be the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name")
    return text


def output_path(text: str) -> Path:
    """A place for results: standard output is what is written to without it."""
    if text == "-":
        raise argparse.ArgumentTypeError("leave -o out for standard output")
    return Path(file_name(text))


def whole_number(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"must be a whole number from {low} to {high}, not {text!r}")
        return int(text)

    return number
