"""The table of keys as Textual binds it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.keys import TABLE


def bindings(*scopes: str) -> list[BindingType]:
    """What Textual needs of the scopes, in the table's order."""
    return [
        Binding(key.keys, key.action, key.label, show=key.footer, priority=key.first, id=key.id)
        for scope in scopes
        for key in TABLE
        if key.id.startswith(f"{scope}.")
    ]
