"""Who is who and who did what: offices, the order of actors, the company of names and figures."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.model import Check, Verdict
from summarizer.summary.checks.actors import exchanged
from summarizer.summary.checks.company import fit, mentions, mixed
from summarizer.summary.checks.source import Source, verdict
from summarizer.text.titles import find_titles

_BOUND = 0.2
"""Below this part of what the best sentence shares with its neighbours, a mention is out of place."""


def check_roles(text: str, source: Source) -> Check:
    """Fails for an office that the article gives to somebody else and for exchanged names; doubts exchanged
    nouns and a mention out of place. ``value``: how well the least fitting mention fits its company."""
    wrong = [f"{name} is not the {office}" for office, name in _usurped(text, source)]
    if wrong:
        return Check("roles", Verdict.FAIL, ", ".join(wrong), value=0.0)
    turned = list(exchanged(text, source))
    if turned:
        sure = source.sure(text, source.near(text))
        kind = Verdict.FAIL if sure and any(pair.names for pair in turned) else Verdict.DOUBT
        places = dict.fromkeys(f"{pair.one} and {pair.other}" for pair in turned)
        return Check("roles", kind, f"have changed places: {', '.join(places)}", value=0.0)
    fits = {m.words: fit(text, m, source) for m in mentions(text, source)}
    strange = [*mixed(text, source), *(words for words, value in fits.items() if value < _BOUND)]
    found = verdict("roles", Verdict.DOUBT, strange, "the article says this of something else")
    return Check("roles", found.verdict, found.detail, value=round(min(fits.values(), default=1.0), 3))


def _usurped(text: str, source: Source) -> Iterator[tuple[str, str]]:
    """Offices that the article gives to others and never to this name."""
    for title in sorted(find_titles(text), key=lambda title: (title.words, title.office)):
        known = [t for t in source.facts.titles if t.office == title.office]
        held = [t for t in known if t.names & title.names]
        elsewhere = title.of and held and all(t.of and t.of != title.of for t in held)
        if (known and not held and title.names <= source.facts.anywhere.names) or elsewhere:
            yield f"{title.of.title()} {title.office}".strip(), title.words
