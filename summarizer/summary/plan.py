"""From a template's wish to drafts, and from drafts that have a claim to the summary that is shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from summarizer.model import Article, Claim, Dropped, Mode
from summarizer.summary.decide import extract
from summarizer.summary.refer import stands
from summarizer.summary.select import select, select_for
from summarizer.templates.template import Section, Template
from summarizer.text.words import count_words

_USUAL = 20
"""Words of a sentence, by which a length in words becomes a number of sentences."""
_SLACK = 0.15
"""How far the words of a summary may be from the length that was asked for."""


@dataclass(slots=True, eq=False)
class Draft:
    """One sentence of the summary on its way."""

    main: int
    """The sentence that it draws on."""
    rank: int
    """0 for the most important."""
    section: Section | None = None
    claim: Claim | None = None
    dropped: list[Dropped] = field(default_factory=list)

    def settle(self, claim: Claim) -> None:
        self.claim = replace(claim, label=self.section.label) if self.section else claim


def wanted(template: Template) -> int:
    """How many sentences the summary shall have."""
    if template.sections:
        return len(template.sections)
    return min(20, max(1, round(template.length / _USUAL))) if template.length else template.sentences


def plan(
    article: Article, template: Template, *, rewritten: bool, without: Collection[int] = ()
) -> tuple[list[Draft], tuple[str, ...]]:
    """Drafts in reading order, and warnings. One more than wanted, which may take the place of a sentence that
    hangs in the air; more where the length is given in words and only the sentences will show how long they are."""
    if template.sections:
        return _sections(article, template)
    count = wanted(template)
    spare = (count // 2 + 2 if rewritten else count + 2) if template.length else int(count > 2)
    drafts = [Draft(main, rank) for rank, main in enumerate(select(article, count + spare, without))]
    return sorted(drafts, key=lambda d: d.main), ()


def _sections(article: Article, template: Template) -> tuple[list[Draft], tuple[str, ...]]:
    drafts: list[Draft] = []
    warnings: list[str] = []
    for section in template.sections:
        main = select_for(article, section, [d.main for d in drafts])
        if main is None:
            warnings.append(f"The article does not seem to say: {section.question}")
        else:
            drafts.append(Draft(main, len(drafts), section))
    return drafts, tuple(warnings)


def chosen(article: Article, drafts: Sequence[Draft], template: Template) -> list[Draft]:
    """The drafts that are shown, in the order of ``drafts``: the most important that fit the length and do
    not hang in the air."""
    ready = [d for d in drafts if d.claim is not None]
    if template.sections:
        return ready
    kept: list[Draft] = []
    for draft in sorted(ready, key=lambda d: d.rank):
        if not kept or _fits(draft, kept, template):
            kept.append(draft)
    while len(kept) > 1 and (hanging := [d for d in kept if _hangs(article, d, kept)]):
        kept.remove(hanging[-1])
        rest = [d for d in ready if d not in kept and d not in hanging and not _hangs(article, d, [*kept, d])]
        kept += [d for d in sorted(rest, key=lambda d: d.rank) if _fits(d, kept, template)][:1]
        ready = [d for d in ready if d not in hanging]
    return [d for d in drafts if d in kept]


def missing(drafts: Iterable[Draft], template: Template) -> int:
    """How many sentences are still to be found."""
    return wanted(template) - sum(d.claim is not None for d in drafts)


def extracts(article: Article, drafts: Sequence[Draft], only: Callable[[Draft], bool] = lambda draft: True) -> None:
    """Every draft without a claim gets the article's own words."""
    for draft in drafts:
        if draft.claim is None and only(draft):
            shown = {d.main for d in drafts if d is not draft}
            draft.settle(extract(article, draft.main, shown=shown))


def _fits(draft: Draft, kept: Sequence[Draft], template: Template) -> bool:
    claims = [d.claim for d in (*kept, draft) if d.claim is not None]
    if template.length:
        total = sum(count_words(c.text) for c in claims)
        before = total - count_words(claims[-1].text)
        return total <= (1 + _SLACK) * template.length and before < (1 - _SLACK / 2) * template.length
    return sum(len(c.cites) if c.mode is Mode.EXTRACT else 1 for c in claims) <= template.sentences


def _hangs(article: Article, draft: Draft, kept: Sequence[Draft]) -> bool:
    """Whether it opens on "He" or "The deal" and nothing before it in the summary says who or which."""
    claim = draft.claim
    if claim is None or claim.mode is Mode.ABSTRACTIVE or len(claim.cites) > 1:
        return False
    shown = [i for d in kept if d.claim is not None for i in d.claim.cites]
    return not stands(article, draft.main, shown)
