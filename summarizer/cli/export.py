"""``nutgraf library export``: kept results as files, and how a result is picked."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.batch.sinks import Sink
    from summarizer.model import Analysis
    from summarizer.store.library import Library
    from summarizer.store.values import AnalysisRow, ArticleRow


def run(args: argparse.Namespace) -> int:
    from summarizer.errors import UsageError  # noqa: PLC0415
    from summarizer.store.library import open_library  # noqa: PLC0415

    suffix = {"text": ".txt"}.get(args.format, f".{args.format}")
    with open_library() as library:
        rows = [numbered(library, number) for number in args.numbers] if args.numbers else library.rows()
        found = [(row, result) for row in rows if (result := latest(library, row, args.template))]
        if not found:
            raise UsageError("There is no result to export.", "`nutgraf summarize --keep FILE` makes one.")
        sink = _sink(args)
        try:
            for row, result in found:
                key, text = _rendered(library, result, args.format)
                name = f"{row.number:04} {_file_name(row.title)}{suffix}"
                if not sink.holds(name, key):
                    sink.write(name, key, text)
        finally:
            sink.close()
    left = len(rows) - len(found)
    print(f"{len(found)} in {args.output}." + (f" {left} without a result left out." if left else ""), file=sys.stderr)
    return 0


def _rendered(library: Library, row: AnalysisRow, form: str) -> tuple[str, str]:
    """What the text depends on, and the text: JSON as it was made, the others as a reader wants them now."""
    from summarizer.render.form import renderer  # noqa: PLC0415

    if form in {"json", "jsonl"}:
        return row.identity, library.analysis_json(row.number, 2 if form == "json" else None) or ""
    analysis = read(library, row)
    return f"{row.identity} {len(analysis.notes or ())}", renderer(form)(analysis, row.identity)


def _sink(args: argparse.Namespace) -> Sink:
    from summarizer.batch.sinks import FolderSink, LinesSink  # noqa: PLC0415

    if args.format == "jsonl" and not args.output.is_dir():
        return LinesSink(args.output)
    return FolderSink(args.output)


def _file_name(title: str) -> str:
    """Letters and figures of any script, short enough for every file system."""
    import re  # noqa: PLC0415

    name = " ".join(re.findall(r"[^\W_]+", title))
    return name.encode()[:120].decode(errors="ignore").strip() or "untitled"


def numbered(library: Library, number: int) -> ArticleRow:
    from summarizer.errors import UsageError  # noqa: PLC0415

    row = library.numbered(number)
    if row is None:
        raise UsageError(f"There is no article {number} in the library.", "See `nutgraf library list`.")
    return row


def latest(library: Library, row: ArticleRow, template: str | None) -> AnalysisRow | None:
    return next((a for a in library.analyses(row.id) if template in {None, a.template}), None)


def read(library: Library, row: AnalysisRow) -> Analysis:
    """Without the notes that were dismissed."""
    from dataclasses import replace  # noqa: PLC0415

    analysis = library.analysis(row.number)
    assert analysis is not None  # noqa: S101
    if analysis.notes is None:
        return analysis
    gone = library.dismissed(row.article)
    return replace(analysis, notes=tuple(n for n in analysis.notes if (n.category, n.quote) not in gone))
