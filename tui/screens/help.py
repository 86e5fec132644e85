"""Help: what has the focus, the keys that work there now, and what the notes mean."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.keys import SCOPES, TABLE, shown
from tui.taxonomy import KINDS, TIERS
from tui.text import plain

NOTES = (
    "A note points at exact words, says what they do, and, where there is one, gives a plainer wording. Notes are made "
    "by rules and word lists; a model may move one up or down and never makes a shown one by itself. They can be wrong, "
    "and an article without a note is not an article without bias. There is no score."
)
PLAIN = (
    "With a screen reader, `nutgraf summarize FILE --plain` is the better way in: no boxes, no rewritten lines, one "
    "sentence a line. All keys can be changed in config.toml, under [keys], by the names on the right."
)


class HelpScreen(ModalScreen[None]):
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll { width: 92%; max-width: 100; height: 90%; background: $panel; padding: 1 2; }
    HelpScreen Static { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,question_mark,f1,q", "app.pop_screen", "Back"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(plain(getattr(self._about, "ABOUT", "") or "nutgraf"))
            yield Static(self._keys())
            yield Static(Content("BIAS NOTES").stylize("bold") + plain(f"\n{NOTES}"))
            for kind in KINDS.values():
                head = Content(f"{kind.letter}  {kind.name}").stylize("bold")
                yield Static(head + plain(f": {kind.meaning}. {kind.limit}"))
            tiers = "\n".join(f"{tier.value}: {meaning}" for tier, meaning in TIERS.items())
            yield Static(Content("HOW SURE").stylize("bold") + plain(f"\n{tiers}"))
            yield Static(plain(PLAIN))

    def _keys(self) -> Content:
        """The live bindings of what has the focus, remapped keys included."""
        live: dict[str, list[str]] = {}
        for key, active in self._about.active_bindings.items():
            if active.binding.id:
                live.setdefault(active.binding.id, []).append(key)
        content, scope = Content(""), ""
        for entry in TABLE:
            if entry.id in live:
                here = SCOPES[entry.id.partition(".")[0]]
                if here != scope:
                    content += Content(f"\n{here.upper()}\n" if scope else f"{here.upper()}\n").stylize("bold")
                    scope = here
                content += Content(f"{' '.join(shown(live[entry.id])):<16}").stylize("bold $accent")
                content += f"{entry.label:<34} {entry.id}\n"
        return content

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step * 3, animate=False)
