"""Where sentences begin and end, in code points of the unmodified text.

sentencex finds the boundaries; three things it does on purpose or by accident are corrected for
news: it keeps a quotation of several sentences in one piece, it takes a possessive apostrophe for a
quotation mark, and it ends a sentence after "5 p.m." and a French "M.".
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from summarizer.model import Span

_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms messrs dr prof rev fr hon gov sen rep reps sens lt col gen maj capt cpl sgt adm cmdr pres supt det st "
        "jr sr jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp "
        "co ltd llc plc bros dept no nos al approx fig vol ed eds pp art sec ft mt ave blvd rd ala ariz ark calif "
        "colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt "
        "wash wis wyo mme mlle mm me sra sres srta sig dott avv dhr mevr drs ir"
    ).split()
)
_LOWER = frozenset("v vs approx cf eg ie ca bzw z.b d.h u.a mr mrs dr".split())
"""Those that are also written in lower case; "sat." or "miss." would be words."""
_CLOSING = '"”’»)\\]'
_OPENING = '"“‘«(\\['
_INNER_END = re.compile(rf"([.!?…]+)([{_CLOSING}]*)\s+(?=[{_OPENING}]*[^\W\d_a-zß-öø-ÿ]|[{_OPENING}]*\d)")
_STRAY_END = re.compile(rf"['{_CLOSING}](?=\s)")
"""A closing mark after a space: "... enough. ' Hull were": it ends the sentence before."""
_LAST_WORD = re.compile(r"[^\s\"“‘«(\[—–]+\Z")
_CONTINUES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Eastern|Pacific|Central|GMT|ET|EST|EDT|BST|CET)\b|[a-zß-öø-ÿ]"
)
_SPEECH = re.compile(
    r"(?:\S+\s+){0,3}?(?:said|says|say|asked|asks|told|added|adds|replied|wrote|writes|shouted|cried|answered|continued"
    r"|sagte|fragte|demande|a dit|dijo)\b"
)
_ORDERED = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|januar|februar|mars|april|mai|maj"
    r"|juni|juli|august|september|oktober|november|desember|december|prosince|ledna|Jahrhundert|Weltkrieg|Bundesliga|Liga|FC"
    r"|Platz|Runde|Stock|Klasse|Auflage|Tag|Etage)\b"
)
"""What follows an ordinal number with a full stop."""
_COUNTED = re.compile(r"(?:Euro|Dollar|Franken|Pfund|Kronen|Menschen|Einwohner|Tonnen|Liter|Stück|[a-z])")
_TITLE_END = re.compile(
    r"(?:^|[\s\"“‘'(])(?:M[rsx]|Mrs|Messrs|Atty|Insp|Amb|Hon|MM?|Mmes?|Mlles?|Sr(?:a|es|ta)?|Dr[as]?|Dres|Dhr|Mevr|Mw|Ing|[Dd]ott|Sig|Avv|On|Prof|No|Nos|Nr|St|Sto|Exc?ma?"
    r"|D|Da|EE|FF|pag|págs?)\.\Z"
)
"""Titles and the like, which end no sentence."""
_ABBREVIATION_END = re.compile(
    r"(?:^|[\s'’(])(?:(?:\w\.\s?)+\w|art|ca|bzw|bijv|etc|evtl|ggf|inkl|max|min|usw|vgl|sog|cf|c|p|pp)\.\Z", re.I
)
"""Abbreviations that may end a sentence: the next letter decides."""
_CJK_END = re.compile(r"[。！？]+[」』”’）]*")


def split_sentences(text: str, block: Span, language: str | None) -> list[Span]:
    """Sentences of one block (a paragraph or list item): in order, disjoint, stripped, never empty."""
    part = block.of(text)
    edges = sorted({0, len(part), *(_after_stray(part, end) for end in _boundaries(part, language))})
    pieces = list(itertools.pairwise(edges))
    return [
        Span(block.start + start + lead, block.start + start + lead + len(body))
        for start, end in _joined(part, pieces)
        if (body := part[start:end].strip())
        for lead in (len(part[start:end]) - len(part[start:end].lstrip()),)
    ]


def _boundaries(part: str, language: str | None) -> set[int]:
    ends = {int(b["end_index"]) for b in _segmenter()(language or "en", part)}
    for match in _INNER_END.finditer(part):
        if _ends_sentence(part, match):
            ends.add(match.end())
    ends |= {m.end() for m in _CJK_END.finditer(part) if not _quoted_then_said(part, m.end())}
    return {end for end in ends if not _inside_cjk_quotes(part, end)}


def _after_stray(part: str, end: int) -> int:
    start = end + len(part[end:]) - len(part[end:].lstrip())
    found = _STRAY_END.match(part, start) if start else None
    if found is None or (
        found[0] in "'\"" and len(re.findall(rf"(?<!\w){found[0]}|{found[0]}(?!\w)", part[:start])) % 2 == 0
    ):
        return end
    return found.end()


@cache
def _segmenter():  # type: ignore[no-untyped-def]
    from sentencex import get_sentence_boundaries  # noqa: PLC0415

    return get_sentence_boundaries


def _ends_sentence(part: str, match: re.Match[str]) -> bool:
    stop, closing = match[1], match[2]
    if closing and _SPEECH.match(part, match.end()):
        return False  # “Who?” Reyl asked.
    if stop != ".":
        return stop != "..." or bool(closing)
    return not _abbreviated(part[: match.start()], part[match.end() :])


def _abbreviated(before: str, after: str) -> bool:
    """Whether the full stop between the two belongs to an abbreviation or an initial."""
    found = _LAST_WORD.search(before[-24:])
    if not found:
        return False
    word = found[0]
    if word.lower() in {"no", "nos", "fig", "vol", "art"}:
        return after[:1].isdigit()
    known = word.lower() in _ABBREVIATIONS and word[0].isupper()
    initial = len(word) == 1 and word.isupper()
    return known or initial or word in _LOWER or bool(re.fullmatch(r"(?:\w\.)+\w", word))


def _quoted_then_said(part: str, end: int) -> bool:
    """A quotation that a CJK verb of saying follows: the sentence goes on."""
    return part[end - 1 : end] in "」』”" and part[end : end + 1] in set("他她と说說表示")


def _inside_cjk_quotes(part: str, end: int) -> bool:
    """Such a quotation is a part of its sentence, whatever stops it holds."""
    before = part[:end]
    return any(before.count(left) > before.count(right) and right in part[end:] for left, right in ("「」", "『』"))


def _joined(part: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that a wrong boundary parted, put together again."""
    out: list[tuple[int, int]] = []
    for start, end in pieces:
        if out and _wrongly_parted(part[out[-1][0] : out[-1][1]].rstrip(), part[start:end].lstrip()):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _wrongly_parted(left: str, right: str) -> bool:
    if not left or not right:
        return False
    if re.search(r"\b[ap]\.m\.\Z", left, re.I):
        return bool(_CONTINUES.match(right))
    if _TITLE_END.search(left) or (re.search(r"[A-Z]\.\Z", left) and re.match(r"[A-Z]\.(?:,| [a-z])", right)):
        return True
    if _ABBREVIATION_END.search(left) and (right[0].islower() or right[0].isdigit()):
        return True
    if re.search(r"\bMi[ol]\.\Z|\bMrd\.\Z", left) and _COUNTED.match(right):
        return True  # 3,5 Mio. Euro
    if re.search(r"\b\d{1,2}\.\Z", left) and _ORDERED.match(right):
        return True  # am 3. Oktober
    if left[-1] in '”"’»' and _SPEECH.match(right):
        return left[-2:-1] in set("?!")  # “Who?” Reyl asked.
    return left[-1] not in '.!?…。！？:"”’»)]」』' and right[0].islower()
