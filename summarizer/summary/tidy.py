"""A model's line as one sentence: without the label, bullet or quotation marks it likes to add."""

from __future__ import annotations

import re

from summarizer.text.clean import one_line

_LABEL = re.compile(r"(?:[-*•–]\s+|\d+[.)]\s+|(?:summary|rewrite|text|answer|sentence|gist|output)\s*:\s*)+", re.I)
_PAIRS = {'"': '"', "“": "”", "'": "'", "‘": "’", "«": "»"}
_END = ".!?…。！？"


def tidy(text: str) -> str:
    """``text`` on one line; a full stop where a sentence has none. Changes no other word or mark."""
    line = _LABEL.sub("", one_line(text), count=1) if _LABEL.match(one_line(text)) else one_line(text)
    if len(line) > 1 and _PAIRS.get(line[0]) == line[-1] and line[-1] not in line[1:-1] and line[0] not in line[1:-1]:
        line = line[1:-1].strip()
    if line and line.rstrip('"”’»)」』')[-1:] not in _END:
        line += "."
    return line
