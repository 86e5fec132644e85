"""``nutgraf compare``: articles on one event beside each other, or a folder grouped by event. No model takes part."""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.arguments import file_name, output_path

if TYPE_CHECKING:
    from summarizer.model import Article
    from summarizer.render.outline import Outline

FORMATS = ("text", "md", "html", "json")
_SUFFIXES = {".txt": "text", ".md": "md", ".html": "html", ".json": "json"}
_EPILOG = """examples:
  nutgraf compare one.html other.html third.txt
  nutgraf compare one.html other.html -o comparison.html
  nutgraf compare --group articles/

exit codes: 0 done · 1 an article could not be read · 2 usage · 4 disk"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "compare",
        help="compare articles on one event",
        description="What articles on one event share, what only one says, who is quoted where, which words and figures"
        " differ; every line with its sentence. Works without a model.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "inputs", nargs="*", type=file_name, metavar="FILE", help="two or more articles (.txt .md .html)"
    )
    parser.add_argument("--group", type=Path, metavar="DIR", help="instead: list the articles of a folder by event")
    parser.add_argument("--anyway", action="store_true", help="compare also articles on different events")
    parser.add_argument("-f", "--format", choices=FORMATS, help="text (usual), md, html or json")
    parser.add_argument("-o", "--output", type=output_path, metavar="FILE", help="a file; its ending tells the format")
    parser.add_argument("--plain", action="store_true", help="no wrapping: for screen readers and logs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from summarizer.engine.open import network_ledger  # noqa: PLC0415
    from summarizer.engine.sandbox import close_network  # noqa: PLC0415

    close_network(network_ledger())
    form = args.format or (_SUFFIXES.get(args.output.suffix.lower(), "text") if args.output else "text")
    return _group(args, form) if args.group is not None else _compare(args, form)


def _compare(args: argparse.Namespace, form: str) -> int:
    from summarizer.articles.load import load_path  # noqa: PLC0415
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.compare.compare import MOST, compare  # noqa: PLC0415
    from summarizer.errors import UsageError  # noqa: PLC0415
    from summarizer.render.comparison import outline, unrelated  # noqa: PLC0415
    from summarizer.render.comparison_json import render_comparison  # noqa: PLC0415

    paths = [Path(name) for name in args.inputs]
    if not 2 <= len(paths) <= MOST:
        raise UsageError(
            f"2 to {MOST} articles can be compared, not {len(paths)}.", "Name their files; --group sorts a folder."
        )
    if len({path.resolve() for path in paths}) < len(paths):
        raise UsageError("An article cannot be compared with itself.", "Name each file once.")
    if args.output is not None and args.output.resolve() in {path.resolve() for path in paths}:
        raise UsageError(f"{args.output} is both read and written.", "Choose another place with -o.")
    _refuse_to_replace(args.output)
    comparison = compare([load_path(path) for path in paths])
    if form == "json":
        _write(args, render_comparison(comparison), form)
    else:
        _write(args, _render(args, outline(comparison, anyway=args.anyway), form), form)
        if unrelated(comparison) and not args.anyway:
            print("nutgraf: not compared: no two are about one event. --anyway compares them.", file=sys.stderr)
    return exits.OK


def _group(args: argparse.Namespace, form: str) -> int:
    from summarizer.articles.load import expand, load_path  # noqa: PLC0415
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.compare.events import group  # noqa: PLC0415
    from summarizer.errors import ArticleError, UsageError  # noqa: PLC0415
    from summarizer.render.comparison_json import render_groups  # noqa: PLC0415
    from summarizer.render.groups import outline  # noqa: PLC0415

    if args.inputs:
        raise UsageError("--group takes a folder and no files.", "Leave out one of the two.")
    if not args.group.is_dir():
        raise UsageError(f"{args.group} is not a folder.", "--group sorts the articles of a folder.")
    _refuse_to_replace(args.output)
    articles: list[Article] = []
    failed: dict[str, str] = {}
    for path in expand([args.group]):
        try:
            articles.append(load_path(path))
        except ArticleError as error:
            failed[str(path)] = str(error)
    if not articles and not failed:
        raise UsageError(f"There is no article in {args.group}.", "Its .txt, .md, .html and .htm files are read.")
    groups = group(articles)
    if form == "json":
        _write(args, render_groups(articles, groups, failed), form)
    else:
        _write(args, _render(args, outline(articles, groups, failed), form), form)
    return exits.ARTICLE if failed else exits.OK


def _refuse_to_replace(path: Path | None) -> None:
    """Before any work: a comparison has no mark by which an earlier one could be told from a file of somebody's."""
    from summarizer.errors import StorageError  # noqa: PLC0415

    if path is not None and path.is_file():
        raise StorageError(f"{path} exists already.", "Choose another name with -o, or move it away.")


def _render(args: argparse.Namespace, outline: Outline, form: str) -> str:
    from summarizer.render.outline import as_html, as_markdown, as_text  # noqa: PLC0415

    if form == "html":
        return as_html(outline)
    if form == "md":
        return as_markdown(outline)
    on_screen = args.output is None and sys.stdout.isatty()
    return as_text(outline, None if args.plain else min(shutil.get_terminal_size().columns, 100) if on_screen else 80)


def _write(args: argparse.Namespace, text: str, form: str) -> None:
    from summarizer.batch.output import write_whole  # noqa: PLC0415

    if args.output is not None:
        write_whole(args.output, text)
        return
    if form != "text" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # data is UTF-8 whatever the terminal is
    sys.stdout.write(text)
