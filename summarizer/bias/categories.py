"""The ten kinds of note, for people: what each means, what gives it away, and where it errs.

Tier A rests on rules that were measured and is shown by default. Tier B rests on clear phrases alone and gains from a
model's second opinion. Tier C is reserved: no rule or small model tells it reliably, and no note of it is made."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.model import Category


@dataclass(frozen=True, slots=True)
class Kind:
    category: Category
    name: str
    tier: str
    """"A", "B" or "C"."""
    meaning: str
    cues: str
    limits: str
    example: str
    """The telling words stand between asterisks."""


KINDS = (
    Kind(
        Category.LOADED_WORDING,
        "Loaded wording",
        "A",
        "The writer uses a judging or emotional word where a plainer one exists.",
        "adverbs and adjectives that pass a verdict, violent or animal verbs for talk, feelings named for events, "
        "motives that nobody can see, adverbs that judge how something was said",
        "Words of a long tail are missed; irony is not understood.",
        "The council *rammed through* a *shameful* budget.",
    ),
    Kind(
        Category.DOUBT_OR_CREDIT,
        "Doubt or credit",
        "A",
        "A marker or verb of saying tells readers whom to believe.",
        "so-called, supposed, self-styled; one speaker claims while the other explains; lone words in quotation marks",
        "A single “claimed” or “admitted” is usual in reports and gives no note.",
        "Castell *claimed* that it costs 30 million, while Holm *explained* that it costs 12.",
    ),
    Kind(
        Category.OPINION_AS_FACT,
        "Opinion as fact",
        "B",
        "A verdict, demand or ranking stands in the writer's voice with no source.",
        "it is high time that, there can be no excuse, clearly, of course, the best of all time",
        "A bare demand or a question is shown only if a model agrees. In an opinion piece one note says what the text is.",
        "*It is high time that* the members saved the library.",
    ),
    Kind(
        Category.WEAK_SOURCING,
        "Unclear sourcing",
        "A",
        "A claim rests on nobody who could be asked.",
        "critics say, experts are convinced, studies show, it is understood; with no named source in the sentence",
        "None where somebody is named right after it or both sides are summed up; “is said to” alone only where that is "
        "frequent.",
        "*Insiders claim* that a second plant may close.",
    ),
    Kind(
        Category.ONE_SIDED_SOURCES,
        "Whose voices are heard",
        "A",
        "One person supplies nearly all the quoted words of the article.",
        "four fifths of the quoted words and at least four quotations",
        "A count, not a verdict: a portrait or an interview has one voice by its nature.",
        "One voice has 5 of 6 quotations and 131 of 149 quoted words.",
    ),
    Kind(
        Category.SENSATIONAL,
        "Sensational style",
        "A",
        "Style promises a thrill beyond the facts given.",
        "thrill words, amazement before a figure, disasters as a likeness, words in capitals, exclamation marks; in headlines "
        "also turns that hold back the matter",
        "In the body, capitals and exclamation marks are counted in the writer's own sentences only.",
        "The *bone-chilling* storm left homes dark*!*",
    ),
    Kind(
        Category.HEADLINE_GAP,
        "Headline goes beyond the text",
        "A",
        "The headline has a figure or name that the text does not carry.",
        "figures that differ by more than rounding; names of a headline that is not in title case",
        "Overstated certainty is not seen.",
        "*45* percent in the headline, 20 percent in the text.",
    ),
    Kind(
        Category.NAME_CALLING,
        "Name calling",
        "B",
        "The writer gives a person or group a judging name.",
        "demagogue, crony, warmonger, yes-man",
        "Party names and what people call themselves are no labels, of whichever side.",
        "The *demagogue* Holm promised cheaper buses.",
    ),
    Kind(
        Category.PROMOTIONAL,
        "Promotional tone",
        "A",
        "Praise of something by name, or what only advertisements ask of their readers.",
        "award-winning, seamless; order now, 30 percent off, trade marks, web addresses, “About the company”",
        "Praise of people and places in culture and sport uses some of the same words.",
        "*Discover* Brightdesk *today* and enjoy *30 percent off*.",
    ),
    Kind(
        Category.REASONING_LEAP,
        "Unsupported leap",
        "C",
        "A cause or a generalisation is stated that the text does not bear out.",
        "none that a rule or a small model tells reliably",
        "No note of this kind is made.",
        "Sales fell after the vote; the vote ruined the shops.",
    ),
)
"""In the order in which they are explained."""
