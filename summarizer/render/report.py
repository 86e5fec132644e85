"""What the checker found about somebody's summary, for a terminal and for programs (docs/checks.md)."""

from __future__ import annotations

from typing import Any

import summarizer
from summarizer.model import Claim, ModelRef, Verdict
from summarizer.pipeline.check import Report
from summarizer.published.json import dumps
from summarizer.render.text import wrapped
from summarizer.summary.consistency import consistency, is_consistent
from summarizer.text.clean import one_line

FORMAT = "nutgraf.check/1"
_MARKS = {Verdict.FAIL: "FAIL ", Verdict.DOUBT: "DOUBT", Verdict.PASS: "ok   "}


def render_report(report: Report, model: ModelRef | None, width: int) -> str:
    verdicts = [report.worst(claim) for claim in report.claims]
    lines = [
        one_line(report.article.title),
        f"{len(verdicts)} {'sentence' if len(verdicts) == 1 else 'sentences'} checked: "
        f"{verdicts.count(Verdict.FAIL)} failed, {verdicts.count(Verdict.DOUBT)} doubtful, "
        f"{verdicts.count(Verdict.PASS)} without objection",
        "",
    ]
    for claim, verdict in zip(report.claims, verdicts, strict=True):
        lines += wrapped(one_line(claim.text), width, f"{_MARKS[verdict]}  ", " " * 7)
        for check in claim.checks:
            if check.verdict is not Verdict.PASS:
                lines += wrapped(one_line(f"{check.layer}: {check.detail}"), width, " " * 7, " " * 9)
        for i in claim.cites:
            source = one_line(report.article.sentence_text(i))
            lines += wrapped(source, width, f"       [{i + 1}] ", " " * 11)
        lines.append("")
    if report.translated:
        lines.append("The summary is in another language: only figures and names were compared.")
    lines.append(f"{model.id if model else 'rules only, no model'} · checked on this computer, nothing was sent")
    return "\n".join(lines) + "\n"


def report_json(report: Report, model: ModelRef | None) -> str:
    article = report.article
    fields: dict[str, Any] = {
        "format": FORMAT,
        "nutgraf": summarizer.__version__,
        "article": {"source": article.source, "sha256": article.id, "title": article.title, "text": article.text},
        "model": {"id": model.id, "sha256": model.sha256} if model else None,
        "translated": report.translated,
        "sentences": [_claim(report, claim) for claim in report.claims],
    }
    return dumps(fields, indent=2) + "\n"


def _claim(report: Report, claim: Claim) -> dict[str, Any]:
    article = report.article
    return {
        "text": claim.text,
        "verdict": report.worst(claim).value,
        "consistent": is_consistent(claim.checks),
        "consistency": round(consistency(claim.checks), 3),
        "sources": [
            {"sentence": i + 1, "start": span.start, "end": span.end, "text": span.of(article.text)}
            for i in claim.cites
            for span in (article.sentences[i].span,)
        ],
        "checks": [
            {
                "layer": c.layer,
                "verdict": c.verdict.value,
                "detail": c.detail,
                "value": c.value,
            }
            for c in claim.checks
        ],
    }
