"""The summary stage: select → rewrite together → check → one retry together → extract.

Citations are settled before the model writes a word; a sentence that fails its checks twice is
replaced by the article's own.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

from summarizer.engine.protocol import Branch, Engine, Prefix
from summarizer.events import Body, ClaimReady
from summarizer.model import Article, Claim, Dropped, Mode
from summarizer.pipeline.steps import watch
from summarizer.summary.check import check, supporting
from summarizer.summary.decide import Accept, Decision, Extract, Retry, decide, extract
from summarizer.summary.prompt import gist_passage, messages, passage
from summarizer.summary.select import Group, select, select_for
from summarizer.summary.tidy import tidy
from summarizer.templates.render import placeholders, render, values_of
from summarizer.templates.template import Section, Template

_TOKENS_PER_WORD = 2.5
"""Upper bound for a budget; English news needs about 1.4, other scripts more."""
_TRUSTED = 1_800_000_000
"""Bytes of weights, about 3 billion parameters, from which a model may rewrite what is checked less."""
_NOT_REWRITTEN = (
    "In this language the checks are weaker and this model is too small to go without them: "
    "the summary consists of the article's own sentences."
)


@dataclass(frozen=True, slots=True)
class Summary:
    claims: tuple[Claim, ...] = ()
    gist: Claim | None = None
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """One claim on its way."""

    slot: str
    group: Group
    section: Section | None
    claim: Claim | None = None
    dropped: list[Dropped] = field(default_factory=list)


def write_summary(
    article: Article, template: Template, engine: Engine | None, model_size: int
) -> Generator[Body, None, Summary]:
    """``model_size``: bytes of weights."""
    drafts, warnings = _plan(article, template)
    gist: Claim | None = None
    dropped: list[Dropped] = []
    if engine is not None and _beyond_the_checks(article, template, model_size):
        warnings.append(_NOT_REWRITTEN)
        engine = None
    if engine is None:
        for draft in drafts:
            draft.claim = _labelled(extract(article, draft.group), draft)
            yield ClaimReady(draft.slot, draft.claim)
    else:
        writer = _Writer(article, template, engine)
        yield from writer.open()
        yield from writer.write(drafts)
        if template.gist and len(drafts) > 1:
            gist, lost = yield from writer.write_gist([d.claim for d in drafts if d.claim])
            dropped += lost
    claims = tuple(d.claim for d in drafts if d.claim)
    return Summary(claims, gist, tuple(x for d in drafts for x in d.dropped) + tuple(dropped), tuple(warnings))


def _beyond_the_checks(article: Article, template: Template, model_size: int) -> bool:
    """Small models swap who did what, and the checks for it know English only. A translation is made on
    request, and says that it was not checked."""
    translated = template.language is not None and template.language != article.language
    return article.language not in {"en", None} and not translated and model_size < _TRUSTED


def _plan(article: Article, template: Template) -> tuple[list[_Draft], list[str]]:
    if not template.sections:
        groups = select(article, template.sentences)
        return [_Draft(f"claim {i}", group, None) for i, group in enumerate(groups)], []
    drafts: list[_Draft] = []
    warnings: list[str] = []
    for section in template.sections:
        group = select_for(article, section, [d.group for d in drafts])
        if group is None:
            warnings.append(f"The article does not seem to say: {section.question}")
        else:
            drafts.append(_Draft(f"claim {len(drafts)}", group, section))
    return drafts, warnings


def _labelled(claim: Claim, draft: _Draft) -> Claim:
    return replace(claim, label=draft.section.label) if draft.section else claim


class _Writer:
    """The model's part for one article."""

    def __init__(self, article: Article, template: Template, engine: Engine) -> None:
        self._article = article
        self._template = template
        self._engine = engine
        self._budget = round(template.words * _TOKENS_PER_WORD) + 8

    def open(self) -> Generator[Body, None, None]:
        instruction = render(self._template, values_of(self._article))
        language = self._template.language
        opening = messages(instruction, words=self._template.words, language=language or self._article.language)
        for_every_article = not placeholders(self._template)
        self._prefix: Prefix = yield from watch(self._engine.open_prefix(opening, on_disk=for_every_article))

    def write(self, drafts: Sequence[_Draft]) -> Generator[Body, None, None]:
        """Fill in every draft's claim: all together, then the failed ones together once more."""
        pending: list[tuple[_Draft, tuple[str, ...]]] = [(draft, ()) for draft in drafts]
        written: list[str] = []
        for retried in (False, True):
            branches = [self._branch(passage(self._article, d.group, must)) for d, must in pending]
            answers = yield from watch(self._engine.generate(branches), [d.slot for d, _ in pending])
            again: list[tuple[_Draft, tuple[str, ...]]] = []
            for (draft, _), answer in zip(pending, answers, strict=True):
                text = tidy(answer.text)
                decision = self._judge(text, draft.group.cites, written, retried=retried)
                match decision:
                    case Retry(must_include):
                        again.append((draft, must_include))
                        continue
                    case Extract(reason):
                        draft.dropped.append(Dropped("claim", text, reason))
                        draft.claim = extract(self._article, draft.group)
                    case Accept(checks):
                        draft.claim = Claim(text, draft.group.cites, Mode.REWRITE, checks)
                draft.claim = _labelled(draft.claim, draft)
                written.append(draft.claim.text)
                yield ClaimReady(draft.slot, draft.claim)
            pending = again
            if not pending:
                return

    def write_gist(self, claims: Sequence[Claim]) -> Generator[Body, None, tuple[Claim | None, list[Dropped]]]:
        """One sentence over the accepted claims, checked against all they cite; None if it fails."""
        branch = self._branch(gist_passage(claims))
        (answer,) = yield from watch(self._engine.generate([branch]), ["gist"])
        text = tidy(answer.text)
        cites = supporting(text, self._article, sorted({cite for claim in claims for cite in claim.cites}))
        match self._judge(text, cites, [claim.text for claim in claims], retried=True):
            case Accept(checks):
                gist = Claim(text, cites, Mode.REWRITE, checks)
                yield ClaimReady("gist", gist)
                return gist, []
            case Extract(reason):
                return None, [Dropped("claim", text, f"gist: {reason}")]
            case Retry():
                return None, [Dropped("claim", text, "gist: failed its checks")]

    def _branch(self, text: str) -> Branch:
        return Branch(self._prefix, text, self._budget, stop=("\n",))

    def _judge(self, text: str, cites: tuple[int, ...], previous: Sequence[str], *, retried: bool) -> Decision:
        template = self._template
        translated = template.language is not None and template.language != self._article.language
        checks = check(
            text,
            self._article,
            cites,
            words=template.words,
            previous=previous,
            language=template.language or self._article.language,
            translated=translated,
        )
        return decide(checks, retried=retried)
