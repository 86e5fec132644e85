"""The terminal app: a second consumer of the same events."""
