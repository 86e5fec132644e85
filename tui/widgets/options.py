"""The lists of models, templates, settings, batches, comparisons and results."""

from __future__ import annotations

from textual.widgets import OptionList

from tui.bindings import bindings


class Options(OptionList):
    BINDINGS = bindings("options")
