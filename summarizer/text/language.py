"""Which language a text is in, told offline by a model inside a package."""

from __future__ import annotations

import re
import unicodedata

_SAMPLE = 4000
_SCRIPTS = (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("GREEK", "el"), ("HEBREW", "he"), ("THAI", "th"))

LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""Languages that a summary can be asked for: ISO 639-1 code and English name."""


def detect_language(text: str) -> str | None:
    """ISO 639-1 code, or None for fewer than 20 letters."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < 20 and not any(ord(c) > 0x2E80 for c in letters):
        return None
    for script, code in _SCRIPTS:
        if sum(unicodedata.name(c, "").startswith(script) for c in letters) > len(letters) / 8:
            return code
    from py3langid import classify  # noqa: PLC0415  (a second of CPU)

    code = str(classify(re.sub(r"\s+", " ", sample))[0])
    return code if len(code) == 2 else None
