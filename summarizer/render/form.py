"""A result in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.model import Analysis


def renderer(form: str) -> Callable[[Analysis, str], str]:
    """From an analysis and its identity to text. ``form``: text, md, html, json or jsonl."""
    from summarizer.published.json import render_json, render_line  # noqa: PLC0415
    from summarizer.render.html import render_html  # noqa: PLC0415
    from summarizer.render.markdown import render_markdown  # noqa: PLC0415
    from summarizer.render.text import render_text  # noqa: PLC0415

    match form:
        case "md":
            return lambda analysis, identity: render_markdown(analysis)
        case "html":
            return lambda analysis, identity: render_html(analysis)
        case "json":
            return render_json
        case "jsonl":
            return render_line
        case _:
            return lambda analysis, identity: render_text(analysis, 80)
