"""``nutgraf doctor``: what was found, what is wrong and what to do about it."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FEATURES = (
    "avx",
    "avx2",
    "fma",
    "f16c",
    "avx512f",
    "avx512_vnni",
    "avx_vnni",
    "amx_int8",
    "neon",
    "asimd",
    "asimddp",
    "i8mm",
    "sve",
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("doctor", help="what was found, what is wrong, what to do", description=__doc__)
    parser.add_argument("--offline", action="store_true", help="prove by trying that nothing leaves this machine")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.offline:
        from summarizer.cli.offline import run_proofs  # noqa: PLC0415

        return run_proofs()
    report = _Report()
    for part in (_program, _machine, _folders, _library, _settings, _templates, _models):
        part(report)
    print("\n".join(report.lines))
    if not report.problems:
        print("\nNothing is wrong.")
        return 0
    print("\nWhat is wrong, and what to do:")
    print("\n".join(f"  - {problem}" for problem in report.problems))
    return report.code


class _Report:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.problems: list[str] = []
        self.code = 0

    def head(self, title: str) -> None:
        self.lines += ([""] if self.lines else []) + [title]

    def say(self, name: str, value: object) -> None:
        self.lines.append(f"  {name:<13} {value}")

    def wrong(self, problem: str, code: int) -> None:
        self.problems.append(problem)
        self.code = self.code or code


def _program(report: _Report) -> None:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    import summarizer  # noqa: PLC0415
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.models.fit import gpu_build  # noqa: PLC0415

    report.head("nutgraf")
    report.say("version", summarizer.__version__)
    report.say("python", f"{platform.python_version()} ({sys.executable})")
    try:
        report.say("llama.cpp", f"llama-cpp-python {version('llama-cpp-python')}, {gpu_build() or 'CPU'} build")
    except PackageNotFoundError:
        report.wrong("llama-cpp-python is not installed: install nutgraf again.", exits.MODEL)


def _machine(report: _Report) -> None:
    import psutil  # noqa: PLC0415

    from summarizer.models.fit import machine  # noqa: PLC0415

    on = machine()
    report.head("Machine")
    report.say("system", f"{platform.system()} {platform.release()} {platform.machine()}")
    report.say("cores", f"{on.cores} for this process, {psutil.cpu_count(logical=False) or '?'} physical")
    report.say("memory", f"{on.memory / 1e9:.1f} GB, {psutil.virtual_memory().available / 1e9:.1f} GB available")
    if (advice := _unused_card()) is not None:
        report.say("graphics card", advice)
    report.say("cpu features", " ".join(_cpu_features()) or "not known here")


def _unused_card() -> str | None:
    """A graphics card that the engine was not built for (Linux)."""
    from pathlib import Path  # noqa: PLC0415

    from summarizer.models.fit import gpu_build  # noqa: PLC0415

    flag = "CUDA" if Path("/dev/nvidia0").exists() else "VULKAN" if any(Path("/dev/dri").glob("renderD*")) else None
    if flag is None or gpu_build() is not None:
        return None
    return f'found, and not used: install llama-cpp-python with CMAKE_ARGS="-DGGML_{flag}=ON" (see docs/install.md)'


def _cpu_features() -> list[str]:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123
            words = set(file.read().split())
    except OSError:
        return []
    return [feature for feature in _FEATURES if feature in words]


def _folders(report: _Report) -> None:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.paths import folders  # noqa: PLC0415

    report.head("Folders" + (" (moved by NUTGRAF_HOME)" if os.environ.get("NUTGRAF_HOME") else ""))
    all_folders = folders()
    for field in fields(all_folders):
        path = getattr(all_folders, field.name)
        report.say(field.name, path if path.exists() else f"{path} (not there yet)")
        if not _writable(path):
            report.wrong(f"{path} cannot be written: change its permissions or set NUTGRAF_HOME.", exits.STORAGE)


def _library(report: _Report) -> None:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.errors import StorageError  # noqa: PLC0415
    from summarizer.paths import folders  # noqa: PLC0415
    from summarizer.store.library import open_library  # noqa: PLC0415

    path = folders().library
    report.head(f"Library ({path})")
    if not path.exists():
        report.say("articles", "none yet")
        return
    try:
        with open_library() as library:
            counts = library.counts()
    except StorageError as error:
        report.wrong(str(error), exits.STORAGE)
    else:
        report.say("articles", f"{counts.articles} ({counts.unread} unread), {counts.analyses} results")
        if not library.writable:
            report.say("writable", "no: it can only be read")


def _writable(path: Path) -> bool:
    """The folder, or the nearest one above it that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return os.access(path, os.W_OK)


def _settings(report: _Report) -> None:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.config import config_path, load_config  # noqa: PLC0415
    from summarizer.errors import ConfigError  # noqa: PLC0415
    from tui.keys import check_keys  # noqa: PLC0415  (the table alone, without the screen)

    report.head(f"Settings ({config_path()})")
    try:
        config = load_config()
    except ConfigError as error:
        report.wrong(str(error), exits.USAGE)
        return
    for name, origin in config.origins.items():
        value = getattr(config, name)
        report.say(name, f"{'chosen by nutgraf' if value is None else value} ({origin})")
    try:
        check_keys(config.keys)
    except ConfigError as error:
        report.wrong(str(error), exits.USAGE)


def _templates(report: _Report) -> None:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.templates.find import all_templates  # noqa: PLC0415

    found, errors = all_templates()
    own = [t.name for t in found if t.origin]
    report.head("Templates")
    report.say("built in", ", ".join(t.name for t in found if not t.origin))
    report.say("yours", ", ".join(own) or "none")
    for error in errors:
        report.wrong(str(error), exits.USAGE)


def _models(report: _Report) -> None:
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.config import CONTEXT  # noqa: PLC0415
    from summarizer.errors import NutgrafError  # noqa: PLC0415
    from summarizer.models.registry import installed, resolve  # noqa: PLC0415

    report.head("Models")
    models = installed()
    for model in models:
        report.say(model.id, f"{model.size / 1e9:.1f} GB, {model.path}")
        try:
            resolve(model.id, CONTEXT)
        except NutgrafError as error:
            report.wrong(str(error), exits.MODEL)
    if not models:
        report.say("none", "")
        report.wrong("There is no model: `nutgraf models get` fetches the best for this machine.", exits.MODEL)
    else:
        _engine(report, models[0].id)


def _engine(report: _Report, name: str) -> None:
    """Load the model as a run would, and ask what holds it in."""
    from summarizer.cli import exits  # noqa: PLC0415
    from summarizer.config import CONTEXT  # noqa: PLC0415
    from summarizer.engine.host import WorkerEngine  # noqa: PLC0415
    from summarizer.engine.open import engine_log, settings_for, tunings_path  # noqa: PLC0415
    from summarizer.engine.tunings import Tunings, describe, untuned  # noqa: PLC0415
    from summarizer.errors import NutgrafError  # noqa: PLC0415
    from summarizer.models.fit import machine  # noqa: PLC0415
    from summarizer.models.registry import resolve  # noqa: PLC0415

    report.head("Engine")
    try:
        model = resolve(name, CONTEXT)
        on = machine()
        tuning = Tunings(tunings_path(), on).find(model.sha256)
        report.say("tuning", describe(tuning) if tuning else "not measured yet: `nutgraf tune`, or the first run")
        settings = settings_for(model, CONTEXT, tuning or untuned(on), states=False)
        engine = WorkerEngine(settings, engine_log())
        try:
            start = engine.start()
            while True:
                next(start)
        except StopIteration as end:
            info = end.value
            report.say(
                "loads", f"{info.name} ({info.architecture}), {info.threads} threads, {info.gpu_layers} GPU layers"
            )
            report.say("network", f"closed to the engine by {info.sandbox}")
        finally:
            engine.close()
    except NutgrafError as error:
        report.wrong(str(error), exits.MODEL)
    report.say("log", engine_log())
