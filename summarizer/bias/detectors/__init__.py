"""One module per category; each proposes with ``detect(article)`` and decides nothing."""
