"""The published forms of what nutgraf writes, as JSON Schema."""
