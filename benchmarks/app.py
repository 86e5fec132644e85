"""The app in a pseudo-terminal: CPU until its first frame with a full library, and how soon a key is answered.

    .venv/bin/python benchmarks/app.py [--articles 1000] [--model ID] [--keys 100]

With ``--model`` the keys are pressed while that installed model works on an article. A key is answered when the next
bytes are drawn. Prints CPU as a ratio to a bare interpreter, too."""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from terminal import Terminal

ARTICLE = Path(__file__).parent / "engine" / "article.txt"
NUTGRAF = str(Path(sys.executable).with_name("nutgraf"))
STARTS = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--model", help="an installed model's name")
    parser.add_argument("--keys", type=int, default=100)
    args = parser.parse_args()
    with TemporaryDirectory() as home:
        if args.model:
            _lend_models(Path(home))
        os.environ["NUTGRAF_HOME"] = home
        _fill(args.articles)
        _first_frame(args.articles)
        _scrolling(args.keys)
        _lag(args.model, args.keys)


def _lend_models(home: Path) -> None:
    """The user's models, where they are."""
    from summarizer.paths import folders

    target = home / "data"
    target.mkdir(parents=True)
    for name in ("models", "tuning.json"):
        source = folders().data / name
        if source.exists():
            (target / name).symlink_to(source)


def _fill(count: int) -> None:
    from summarizer.articles.plain import read_plain
    from summarizer.paths import folders
    from summarizer.store.library import open_library
    from tui.memory import Memory, save_memory

    folders().data.mkdir(parents=True, exist_ok=True)
    save_memory(Memory(welcomed=True))
    text = ARTICLE.read_text(encoding="utf-8")
    with open_library() as library:
        for number in range(count):
            varied = re.sub(r"\d+", lambda m, n=number: str(int(m[0]) + n), text)
            library.add(read_plain(f"Report number {number}\n\n{varied}", f"{number}.txt"))
        library.add(read_plain("The long one\n\n" + "\n\n".join([text] * (20_000 // len(text.split()))), "long.txt"))


def _first_frame(articles: int) -> None:
    used = []
    for _ in range(STARTS):
        screen = Terminal([NUTGRAF], {})
        screen.wait_for(f"{articles + 1:,} articles")
        used.append(_cpu(screen.pid))
        screen.quiet(1.0)
        screen.press("\x11")
        screen.close()
    bare = []
    for _ in range(STARTS):
        before = os.times()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        after = os.times()
        bare.append(after[2] + after[3] - before[2] - before[3])
    middle = statistics.median(used)
    ratio = middle / max(statistics.median(bare), 0.01)
    print(f"first frame, {articles + 1} articles: {middle * 1000:.0f} ms of CPU, {ratio:.0f} x a bare interpreter")


def _cpu(pid: int) -> float:
    import psutil

    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def _scrolling(keys: int) -> None:
    screen = Terminal([NUTGRAF], {})
    screen.wait_for("The long one")
    screen.press("\r")
    screen.wait_for("The extract")
    screen.quiet(2.0)
    _print("page down in 20,000 words", [_answer(screen, key) for key in " " * min(keys, 50)])
    screen.press("\x11")
    screen.close()


def _lag(model: str | None, keys: int) -> None:
    screen = Terminal([NUTGRAF], {})
    screen.wait_for("The long one")
    screen.quiet(1.5)
    what = "idle"
    if model:
        screen.press("jjs")
        screen.wait_for("Reading", 300)
        what = f"{model} at work"
    _print(f"cursor down, {what}", [_answer(screen, "j") for _ in range(keys)])
    screen.press("\x1b\x11")
    screen.close()


def _answer(screen: Terminal, key: str) -> float:
    """Seconds until something is drawn after a key."""
    while screen.read(0.06):  # let what is under way pass, and a user's pause
        pass
    begun = time.perf_counter()
    screen.press(key)
    screen.read(2.0)
    return time.perf_counter() - begun


def _print(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{what}: median {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms of {len(times)} keys")


if __name__ == "__main__":
    main()
