"""nutgraf without a screen: articles in, checked summaries and bias notes out."""

__version__ = "0.1.0"
