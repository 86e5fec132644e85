"""Bias notes: remarks on exact words of an article, proposed by rules and explained by templates."""
