"""The settings that people change, each with its value, its default and where it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from summarizer.config import CONTEXT, METHODS, Config, config_path
from summarizer.templates.template import Task, Template
from tui.memory import Memory, memory_path
from tui.themes import THEMES

_CHOSEN = "chosen by nutgraf"
_OWN = "of the article"
_THEME = "Dark, light, high contrast, grey."
_MODEL = "What rewrites the extract. The last one chosen in the app is remembered."
_TEMPLATE = "How a summary is written. The last one chosen in the app is remembered."
_NOTES = "Notes on wording and sourcing beside a new summary."
_METHOD = "How a summary is made; nutgraf chooses by the model's size."
_KEEP = "Keeps on disk what a model has read of an article, so that another template starts sooner."
_THREADS = "Processor cores at work; from the next start."
_CONTEXT = "The longest text that a model reads at once, in tokens; from the next start."
_KEYS = "Under [keys], by the names on the help screen (?); from the next start."


class Change(Enum):
    """What ``enter`` does."""

    THEME = auto()
    MODEL = auto()
    TEMPLATE = auto()
    NEXT = auto()
    NUMBER = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Setting:
    id: str
    """Its name in ``config.toml`` if it is kept there."""
    name: str
    value: str
    default: str
    kept: str
    """File or environment variable."""
    meaning: str
    change: Change
    choices: tuple[bool | str | None, ...] = ()
    """In turn; None is the default."""
    is_set: bool = False
    """Away from the default, by a choice that can be taken back here."""


def settings(config: Config, memory: Memory, model: str, template: Template | None) -> list[Setting]:
    """``model``: the one in use, or "". ``template``: the one in use; None when it has mistakes."""
    own = str(memory_path())

    def configured(
        key: str, name: str, value: str, default: str, meaning: str, change: Change, *choices: bool | str | None
    ) -> Setting:
        origin = config.origins.get(key, "default")
        kept = origin if origin.startswith("NUTGRAF_") else str(config_path())
        return Setting(key, name, value, default, kept, meaning, change, choices, value != default)

    def remembered(key: str, name: str, value: str, default: str, meaning: str, change: Change) -> Setting:
        return Setting(key, name, value, default, own, meaning, change, (), bool(getattr(memory, key)))

    def of_template(key: str, name: str, value: str, default: str) -> Setting:
        kept = str(template.origin) if template is not None and template.origin else "the built-in template"
        meaning = "Part of the template: enter lists them, and e there edits one."
        return Setting(key, name, value, default, kept, meaning, Change.TEMPLATE)

    first = THEMES[0].name
    other = memory.theme != first
    name = memory.template or config.template
    return [
        Setting("theme", "Theme", memory.theme, first, own, _THEME, Change.THEME, (), other),
        remembered("model", "Model", model or "none", config.model or "the best one here", _MODEL, Change.MODEL),
        remembered("template", "Template", name, config.template, _TEMPLATE, Change.TEMPLATE),
        of_template("length", "Length", _length(template), "by the template"),
        of_template("language", "Language", (template and template.language) or _OWN, _OWN),
        configured("notes", "Bias notes", _yes(config.notes), "yes", _NOTES, Change.NEXT, True, False),
        configured("method", "Method", config.method or _CHOSEN, _CHOSEN, _METHOD, Change.NEXT, None, *METHODS),
        configured("keep_reading", "Keep reading", _yes(config.keep_reading), "no", _KEEP, Change.NEXT, False, True),
        configured("threads", "Threads", str(config.threads or _CHOSEN), _CHOSEN, _THREADS, Change.NUMBER),
        configured("context", "Context", str(config.context), str(CONTEXT), _CONTEXT, Change.NUMBER),
        configured("keys", "Keys", f"{len(config.keys)} of your own", "0 of your own", _KEYS, Change.FILE),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _length(template: Template | None) -> str:
    if template is None:
        return "unknown: it has mistakes"
    if template.task is Task.CUSTOM:
        return f"at most {template.max_tokens} tokens"
    if template.sections:
        return f"{len(template.sections)} answers"
    if template.length is not None:
        return f"about {template.length} words"
    return f"{template.sentences} sentences of at most {template.words} words"
