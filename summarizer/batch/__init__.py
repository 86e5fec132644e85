"""Many articles: each by itself, every result safe on disk, and nothing done twice."""
