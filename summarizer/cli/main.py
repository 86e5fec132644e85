"""``nutgraf``: without arguments the app, with a command the command. Imports nothing heavy itself."""

from __future__ import annotations

import argparse
import errno
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import summarizer
from summarizer.cli import cache, calibrate, check, compare, doctor, exits, library, models, summarize, templates, tune
from summarizer.errors import NutgrafError, UsageError

_EPILOG = """Everything happens on this computer. Only `nutgraf models get` uses the network, after asking.
`nutgraf COMMAND --help` explains a command. Without a command, the app opens."""

_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
"""What only standard output leaves to ``main``: whoever writes a file raises StorageError."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. No traceback reaches the user: it goes to a file."""
    _open_streams()
    parser = _parser()
    args = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that is not UTF-8 gets "?" instead of a crash
            stream.reconfigure(errors="replace")
    try:
        code = _without_command(args) if args.command is None else _with_command(args)
        sys.stdout.flush()
        return code
    except NutgrafError as error:
        print(f"nutgraf: {error}", file=sys.stderr)
        return exits.exit_code(error)
    except KeyboardInterrupt:
        print("nutgraf: stopped.", file=sys.stderr)
        return exits.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output is gone (`nutgraf ... | head`): stop as other tools do.
        _discard_output()
        return 128 + getattr(signal, "SIGPIPE", 13)
    except Exception as error:  # the last line of defence against a traceback on the screen
        if isinstance(error, OSError) and error.errno in _UNWRITABLE:
            _discard_output()
            print(f"nutgraf: standard output cannot be written: {error.strerror}.", file=sys.stderr)
            return exits.STORAGE
        print(f"nutgraf: {_report(error)}", file=sys.stderr)
        return exits.BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nutgraf",
        description="Cited summaries and bias notes of news articles, by a model on your own computer.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nutgraf {summarizer.__version__}")
    parser.add_argument("--serve", action="store_true", help="open the app in a browser on this computer, until ctrl+c")
    parser.add_argument("--no-browser", action="store_true", help="with --serve: print the address and open no browser")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in (summarize, check, compare, library, models, templates, tune, calibrate, cache, doctor):
        command.add_parser(commands)
    return parser


def _with_command(args: argparse.Namespace) -> int:
    if args.serve or args.no_browser:
        raise UsageError("--serve opens the app: it goes without a command.", "`nutgraf --serve`")
    return int(args.run(args))


def _without_command(args: argparse.Namespace) -> int:
    if args.serve:
        return _serve(args)
    if args.no_browser:
        raise UsageError("--no-browser says how --serve begins.", "`nutgraf --serve --no-browser`")
    return _app()


def _serve(args: argparse.Namespace) -> int:
    if find_spec("textual_serve") is None:
        raise UsageError(
            "--serve needs packages that are not installed.",
            f"This brings them: {sys.executable} -m pip install 'nutgraf[serve]'",
        )
    from tui.serve.server import main as serve  # noqa: PLC0415

    serve(browser=not args.no_browser)
    return exits.OK


def _app() -> int:
    elsewhere = os.environ.get("TEXTUAL_DRIVER")  # the app draws by other means than this terminal
    if not elsewhere and not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("nutgraf: the app needs a terminal. `nutgraf summarize FILE` works without one.", file=sys.stderr)
        return exits.USAGE
    from tui.app import main as app  # noqa: PLC0415  (Textual is for the app alone)

    return exits.BUG if app() else exits.OK


def _open_streams() -> None:
    """A stream that was closed (``>&-``) is empty or takes everything."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _discard_output() -> None:
    """What is left goes nowhere, so that the end of the process does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: Exception) -> str:
    import traceback  # noqa: PLC0415

    from summarizer.paths import folders  # noqa: PLC0415

    path = folders().logs / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return f"a bug in nutgraf: {type(error).__name__}: {error}"
    return f"a bug in nutgraf: {type(error).__name__}. The details are in {path}; please report them."


if __name__ == "__main__":
    sys.exit(main())
