"""From files to articles: decoding, and the structure of text, Markdown and saved pages."""
