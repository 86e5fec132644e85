"""Bytes as text, by what they say of themselves first and by guessing last. The only changes to the
text: no byte order mark, and line feeds for all line ends."""

from __future__ import annotations

import codecs
import re

from summarizer.errors import ArticleEmpty, ArticleUnreadable, NotText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image, sound or film"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3", "a database"),
    (b"GGUF", "a language model"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_HINT = "Save the article as text, Markdown or HTML, or paste its text."
_SAMPLE = 4096


def decode(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text, and warnings about a guessed encoding.

    Raises ArticleEmpty, NotText, ArticleUnreadable."""
    if not data.strip(b" \t\r\n\x00"):
        raise ArticleEmpty(f"{source} is empty.", "Is it the right file?")
    text, warnings = _decoded(data, source)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ArticleEmpty(f"{source} holds only white space.", "Is it the right file?")
    sample = text[:_SAMPLE]
    if sum(c < " " and c not in "\n\t\f\x1b" for c in sample) > len(sample) / 20:
        raise NotText(f"{source} is not text: it holds control characters.", _HINT)
    return text, warnings


def declared_encoding(data: bytes) -> str | None:
    """What a page says of itself in its first kilobytes."""
    head = data[:_SAMPLE]
    found = _XML.search(head) or _META.search(head)
    return found[1].decode("ascii", "replace") if found else None


def _decoded(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, source), ()
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotText(f"{source} is {what}, not text.", _HINT)
    declared = declared_encoding(data)
    for encoding in ([declared] if declared else []) + ["utf-8"]:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text[:_SAMPLE]:
            return text, ()
    if wide := _without_bom(data):
        return _strictly(data, wide, source), (f"The encoding was guessed: {wide}.",)
    if b"\x00" in data[:_SAMPLE]:
        raise NotText(f"{source} is not text: it is a binary file.", _HINT)
    return _guessed(data, source)


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleUnreadable(
            f"{source} says that it is {encoding}, but byte {error.start} is not.", "Save it as UTF-8."
        ) from None


def _without_bom(data: bytes) -> str | None:
    """UTF-16 by where the zero bytes of its spaces, digits and Latin letters stand."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 8 or max(even, odd) < len(sample) / 10 or min(even, odd) > max(even, odd) / 10:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guessed(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (53 ms)

    best = from_bytes(data).best()
    if best is None or best.chaos > 0.2:
        raise ArticleUnreadable(f"The encoding of {source} could not be told.", "Save it as UTF-8 and try again.")
    return str(best), (f"The encoding was guessed: {best.encoding}. Letters with accents may be wrong.",)
