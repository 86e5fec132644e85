"""The published JSON of an analysis: written by ``json``, read back by ``load``. Pure."""
