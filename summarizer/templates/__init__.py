"""Prompt templates: Markdown with TOML front matter, parsed strictly and rendered once."""
