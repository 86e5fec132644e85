"""One-sided sources: one person supplies nearly all the quoted words. A count, not a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarizer.bias.candidates import Candidate
from summarizer.bias.detectors.speakers import reports, utterances
from summarizer.model import Article, Category, Evidence

_QUOTES = 4
_SHARE = 0.8
_MANY_QUOTES = 6
_NEARLY_ALL = 0.95


def detect(article: Article) -> Iterator[Candidate]:
    spoken = list(utterances(article))
    by_speaker: Counter[str] = Counter()
    for utterance in spoken:
        if utterance.speaker is not None:
            by_speaker[utterance.speaker] += utterance.words
    if len(spoken) < _QUOTES or not by_speaker:
        return
    total = sum(u.words for u in spoken)
    speaker, share = by_speaker.most_common(1)[0]
    name = next((r.name for r in reports(article) if r.speaker == speaker and r.name is not None), None)
    if name is not None and share >= _SHARE * total:
        own = [u.quote.span for u in spoken if u.speaker == speaker]
        plain = len(spoken) >= _MANY_QUOTES and share >= _NEARLY_ALL * total
        yield Candidate(
            Category.ONE_SIDED_SOURCES,
            name,
            None,
            (Evidence("count", "quote_share", 2.0 if plain else 1.6),),
            f"One voice has {len(own)} of {len(spoken)} quotations and {share} of {total} quoted words;"
            " others may see the matter otherwise",
            related=tuple(own),
            whole_article=True,
        )
