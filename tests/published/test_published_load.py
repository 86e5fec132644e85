"""Whatever an analysis holds, the JSON that is written of it is read back as the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from fakes import story
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Analysis, Article, BiasNote, Claim, Evidence, ModelRef, Span, TemplateRef
from summarizer.published.json import render_line
from summarizer.published.load import analysis_from_fields

ARTICLE = story()
TEXT = st.text(min_size=1, max_size=20).filter(str.strip)
NUMBER = st.integers(0, 10**6)
SETTINGS = st.dictionaries(TEXT, st.none() | st.booleans() | NUMBER | TEXT, max_size=3)
SENTENCE = st.integers(0, len(ARTICLE.sentences) - 1)
SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
SPAN = st.builds(
    lambda start, length: Span(start, min(start + length, len(ARTICLE.text))),
    st.integers(0, len(ARTICLE.text) - 1),
    st.integers(1, 50),
)


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type. Every field is drawn, so that one that is added later is tried too."""
    if hint in KNOWN:
        return KNOWN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=3).map(tuple)
    if get_args(hint):
        return st.one_of(*map(of, get_args(hint)))
    return some(hint)


def some(cls: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    return st.builds(
        cls, **{f.name: given[f.name] if f.name in given else of(hints[f.name]) for f in fields(cls) if f.init}
    )


@st.composite
def notes(draw: st.DrawFn) -> BiasNote:
    span = draw(SPAN.filter(lambda s: bool(s.of(ARTICLE.text).strip())))
    evidence = st.lists(of(Evidence), min_size=1, max_size=2).map(tuple)
    quote = st.just(span.of(ARTICLE.text))
    return draw(some(BiasNote, span=st.just(span), quote=quote, evidence=evidence))  # type: ignore[no-any-return]


KNOWN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT, int: NUMBER, bool: st.booleans(), NoneType: st.none(), Span: SPAN, Article: st.just(ARTICLE),
    Mapping[str, str | int | float | bool | None]: SETTINGS,
}  # fmt: skip
KNOWN[TemplateRef] = some(TemplateRef, sha256=SHA)
KNOWN[ModelRef] = some(ModelRef, sha256=SHA)
KNOWN[float] = st.integers(0, 1000).map(lambda n: n / 1000)
KNOWN[Evidence] = some(Evidence, weight=st.integers(-9000, 9000).map(lambda n: n / 1000))
KNOWN[Claim] = some(Claim, cites=st.sets(SENTENCE, min_size=1, max_size=4).map(lambda it: tuple(sorted(it))))
KNOWN[BiasNote] = notes()


@given(of(Analysis), SHA)
def test_what_is_written_is_read_back(analysis: Analysis, identity: str) -> None:
    line = render_line(analysis, identity)
    assert analysis_from_fields(json.loads(line), ARTICLE) == analysis


def test_a_result_is_not_taken_for_another_articles() -> None:
    analysis = Analysis(ARTICLE, TemplateRef("brief", "0" * 64), None)
    other = story("Another\n\nThis is another text. It has two sentences.\n")
    with pytest.raises(ValueError, match="another article"):
        analysis_from_fields(json.loads(render_line(analysis, "0" * 64)), other)


def test_what_is_no_result_is_refused() -> None:
    good = json.loads(render_line(replace(Analysis(ARTICLE, TemplateRef("b", "0" * 64), None), notes=()), "0" * 64))
    for name in good:
        if name not in {"format", "nutgraf", "identity"}:
            with pytest.raises((ValueError, KeyError, TypeError)):
                analysis_from_fields({k: v for k, v in good.items() if k != name}, ARTICLE)
