"""From text and paragraphs to an Article: the one way in, whatever the file was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from summarizer.model import Article, Paragraph, ParagraphKind, Sentence, Span
from summarizer.text.clean import one_line
from summarizer.text.language import detect_language
from summarizer.text.quotes import find_quotes
from summarizer.text.sentences import split_sentences

_SILENT = {ParagraphKind.HEADING, ParagraphKind.TABLE, ParagraphKind.CODE}
_BYLINE = re.compile(r"(?:By|Par|Von|Por|Door)\s+((?:[^\W\d_][\w.'’-]*[ ,]*(?:and\s+)?){1,8})", re.U)
_FURNITURE = re.compile(
    r"(?:published|updated|posted|last (?:updated|modified)|first published)\b.{0,60}|advertisement|share(?: this.*)?"
    r"|read more\b.{0,80}"
    r"|\(?(?:photo|image|picture|file photo)\b.{0,80}|(?:follow|sign up|subscribe)\b.{0,80}"
    r"|\d+ min(?:ute)?s? read|\d+ (?:years?|months?|weeks?|days?|hours?|minutes?) ago|getty images|reuters|ap",
    re.I,
)
_TURN = re.compile(r"(?:[A-Z][\w.'’-]{0,30}\s+){0,3}(?:[A-Z]['’]|\w{1,20}-)?(\w{2,30}):\s+(?=\S)")
_TITLE_LENGTH = 80


def build_article(
    text: str,
    paragraphs: Sequence[Paragraph],
    *,
    title: str,
    source: str,
    headline: Span | None = None,
    byline: str | None = None,
    date: str | None = None,
    site: str | None = None,
    language: str | None = None,
    warnings: tuple[str, ...] = (),
) -> Article:
    """Sentences, quotations and language of a text whose paragraphs are known. Short lines of page
    furniture (bylines, "Advertisement") are kept in the text but are no sentences; a turn of an interview
    ("Corvo: We will stay.") is a quotation."""
    names = _names(text)
    marked = [_marked(text, p, names) for p in paragraphs]
    if byline is None:
        byline = next((b for p in marked[:6] if (b := _byline(p.span.of(text)))), None)
    language = language or detect_language("\n".join(p.span.of(text) for p in marked if p.kind not in _SILENT))
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(marked):
        if paragraph.kind not in _SILENT:
            for span in split_sentences(text, paragraph.span, language):
                sentences.append(Sentence(len(sentences), span, number))
    return Article(
        text=text,
        title=one_line(title) or _made_title(text, sentences) or source,
        source=source,
        paragraphs=tuple(marked),
        sentences=tuple(sentences),
        quotes=find_quotes(text, marked),
        headline=headline,
        byline=one_line(byline) if byline else None,
        date=date,
        site=site,
        language=language,
        warnings=warnings,
    )


def _marked(text: str, paragraph: Paragraph, names: frozenset[str]) -> Paragraph:
    line = paragraph.span.of(text).strip()
    if paragraph.kind is not ParagraphKind.BODY:
        return paragraph
    short = len(line) <= 100 and line[-1:] not in ".!?"
    if short and (_BYLINE.fullmatch(line) or _FURNITURE.fullmatch(line)):
        return replace(paragraph, kind=ParagraphKind.HEADING)
    if (turn := _TURN.match(line)) and turn[1] in names:
        return replace(paragraph, kind=ParagraphKind.QUOTATION)
    return paragraph


def _names(text: str) -> frozenset[str]:
    """Words with a capital that stand more than once, and never without it."""
    counts = Counter(re.findall(r"\w+", text))
    return frozenset(w for w, n in counts.items() if n > 1 and w[0].isupper() and w.lower() not in counts)


def _byline(line: str) -> str | None:
    match = _BYLINE.fullmatch(line.strip()) if len(line) <= 100 else None
    return match[1].strip(" ,") if match else None


def _made_title(text: str, sentences: Sequence[Sentence]) -> str:
    first = one_line(sentences[0].span.of(text)) if sentences else ""
    return first if len(first) <= _TITLE_LENGTH else first[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
