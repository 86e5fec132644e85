"""The command palette: everything that has a key, by its words."""

from __future__ import annotations

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.keys import SCOPES, TABLE, Key, shown


class KeyCommands(Provider):
    """What can be done now: the bindings that are active on the screen below."""

    async def discover(self) -> Hits:
        for key, label, help_text in self._entries():
            yield DiscoveryHit(label, lambda key=key: self._run(key), help=help_text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for key, label, help_text in self._entries():
            if (score := matcher.match(label)) > 0:
                yield Hit(score, matcher.highlight(label), lambda key=key: self._run(key), help=help_text)

    def _entries(self) -> Iterator[tuple[Key, str, str]]:
        live: dict[str, list[str]] = {}
        for key, active in self.screen.active_bindings.items():
            if active.binding.id:
                live.setdefault(active.binding.id, []).append(key)
        for entry in TABLE:
            if entry.id in live and entry.id != "app.commands":
                scope = SCOPES[entry.id.partition(".")[0]]
                yield entry, entry.label, f"{scope} · {' '.join(shown(live[entry.id]))}"

    async def _run(self, key: Key) -> None:
        active = next(a for a in self.screen.active_bindings.values() if a.binding.id == key.id)
        await self.app.run_action(active.binding.action, active.node)
