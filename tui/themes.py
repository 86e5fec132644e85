"""The app's themes. A test holds text to a contrast of 7:1 and marks to 4.5:1 (WCAG 2.2)."""

from __future__ import annotations

from textual.theme import Theme


def _bars(ground: str, bar: str) -> dict[str, str]:
    """Scrollbars that do not compete with the text."""
    names = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    return dict.fromkeys(names, ground) | dict.fromkeys(("scrollbar", "scrollbar-hover", "scrollbar-active"), bar)


DARK = Theme(
    name="nutgraf-dark",
    primary="#8ab4d8",
    secondary="#b9a7d6",
    accent="#e0b469",
    foreground="#e4e2dc",
    background="#16181c",
    surface="#1e2126",
    panel="#272b31",
    success="#8fc79a",
    warning="#e0b469",
    error="#f09a92",
    dark=True,
    variables={
        "note": "#3d3620",
        "cited": "#1f3546",
        "found": "#3c2b4a",
        "quiet": "#a9a79f",
        **_bars("#16181c", "#454b54"),
    },
)
LIGHT = Theme(
    name="nutgraf-light",
    primary="#1d4e79",
    secondary="#5b3f86",
    accent="#7a4b00",
    foreground="#1d1c1a",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e6e2d8",
    success="#1e5b2d",
    warning="#7a4b00",
    error="#8f1f17",
    dark=False,
    variables={
        "note": "#f6e6bd",
        "cited": "#d6e6f4",
        "found": "#e9dcf6",
        "quiet": "#54514a",
        **_bars("#faf8f3", "#b3aea2"),
    },
)
CONTRAST = Theme(
    name="nutgraf-contrast",
    primary="#9fd3ff",
    secondary="#e0c8ff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#8cff9e",
    warning="#ffd75f",
    error="#ffb3ab",
    dark=True,
    variables={
        "note": "#403000",
        "cited": "#002f55",
        "found": "#3b0060",
        "quiet": "#ffffff",
        **_bars("#000000", "#ffffff"),
    },
)
MONO = Theme(
    name="nutgraf-mono",
    primary="#d0d0d0",
    secondary="#d0d0d0",
    accent="#ffffff",
    foreground="#e8e8e8",
    background="#101010",
    surface="#181818",
    panel="#242424",
    success="#e8e8e8",
    warning="#ffffff",
    error="#ffffff",
    dark=True,
    variables={
        "note": "#303030",
        "cited": "#282828",
        "found": "#404040",
        "quiet": "#b8b8b8",
        **_bars("#101010", "#606060"),
    },
)
THEMES = (DARK, LIGHT, CONTRAST, MONO)


def following(name: str) -> str:
    """The next theme in turn."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
