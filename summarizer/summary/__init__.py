"""Summaries whose citations come first: select, prompt, check, decide. Pure."""
