"""Where two articles give one quotation in two forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from summarizer.compare.align import Aligner, Link
from summarizer.model import Span, Voice

_FEW, _FIRM = 3, 3
"""Words that may differ, and equal words on either side that show it is the same quotation."""
_SHORT_FORMS = (
    (r"n't\b", " not"), (r"'re\b", " are"), (r"'ve\b", " have"), (r"'ll\b", " will"), (r"'m\b", " am"), (r"'s\b", " is"),
    (r"\bca not\b", "cannot"), (r"\bcan not\b", "cannot"), (r"\bsen\b", "senator"), (r"\brep\b", "representative"),
)  # fmt: skip


def other_words(aligner: Aligner, link: Link) -> Iterator[tuple[Span, Span]]:
    """Up to three words in place of up to three others, within quotation marks on both sides of a link that says
    the same."""
    if not link.same:
        return
    left, right = (
        [w for w in aligner.words[i] if aligner.articles[aligner.rows[i].article].voice(w.span) is Voice.QUOTED]
        for i in (link.one, link.other)
    )
    a, b = [w.form for w in left], [w.form for w in right]
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for before, code, after in zip(codes, codes[1:], codes[2:], strict=False):
        tag, i, i2, j, j2 = code
        firm = all(kind == "equal" and end - start >= _FIRM for kind, start, end, _, _ in (before, after))
        short = i2 - i <= _FEW and j2 - j <= _FEW
        if tag == "replace" and firm and short and _written_out(a[i:i2]) != _written_out(b[j:j2]):
            yield Span(left[i].span.start, left[i2 - 1].span.end), Span(right[j].span.start, right[j2 - 1].span.end)


def _written_out(forms: list[str]) -> str:
    """Without what differs only in how it is put on paper: short forms of verbs and titles, hyphens."""
    text = " ".join(forms).replace("-", " ")
    for short, long in _SHORT_FORMS:
        text = re.sub(short, long, text)
    return text.replace(" ", "")
