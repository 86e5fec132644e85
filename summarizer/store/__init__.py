"""The library: articles and what was found out about them, kept in one SQLite file."""
