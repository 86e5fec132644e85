"""An analysis as Markdown that says what the text says, whatever characters it holds."""

from __future__ import annotations

import re

from summarizer.model import Analysis, Claim
from summarizer.render import wording
from summarizer.text.clean import one_line, printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])")


def escape(text: str) -> str:
    """``text`` on one line so that Markdown shows it as it is."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    return _START.sub(lambda m: f"{m[2]}\\{m[3]}" if m[2] else f"\\{m[5]}", escaped)


def render_markdown(analysis: Analysis) -> str:
    parts = [f"# {escape(analysis.article.title)}", escape(wording.facts(analysis.article))]
    if analysis.gist:
        parts.append(f"**{_claim(analysis.gist)}**")
    if analysis.claims:
        claims = [_claim(claim) for claim in analysis.claims]
        parts += [
            "## Summary",
            "\n".join(f"- {c}" for c in claims) if wording.has_bullets(analysis) else " ".join(claims),
        ]
    if analysis.custom:
        parts += ["## Answer", _answer(analysis.custom)]
    if analysis.notes is not None:
        parts.append("## Bias notes")
        rows = [
            f"- **{wording.category(note)}** ({note.tier.value}): {escape(note.text)}"
            for note in wording.notes_to_show(analysis)
        ]
        parts += ["\n".join(rows)] if rows else []
        parts.append(escape(wording.notes_remark(analysis)))
    cited = wording.cited_sentences(analysis)
    if cited:
        parts += [
            "## Sources",
            "\n".join(f"- \\[{i + 1}\\] {escape(analysis.article.sentence_text(i))}" for i in cited),
        ]
    parts += [f"*{escape(warning)}*" for warning in analysis.warnings]
    parts.append(f"*{escape(wording.provenance(analysis))}*")
    return "\n\n".join(parts) + "\n"


def _claim(claim: Claim) -> str:
    label = f"{escape(claim.label)}: " if claim.label else ""
    marks = "".join(f" ({escape(mark)})" for mark in wording.marks(claim))
    return f"{label}{escape(claim.text)} {escape(wording.cites(claim))}{marks}"


def _answer(text: str) -> str:
    """The model's own lines, as text: list marks stay, nothing else is markup."""
    lines = []
    for line in printable(text).splitlines():
        bullet = re.match(r"\s*[-*•]\s+", line)
        lines.append(f"- {escape(line[bullet.end() :])}" if bullet else escape(line))
    return "\n".join(lines)
