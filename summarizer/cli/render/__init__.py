"""An analysis as text, Markdown, HTML or JSON: one module each, all pure."""
