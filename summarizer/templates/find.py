"""Where templates come from: a path, then the user's folder, then those built in."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from summarizer.errors import TemplateError
from summarizer.paths import folders
from summarizer.templates.parse import parse_template
from summarizer.templates.template import Template

DEFAULT = "brief"
_LIMIT = 100_000
"""Bytes; a template is a page of text."""


def find_template(name: str) -> Template:
    """``name``: of a template, or the path of a file; a template goes before a file without ending. Raises
    TemplateError."""
    if name.endswith(".md") or "/" in name or "\\" in name or ("." in name and Path(name).is_file()):
        path = Path(name).expanduser()
        return parse_template(read_template(path), path.stem, str(path), origin=path)
    own = own_templates().get(name)
    if own is not None:
        return parse_template(read_template(own), name, str(own), origin=own, shadows=name in built_in())
    if name in built_in():
        return parse_template(built_in()[name], name, f"{name} (built in)")
    known = sorted({*own_templates(), *built_in()})
    close = get_close_matches(name, known, 1, 0.4)
    meant = f"Did you mean {close[0]}? " if close else ""
    raise TemplateError(f'There is no template "{name}".', f"{meant}There are: {', '.join(known)}.")


def all_templates() -> tuple[list[Template], list[TemplateError]]:
    """Every template by name, and the errors of those that cannot be read."""
    found: list[Template] = []
    errors: list[TemplateError] = []
    for name in sorted({*own_templates(), *built_in()}):
        try:
            found.append(find_template(name))
        except TemplateError as error:
            errors.append(error)
    return found, errors


def text_of(name: str) -> str:
    """The text of a template that has no mistakes. Raises TemplateError."""
    template = find_template(name)
    return read_template(template.origin) if template.origin else built_in()[template.name]


def own_templates() -> dict[str, Path]:
    """The user's own files by name, with mistakes or without."""
    folder = folders().templates
    return {path.stem: path for path in sorted(folder.glob("*.md"))} if folder.is_dir() else {}


def built_in() -> dict[str, str]:
    """Text of the built-in templates by name."""
    return {
        entry.name.removesuffix(".md"): entry.read_text(encoding="utf-8")
        for entry in files("prompts").iterdir()
        if entry.name.endswith(".md")
    }


def read_template(path: Path) -> str:
    """The text of a template file. Raises TemplateError."""
    try:
        if path.stat().st_size > _LIMIT:
            raise TemplateError(
                f"The template {path} is larger than {_LIMIT // 1000} kB.", "A template is a page of text."
            )
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise TemplateError(f"The template {path} is not UTF-8 text.", "Save it as UTF-8.") from None
    except OSError as error:
        raise TemplateError(f"The template {path} cannot be read: {error.strerror}.", "Check the path.") from None
