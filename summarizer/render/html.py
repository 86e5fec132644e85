"""An analysis as a page of its own: no script, no font, no picture, nothing to load."""

from __future__ import annotations

import html

from summarizer.model import Analysis
from summarizer.render.markdown import render_markdown
from summarizer.text.clean import one_line

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif; color: #111; background: #fff; }}
h1, h2 {{ line-height: 1.2; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #eee; background: #111; }} }}
</style>
</head>
<body>
{body}</body>
</html>
"""


def render_html(analysis: Analysis) -> str:
    return page(render_markdown(analysis), analysis.article.title, analysis.article.language)


def page(markdown: str, title: str, language: str | None) -> str:
    """A page of Markdown whose text is escaped already; ``title`` need not be."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  (100 ms)

    body = MarkdownIt("commonmark", {"html": False}).render(markdown)
    return _PAGE.format(language=html.escape(language or "en"), title=html.escape(one_line(title)), body=body)
