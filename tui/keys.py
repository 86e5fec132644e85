"""Every key of the app in one table. The ids are what ``[keys]`` in ``config.toml`` refers to, and what the
table of keys in ``docs/app.md`` is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from summarizer.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Key:
    id: str
    """Scope and action, such as "reader.next_note"."""
    keys: str
    """As Textual names them, separated by commas."""
    action: str
    label: str
    footer: bool = False
    """Shown on the last line of the screen; the others are on the help screen."""
    first: bool = False
    """Taken even from a field that has a use of its own for the key."""


TABLE = (
    Key("app.help", "question_mark,f1", "app.help", "Help", True),
    Key("app.commands", "ctrl+p,colon", "app.command_palette", "Commands"),
    Key("app.theme", "ctrl+t", "app.theme", "Next theme"),
    Key("app.jump", "ctrl+o", "app.jump", "Jump to a part of the screen"),
    Key("app.models", "m", "app.models", "Models"),
    Key("app.templates", "t", "app.templates", "Template"),
    Key("app.settings", "comma", "app.settings", "Settings"),
    Key("app.redraw", "ctrl+l", "app.redraw", "Draw the screen again"),
    Key("app.quit", "ctrl+q", "app.leave", "Quit"),
    Key("articles.down", "j,down", "cursor(1)", "Down"),
    Key("articles.up", "k,up", "cursor(-1)", "Up"),
    Key("articles.page_down", "pagedown,space", "page(1)", "Page down"),
    Key("articles.page_up", "pageup", "page(-1)", "Page up"),
    Key("articles.first", "home,g", "end(-1)", "First"),
    Key("articles.last", "end,G", "end(1)", "Last"),
    Key("articles.open", "enter", "open", "Open", True),
    Key("library.add", "o", "add", "Add", True),
    Key("library.paste", "v", "paste", "Paste", True),
    Key("library.sample", "E", "sample", "Sample article"),
    Key("library.filter", "slash", "filter", "Search", True),
    Key("library.summarize", "s", "summarize", "Summarize", True),
    Key("library.select", "x", "select", "Select"),
    Key("library.compare", "c", "compare", "Compare"),
    Key("library.batch", "b", "batch", "Batch"),
    Key("library.sort", "S", "sort", "Sort by the next column"),
    Key("library.unread", "U", "unread", "Mark as read or unread"),
    Key("library.delete", "d", "delete", "Delete", True),
    Key("library.undo", "u", "undo", "Undo", True),
    Key("library.stop", "escape", "back", "Clear the search, or stop the run"),
    Key("reader.summarize", "s,r", "summarize", "Summarize", True),
    Key("reader.next_note", "n", "note(1)", "Note", True),
    Key("reader.previous_note", "p", "note(-1)", "Previous note"),
    Key("reader.next_claim", "right_square_bracket", "claim(1)", "Claim", True),
    Key("reader.previous_claim", "left_square_bracket", "claim(-1)", "Previous claim"),
    Key("reader.cite", "number_sign", "cite", "Go to a sentence by its number"),
    Key("reader.return", "apostrophe", "return", "Back to where I was reading"),
    Key("reader.page", "space", "page(1)", "Page down, then next article"),
    Key("reader.page_back", "b", "page(-1)", "Page up"),
    Key("reader.highlights", "h", "highlights", "Marks: all, selected only, none"),
    Key("reader.all_notes", "A", "all_notes", "Show tentative notes too"),
    Key("reader.dismiss", "d", "dismiss_note", "Dismiss the note"),
    Key("reader.undo", "u", "undo", "Bring a dismissed note back"),
    Key("reader.find", "slash", "find", "Find", True),
    Key("reader.copy", "y", "copy", "Copy", True),
    Key("reader.export", "e", "export", "Export", True),
    Key("reader.pane", "tab", "pane(1)", "Next pane"),
    Key("reader.pane_back", "shift+tab", "pane(-1)", "Previous pane"),
    Key("reader.results", "o", "results", "Other results of this article"),
    Key("reader.maximise", "z", "maximise", "This pane alone"),
    Key("reader.back", "escape", "back", "Back", True),
    Key("list.down", "j,down", "move(1)", "Down"),
    Key("list.up", "k,up", "move(-1)", "Up"),
    Key("list.go", "enter", "go", "Go to its place in the article"),
    Key("options.down", "j,down", "cursor_down", "Down"),
    Key("options.up", "k,up", "cursor_up", "Up"),
    Key("templates.edit", "e", "edit", "Edit", True),
    Key("templates.new", "N", "new", "New", True),
    Key("templates.difference", "D", "difference", "Compare with the built-in"),
    Key("editor.save", "ctrl+s", "save", "Save", True, True),
    Key("editor.external", "ctrl+e", "external", "Open in $EDITOR", True, True),
    Key("models.get", "g", "get", "Download", True),
    Key("models.verify", "v", "verify", "Verify", True),
    Key("models.tune", "T", "tune", "Speed", True),
    Key("models.calibrate", "C", "calibrate", "Calibrate", True),
    Key("models.rescan", "r", "rescan", "Rescan", True),
    Key("models.pause", "p", "pause", "Pause", True),
    Key("settings.default", "x", "default", "Back to the default", True),
    Key("settings.file", "e", "file", "Open config.toml in $EDITOR", True),
    Key("batch.start", "s", "start", "Start", True),
    Key("batch.retry", "r", "retry", "Retry what failed", True),
    Key("batch.stop", "x", "stop", "Stop", True),
    Key("batch.write", "w", "write", "Write files", True),
    Key("compare.next", "n", "step(1)", "Next", True),
    Key("compare.previous", "p", "step(-1)", "Previous"),
    Key("screen.back", "escape", "app.back", "Back", True),
)
SCOPES = {
    "app": "Everywhere",
    "articles": "List of articles",
    "library": "Library",
    "reader": "Reader",
    "list": "Lists in the reader",
    "options": "Other lists",
    "templates": "Templates",
    "editor": "Template editor",
    "models": "Models",
    "settings": "Settings",
    "batch": "Batch",
    "compare": "Compare",
    "screen": "Other screens",
}
_TOGETHER = (
    {"app", "library", "articles"},
    {"app", "reader", "list"},
    *({"app", scope, "options", "screen"} for scope in ("templates", "models", "settings", "batch", "compare")),
    {"app", "editor", "screen"},
)
"""The scopes whose keys work at the same time."""


def check_keys(chosen: Mapping[str, str]) -> None:
    """Raises ConfigError with every id that does not exist, and every chosen key that has two uses at one place."""
    known = [key.id for key in TABLE]
    problems = []
    for name in chosen:
        if name not in known:
            close = get_close_matches(name, known, 1, 0.5)
            problems.append(f'[keys]: unknown key "{name}"' + (f'; did you mean "{close[0]}"?' if close else ""))
    for place in _TOGETHER:
        uses: dict[str, list[str]] = {}
        for entry in (key for key in TABLE if key.id.partition(".")[0] in place):
            for name in chosen.get(entry.id, entry.keys).split(","):
                uses.setdefault(name.strip(), []).append(entry.id)
        problems += [
            f'[keys]: "{name}" is the key of {" and of ".join(ids)}'
            for name, ids in uses.items()
            if len(ids) > 1 and not chosen.keys().isdisjoint(ids)
        ]
    problems = list(dict.fromkeys(problems))
    if problems:
        raise ConfigError("The keys have mistakes:", "docs/app.md lists all of them.", tuple(problems))


def key_table() -> str:
    """The keys as a Markdown table (``docs/app.md``)."""
    return "\n".join(["| where | keys | does | id |", "|---|---|---|---|", *map(_row, TABLE)])


def _row(key: Key) -> str:
    scope = SCOPES[key.id.partition(".")[0]]
    return f"| {scope} | {' '.join(f'`{name}`' for name in shown(key.keys.split(',')))} | {key.label} | `{key.id}` |"


_SIGNS = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "comma": ",",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "number_sign": "#",
    "apostrophe": "'",
    "escape": "esc",
}


def shown(keys: Iterable[str]) -> list[str]:
    """Keys as they stand on a keyboard."""
    return [_SIGNS.get(key, key) for key in keys]
