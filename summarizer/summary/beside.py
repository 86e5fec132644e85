"""What stands beside an article's text: captions, page furniture, the line under a headline. By their signs; the words are
English, the signs of other languages are a missing full stop and capitals."""

from __future__ import annotations

import re

from summarizer.model import Article
from summarizer.summary.openings import KICKER, opening
from summarizer.summary.people import PERSON, introduced

_FURNITURE = re.compile(
    r"\b(?:click here|all rights reserved|terms of (?:use|service)|contributed (?:to this (?:report|story|article)|reporting)"
    r"|reporting by|editing by|getty images|this article (?:was|is|has|first|originally)|scroll down|stay up to date"
    r"|photos? (?:by|via)|pictured (?:above|below|here|left|right|with|at|in|on|during)|originally published"
    r"|via (?:getty|ap|reuters))\b|^(?:catch up on|check out|find out|learn more|stay tuned)\b"
    r"|\bsign up (?:for|to|here)\b.{0,90}\b(?:newsletters?|alerts?|e-?mails?|inbox)\b|^FILE (?:PHOTO|IMAGE|[–—-])"
    r"|^in (?:this|an?) (?:[\w.,]+ ){1,6}(?:photo|picture|image|frame)\b"
    r"|\(\s?(?:above|below|left|right|centre|center|pictured|inset)\b[^)]*\)|\((?:ap|afp|reuters|getty|file)\b[^)]{0,30}\)\W*\Z"
    r"|^\W*(?:sign up|subscribe|read more|follow us|see also|related|also read|listen to|watch|more|click|tap|advertisement"
    r"|for more information|updated|published|posted|last updated|photo|image|picture|video|file|caption|credit|copyright"
    r"|story continues|don['’]t miss|tune in|download|get the latest|for the latest)\b(?=[:\s])"
    r".{0,40}(?:$|:|\b(?:here|newsletter|more|now|video|live|news|today|app|story|photos?|latest)\b)",
    re.I | re.S,
)
_CAPTION = re.compile(
    rf"(?!{KICKER})(?:[A-Z-]{{2,}}(?: [A-Z-]+){{0,4}}|(?!The|This|It|He|She|They|There|What)[A-Z][a-z-]+"
    r"(?: (?!is|was|are|were)[a-z-]+){0,3}):\s(?=[A-Z])"
    r"|(?:[A-Z][\w'’-]+,? (?:and )?){1,4}(?:\([^)]*\) |(?:left|right|centre|center|pictured),? )*"
    r"(?:smiles|poses|listens|speaks|walks|looks|holds|arrives|waves|stands|leaves|attends|celebrates|gestures|shakes|sits|hugs|kisses"
    r"|pose|walk|arrive|smile|leave|shake|hug|is (?:pictured|seen|shown)|are (?:pictured|seen|shown))\b"
    r"|(?:[A-Z][\w'’-]+ ){1,3}(?:team-?mates|players|fans|supporters|protesters|demonstrators|police|officers|residents|children"
    r"|students|workers|soldiers) (?:rush|celebrate|congratulate|gather|march|hold|stand|sit|run|wait|watch|look|cheer|carry"
    r"|react|embrace|surround|search|clash)\b"
)
_TICKER = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+ ){1,3}\([A-Z][\w. ]+\) (?:wins a|is shown|is caught|left footed|right footed|header)\b|Foul by "
)
"""A line of a match's live text."""
_PICTURED_ON = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? [A-Z][a-z]+\.? \d{1,2}, \d{4}\b|(?:[A-Z]\w+|U\.S\.),? (?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\W*\Z"
)
"""Agencies date their captions in full, their reports by the day of the week."""
_BYLINE = re.compile(r"\bBy [A-Z]{2,} [A-Z]{2,}|^By (?:[A-Z][\w.-]+ ){2,3}[A-Z]")
_FUSED = re.compile(
    r"(?<![.,:;!?…—–-])[a-z\d'’\"”] (?:The|They|He|She|It|This|These|That|A|An|But|And|In|On|At|His|Her|There|We|When|As|After)"
    r" [a-z\d][\w-]+"
    r"|(?<![.,:;!?…—–-])\b[a-z]{3,} [A-Z][a-z]+['’]s [a-z]+ (?:is|was|are|were|has|had)\b"
)
"""A caption without a full stop, and the sentence after it."""
_FRAGMENT = re.compile(
    r"(?:Because|While|Although|Though|Whereas|Unless|With|Which|Like|Not|Especially|Including|Such as|From)\b[^,]*\Z"
)
_HEADLINE = 5
"""Longer words by which a headline is known."""
_CAPITALS = 0.75
"""Share of them with a capital."""
_STOPS = ".!?…。！？:;।؟۔"


def is_beside(article: Article, index: int) -> bool:
    """Whether it is a caption, the line under a headline or page furniture, and not a sentence of the report."""
    text = article.sentence_text(index)
    return (
        any(sign.search(text) for sign in (_FURNITURE, _PICTURED_ON, _BYLINE, _FUSED))
        or any(sign.match(text) for sign in (_CAPTION, _TICKER, _FRAGMENT))
        or _shouts(text)
        or _named_again(article, index)
        or text.rstrip("\"'”’»)]」』")[-1:] not in _STOPS
        or text.endswith(" .")  # the text of a link, in pages taken apart
    )


def _shouts(text: str) -> bool:
    """Whether its words begin with capitals as in headlines."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return len(words) >= _HEADLINE and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)


def _named_again(article: Article, index: int) -> bool:
    """Whether it begins with a name in full that was given in full before, as captions do and reports do not."""
    start, end = opening(article, index), article.sentences[index].span.end
    found = PERSON.match(article.text, start, end)
    people = [introduced(article).get(word) for word in found[0].split()] if found else []
    return any(p and p.sentence < index and article.text.startswith(p.name, start) for p in people)
