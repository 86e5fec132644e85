"""A template file's text as a Template, or every mistake in it at once, each with its line.

The file is Markdown with TOML front matter between ``+++`` lines (docs/templates.md)."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from summarizer.errors import TemplateError
from summarizer.templates.template import Form, Section, Task, Template
from summarizer.text.language import LANGUAGES

VARIABLES = ("title", "byline", "date", "site", "language", "article")
PLACEHOLDER = re.compile(r"\$(?:(?P<dollar>\$)|(?P<name>[A-Za-z_]\w*)|\{(?P<braced>[A-Za-z_]\w*)\})")
_KEYS = {
    "title": str,
    "description": str,
    "task": str,
    "sentences": int,
    "words": int,
    "length": int,
    "form": str,
    "gist": bool,
    "language": str,
    "max_tokens": int,
    "sections": list,
}
_BOUNDS = {"sentences": (1, 20), "words": (8, 60), "length": (20, 400), "max_tokens": (20, 4000)}
_TYPES = {str: "a text in quotation marks", int: "a whole number", bool: "true or false", list: "[[sections]] tables"}


def parse_template(text: str, name: str, where: str, *, origin: Path | None = None, shadows: bool = False) -> Template:
    """``where``: how messages call the file. Raises TemplateError with all problems in line order."""
    checker = _Checker(where)
    head, body, offset = _split(text.replace("\r\n", "\n").removeprefix("\ufeff"), checker)
    fields = checker.read(head)
    _check_body(body, fields.get("task", Task.SUMMARY), offset, checker)
    checker.finish()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    defaults: dict[str, Any] = {"title": name, "description": "", "task": Task.SUMMARY}
    return Template(
        name=name, body=body.strip(), origin=origin, shadows=shadows, sha256=digest, **{**defaults, **fields}
    )


def _split(text: str, checker: _Checker) -> tuple[str, str, int]:
    """Front matter, body, and the number of lines before the body."""
    lines = text.split("\n")
    if lines[0].strip() != "+++":
        checker.say(1, 'the first line must be "+++", the beginning of the front matter')
        return "", text, 0
    for i, line in enumerate(lines[1:], 1):
        if line.strip() == "+++":
            return "\n".join(lines[1:i]), "\n".join(lines[i + 1 :]), i + 1
    checker.say(len(lines), 'the front matter is not closed by a line "+++"')
    return "\n".join(lines[1:]), "", len(lines)


def _check_body(body: str, task: Task, offset: int, checker: _Checker) -> None:
    if not body.strip():
        checker.say(offset + 1, "there is no text below the front matter: it tells the model what to write")
    has_article = False
    for match in re.finditer(r"\$", body):
        found = PLACEHOLDER.match(body, match.start())
        line = offset + body.count("\n", 0, match.start()) + 1
        if found is None:
            if match.start() == 0 or body[match.start() - 1] != "$":
                checker.say(line, 'a lone "$": write "$$" for a dollar sign')
        elif not found["dollar"] and (body[max(0, match.start() - 1)] != "$" or match.start() == 0):
            name = found["name"] or found["braced"]
            has_article |= name == "article"
            if name not in VARIABLES:
                checker.say(line, f'unknown placeholder "${name}"{_nearest(name, VARIABLES, "$")}')
            elif name == "article" and task is Task.SUMMARY:
                checker.say(line, 'a summary template reads the article by itself: "$article" is for task = "custom"')
    if task is Task.CUSTOM and not has_article:
        checker.say(offset + 1, 'a custom template must contain "$article", or the model never sees the text')


def _nearest(word: str, known: tuple[str, ...], sign: str = "") -> str:
    close = get_close_matches(word, known, 1, 0.5)
    return f'; did you mean "{sign}{close[0]}"?' if close else f"; known: {', '.join(sign + k for k in known)}"


class _Checker:
    """Collects problems so that a user sees all of them at once."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._problems: list[tuple[int, str]] = []

    def say(self, line: int, problem: str) -> None:
        self._problems.append((line, problem))

    def finish(self) -> None:
        if self._problems:
            lines = tuple(f"{self._where}:{line}: {problem}" for line, problem in sorted(set(self._problems)))
            count = "one mistake" if len(lines) == 1 else f"{len(lines)} mistakes"
            hint = "`nutgraf templates show brief` shows a correct template."
            raise TemplateError(f"The template {self._where} has {count}:", hint, lines)

    def read(self, head: str) -> dict[str, Any]:
        """The fields that are right; the others are reported."""
        try:
            table = tomllib.loads(head)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            self.say(
                int(found[1]) + 1 if found else head.count("\n") + 2,
                f"the front matter is not TOML: {str(error).split(' (at')[0]}",
            )
            return {}
        fields: dict[str, Any] = {}
        for key, value in table.items():
            line = _line_of(head, key)
            if key not in _KEYS:
                self.say(line, f'unknown key "{key}"{_nearest(key, tuple(_KEYS))}')
            elif not isinstance(value, _KEYS[key]) or (_KEYS[key] is int and isinstance(value, bool)):
                self.say(line, f'"{key}" must be {_TYPES[_KEYS[key]]}')
            else:
                fields[key] = self._value(key, value, head, line)
        if "title" not in table:
            self.say(1, 'the key "title" is missing')
        return {key: value for key, value in fields.items() if value is not None}

    def _value(self, key: str, value: Any, head: str, line: int) -> Any:
        converters: dict[str, Callable[[], Any]] = {
            "task": lambda: self._choice(key, value, Task, line),
            "form": lambda: self._choice(key, value, Form, line),
            "language": lambda: self._language(value, line),
            "sections": lambda: self._sections(value, head),
        }
        if key in converters:
            return converters[key]()
        if key in _BOUNDS and not _BOUNDS[key][0] <= value <= _BOUNDS[key][1]:
            low, high = _BOUNDS[key]
            self.say(line, f'"{key}" must be between {low} and {high}, not {value}')
            return None
        return value

    def _choice(self, key: str, value: str, choices: type[Task] | type[Form], line: int) -> Task | Form | None:
        known = tuple(c.value for c in choices)
        if value not in known:
            self.say(line, f'"{key}" cannot be "{value}"{_nearest(value, known)}')
            return None
        return choices(value)

    def _language(self, value: str, line: int) -> str | None:
        if value in LANGUAGES:
            return value
        named = next((code for code, name in LANGUAGES.items() if name.lower() == value.lower()), None)
        meant = f'; did you mean "{named}"?' if named else f"; known: {', '.join(LANGUAGES)}"
        self.say(line, f'"language" must be a two-letter code, not "{value}"{meant}')
        return None

    def _sections(self, rows: list[Any], head: str) -> tuple[Section, ...]:
        starts = [i for i, line in enumerate(head.split("\n"), 2) if re.match(r"\s*\[\[\s*sections\s*\]\]", line)]
        result = []
        for i, row in enumerate(rows):
            line = starts[i] if i < len(starts) else _line_of(head, "sections")
            if not isinstance(row, dict):
                self.say(line, 'a section needs the keys "label" and "question"')
                continue
            for key in row.keys() - {"label", "question"}:
                self.say(line, f'unknown key "{key}" in a section{_nearest(key, ("label", "question"))}')
            if all(isinstance(row.get(key), str) and row[key].strip() for key in ("label", "question")):
                result.append(Section(row["label"], row["question"]))
            else:
                self.say(line, 'a section needs the texts "label" and "question"')
        return tuple(result)


def _line_of(head: str, key: str) -> int:
    """The 1-based line of a key in the file, whose first line is "+++"."""
    pattern = re.compile(rf"""\s*(?:\[\[?\s*)?["']?{re.escape(key)}["']?\s*[=\].]""")
    return next((i for i, line in enumerate(head.split("\n"), 2) if pattern.match(line)), 1)
