"""The word lists, and finding their entries in running text.

Every list is a class of words with one role; the lists are disjoint, so that one word is never two
signals. An entry is ``word or phrase`` with an optional ``| plainer wording``. A list may say
``# inflect: verb`` (or ``past``, ``noun`` or ``adjective``): its entries are base forms and stand for their
inflected forms, adjectives for their adverbs, superlatives and nouns in -ness too. The base form of a verb is left
out, because it is often a noun ("a slam", "a claim"). An entry may be a part of hyphenated words: ``-mongering`` their
end, ``pseudo-`` their beginning. A hyphenated word that is in no list itself counts as the judging word at its end
("eco-fanatic").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.model import Span
from summarizer.text.words import Word, words

CLASSES = (
    "absolutes",
    "boosters",
    "calls_to_action",
    "credit_verbs",
    "curiosity_phrases",
    "doubt_markers",
    "doubt_verbs",
    "emotion_nouns",
    "grim_facts",
    "impersonal_claims",
    "imputed_motives",
    "innocent_phrases",
    "intensifiers",
    "labels",
    "loaded_adjectives",
    "loaded_adverbs",
    "loaded_verbs",
    "opinion_phrases",
    "partisan_terms",
    "puffery",
    "shock_words",
    "slanted_adjectives",
    "slanted_adverbs",
    "slanted_nouns",
    "slanted_verbs",
    "vague_sources",
)
GUARDS = "guards"
_NEIGHBOURHOOD = 5
"""Words on either side in which a guard is looked for."""
_REACH = 2
"""Words before a verdict in which a negation turns it round."""
_NEGATIONS = frozenset({"hardly", "neither", "never", "nor", "not", "opposite"})
_VERDICTS = frozenset({"emotion_nouns", "labels", "loaded_adjectives"})
_FEELINGS = frozenset({"emotion_nouns", "shock_words"})
"""Classes that describe rather than judge when the sentence reports a terrible fact."""
_JUDGING_ENDS = frozenset({"labels", "loaded_adjectives"})
_NEGATING = frozenset({"anti", "counter", "ex", "less", "never", "non", "not", "post"})
_IRREGULAR = {
    base: (third, past, present)
    for base, third, past, present in (
        line.split()
        for line in """
        beat beats beat beating
        bend bends bent bending
        bite bites bit biting
        bleed bleeds bled bleeding
        blow blows blew blowing
        bring brings brought bringing
        burn burns burned burning
        buy buys bought buying
        choose chooses chose choosing
        cling clings clung clinging
        come comes came coming
        creep creeps crept creeping
        cut cuts cut cutting
        dig digs dug digging
        do does did doing
        draw draws drew drawing
        drink drinks drank drinking
        drive drives drove driving
        eat eats ate eating
        fall falls fell falling
        feed feeds fed feeding
        fight fights fought fighting
        flee flees fled fleeing
        fling flings flung flinging
        fly flies flew flying
        get gets got getting
        give gives gave giving
        go goes went going
        hang hangs hung hanging
        have has had having
        hide hides hid hiding
        hit hits hit hitting
        hold holds held holding
        keep keeps kept keeping
        kneel kneels knelt kneeling
        lay lays laid laying
        lead leads led leading
        leave leaves left leaving
        let lets let letting
        lie lies lied lying
        lose loses lost losing
        make makes made making
        mislead misleads misled misleading
        oversell oversells oversold overselling
        paint paints painted painting
        pay pays paid paying
        put puts put putting
        ride rides rode riding
        rip rips ripped ripping
        rise rises rose rising
        run runs ran running
        say says said saying
        see sees saw seeing
        sell sells sold selling
        shoot shoots shot shooting
        show shows showed showing
        shut shuts shut shutting
        sing sings sang singing
        sink sinks sank sinking
        sit sits sat sitting
        sleepwalk sleepwalks sleepwalked sleepwalking
        sling slings slung slinging
        slink slinks slunk slinking
        sow sows sowed sowing
        speak speaks spoke speaking
        spend spends spent spending
        spew spews spewed spewing
        spin spins spun spinning
        spit spits spat spitting
        spread spreads spread spreading
        stand stands stood standing
        steal steals stole stealing
        stick sticks stuck sticking
        strike strikes struck striking
        swallow swallows swallowed swallowing
        sweep sweeps swept sweeping
        take takes took taking
        tear tears tore tearing
        tell tells told telling
        think thinks thought thinking
        throw throws threw throwing
        tie ties tied tying
        wear wears wore wearing
        wring wrings wrung wringing
        write writes wrote writing
        """.strip().splitlines()
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    cue: str
    """The class, which is the list's name."""
    base: str
    """As it stands in the list."""
    alternative: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text."""

    span: Span
    entry: Entry
    innocent: str | None
    """Why the word is not meant in the sense of its list, when it is not."""


def find_hits(text: str, span: Span) -> tuple[Hit, ...]:
    """Entries of all lists in reading order; of entries that overlap, the longest."""
    tokens = words(text, span)
    matches = list(_match(text, tokens))
    grim = next((tokens[i].form for i, _, entry in matches if entry.cue == "grim_facts"), None)
    names = not _is_title_case(text, tokens)
    hits = []
    for start, end, entry in matches:
        found = Span(tokens[start].span.start, tokens[end - 1].span.end)
        innocent = _guarded(tokens, start, end, entry) or _negated(tokens, start, end, entry)
        if innocent is None and names and _is_name(text, span, found):
            innocent = "part of a name"
        if innocent is None and grim is not None and entry.cue in _FEELINGS:
            innocent = f'a grim fact ("{grim}") stands beside it'
        hits.append(Hit(found, entry, innocent))
    return tuple(hits)


def is_listed(form: str, *cues: str) -> bool:
    """Whether a lower-case word is an entry of one of these lists by itself."""
    return any(key == (form,) and entry.cue in cues for key, entry in _index().get(form, ()))


def read_list(name: str) -> tuple[str, ...]:
    """The lines of a list file, its header among them."""
    return tuple((files(__package__) / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines())


@cache
def entries(cue: str) -> tuple[Entry, ...]:
    return tuple(Entry(cue, *_columns(line)) for line in read_list(cue) if line and not line.startswith("#"))


@cache
def guards() -> dict[str, frozenset[str]]:
    """For a base form, the neighbours that make it innocent."""
    pairs = (line.split(":") for line in read_list(GUARDS) if line and not line.startswith("#"))
    return {base: frozenset(w.strip() for w in neighbours.split(",")) for base, neighbours in pairs}


def forms(entry: Entry) -> tuple[Entry, ...]:
    """The entry in all its forms; ``base`` is then the form, the alternative follows in step."""
    kind = _inflection(entry.cue)
    if kind is None:
        return (entry,)
    inflect = _INFLECTIONS[kind]
    plain = inflect(entry.alternative) if entry.alternative else None
    return tuple(Entry(entry.cue, form, plain[i] if plain else None) for i, form in enumerate(inflect(entry.base)))


def _columns(line: str) -> tuple[str, str | None]:
    base, _, alternative = line.partition("|")
    return base.strip(), alternative.strip() or None


@cache
def _inflection(cue: str) -> str | None:
    lines = (line for line in read_list(cue) if line.startswith("# inflect: "))
    return next((line.removeprefix("# inflect: ") for line in lines), None)


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    """First word -> (all words, entry), the longest first. A form that is a noun of one list and a verb of another
    belongs to the list that comes first."""
    taken: set[tuple[str, ...]] = set()
    index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for cue in CLASSES:
        for entry in entries(cue):
            for form in forms(entry):
                key = _key(form.base)
                if key not in taken:
                    taken.add(key)
                    index.setdefault(key[0], []).append((key, Entry(cue, entry.base, form.alternative)))
    for keyed in index.values():
        keyed.sort(key=lambda item: -len(item[0]))
    return index


def _match(text: str, tokens: Sequence[Word]) -> Iterator[tuple[int, int, Entry]]:
    index = _index()
    at = 0
    while at < len(tokens):
        for key, entry in index.get(tokens[at].form, ()):
            end = at + len(key)
            if tuple(t.form for t in tokens[at:end]) == key and _adjacent(text, tokens[at:end]):
                yield at, end, entry
                at = end
                break
        else:
            part = _compound(tokens[at].form) if "-" in tokens[at].form else None
            if part is not None:
                yield at, at + 1, part
            at += 1


def _key(base: str) -> tuple[str, ...]:
    if base.startswith("-") or base.endswith("-"):
        return (base,)
    return tuple(word.form for word in words(base, Span(0, len(base))))


def _compound(form: str) -> Entry | None:
    """The entry by which a hyphenated word judges that is in no list itself."""
    head, _, tail = form.partition("-")
    index = _index()
    parts = (f"{head}-", *(f"-{rest}" for rest in (tail, tail.rpartition("-")[2])))
    for part in parts if tail else ():
        for _, entry in index.get(part, ()):
            return entry
    for key, entry in index.get(tail.rpartition("-")[2], ()) if head not in _NEGATING else ():
        if len(key) == 1 and entry.cue in _JUDGING_ENDS:
            return entry
    return None


def _adjacent(text: str, tokens: Sequence[Word]) -> bool:
    gaps = (text[a.span.end : b.span.start] for a, b in itertools.pairwise(tokens))
    return all(gap.isspace() for gap in gaps)


def _guarded(tokens: Sequence[Word], start: int, end: int, entry: Entry) -> str | None:
    innocent = guards().get(entry.base, frozenset())
    around = [*tokens[max(0, start - _NEIGHBOURHOOD) : start], *tokens[end : end + _NEIGHBOURHOOD]]
    neighbour = next((w.form for w in around if w.form in innocent), None)
    return f'"{neighbour}" beside it points to another sense' if neighbour else None


def _negated(tokens: Sequence[Word], start: int, end: int, entry: Entry) -> str | None:
    """ "Not reckless" passes no such verdict; "not only reckless" does."""
    if entry.cue not in _VERDICTS:
        return None
    before = [w.form for w in tokens[max(0, start - _REACH) : start]]
    word = next((w for w in before if w in _NEGATIONS or w.endswith("n't")), None)
    only = any(w.form in {"only", "just", "merely"} for w in tokens[max(0, start - _REACH) : end + 1])
    return f'negated by "{word}"' if word and not only else None


def _is_title_case(text: str, tokens: Sequence[Word]) -> bool:
    long = [text[t.span.start] for t in tokens if len(t.form) > 3]
    return sum(c.isupper() for c in long) > 0.6 * len(long)


def _is_name(text: str, passage: Span, found: Span) -> bool:
    word = found.of(text)
    if not word[0].isupper() or word.isupper():
        return False
    before = text[passage.start : found.start].rstrip()
    return before[-1:].isalnum() or before[-1:] in {",", "&", "’", "'", "-", "."}


def _verb_forms(phrase: str) -> tuple[str, ...]:
    verb, _, rest = phrase.partition(" ")
    third, past, present = _IRREGULAR.get(verb) or _regular(verb)
    return tuple(f"{form} {rest}".rstrip() for form in (third, past, present))


def _past_form(phrase: str) -> tuple[str, ...]:
    return _verb_forms(phrase)[1:2]


def _regular(verb: str) -> tuple[str, str, str]:
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    third = f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else f"{verb}s"
    stem = verb + verb[-1] if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb) else verb
    return third, f"{stem}ed", f"{stem}ing"


def _noun_forms(phrase: str) -> tuple[str, ...]:
    if phrase.endswith("s"):
        return (phrase, phrase if not phrase.endswith("ss") else f"{phrase}es")
    if re.search(r"[^aeiou]y$", phrase):
        return (phrase, f"{phrase[:-1]}ies")
    if phrase.endswith("man"):
        return (phrase, f"{phrase[:-3]}men")
    return (phrase, f"{phrase}es" if re.search(r"(?:x|z|ch|sh)$", phrase) else f"{phrase}s")


def _adjective_forms(phrase: str) -> tuple[str, ...]:
    if phrase.endswith("ly"):
        return (phrase,)
    if phrase.endswith("le"):
        return (phrase, f"{phrase[:-1]}y")
    if phrase.endswith("ic"):
        return (phrase, f"{phrase}ally")
    if re.search(r"[^aeiou]y$", phrase):
        stem = f"{phrase[:-1]}i"
        return (phrase, f"{stem}ly", f"{stem}est", f"{stem}ness")
    if re.search(r"(?:less|ful|ish|ous)$", phrase):
        return (phrase, f"{phrase}ly", f"{phrase}ness")
    return (phrase, f"{phrase}ly")


_INFLECTIONS = {"verb": _verb_forms, "past": _past_form, "noun": _noun_forms, "adjective": _adjective_forms}
