"""Who is quoted in which article. A name is known by its last word; what cannot be resolved stays unclear."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from summarizer.compare.comparison import Place, Speaker
from summarizer.compare.sources import BODIES, sources, spoken
from summarizer.model import Article, Span
from summarizer.text.words import STOPWORDS

_LONGEST_FIRST = 2
"""Words before a last name that are still a first name; of more, which hold an office, the last is taken."""
_TITLES = frozenset(
    (
        "mr mrs ms dr prof sir dame lord lady president vice minister chancellor senator sen sens rep reps representative "
        "gov governor mayor judge justice secretary attorney general speaker leader chairman chairwoman chair director "
        "chief former house senate white king queen prince princess pope bishop professor officer sheriff captain "
        "detective sergeant majority minority republican democratic democrat gop prime deputy acting congressman "
        "congresswoman spokesman spokeswoman spokesperson state department following according meanwhile however"
    ).split()
)


def speakers(articles: Sequence[Article]) -> tuple[Speaker, ...]:
    """By the number of articles, then of quotations; whose speaker is unclear last."""
    quotations: dict[str | None, list[Place]] = defaultdict(list)
    verbs: dict[str | None, list[Place]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for number, article in enumerate(articles):
        for quote, key in spoken(article):
            if (place := _place(number, article, quote.span)) is not None:
                quotations[key].append(place)
        for source in sources(article):
            if source.key is not None:
                verbs[source.key].append(Place(number, source.sentence, source.verb))
                names[source.key] |= {source.name} if source.name else set()
    keys = dict.fromkeys((*quotations, *verbs))
    found = [Speaker(_name(k, names, articles), tuple(quotations[k]), tuple(verbs[k])) for k in keys]
    return tuple(
        sorted(
            found,
            key=lambda s: (s.name is None, -len(s.articles), -len(s.quotations), -len(s.verbs), s.name or ""),
        )
    )


def _place(number: int, article: Article, span: Span) -> Place | None:
    """In the first sentence that the span touches."""
    for sentence in article.sentences:
        if sentence.span.overlaps(span):
            return Place(number, sentence.index, span)
    return None


def _name(key: str | None, names: dict[str, set[str]], articles: Iterable[Article]) -> str | None:
    """With the first name if the articles give one beside a verb of saying, or else the most frequent one; with
    all of them if speakers of that last name differ."""
    if key is None:
        return None
    last = max((form.split()[-1] for form in names[key]), key=len, default=key.capitalize())
    last = re.sub(r"['’]s$", "", last)
    if key in BODIES:
        return max(names[key], key=len, default=last)
    firsts = {f for form in names[key] if (f := _first(form.split()[:-1]))}
    if not firsts:
        pattern = re.compile(rf"\b([A-Z][\w’'-]+)(?: [A-Z]\.)? {re.escape(last)}\b")
        found = Counter(
            f
            for a in articles
            for s in a.sentences
            for m in pattern.finditer(s.span.of(a.text))
            if (f := _first([m[1]]))
        )
        firsts = {f for f, _ in found.most_common(1)}
    shortest = {f.split()[0]: f for f in sorted(firsts, key=len, reverse=True)}
    return " or ".join(f"{first} {last}" for first in sorted(shortest.values())[:3]) or last


def _first(words: Sequence[str]) -> str:
    """What remains of the words before a last name when titles and small words are taken off."""
    kept: list[str] = []
    for word in words:
        plain = word.strip(".,").casefold()
        kept = [] if plain in _TITLES or plain in STOPWORDS else [*kept, word]
    return " ".join(kept if len(kept) <= _LONGEST_FIRST else kept[-1:])
