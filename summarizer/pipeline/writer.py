"""The model's part of a summary: sentences that it rewrites or writes, each judged before it is kept."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from summarizer.engine.protocol import Branch, Engine, Prefix
from summarizer.events import Body, ClaimReady
from summarizer.model import Article, Check, Claim, Dropped, Mode, Span, Verdict
from summarizer.pipeline.steps import watch
from summarizer.summary.align import align
from summarizer.summary.check import check, supporting
from summarizer.summary.context import too_long
from summarizer.summary.decide import Accept, Decision, Extract, Retry, decide
from summarizer.summary.join import joined
from summarizer.summary.kept import check_kept
from summarizer.summary.method import REWRITES_ANYTHING, is_translation
from summarizer.summary.plan import Draft, extracts, missing, wanted
from summarizer.summary.prompt import free_messages, free_passage, gist_passage, messages, passage
from summarizer.summary.refer import need, stands
from summarizer.summary.tidy import tidy
from summarizer.templates.render import placeholders, render, values_of
from summarizer.templates.template import Template
from summarizer.text.sentences import split_sentences

_TOKENS_PER_WORD = 2.5
"""Upper bound for a budget; English news needs about 1.4, other scripts more."""
_ROOM = 600
"""Tokens of a context that the instruction and the answer's sentence marks may take."""
_SOURCES = 3
"""At most, of a free sentence."""
_FAILING = 1 / 3
"""Share of a free summary's sentences that may fail before the model is not trusted with this article."""


_Pending = tuple[Draft, tuple[str, ...]]
"""A draft, and the words that it must include."""


class Writer:
    """One article, one template, one engine."""

    def __init__(self, article: Article, template: Template, engine: Engine, model_size: int) -> None:
        self._article = article
        self._template = template
        self._engine = engine
        self._size = model_size
        self._instruction = render(template, values_of(article))
        self._budget = round(template.words * _TOKENS_PER_WORD) + 8

    @property
    def _language(self) -> str | None:
        return self._template.language or self._article.language

    def open(self) -> Generator[Body, None, None]:
        opening = messages(self._instruction, words=self._template.words, language=self._language)
        for_every_article = not placeholders(self._template)
        self._prefix: Prefix = yield from watch(self._engine.open_prefix(opening, on_disk=for_every_article))

    def rewrite(self, drafts: Sequence[Draft]) -> Generator[Body, None, bool]:
        """Give claims to the drafts that the template wants, all written together; those that failed once more together;
        and the article's own words where that failed too, and to those that are only there to take somebody's place. A
        sentence that fails stays where it is: it was chosen with its neighbours.

        True if the first sentence of the summary was told already: nothing that follows can take its place."""
        mains = [d.main for d in drafts]
        if not is_translation(self._article, self._template):
            extracts(self._article, drafts, lambda draft: not rewritable(self._article, draft.main, mains))
        shown = sorted(drafts, key=lambda d: d.rank)[: wanted(self._template)]
        rest = [d for d in drafts if d not in shown] if self._template.length else []
        pending: list[_Pending] = [(d, ()) for d in [*(d for d in drafts if d in shown), *rest] if d.claim is None]
        if not pending:
            return False
        again = yield from self._attempt(pending, retried=False)
        first = drafts[0].claim if drafts[0].rank == 0 else None
        if first is not None:
            yield ClaimReady("claim 0", joined(self._article, [first])[0])
        if again := self._still_needed(drafts, again):
            yield from self._attempt(again, retried=True)
        extracts(self._article, drafts)
        return first is not None

    def _still_needed(self, drafts: Sequence[Draft], again: list[_Pending]) -> list[_Pending]:
        """Of those that can be mended: the lead, sections, and as many others as are missing."""
        first = [(d, must) for d, must in again if d.rank == 0 or d.section]
        rest = [(d, must) for d, must in again if (d, must) not in first]
        count = missing(drafts, self._template) - len(first)
        return first + sorted(rest, key=lambda x: x[0].rank)[: max(0, count)]

    def _attempt(self, pending: Sequence[_Pending], *, retried: bool) -> Generator[Body, None, list[_Pending]]:
        """Those that deserve another attempt, with the words that they must include."""
        asked = [passage(self._article, d.main, must) for d, must in pending]
        branches = [self._branch(text) for text, _ in asked]
        visible = min(len(pending), wanted(self._template))
        answers = yield from watch(self._engine.generate(branches), [f"claim {i}" for i in range(visible)])
        again: list[_Pending] = []
        rows = list(zip(pending, asked, answers, strict=True))
        for (draft, _), (_, cites), answer in sorted(rows, key=lambda row: row[0][0].rank):
            text = tidy(answer.text)
            kept = self._kept(text, draft.main, cites)
            match self._judge(text, cites, self._written(rows), retried=retried, kept=kept):
                case Retry(must_include):
                    again.append((draft, must_include))
                case Extract(reason):
                    draft.dropped.append(Dropped("claim", text, reason))
                case Accept(checks):
                    draft.settle(Claim(text, supporting(text, self._article, cites), Mode.REWRITE, checks))
        return again

    def _kept(self, text: str, main: int, cites: Sequence[int]) -> tuple[Check, ...]:
        """What a small model's sentence must keep. A larger one may find words of its own; a translation must."""
        if self._size >= REWRITES_ANYTHING or is_translation(self._article, self._template):
            return ()
        return (check_kept(text, self._article, main, " ".join(map(self._article.sentence_text, cites))),)

    @staticmethod
    def _written(rows: Sequence[tuple[_Pending, object, object]]) -> list[str]:
        return [draft.claim.text for (draft, _), _, _ in rows if draft.claim]

    def compose(self, selected: Sequence[int]) -> Generator[Body, None, list[Draft] | None]:
        """A free summary; its sentences that fail are rewritten from what they rest on. None if too many fail.

        ``selected``: what the model reads instead of the article if the article does not fit."""
        template, article = self._template, self._article
        budget = round(wanted(template) * template.words * _TOKENS_PER_WORD)
        info = yield from watch(self._engine.start())
        whole = free_passage(article)
        fits = self._engine.count_tokens(whole) + budget + _ROOM <= info.context
        opening = free_messages(self._instruction, wanted(template), words=template.words, language=self._language)
        prefix = yield from watch(self._engine.open_prefix(opening))
        branch = Branch(prefix, whole if fits else free_passage(article, selected), budget)
        (answer,) = yield from watch(self._engine.generate([branch]), ["summary"])
        drafts: list[Draft] = []
        failed = 0
        text = " ".join(answer.text.split())
        if answer.reason == "length":
            text = text[: max(text.rfind(". "), 0) + 1] or text
        for rank, span in enumerate(split_sentences(text, Span(0, len(text)), self._language)[: wanted(template)]):
            sentence = tidy(span.of(text))
            cites = supporting(sentence, article, align(sentence, article, _SOURCES))
            draft = Draft(align(sentence, article, 1)[0], rank)
            match self._judge(sentence, cites, [d.claim.text for d in drafts if d.claim], retried=True):
                case Accept(checks):
                    draft.settle(Claim(sentence, cites, Mode.ABSTRACTIVE, checks))
                case Extract(reason):
                    draft.dropped.append(Dropped("claim", sentence, reason))
                    failed += 1
                case Retry():
                    failed += 1
            drafts.append(draft)
        return drafts if drafts and failed <= _FAILING * len(drafts) else None

    def write_gist(self, claims: Sequence[Claim]) -> Generator[Body, None, tuple[Claim | None, list[Dropped]]]:
        """One sentence over the accepted claims, checked against all they cite; None if it fails."""
        (answer,) = yield from watch(self._engine.generate([self._branch(gist_passage(claims))]), ["gist"])
        text = tidy(answer.text)
        cites = supporting(text, self._article, sorted({cite for claim in claims for cite in claim.cites}))
        written = [claim.text for claim in claims]
        match self._judge(text, cites, written, retried=True, kept=self._kept(text, cites[0], cites)):
            case Accept(checks):
                return Claim(text, cites, Mode.REWRITE, checks), []
            case Extract(reason):
                return None, [Dropped("claim", text, f"gist: {reason}")]
            case Retry():
                return None, [Dropped("claim", text, "gist: failed its checks")]

    def _branch(self, text: str) -> Branch:
        return Branch(self._prefix, text, self._budget, stop=("\n",))

    def _judge(
        self,
        text: str,
        cites: Sequence[int],
        previous: Sequence[str],
        *,
        retried: bool,
        kept: tuple[Check, ...] = (),
    ) -> Decision:
        checks = check(
            text,
            self._article,
            cites,
            words=self._template.words,
            previous=previous,
            language=self._language,
            translated=is_translation(self._article, self._template),
        )
        return decide((*checks, *(c for c in kept if c.verdict is not Verdict.PASS)), retried=retried)


def rewritable(article: Article, index: int, shown: Sequence[int]) -> bool:
    """Whether a sentence can be rewritten alone: what it points back to can be named, or is a noun that stands
    in a sentence shown before."""
    if too_long(article, index):
        return False
    pointed = need(article, index)
    return pointed is None or pointed.name is not None or (pointed.noun is not None and stands(article, index, shown))
