"""How good the checks, the summaries and the notes are, on a folder of labelled data.

    .venv/bin/python benchmarks/quality {checks,summaries,notes,questions,clusters,pairs} DATA [options]

DATA is a folder in the format that the README of the data describes. Each part prints a table and, with ``--json``,
writes the same as a file; beside each figure stands the reference that it is compared with."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

PARTS = ("checks", "summaries", "notes", "questions", "clusters", "pairs")
"""Modules beside this one: ``add_arguments(parser)`` and ``run(args)``."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    for name in PARTS:
        if not Path(__file__).with_name(f"{name}.py").exists():
            continue
        module = import_module(name)
        part = parts.add_parser(name, help=module.__doc__.splitlines()[0])
        part.add_argument("data", type=Path)
        part.add_argument("--json", type=Path)
        module.add_arguments(part)
        part.set_defaults(run=module.run)
    args = parser.parse_args()
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
