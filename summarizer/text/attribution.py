"""Whose statement a sentence is: verbs of saying, words of caution, and words of denial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SAYING = """say says said saying tell tells told state states stated add adds added announce announces announced argue argues
argued ask asks asked warn warns warned write writes wrote explain explains explained note notes noted claim claims
claimed insist insists insisted suggest suggests suggested acknowledge acknowledges acknowledged admit admits admitted
deny denies denied allege alleges alleged accuse accuses accused assert asserts asserted believe believes believed
estimate estimates estimated predict predicts predicted reveal reveals revealed confirm confirms confirmed report
reports reported recall recalls recalled reply replies replied declare declares declared testify testifies testified
conclude concludes concluded maintain maintains maintained contend contends contended observe observes observed
stress stresses stressed concede concedes conceded caution cautions cautioned urge urges urged tweeted posted"""
REPORTING_VERBS = frozenset(_SAYING.split())

HEDGES = frozenset(
    (
        "may might could would alleged allegedly allege alleges reportedly apparently seemingly suspected purportedly "
        "possibly perhaps probably likely unlikely potentially expected expects appears appear appeared seems seem "
        "seemed estimated approximately claim claims claimed suggests suggest suggested unconfirmed unclear believed "
        "thought planned proposed accused denied denies plans intends hopes aims"
    ).split()
)
"""Words that keep a statement from being a plain fact."""
_STRONG_HEDGES = frozenset(
    (
        "may might could alleged allegedly allege alleges reportedly apparently suspected purportedly possibly "
        "perhaps probably likely unlikely potentially accused unconfirmed unclear whether claims claimed claim"
    ).split()
)
"""Those whose loss makes a fact of what was none."""
NEGATIONS = frozenset(
    (
        "not no never none nobody nothing neither nor without cannot deny denies denied denying reject rejects "
        "rejected rejecting fail fails failed failing refuse refuses refused refusing lack lacks lacked unable "
        "dispute disputes disputed decline declines declined dismiss dismisses dismissed unless barely hardly"
    ).split()
)
STANCES = frozenset(
    (
        "called calls criticised criticized criticises criticizes praised praises described describes vowed vows promised "
        "promises condemned condemns defended defends disputes disputed wants wanted demanded demands opposed opposes "
        "welcomed welcomes apologised apologized expects expected hopes hoped plans planned considers considered thinks "
        "thought considering planning want "
        "fears feared agreed agrees credited blamed blames supports supported rejects rejected dismissed agree"
    ).split()
)

QUALIFIERS = frozenset(
    "former acting interim deputy vice attempted proposed planned alleged suspected so-called".split()
)
"""Words without which the same noun names another person or thing."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PHRASE = re.compile(
    r"\baccording to\b|\bin (?:a|an|the|his|her|its|their) (?:statement|interview|post|letter|email|e-mail|blog post|report|memo"
    r"|speech|filing|ruling|testimony)\b|\bin the words of\b|\bin (?:his|her|their) view\b|\bcited?\b|\bciting\b|\bquoted\b",
    re.I,
)
_NOUN_USES = re.compile(
    r"\b(?:the|a|an|this|that|its|his|her|their|annual|new|police|state|united|member|several|many|other|[a-z]+'s)\s+\Z",
    re.I,
)
_AMBIGUOUS = frozenset(
    "state states report reports claim claims note notes estimate estimates stress post warn".split()
)
_ADDRESSED = frozenset("told asked urged warned".split())
_CLAUSE = re.compile(r",\s(?=(?:when|where|while|which|who|whose|after|although|though|but)\s)")
_PASSIVE = re.compile(r"\b(?:was|were|be|been|being|is|are)(?:n['’]t)?(?: not| never| also| later)?\s+\Z", re.I)
_SPEAKER = re.compile(
    r"(?:(?:[A-Z][\w.'’&-]*|[a-z]+)\s+){0,2}(?:[A-Z][\w.'’&-]*|[a-z]+)\s+(?:also\s+|later\s+|previously\s+)?\Z"
)


def attributed(sentence: str) -> bool:
    """Whether the sentence says whose claim it reports."""
    return _PHRASE.search(sentence) is not None or any(True for _ in _reports(sentence))


def clauses(sentence: str) -> list[str]:
    """The main clause and what a comma and a conjunction part from it: their attribution is their own."""
    return _CLAUSE.split(sentence)


def takes_a_stance(sentence: str) -> bool:
    """Whether it reports what somebody thinks or wants without a verb of saying ("criticised", "plans")."""
    return bool(_forms(sentence) & STANCES)


def attribution(sentence: str) -> str | None:
    """The few words that say whose claim it is ("according to police", "Reyl said"), or None."""
    match = re.search(r"\baccording to (?:[\w.'’&-]+\s?){1,6}", sentence, re.I)
    if match:
        return match[0].strip()
    for verb in _reports(sentence):
        after = re.match(r"\s+((?:[A-Z][\w.'’&-]*\s?){1,3})", sentence[verb.end() :])
        if after:
            return f"{after[1].strip(' .,;:')} {verb[0]}"
        before = _SPEAKER.search(sentence[: verb.start()])
        return f"{before[0].strip()} {verb[0]}" if before else verb[0]
    found = _PHRASE.search(sentence)
    return found[0] if found else None


@lru_cache(maxsize=512)
def hedges(text: str) -> frozenset[str]:
    """Words of caution whose loss would make a fact of what was none."""
    forms = _forms(text)
    found = forms & _STRONG_HEDGES
    # "in May" is a month
    return found - {"may"} if "may" in found and not re.search(r"\bmay\b", text) else found


@lru_cache(maxsize=512)
def negations(text: str) -> frozenset[str]:
    """Words that deny; "rule" and "ruled" where "out" follows."""
    forms = _forms(text)
    ruled = {m[1].lower() for m in re.finditer(r"\b(rul(?:e[sd]?|ing))\s+out\b", text, re.I)}
    return frozenset(f for f in forms if f in NEGATIONS or f.endswith("n't") or f in ruled)


def _forms(text: str) -> frozenset[str]:
    return frozenset(m[0].replace("’", "'").lower() for m in _WORD.finditer(text))


def _reports(sentence: str) -> Iterator[re.Match[str]]:
    for match in _WORD.finditer(sentence):
        form = match[0].lower()
        if form in _ADDRESSED and _PASSIVE.search(sentence[: match.start()]):
            continue  # "they were told to leave"
        if form in REPORTING_VERBS and (
            form not in _AMBIGUOUS
            or not _NOUN_USES.search(sentence[: match.start()])
            or sentence.startswith(" that ", match.end())  # "the firm's claim that"
        ):
            yield match
