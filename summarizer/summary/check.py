"""Whether a sentence says more, less or other than the sentences it cites. No model takes part.

Layers, from cheap to subtle: form, quotes, numbers, names, attribution, polarity, roles, support.
A FAIL must not be shown; a DOUBT is shown with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.model import Article, Check, Verdict
from summarizer.summary.checks.attribution import check_attribution
from summarizer.summary.checks.form import check_form
from summarizer.summary.checks.names import check_names
from summarizer.summary.checks.numbers import check_numbers
from summarizer.summary.checks.polarity import check_polarity
from summarizer.summary.checks.quotations import check_quotations
from summarizer.summary.checks.roles import check_roles
from summarizer.summary.checks.source import Source, facts, verdict
from summarizer.summary.checks.support import check_support
from summarizer.summary.salience import vectors
from summarizer.text.names import find_names, is_known
from summarizer.text.numbers import find_numbers, is_supported
from summarizer.text.words import terms


def check(
    text: str,
    article: Article,
    cites: Sequence[int],
    *,
    words: int | None,
    previous: Sequence[str] = (),
    language: str | None = None,
    translated: bool = False,
) -> tuple[Check, ...]:
    """One check per layer that was applied, in order; only "form" if that already fails.

    ``words``: the asked length; None for somebody else's sentence, whose ``cites`` come from ``align``.
    ``previous``: sentences of the same summary. ``translated``: the sentence is in another language than the
    article, so only its figures and names can be compared."""
    form = check_form(text, words, previous, language)
    if form.verdict is Verdict.FAIL:
        return (form,)
    source = Source(article, tuple(cites), aligned=words is None)
    checks = [form, check_numbers(text, source)]
    if translated:
        doubt = Check("translation", Verdict.DOUBT, "translated: only figures and names were compared with the article")
        return (*checks, check_names(text, source, certain=False), doubt)
    checks += [check_quotations(text, source), check_names(text, source, certain=language != "de")]
    if language in {"en", None}:
        checks += [check_attribution(text, source), check_polarity(text, source)]
    return (*checks, check_roles(text, source), check_support(text, source))


def check_foreign(text: str, article: Article) -> tuple[Check, ...]:
    """Figures and names of a free answer that stand nowhere in the article."""
    known = facts(article).anywhere
    figures = [n.of(text) for n in find_numbers(text) if not is_supported(n, known.numbers) and n.value > 10]
    names = [n.of(text) for n in find_names(text) if not n.initial and not is_known(n, known.names)]
    return (
        verdict("numbers", Verdict.DOUBT, figures, "figures that the article does not have"),
        verdict("names", Verdict.DOUBT, names, "names that the article does not have"),
    )


def supporting(text: str, article: Article, cites: Sequence[int]) -> tuple[int, ...]:
    """The fewest of ``cites`` that carry the content words of ``text``: greedy, ascending, never empty."""
    wanted = set(terms(text))
    chosen: list[int] = []
    while wanted:
        best = max(cites, key=lambda i: (len(wanted.intersection(vectors(article)[i])), -i))
        covered = wanted.intersection(vectors(article)[best])
        if not covered:
            break
        wanted -= covered
        chosen.append(best)
    return tuple(sorted(chosen)) or (cites[0],)
