from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest
from fakes import STORY, faithful, story
from markdown_it import MarkdownIt

from summarizer.engine.scripted import ScriptedEngine
from summarizer.events import Event, Finished
from summarizer.model import Analysis, ModelRef
from summarizer.pipeline.request import Request, identity
from summarizer.pipeline.run import run
from summarizer.published.json import render_json, render_line
from summarizer.render.html import render_html
from summarizer.render.markdown import escape, render_markdown
from summarizer.render.stream import TextStream
from summarizer.render.text import render_text
from summarizer.render.wording import facts
from summarizer.templates.find import find_template
from summarizer.templates.template import Form

LOADED = STORY.replace("It carries", "The reckless, disastrous and shameful scheme is a farce. It carries")
HOSTILE = """A *title* with [brackets] & <script>alert(1)</script>

The <b>Fenwick</b> ferry [link](http://x) stops, the harbour board said on Monday. \x1b[31mRed\x1b[0m text is_here_too and `code`.

1. It carries 1,200 people a day | between \\ Fenwick and # Sallow Island, said Ines Corvo of the board.

渡轮每天运送一千二百人。 هذه جملة طويلة عن العبارة في الميناء.\u202e reversed words stand here for a while.
"""


def events(template: str = "brief", text: str = LOADED, script: object = faithful) -> list[Event]:
    request = Request(story(text), find_template(template), ModelRef("scripted", "0" * 64))
    return list(run(request, ScriptedEngine(script), run_id="1"))  # type: ignore[arg-type]


def analysis(*args: object, **options: object) -> Analysis:
    body = events(*args, **options)[-1].body  # type: ignore[arg-type]
    assert isinstance(body, Finished)
    return body.analysis


@pytest.mark.parametrize("template", ["brief", "five-ws", "nut-graf", "open-questions"])
@pytest.mark.parametrize("width", [None, 40, 80])
@pytest.mark.parametrize("text", [LOADED, HOSTILE])
def test_what_streams_is_the_finished_text(template: str, width: int | None, text: str) -> None:
    seen = events(template, text, lambda b: "- one\n- two " * 9 if template == "open-questions" else faithful(b))
    stream = TextStream(width, bullets=find_template(template).form is Form.BULLETS)
    pieces = [stream.feed(e.body) for e in seen]
    last = seen[-1].body
    assert isinstance(last, Finished)
    assert "".join(pieces) == render_text(last.analysis, width)
    assert sum(bool(p) for p in pieces) > 1, "nothing was shown before the end"


def test_a_run_that_is_begun_again_prints_nothing_twice() -> None:
    seen = events()
    stream = TextStream(80, bullets=False)
    pieces = [stream.feed(e.body) for e in [*seen[: len(seen) // 2], *seen]]
    last = seen[-1].body
    assert isinstance(last, Finished)
    assert "".join(pieces) == render_text(last.analysis, 80)


def test_text_fits_its_width_and_holds_no_escape() -> None:
    text = render_text(analysis(text=HOSTILE), 40)
    assert "\x1b" not in text and "\u202e" not in text
    assert max(len(line) for line in text.splitlines()) <= 40


def test_every_claim_is_cited_and_every_citation_shown() -> None:
    result = analysis()
    text = render_text(result, None)
    for claim in result.claims:
        for cite in claim.cites:
            assert f"[{cite + 1}]" in text
            assert f"  [{cite + 1}] {' '.join(result.article.sentence_text(cite).split())}" in text


@pytest.mark.parametrize("template", ["brief", "five-ws", "open-questions"])
@pytest.mark.parametrize("text", [LOADED, HOSTILE])
def test_json_keeps_its_published_form(template: str, text: str) -> None:
    schema = json.loads((files("summarizer.schema") / "analysis-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    result = analysis(template, text)
    request = Request(result.article, find_template(template), result.model)
    for rendered in (render_json(result, identity(request)), render_line(result, identity(request))):
        fields = json.loads(rendered)
        jsonschema.validate(fields, schema)
        whole = fields["article"]["text"]
        for note in fields["notes"] or []:
            assert whole[note["start"] : note["end"]] == note["quote"]
        for claim in fields["summary"]:
            for cite in claim["citations"]:
                assert whole[cite["start"] : cite["end"]] == cite["text"]
    assert render_line(result, "0" * 64).count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "a *b* _c_",
        "[x](y)",
        "<b>&amp;</b>",
        "1. one",
        "- two",
        "# three",
        "`code` ~~s~~",
        "a | b",
        "+ plus",
        "=== line",
        "\\ slash",
        "$x$",
    ],
)
def test_escaped_markdown_reads_as_it_was(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).render(escape(text))
    import html as entities

    assert entities.unescape(html) == f"<p>{text}</p>\n"


def test_html_holds_no_markup_of_the_article() -> None:
    page = render_html(analysis(text=HOSTILE))
    assert "<script" not in page and "<b>" not in page and "href" not in page
    assert "&lt;script&gt;" in page and "default-src 'none'" in page


def test_markdown_lists_sources() -> None:
    text = render_markdown(analysis())
    assert "## Sources" in text and "\\[1\\]" in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("议会投票决定关闭大桥。市长说裂缝太多。", "11 words · 2 sentences"),
        ("Stop.", "1 word · 1 sentence"),
        ("The ferry stops here. " * 300, "1,200 words · 300 sentences"),
    ],
)
def test_length_is_told_in_words_of_any_script(text: str, told: str) -> None:
    assert facts(story(text)) == told
