"""``nutgraf summarize``: articles in, results out. Standard output is data, standard error is for people."""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.cli.arguments import NO_MODEL, add_model_or_none, file_name, output_path, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.batch.plan import Job
    from summarizer.batch.sinks import Sink
    from summarizer.cli.observers import Observers
    from summarizer.config import Config
    from summarizer.engine.protocol import Engine
    from summarizer.model import Analysis, ModelRef
    from summarizer.store.library import Library
    from summarizer.templates.template import Template

FORMATS = ("text", "md", "html", "json", "jsonl")
_SUFFIXES = {"text": ".txt", "md": ".md", "html": ".html", "json": ".json", "jsonl": ".jsonl"}
_EPILOG = """examples:
  nutgraf summarize story.html
  pbpaste | nutgraf summarize -
  nutgraf summarize articles/ -o results/ --format json
  nutgraf summarize articles/ -o results.jsonl --format jsonl --template five-ws

With -o the same command goes on where it was stopped.
exit codes: 0 all done · 1 some article failed · 2 usage, settings or template · 3 model · 4 disk · 130 stopped"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "summarize",
        help="summarize articles",
        description="Summarize articles and note their wording, on this computer.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        type=file_name,
        metavar="FILE",
        help='articles (.txt .md .html), folders, or "-" for standard input',
    )
    parser.add_argument("--sample", action="store_true", help="use the sample article that comes with nutgraf")
    parser.add_argument("-f", "--format", choices=FORMATS, help="text (usual), md, html, json or jsonl")
    parser.add_argument(
        "-o", "--output", type=output_path, metavar="PATH", help="a folder, or a file for one article or jsonl"
    )
    parser.add_argument(
        "-t", "--template", metavar="NAME", help="a template's name or file (see `nutgraf templates list`)"
    )
    add_model_or_none(parser, "extract and rules only")
    parser.add_argument(
        "--keep", action="store_true", help="keep articles and results in the library too (see `nutgraf library`)"
    )
    parser.add_argument("--no-notes", action="store_true", help="summary only")
    parser.add_argument("--sentences", type=whole_number(1, 20), metavar="N", help="how many sentences the summary has")
    parser.add_argument("--words", type=whole_number(20, 400), metavar="N", help="about how many words the summary has")
    parser.add_argument("--form", choices=("prose", "bullets"), help="running text or a list")
    parser.add_argument("--language", metavar="CODE", help="the summary's language, such as de (usual: the article's)")
    parser.add_argument("--method", choices=("extract", "rewrite", "abstract"), help="how the summary is made (docs)")
    parser.add_argument("--context", type=whole_number(1024, 131072), metavar="TOKENS", help="the model's context")
    parser.add_argument("--threads", type=whole_number(1, 256), metavar="N", help="threads (as measured)")
    parser.add_argument("--no-cache", action="store_true", help="ask the model again, and keep nothing it computes")
    parser.add_argument(
        "--plain", action="store_true", help="no wrapping and no rewritten line: for screen readers and logs"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress; errors are still told")
    parser.add_argument("--events", action="store_true", help="events as JSON lines on standard output, for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from summarizer.batch.work import Batch, work  # noqa: PLC0415
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.cli.stop import Stop  # noqa: PLC0415
    from summarizer.config import load_config  # noqa: PLC0415
    from summarizer.engine.open import network_ledger  # noqa: PLC0415
    from summarizer.engine.sandbox import close_network  # noqa: PLC0415
    from summarizer.summary.method import Method  # noqa: PLC0415
    from summarizer.templates.find import find_template  # noqa: PLC0415

    close_network(network_ledger())  # this process needs none; the engine's closes its own as well
    config = load_config()
    template = _adjusted(find_template(args.template or config.template), args)
    jobs = _jobs(args)
    form = args.format or _form_of(args.output)
    _check_usage(args, jobs, form)
    library = _library() if args.keep else None
    model, engine = (None, None) if args.model == NO_MODEL else _engine(args, config)
    sink = _sink(args, jobs, form)
    observers = _observers(args, jobs, form, template)
    try:
        with Stop() as stop:
            if engine is not None:
                stop.notify(engine.cancel)
            notes = config.notes and not args.no_notes
            batch = Batch(
                template,
                model,
                engine,
                notes,
                sink,
                _renderer(args, form),
                stop.requested,
                config.keep_reading,
                library,
                Method(chosen) if (chosen := args.method or config.method) else None,
            )
            result = work(batch, jobs, observers)
    finally:
        observers.clear()
        sink.close()
        if library is not None:
            library.close()
        if engine is not None:
            engine.close()
    observers.close(result)
    if result.interrupted:
        if args.output is None:
            print("nutgraf: stopped.", file=sys.stderr)
        return exits.INTERRUPTED
    return exits.ARTICLE if result.failures else exits.OK


def _library() -> Library:
    from summarizer.store.library import open_library  # noqa: PLC0415

    return open_library()


def _adjusted(template: Template, args: argparse.Namespace) -> Template:
    """The template with the length, form and language of this command line."""
    from summarizer.errors import UsageError  # noqa: PLC0415
    from summarizer.templates.template import Form  # noqa: PLC0415
    from summarizer.text.language import LANGUAGES  # noqa: PLC0415

    changes: dict[str, Any] = {}
    if args.sentences and args.words:
        raise UsageError("--sentences and --words both say how long the summary is.", "Leave out one of the two.")
    if args.sentences or args.words:
        if template.sections:
            raise UsageError(
                f'The template "{template.name}" has sections: they are its length.', "Choose another one."
            )
        changes = {"sentences": args.sentences or template.sentences, "length": args.words}
    if args.form:
        changes["form"] = Form(args.form)
    if args.language:
        if args.language not in LANGUAGES:
            raise UsageError(f'"{args.language}" is no language that is known.', f"Known: {', '.join(LANGUAGES)}.")
        changes["language"] = args.language
    return replace(template, **changes)


def _jobs(args: argparse.Namespace) -> list[Job]:
    from summarizer.articles.load import expand, load_path, load_stream  # noqa: PLC0415
    from summarizer.batch.plan import Job, names_for  # noqa: PLC0415
    from summarizer.errors import UsageError  # noqa: PLC0415
    from summarizer.sample import NAME, sample_article  # noqa: PLC0415

    suffix = _SUFFIXES[args.format or _form_of(args.output)]
    if args.sample:
        if args.inputs:
            raise UsageError("--sample takes no files.", "Leave out one of the two.")
        return [Job(1, NAME, sample_article, f"sample{suffix}")]
    if args.inputs == ["-"]:
        source = "standard input"
        if sys.stdin.isatty():
            print("Paste the article, then press Ctrl-D on a line of its own.", file=sys.stderr)
        return [Job(1, source, lambda: load_stream(sys.stdin.buffer, source), f"stdin{suffix}")]
    if not args.inputs:
        raise UsageError("No article given.", "Name files or folders, or - for standard input; --sample tries it out.")
    if "-" in args.inputs:
        raise UsageError("Standard input (-) cannot be mixed with files.", "Run nutgraf once for each.")
    paths = _without_results(expand([Path(name) for name in args.inputs]), args)
    if not paths:
        raise UsageError(
            f"There is no article in {', '.join(args.inputs)}.", "A folder's .txt, .md, .html and .htm files are read."
        )
    names = names_for(paths, suffix)
    if args.keep:  # the library outlives the folder that this is called from
        paths = [path.absolute() for path in paths]
    return [
        Job(i, str(path), lambda path=path: load_path(path), name)  # type: ignore[misc]
        for i, (path, name) in enumerate(zip(paths, names, strict=True), 1)
    ]


def _without_results(paths: list[Path], args: argparse.Namespace) -> list[Path]:
    """A folder of results may lie in a folder of articles: it is not read."""
    from summarizer.errors import UsageError  # noqa: PLC0415

    if args.output is None:
        return paths
    output = args.output.absolute()
    if any(Path(name).absolute() == output for name in args.inputs):
        raise UsageError(f"{args.output} is both read and written.", "Choose another place with -o.")
    named = {Path(name) for name in args.inputs}
    return [path for path in paths if path in named or output not in path.absolute().parents]


def _form_of(output: Path | None) -> str:
    by_suffix = {suffix: form for form, suffix in _SUFFIXES.items()}
    return by_suffix.get(output.suffix.lower(), "text") if output and not output.is_dir() else "text"


def _check_usage(args: argparse.Namespace, jobs: list[Job], form: str) -> None:
    from summarizer.errors import UsageError  # noqa: PLC0415

    if form in {"json", "html"} and args.output is None and len(jobs) > 1 and not args.events:
        raise UsageError(
            f"{len(jobs)} articles as {form} do not fit on standard output.", "Use -o FOLDER, or --format jsonl."
        )
    output: Path | None = args.output
    if output and len(jobs) > 1 and output.suffix in _SUFFIXES.values() and form != "jsonl" and not output.is_dir():
        raise UsageError(
            f"{len(jobs)} articles do not fit into {output}.", "Name a folder with -o, or use --format jsonl."
        )
    if output and args.format is None and _one_file(args, jobs) and output.suffix.lower() not in _SUFFIXES.values():
        raise UsageError(
            f"{output}: no format has the ending {output.suffix}.",
            f"Known: {', '.join(_SUFFIXES.values())}; or say which with --format.",
        )


def _engine(args: argparse.Namespace, config: Config) -> tuple[ModelRef, Engine]:
    from summarizer.engine.open import open_engine  # noqa: PLC0415
    from summarizer.model import ModelRef  # noqa: PLC0415
    from summarizer.models.registry import resolve  # noqa: PLC0415

    context = args.context or config.context
    installed = resolve(args.model or config.model, context)
    threads = args.threads or config.threads
    engine = open_engine(installed, context=context, threads=threads, cache=not args.no_cache)
    return ModelRef(installed.id, installed.sha256), engine


def _sink(args: argparse.Namespace, jobs: list[Job], form: str) -> Sink:
    from summarizer.batch.sinks import FileSink, FolderSink, LinesSink, StreamSink  # noqa: PLC0415

    output: Path | None = args.output
    if output is None:
        if form != "text" and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # data is UTF-8 whatever the terminal is
        return StreamSink(sys.stdout)
    if form == "jsonl" and not output.is_dir():
        return LinesSink(output)
    return FileSink(output) if _one_file(args, jobs) else FolderSink(output)


def _one_file(args: argparse.Namespace, jobs: list[Job]) -> bool:
    """Whether -o names the file of one article."""
    one = len(jobs) == 1 and not any(Path(name).is_dir() for name in args.inputs)
    return one and bool(args.output.suffix) and not args.output.is_dir()


def _renderer(args: argparse.Namespace, form: str) -> Callable[[Analysis, str], str]:
    from summarizer.render.form import renderer  # noqa: PLC0415

    if args.output is None and (args.events or form == "text"):
        return lambda analysis, identity: ""  # the observer prints it while it comes
    return renderer(form)


def _observers(args: argparse.Namespace, jobs: list[Job], form: str, template: Template) -> Observers:
    from summarizer.cli.observers import EventPrinter, Observers, TextPrinter  # noqa: PLC0415
    from summarizer.cli.progress import Progress  # noqa: PLC0415
    from summarizer.render.wording import has_bullets  # noqa: PLC0415

    progress = None
    if not args.quiet:
        live = sys.stderr.isatty() and not args.plain
        per_article = args.output is not None or len(jobs) > 1
        progress = Progress(sys.stderr, len(jobs), live=live, per_article=per_article)
    if args.events:
        return Observers(progress, EventPrinter(sys.stdout))
    if args.output is None and form == "text":
        tty = sys.stdout.isatty()
        width = None if args.plain else min(shutil.get_terminal_size().columns, 100) if tty else 80
        return Observers(
            progress, TextPrinter(sys.stdout, width, bullets=has_bullets(template), separate=len(jobs) > 1)
        )
    return Observers(progress, None)
