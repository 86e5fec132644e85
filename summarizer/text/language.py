"""Which language a text is in, told offline by a model inside a package."""

from __future__ import annotations

import re
import unicodedata

_SAMPLE = 4000
_ENGLISH = frozenset("the of and to in that is was for on with as by at from it he said has have".split())
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
    if _is_english(sample):
        return "en"
    from py3langid import classify  # noqa: PLC0415  (half a second, and 75 MB that stay)

    code = str(classify(re.sub(r"\s+", " ", sample))[0])
    return code if len(code) == 2 else None


def _is_english(text: str) -> bool:
    """Beyond doubt: no other language has "the" and so many of these words. Spares the usual article the model."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < 40:
        return False
    share = sum(word in _ENGLISH for word in words) / len(words)
    return share > 0.2 and words.count("the") > len(words) / 50
