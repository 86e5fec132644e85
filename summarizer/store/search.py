"""Full-text search in any script: what is indexed, what a person's words ask for, and where they stand.

SQLite's tokenizers find no word in a script without spaces, and its trigrams no word of two characters.
So such runs are indexed as overlapping bigrams, and the same is done to the words that are searched for
(Nie et al. 2000, "On the use of words and n-grams for Chinese information retrieval"). Everything here
is pure; every word that reaches SQLite is quoted, so that nothing a person types is an operator.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from summarizer.model import Span

_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ـ": ""}
"""What a keyboard may not have and Unicode does not decompose; the Arabic filler is no letter."""
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Accents, Hebrew points and Arabic vowel signs: most people write without."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese and Korean."""
_PIECE = re.compile(f"[{_UNSPACED}]+|[^ {_UNSPACED}]+")
_TERM = re.compile(r'"([^"]*)("?)|([^\s"]+)')


class _Fold(dict[int, str]):
    """One character to what it is compared by: no case, accent, width or ligature; a space if it is no
    part of a word, nothing if it is not seen."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", chr(code)).casefold())
        letters = (_letter(c) for c in _MARKS.sub("", plain))
        self[code] = result = unicodedata.normalize("NFC", "".join(letters))
        return result


def _letter(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":
        return ""
    return _LETTERS.get(character, character) if kind[0] in "LN" or kind in {"Mn", "Mc"} else " "


_FOLD = _Fold()


def fold(text: str) -> str:
    """Words parted by spaces, as they are compared."""
    return text.translate(_FOLD)


def indexed(text: str) -> str:
    """What is given to the index: tokens parted by spaces."""
    return " ".join(token for piece in _PIECE.findall(fold(text)) for token in _tokens(piece))


def _tokens(piece: str) -> list[str]:
    """A word as it is; a run without spaces as bigrams and its last character, which begins no bigram."""
    return [*map("".join, pairwise(piece)), piece[-1]] if _unspaced(piece) else [piece]


def _unspaced(piece: str) -> bool:
    return re.match(f"[{_UNSPACED}]", piece) is not None


def _terms(words: str) -> list[tuple[list[str], bool]]:
    """Pieces of each term, and whether it stood between quotation marks: then its last word is whole."""
    found = ((_PIECE.findall(fold(m[1] or m[3] or "")), bool(m[2])) for m in _TERM.finditer(words))
    return [(pieces, exact) for pieces, exact in found if pieces]


def query(words: str) -> str | None:
    """An FTS5 expression for articles that hold all terms; None when there is no letter or digit."""
    phrases = []
    for pieces, exact in _terms(words):
        *_, last = pieces
        tokens = [token for piece in pieces[:-1] for token in _tokens(piece)]
        if _unspaced(last):
            tokens += _tokens(last)[:-1] or [last]
            begins = len(last) == 1
        else:
            tokens.append(last)
            begins = not exact
        phrases.append('"' + " ".join(tokens) + '"' + ("*" if begins else ""))
    return " ".join(phrases) or None


def find(text: str, words: str) -> tuple[Span, ...]:
    """Where the terms of a search stand in ``text``, in order; a word that is only begun to its end."""
    patterns = [_pattern(pieces, exact) for pieces, exact in _terms(words)]
    if not patterns:
        return ()
    parts = [_FOLD[ord(c)] for c in text]
    source = [i for i, part in enumerate(parts) for _ in part]  # offset in the folded text -> in ``text``
    return tuple(
        Span(source[m.start()], source[m.end() - 1] + 1) for m in re.finditer("|".join(patterns), "".join(parts))
    )


def _pattern(pieces: list[str], exact: bool) -> str:
    first, last = pieces[0], pieces[-1]
    begin = "" if _unspaced(first) else f"(?<![^ {_UNSPACED}])"
    end = "" if _unspaced(last) else f"(?![^ {_UNSPACED}])" if exact else f"[^ {_UNSPACED}]*"
    return begin + " *".join(map(re.escape, pieces)) + end
