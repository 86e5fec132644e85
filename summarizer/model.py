"""The values that everything else speaks: frozen, slotted, no input or output.

One coordinate system: half-open code-point offsets into ``Article.text``, which is never
altered after loading. Constructors assert the invariants, so a value that exists is valid.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``[start, end)`` of code points in ``Article.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class ParagraphKind(StrEnum):
    HEADING = "heading"
    BODY = "body"
    ITEM = "item"
    """An item of a list."""
    QUOTATION = "quotation"
    """A block quotation: every word in it is somebody else's."""
    TABLE = "table"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Paragraph:
    span: Span
    kind: ParagraphKind = ParagraphKind.BODY
    lines: tuple[int, int] | None = None
    """Half-open range of 0-based source lines, where the source has lines."""


@dataclass(frozen=True, slots=True)
class Sentence:
    index: int
    """Position in ``Article.sentences``; what a citation refers to. Shown to people as index + 1."""
    span: Span
    paragraph: int
    """Position in ``Article.paragraphs``."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage in quotation marks (or one paragraph of a quotation that runs over several)."""

    span: Span
    """With its marks."""
    inner: Span
    """Without its marks."""

    def __post_init__(self) -> None:
        if not self.span.contains(self.inner):
            raise ValueError("a quote's inner span lies outside it")


class Voice(StrEnum):
    NARRATOR = "narrator"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Article:
    """A loaded article. ``text`` is canonical: every offset in the product refers to it."""

    text: str
    title: str
    source: str
    """Where it came from, for people: a path, "standard input" or "pasted text"."""
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    """Sentences of everything that is not a heading, table or code, in reading order."""
    quotes: tuple[Quote, ...] = ()
    headline: Span | None = None
    """Where the title stands in ``text``, when it does."""
    byline: str | None = None
    date: str | None = None
    site: str | None = None
    language: str | None = None
    """ISO 639-1 code, or None when it could not be told."""
    warnings: tuple[str, ...] = ()
    """What a reader should know about the loading, such as an uncertain encoding."""
    id: str = field(init=False)
    """SHA-256 of ``text`` in hexadecimal."""

    def __post_init__(self) -> None:
        end = len(self.text)
        spans = [p.span for p in self.paragraphs] + [q.span for q in self.quotes]
        if any(span.end > end for span in spans):
            raise ValueError("a span ends after the text")
        for i, sentence in enumerate(self.sentences):
            if sentence.index != i:
                raise ValueError(f"sentence {i} is numbered {sentence.index}")
            if not self.paragraphs[sentence.paragraph].span.contains(sentence.span):
                raise ValueError(f"sentence {i} lies outside its paragraph")
            if not sentence.span.of(self.text).strip():
                raise ValueError(f"sentence {i} is empty")
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "id", digest)

    def __hash__(self) -> int:
        """Of the text's digest: what is kept for an article is looked up often, and texts may be long."""
        return hash(self.id)

    def sentence_text(self, index: int) -> str:
        """The sentence exactly as it stands in the text."""
        return self.sentences[index].span.of(self.text)

    def voice(self, span: Span) -> Voice:
        """Whose words these are: QUOTED if the span lies in a quotation or touches one."""
        last = bisect_left(self.quotes, span.end, key=lambda q: q.span.start) - 1
        if last >= 0 and self.quotes[last].span.overlaps(span):
            return Voice.QUOTED
        last = bisect_left(self.paragraphs, span.end, key=lambda p: p.span.start)
        while last > 0 and self.paragraphs[last - 1].span.end > span.start:
            last -= 1
            if self.paragraphs[last].kind is ParagraphKind.QUOTATION:
                return Voice.QUOTED
        return Voice.NARRATOR


class Mode(StrEnum):
    """How a claim came to be."""

    REWRITE = "rewrite"
    EXTRACT = "extract"
    """The article's own sentence, word for word."""
    ABSTRACTIVE = "abstractive"


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105
    DOUBT = "doubt"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """What one layer of the checker found about one claim."""

    layer: str
    """"form", "quotes", "numbers", "names", "attribution", "polarity", "roles", "support",
    "translation" or "model"."""
    verdict: Verdict
    detail: str = ""
    """For people: the exact words the layer objects to."""
    missing: tuple[str, ...] = ()
    """Words of the source that would have met the objection."""
    value: float | None = None
    """What the layer measured, from 0 (against the sentence) to 1, where it measures something."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a summary with the sentences it rests on."""

    text: str
    cites: tuple[int, ...]
    """Indices into ``Article.sentences``, ascending, never empty."""
    mode: Mode
    checks: tuple[Check, ...] = ()
    label: str | None = None
    """A heading such as "Who", where the template asks for one."""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a claim needs text")
        if not self.cites or list(self.cites) != sorted(set(self.cites)) or self.cites[0] < 0:
            raise ValueError(f"bad citations: {self.cites}")

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a reader should be told beside the claim; empty for a claim that passed."""
        return tuple(c.detail or c.layer for c in self.checks if c.verdict is not Verdict.PASS)


class Category(StrEnum):
    LOADED_WORDING = "loaded_wording"
    DOUBT_OR_CREDIT = "doubt_or_credit"
    OPINION_AS_FACT = "opinion_as_fact"
    WEAK_SOURCING = "weak_sourcing"
    ONE_SIDED_SOURCES = "one_sided_sources"
    SENSATIONAL = "sensational"
    HEADLINE_GAP = "headline_gap"
    NAME_CALLING = "name_calling"
    PROMOTIONAL = "promotional"
    REASONING_LEAP = "reasoning_leap"


class Tier(StrEnum):
    STRONG = "strong"
    MODERATE = "moderate"
    TENTATIVE = "tentative"
    """Hidden unless asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a note."""

    kind: str
    """"lexicon", "pattern", "count", "model" or "counterfactual"."""
    rule: str
    """The rule's or question's name with its version, such as "loaded_verbs" or "loaded.v2"."""
    weight: float
    """Log-odds: of a rule, of the model's answer, or by which its answer fell with plainer words."""


@dataclass(frozen=True, slots=True)
class BiasNote:
    """A remark on exact words of the article."""

    category: Category
    tier: Tier
    span: Span
    quote: str
    """``text[span.start:span.end]``; ``Analysis`` asserts it."""
    sentence: int | None
    """Index of the sentence it stands in; None for the headline and for the whole article."""
    voice: Voice
    text: str
    """What the words do, for people; contains the quote or speaks of the counted passages."""
    alternative: str | None
    """A plainer wording for the quoted words."""
    evidence: tuple[Evidence, ...]
    related: tuple[Span, ...] = ()
    """Other passages that the note rests on."""
    whole_article: bool = False

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a note needs evidence")
        if not self.text.strip() or not self.quote.strip():
            raise ValueError("a note needs words")
        if len(self.span) != len(self.quote):
            raise ValueError("a note's quote does not fill its span")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A suggestion that was not shown, with the reason: honest, and a debugging aid."""

    what: str
    """"note" or "claim"."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A neutral figure about the article with its denominator: ``count`` of ``of`` ``unit``."""

    name: str
    count: int
    of: int
    unit: str
    percentile: int | None = None
    """How many of a hundred news reports have a smaller share; None where that is not known."""


@dataclass(frozen=True, slots=True)
class TemplateRef:
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelRef:
    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Stats:
    """What a run cost, in tokens. The core has no clock: consumers take times."""

    prompt_tokens: int = 0
    """Prompt tokens that were evaluated (not those reused from a kept prefix)."""
    generated_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything a finished run says about one article."""

    article: Article
    template: TemplateRef
    model: ModelRef | None
    """None when no model took part."""
    gist: Claim | None = None
    claims: tuple[Claim, ...] = ()
    custom: str | None = None
    """The free-form text of a template with ``task = "custom"``."""
    notes: tuple[BiasNote, ...] | None = None
    """None when notes were not asked for or cannot be made (``warnings`` says why)."""
    checks: int = 0
    """How many kinds of pattern were looked for."""
    dropped: tuple[Dropped, ...] = ()
    profile: tuple[Measure, ...] = ()
    settings: Mapping[str, str | int | float | bool | None] = field(default_factory=lambda: MappingProxyType({}))
    stats: Stats = Stats()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        last = len(self.article.sentences)
        for claim in (*self.claims, *((self.gist,) if self.gist else ())):
            if claim.cites[-1] >= last:
                raise ValueError(f"claim cites sentence {claim.cites[-1]} of {last}")
        for note in self.notes or ():
            if note.span.of(self.article.text) != note.quote:
                raise ValueError(f"a note's quote is not the article's: {note.quote!r}")
