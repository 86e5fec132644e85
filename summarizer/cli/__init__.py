"""The command line: thin commands over the same events that the app shows."""
