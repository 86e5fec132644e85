"""Events as JSON Lines, for programs that watch a run."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from summarizer.events import Event, Failed, Finished, RunStarted
from summarizer.published.json import as_fields


def render_event(event: Event, source: str, identity: str) -> str:
    """One line: run id, number, source, the event's name and its fields."""
    fields: dict[str, Any]
    match event.body:
        case RunStarted(article, template):
            fields = {"sha256": article.id, "title": article.title, "template": template.name}
        case Finished(analysis):
            fields = {"analysis": as_fields(analysis, identity)}
        case Failed(error):
            fields = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        case body:
            fields = asdict(body)
    row = {"run": event.run_id, "seq": event.seq, "source": source, "event": type(event.body).__name__, **fields}
    return json.dumps(row, ensure_ascii=True) + "\n"
