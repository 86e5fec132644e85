"""A library of many articles: how long it takes to add, list, search, open, back up and delete.

    .venv/bin/python benchmarks/library.py [--articles 1000 10000]

The articles are made from invented words that are as rare and as common as words are (Zipf), 600 each, with a result
for every tenth. Prints the median of CPU milliseconds of this process, which a busy machine does not change."""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.model import Analysis, Article, Claim, Mode, Paragraph, Sentence, Span, TemplateRef
from summarizer.store.library import Library, open_library
from summarizer.store.values import Sort

_SYLLABLES = "ba ke li mo nu ra si to ve zu lan ster mond haus wall ret fen gar tis dor ing pel com".split()
_WORDS = 40_000
_SENTENCES, _LENGTH = 30, 20
_RUNS = 9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    args = parser.parse_args()
    maker = _Maker()
    for count in args.articles:
        with TemporaryDirectory() as folder:
            _measure(maker, count, Path(folder, "library.db"))


class _Maker:
    """Articles, the same ones in every run."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        drawn = ("".join(self._random.choices(_SYLLABLES, k=self._random.randint(1, 4))) for _ in range(_WORDS))
        self.words = sorted(set(drawn))
        self._random.shuffle(self.words)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def article(self, number: int) -> Article:
        text, sentences = "", []
        for i in range(_SENTENCES):
            start = len(text)
            text += " ".join(self._random.choices(self.words, cum_weights=self._weights, k=_LENGTH)).capitalize() + "."
            sentences.append(Sentence(i, Span(start, len(text)), 0))
            text += " "
        title = " ".join(self._random.choices(self.words, k=6)).capitalize()
        whole = (Paragraph(Span(0, len(text))),)
        return Article(
            text, title, f"/articles/{number}.txt", whole, tuple(sentences), byline="Ann Orbe", language="en"
        )


def _measure(maker: _Maker, count: int, path: Path) -> None:
    library = open_library(path)
    articles = [maker.article(i) for i in range(count)]
    adding = [_timed(lambda article=article: library.add(article)) for article in articles]  # type: ignore[misc]
    keeping = [_timed(lambda article=article: _keep(library, article)) for article in articles[::10]]  # type: ignore[misc]
    size = path.stat().st_size + path.with_name(path.name + "-wal").stat().st_size
    common, rare = maker.words[3], maker.words[8000]
    print(
        f"\n{count:,} articles of {_SENTENCES * _LENGTH} words, {len(keeping):,} results; {size / 1e6:.0f} MB on disk"
    )
    _print("add an article", adding)
    _print("keep a result", keeping)
    one = articles[count // 2]
    number = library.analyses(articles[0].id)[0].number
    for what, action in {
        "open and close": lambda: open_library(path).close(),
        "list all, latest first": library.rows,
        "list all by title": lambda: library.rows(sort=Sort.TITLE),
        "list the first 100": lambda: library.rows(limit=100),
        f"search a common word ({len(library.rows(common)):,} found)": lambda: library.rows(common),
        "the same, the best 100": lambda: library.rows(common, sort=Sort.RELEVANCE, limit=100),
        f"search a rare word ({len(library.rows(rare)):,} found)": lambda: library.rows(rare),
        f"search two letters ({len(library.rows(rare[:2])):,} found)": lambda: library.rows(rare[:2]),
        f"search a phrase ({len(library.rows(_phrase(one))):,} found)": lambda: library.rows(_phrase(one)),
        "load an article": lambda: library.article(one.id),
        "load a result": lambda: library.analysis(number),
        "look for changes": library.changes,
    }.items():
        _print(what, [_timed(action) for _ in range(_RUNS)])
    removed = library.remove([one.id])
    library.restore(removed)
    _print("remove an article", [_timed(lambda: library.remove([one.id]))])
    _print("scrub what was removed", [_timed(library.scrub)])
    _print("check every byte", [_timed(library.check)])
    _print("back up", [_timed(lambda: library.backup(path.with_name("copy.db")))])
    library.close()


def _keep(library: Library, article: Article) -> None:
    claims = tuple(Claim(article.sentence_text(i), (i,), Mode.EXTRACT) for i in range(5))
    library.keep(Analysis(article, TemplateRef("brief", "0" * 64), None, claims=claims), article.id)


def _phrase(article: Article) -> str:
    return '"' + " ".join(article.sentence_text(3).split()[5:9]) + '"'


def _timed(action: Callable[[], object]) -> float:
    """CPU milliseconds."""
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000


def _print(what: str, times: list[float]) -> None:
    worst = f"   (worst {max(times):.1f})" if len(times) > 1 else ""
    print(f"  {what:<44} {statistics.median(times):8.2f} ms{worst}")


if __name__ == "__main__":
    main()
