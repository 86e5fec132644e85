"""L2: every name stands in the cited sentences or beside them."""

from __future__ import annotations

import re

from summarizer.model import Check, Verdict
from summarizer.summary.checks.source import Source, verdict
from summarizer.text.names import Name, find_names, is_known, is_misspelled, known_forms

_LIKE_A_NAME = re.compile(r"(?:['’]s| (?:and|said|says|told|was|is|has)\b| [A-Z])")


def check_names(text: str, source: Source, *, certain: bool) -> Check:
    """Fails (or doubts, unless ``certain`` that capitals mean names) for a name that is nowhere in the
    article; doubts one from another part, which may have been swapped. A capital at the beginning
    proves a name only if the article knows it as one."""
    near = known_forms(f"{source.article.title}\n{source.nearby}")
    anywhere = source.facts.anywhere.names
    foreign = [n for n in find_names(text) if not is_known(n, near)]
    nowhere = [n for n in foreign if not is_known(n, anywhere) and _is_name(n, text)]
    if nowhere:
        kind = Verdict.FAIL if certain and not all(is_misspelled(n, anywhere) for n in nowhere) else Verdict.DOUBT
        return verdict("names", kind, [n.of(text) for n in nowhere], "names that the article does not have")
    elsewhere = [n.of(text) for n in foreign if is_known(n, anywhere) and not n.initial]
    return verdict("names", Verdict.DOUBT, elsewhere, "names from another part of the article")


def _is_name(name: Name, text: str) -> bool:
    return not name.initial or (
        not name.form.endswith(("s", "ly", "ing")) and _LIKE_A_NAME.match(text, name.span.end) is not None
    )
