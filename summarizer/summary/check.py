"""Whether a sentence says more, less or other than the sentences it cites. No model takes part.

Layers, from cheap to subtle: form, quotes, numbers, names, attribution, polarity, support. A FAIL
must not be shown; a DOUBT is shown with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.model import Article, Check, Paragraph, Span, Verdict
from summarizer.summary.salience import similarity, vectors
from summarizer.text.attribution import QUALIFIERS, attributed, attribution, hedges, negations, takes_a_stance
from summarizer.text.names import find_names, is_known, known_forms
from summarizer.text.numbers import find_numbers, is_supported
from summarizer.text.quotes import find_quotes
from summarizer.text.sentences import split_sentences
from summarizer.text.words import STOPWORDS, count_words, terms, words

_LONGEST = 1.6
"""Times the asked length."""
_META = re.compile(
    r"\b(?:the|this) (?:article|text|passage|story|sentence|author|piece|report) (?:discusses|describes|says|states|mentions|is about"
    r"|highlights|explains|covers|talks about|reports that)\b|\bas an ai\b|\bi (?:cannot|can't|am unable)\b|\bhere is\b",
    re.I,
)
_SAME = 0.5
"""3-gram Jaccard from which two sentences of a summary repeat each other."""
_WEAK_SUPPORT, _NO_SUPPORT = 0.55, 0.35
"""Share of content words that stand in the cited sentences."""
_NOVEL_RUN = 4
_SCOPE = 4
"""Content words after a negation or word of caution that it governs."""


def check(
    text: str,
    article: Article,
    cites: Sequence[int],
    *,
    words: int,
    previous: Sequence[str] = (),
    language: str | None = None,
    translated: bool = False,
) -> tuple[Check, ...]:
    """One check per layer that was applied, in order; only "form" if that already fails.

    ``words``: the asked length. ``previous``: sentences of the same summary. ``translated``: the
    sentence is in another language than the article, so only its figures and names can be compared."""
    form = _form(text, words, previous, language)
    if form.verdict is Verdict.FAIL:
        return (form,)
    source = " ".join(article.sentence_text(i) for i in cites)
    checks = [form, _numbers(text, source, article.text)]
    if translated:
        doubt = Check("translation", Verdict.DOUBT, "translated: only figures and names were compared with the article")
        return (*checks, _names(text, article, cites, certain=False), doubt)
    checks += [_quotes(text, source), _names(text, article, cites, certain=language != "de")]
    if language in {"en", None}:
        checks += [_attribution(text, article, cites), _polarity(text, source)]
    return (*checks, _support(text, source))


def check_foreign(text: str, article: Article) -> tuple[Check, ...]:
    """Figures and names of a free answer that stand nowhere in the article."""
    everything = f"{article.title} {article.text} {article.byline or ''} {article.date or ''} {article.site or ''}"
    known, numbers = known_forms(everything), find_numbers(everything)
    figures = [n.of(text) for n in find_numbers(text) if not is_supported(n, numbers) and n.value > 10]
    names = [n.of(text) for n in find_names(text) if not n.initial and not is_known(n, known)]
    return (
        _verdict("numbers", Verdict.DOUBT, figures, "figures that the article does not have"),
        _verdict("names", Verdict.DOUBT, names, "names that the article does not have"),
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


def _verdict(layer: str, verdict: Verdict, found: Sequence[str], what: str, missing: tuple[str, ...] = ()) -> Check:
    if not found:
        return Check(layer, Verdict.PASS)
    return Check(layer, verdict, f"{what}: {', '.join(dict.fromkeys(found))}", missing)


def _form(text: str, limit: int, previous: Sequence[str], language: str | None) -> Check:
    def fail(reason: str) -> Check:
        return Check("form", Verdict.FAIL, reason)

    if not any(c.isalnum() for c in text):
        return fail("no words")
    if count_words(text) > max(_LONGEST * limit, limit + 8):
        return fail(f"{count_words(text)} words instead of {limit}")
    if len(split_sentences(text, Span(0, len(text)), language)) > 1:
        return fail("more than one sentence")
    if found := _META.search(text):
        return fail(f"speaks about the text instead of the matter: {found[0]}")
    letters = [c for c in text if c.isalpha()]
    if language == "en" and sum(ord(c) > 0x24F for c in letters) > 0.3 * len(letters):
        return fail("not in English")
    grams = _grams(text, 4)
    if len(grams) > 6 and len(set(grams)) < 0.7 * len(grams):
        return fail("repeats itself")
    own = set(_grams(text, 3))
    for other in previous:
        theirs = set(_grams(other, 3))
        if own and len(own & theirs) > _SAME * len(own | theirs):
            return fail("says the same as an earlier sentence")
    return Check("form", Verdict.PASS)


def _grams(text: str, size: int) -> list[tuple[str, ...]]:
    forms = text.casefold().split()
    return [tuple(forms[i : i + size]) for i in range(len(forms) - size + 1)]


def _quotes(text: str, source: str) -> Check:
    """Words in quotation marks must stand in the source exactly so."""
    whole = _bare(source)
    inner = [q.inner.of(text) for q in find_quotes(text, [Paragraph(Span(0, len(text)))])]
    wrong = [words for words in inner if _bare(words) not in whole]
    return _verdict("quotes", Verdict.FAIL, wrong, "not the words of the source")


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def _numbers(text: str, source: str, everything: str) -> Check:
    near, anywhere = find_numbers(source), find_numbers(everything)
    foreign = [n for n in find_numbers(text) if not is_supported(n, near)]
    missing = tuple(n.of(source) for n in near)
    nowhere = [n.of(text) for n in foreign if not is_supported(n, anywhere)]
    if nowhere:
        return _verdict("numbers", Verdict.FAIL, nowhere, "figures that the article does not have", missing)
    elsewhere = [n.of(text) for n in foreign]
    return _verdict("numbers", Verdict.DOUBT, elsewhere, "figures from another part of the article", missing)


def _names(text: str, article: Article, cites: Sequence[int], *, certain: bool) -> Check:
    """Names must stand in the cited sentences or beside them; elsewhere in the article they may have
    been swapped. A capital at the beginning proves a name only if the article knows it as one."""
    near = {j for i in cites for j in (i - 1, i, i + 1) if 0 <= j < len(article.sentences)}
    known = known_forms(" ".join(article.sentence_text(i) for i in sorted(near)))
    anywhere = known_forms(f"{article.title} {article.text} {article.byline or ''}")
    foreign = [n for n in find_names(text) if not is_known(n, known)]
    speaks = re.compile(r"(?:['’]s|,| (?:and|said|says|told|was|is|has)\b| [A-Z])")
    nowhere = [
        n.of(text)
        for n in foreign
        if not is_known(n, anywhere)
        and (not n.initial or (not n.form.endswith("s") and speaks.match(text, n.span.end)))
    ]
    if nowhere:
        return _verdict(
            "names", Verdict.FAIL if certain else Verdict.DOUBT, nowhere, "names that the article does not have"
        )
    elsewhere = [n.of(text) for n in foreign if is_known(n, anywhere) and not n.initial]
    return _verdict("names", Verdict.DOUBT, elsewhere, "names from another part of the article")


def _attribution(text: str, article: Article, cites: Sequence[int]) -> Check:
    """A claim that rests most on a reported sentence must say whose claim it is."""
    row = dict.fromkeys(terms(text), 1.0)
    main = max(cites, key=lambda i: (similarity(row, vectors(article)[i]), i))
    source = article.sentence_text(main)
    if not attributed(source) or attributed(text) or takes_a_stance(text):
        return Check("attribution", Verdict.PASS)
    who = attribution(source) or "said"
    return Check("attribution", Verdict.FAIL, f"does not say whose claim it is: {who}", (who,))


def _polarity(text: str, source: str) -> Check:
    """No negation may appear or vanish, and no word of caution may vanish, beside the words it governs."""
    denied, denies = negations(source), negations(text)
    if denies and not denied:
        return Check("polarity", Verdict.FAIL, f"denies what the source does not deny: {', '.join(sorted(denies))}")
    content = set(terms(text))
    lost = [w for w in _governing(source, denied, content) if not denies]
    lost += [w for w in _governing(source, hedges(source), content) if not hedges(text) and not takes_a_stance(text)]
    lost += [w for w in _governing(source, QUALIFIERS, content) if w not in text.lower().split()]
    return _verdict("polarity", Verdict.FAIL, lost, "words of caution or denial are lost", tuple(dict.fromkeys(lost)))


def _governing(source: str, markers: frozenset[str], content: set[str]) -> Iterator[str]:
    """Markers of the source whose next content words the sentence repeats."""
    tokens = [w.form for w in words(source, Span(0, len(source)))]
    for i, form in enumerate(tokens):
        if form in markers:
            following = [t for w in tokens[i + 1 : i + 2 * _SCOPE] if w not in STOPWORDS for t in terms(w)][:_SCOPE]
            if following and sum(t in content for t in following) * 2 >= len(following):
                yield form


def _support(text: str, source: str) -> Check:
    have = set(terms(source))
    own = terms(text)
    if not own:
        return Check("support", Verdict.PASS)
    foreign = [t not in have for t in own]
    share = 1 - sum(foreign) / len(own)
    detail = f"{share:.0%} of its content words stand in the cited sentences"
    if share < _NO_SUPPORT:
        return Check("support", Verdict.FAIL, detail)
    run = longest = 0
    for is_foreign in foreign:
        run = run + 1 if is_foreign else 0
        longest = max(longest, run)
    if share < _WEAK_SUPPORT or longest > _NOVEL_RUN:
        return Check("support", Verdict.DOUBT, detail)
    return Check("support", Verdict.PASS)
