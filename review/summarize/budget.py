"""One cited section over any papers, within a number of words."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from review.model import Entry, Extract, Quote, Topic
from review.summarize.acronyms import quotes_expanded_once
from review.summarize.choose import findings, told
from review.summarize.corpus import (
    Candidate,
    Corpus,
    Member,
    belonging,
    centroid,
    closeness,
    corpus,
)
from review.summarize.definition import definition
from review.text.terms import stem, terms

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_WORD = re.compile(r"[^\W_]+")
_RELEVANCE = 0.7  # against novelty, in maximal marginal relevance
_CONSIDERED = 400  # sentences weighed against each other; the rest follow by relevance


def summarize(
    entries: Sequence[Entry], extracts: Sequence[Extract], words: int
) -> tuple[Quote, ...]:
    """Return a section over `entries` of at most `words` words, every sentence cited.

    Citation sentences are chosen by maximal marginal relevance (Carbonell and Goldstein 1998)
    against the centroid of the papers and laid along a path of similarity; a definition opens the
    section and findings close it where room is left. `Quote.paper` is the entry's id as text.
    """
    members = _members(entries, extracts)
    if not members:
        return ()
    known = corpus(members)
    theme = centroid(known.documents)
    belongs = dict(zip(known.members, belonging(known.documents), strict=True))
    budget = words
    opening = _fitting(definition(members, known, theme, _subject(members))[:1], words // 4)
    budget -= sum(map(_length, opening))
    works = _fitting(_marginal(known, members, theme), budget)
    budget -= sum(map(_length, works))
    found = _fitting(findings(members, known, theme), budget)
    body = [*opening, *told(works, known, belongs), *found]
    return quotes_expanded_once([candidate.quote for candidate in body], known.members)


def _members(entries: Sequence[Entry], extracts: Sequence[Extract]) -> list[Member]:
    """Return the entries beside their extracts, sorted by id; of two with one id, one stays."""
    pairs = sorted(
        zip(entries, extracts, strict=True),
        key=lambda x: (str(x[0].id), x[0].title, x[0].abstract),
        reverse=True,
    )
    unique = {str(entry.id): (entry, said) for entry, said in pairs}
    return [
        Member(key, entry, said, row)
        for row, (key, (entry, said)) in enumerate(reversed(unique.items()))
    ]


def _length(candidate: Candidate) -> int:
    return len(candidate.excerpt.text.split())


def _fitting(candidates: Sequence[Candidate], words: int) -> list[Candidate]:
    """Return the sentences that fit, in turn, into so many words."""
    chosen = []
    for candidate in candidates:
        if _length(candidate) <= words:
            chosen.append(candidate)
            words -= _length(candidate)
    return chosen


def _subject(members: Sequence[Member]) -> Topic:
    """Return what the papers together are about: a topic of the words that most titles share."""
    often: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for member in members:
        often.update(set(terms(member.entry.title)))
        for word in _WORD.findall(member.entry.title.lower()):
            spelt.setdefault(stem(word), word)
    ranked = sorted(often, key=lambda stem: (-often[stem], stem))
    shared = [stem for stem in ranked[:3] if often[stem] * 3 >= len(members)]
    return Topic("", " ".join(spelt.get(stem, stem) for stem in shared))


def _marginal(known: Corpus, members: Sequence[Member], theme: "csr_matrix") -> list[Candidate]:
    """Return the citation sentences, each next the one most relevant and least said before."""
    import numpy as np

    pool = known.citations
    offered = pool.of(members)
    if not offered:
        return []
    vectors = pool.vectors[[candidate.row for candidate in offered]]
    documents = known.documents[[candidate.member.row for candidate in offered]]
    near = np.array(closeness(vectors, theme)) + np.array(closeness(documents, theme))
    said = np.zeros(len(offered))
    left = np.ones(len(offered), dtype=bool)
    order: list[int] = []
    for _ in range(min(len(offered), _CONSIDERED)):
        value = np.where(left, np.round(_RELEVANCE * near / 2 - (1 - _RELEVANCE) * said, 3), -9)
        best = int(value.argmax())
        order.append(best)
        left[best] = False
        said = np.maximum(said, np.asarray((vectors @ vectors[best].T).todense()).ravel())
    rest = sorted(np.flatnonzero(left).tolist(), key=lambda i: (-round(float(near[i]), 3), i))
    return [offered[i] for i in (*order, *rest)]
