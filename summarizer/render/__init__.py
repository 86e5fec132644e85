"""Analyses, comparisons and reports in the form that was asked for: one module each, all pure."""
