"""What the model is asked: shorten one passage, as the examples show. The examples are written for
this project; two of them keep attribution better than four or none (docs/prompts.md)."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.engine.protocol import Message
from summarizer.model import Article, Claim
from summarizer.summary.refer import resolved
from summarizer.text.clean import one_line, printable
from summarizer.text.language import LANGUAGES

_OPEN = "Text: "
_TASK = (
    "You shorten news sentences. Write one plain sentence of at most {words} words. "
    "Keep names, numbers, dates, who said it, and words such as alleged or may. Add nothing."
)
_FREE = (
    "You summarize news articles. Write {sentences} plain sentences of at most {words} words each: what happened, who is"
    " involved, why it matters, what comes next. Keep names, numbers, dates, who said it, and words such as alleged or"
    " may. Use only what the article says."
)
_SHOTS = (
    (
        "The Marlow County Health Department, which has struggled for months with staff shortages, said on Friday that it"
        " may close two of its nine clinics by the end of June unless the state releases emergency funds.",
        "The Marlow County Health Department said it may close two of its nine clinics by the end of June without"
        " emergency state funds.",
    ),
    (
        "Prosecutors allege that Denholm, 46, moved more than $3.2 million through a shell company registered in his"
        " brother's name. His lawyer, Priya Nand, called the charges “a fishing expedition.”",
        "Prosecutors allege that Denholm moved more than $3.2 million through a shell company, while his lawyer, Priya"
        " Nand, disputes the charges.",
    ),
)


def messages(instruction: str, *, words: int, language: str | None) -> tuple[Message, ...]:
    """The prompt up to the passage, which is appended to the last message.

    ``language``: ISO 639-1 code of the sentences to be written, None if unknown. The examples are in
    English and are left out for any other language."""
    task = _TASK.format(words=words)
    if language not in {"en", None}:
        task += f" Write in {LANGUAGES.get(language, 'the language of the text')}."
    system = Message("system", f"{task} {one_line(instruction)}".strip())
    shots: list[Message] = []
    if language in {"en", None}:
        for text, answer in _SHOTS:
            shots += [Message("user", _OPEN + text), Message("assistant", answer)]
    return (system, *shots, Message("user", _OPEN))


def passage(article: Article, main: int, must_include: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The sentence as the model reads it, made to stand alone, with what a first attempt left out; and the sentences
    that its words come from."""
    text, sources = resolved(article, main)
    text = one_line(text)
    if must_include:
        text += f"\nMust include: {'; '.join(must_include)}"
    return text, tuple(sorted({*sources, main}))


def free_messages(instruction: str, sentences: int, *, words: int, language: str | None) -> tuple[Message, ...]:
    """The prompt of a free summary up to the article."""
    task = _FREE.format(sentences=sentences, words=words)
    if language not in {"en", None}:
        task += f" Write in {LANGUAGES.get(language, 'the language of the text')}."
    return (Message("system", f"{task} {one_line(instruction)}".strip()), Message("user", "Article:\n\n"))


def free_passage(article: Article, selected: Sequence[int] = ()) -> str:
    """The article as the model reads it; of one that does not fit, the selected sentences in order."""
    if not selected:
        return f"{one_line(article.title)}\n\n{printable(article.text).strip()}"
    return "\n".join([one_line(article.title), "", *(one_line(article.sentence_text(i)) for i in sorted(selected))])


def gist_passage(claims: Sequence[Claim]) -> str:
    """All claims as one passage: the same task makes their gist."""
    return " ".join(one_line(claim.text) for claim in claims)
