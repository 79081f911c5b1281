"""Groups that a set of works falls into, each under a phrase of its own: what a topic might split
into, and what the works that fit no topic have in common.

A group is the works that say its phrase, so that a reader can verify it; the phrase stands in a
title of theirs, and the works say it oftener than the corpus does.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from review.model import Paper
from review.summarize.corpus import Corpus, corpus, keyed
from review.text.markup import clean
from review.text.phrases import is_name, phrases, surface, verbs
from review.text.terms import terms

FEWEST = 3
"""Works of a group, at least."""

_SHARE = 0.025  # of the set: in a large one, a group of three is no topic

_MOST = 6  # groups of one set
_WIDE = 0.6  # share of the set beyond which a phrase is its subject
_APART = 1.5  # times as frequent in the set as in the corpus
_ENTITLED = 2.0  # what a work that names the phrase in its title adds
_SAMPLE = 1_000  # works whose abstracts tell which words are verbs
_SHAPE = {1: 0.5, 2: 1.0, 3: 1.0, 4: 0.8}  # a heading has two words or three

Stems = tuple[str, ...]


class Theme(NamedTuple):
    """A group of works, by citation key, and the phrase that names it."""

    heading: str
    papers: tuple[str, ...]


Divide = Callable[[Iterable[str], Iterable[str]], tuple[Theme, ...]]
"""From citation keys, and titles that no heading may repeat, to groups, the best named first."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Who of a set of works says a phrase, and how it is spelt."""

    works: frozenset[str]
    titles: frozenset[str]
    spelt: Mapping[str, int]

    @property
    def words(self) -> frozenset[str]:
        """The stems of the phrase without stop words, as `terms` gives those of a title."""
        return frozenset(terms(surface(self.spelt)))


def themes(papers: Sequence[Paper]) -> Divide:
    """Return what divides any set of these papers; a work of it stands in one group at most."""
    known = corpus(keyed(papers, ()))
    spoken = verbs(member.entry.abstract for member in [*known.members.values()][:_SAMPLE])
    often = _frequency(known)

    def divide(keys: Iterable[str], titles: Iterable[str]) -> tuple[Theme, ...]:
        chosen = sorted(set(keys) & known.members.keys())
        if len(chosen) < 2 * FEWEST:
            return ()
        said = _phrases(chosen, known, spoken)
        never = [frozenset(terms(title)) for title in titles]
        usual = {stems: _usual(stems, often, len(known.members)) for stems in said}
        left, found = set(chosen), list[Theme]()
        while len(found) < _MOST:
            worth = [
                (-_worth(left, len(chosen), stems, one, usual[stems]), stems)
                for stems, one in said.items()
                if not any(_repeats(one.words, other) for other in never)
            ]
            best = min(worth, default=(0.0, ()))
            if not best[0]:
                break
            one = said[best[1]]
            found.append(Theme(_title(surface(one.spelt)), tuple(sorted(one.works & left))))
            never.append(one.words)
            left -= one.works
        return tuple(found)

    return divide


def _frequency(known: Corpus) -> Mapping[str, int]:
    """Return in how many works of the corpus each term stands."""
    import numpy as np

    table = known.mentions
    often = np.bincount(table.matrix.indices, minlength=len(table.terms))
    return dict(zip(table.terms, often.tolist(), strict=True))


def _usual(stems: Stems, often: Mapping[str, int], papers: int) -> float:
    """Return the share of the corpus that says a phrase, from the rarest pair of its words."""
    parts = [" ".join(pair) for pair in pairwise(stems)] or [stems[0]]
    return min(often.get(part, 1) for part in parts) / papers


def _repeats(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a phrase and a title say the same, or one of them a part of the other."""
    return bool(one and other) and (one <= other or other <= one)


def _phrases(keys: Sequence[str], known: Corpus, spoken: frozenset[str]) -> dict[Stems, _Said]:
    """Return the phrases of the works that may be headings."""
    works: dict[Stems, set[str]] = defaultdict(set)
    titles: dict[Stems, set[str]] = defaultdict(set)
    spelt: dict[Stems, Counter[str]] = defaultdict(Counter)
    for key in keys:
        entry = known.members[key].entry
        for text, seen in ((clean(entry.title), (titles, works)), (entry.abstract, (works,))):
            for found in phrases(text, spoken):
                spelt[found.stems][found.words] += 1 if found.words != found.words.lower() else 3
                for held in seen:
                    held[found.stems].add(key)
    return {
        stems: _Said(frozenset(works[stems]), frozenset(titles[stems]), words)
        for stems, words in spelt.items()
        if len(works[stems]) >= FEWEST and is_name(surface(words))
    }


def _worth(left: set[str], size: int, stems: Stems, one: _Said, usual: float) -> float:
    """Return what a phrase is worth as a heading of the works `left`; 0 where it is not one.

    It names works that have no heading yet, in their titles above all, more often than the
    corpus does, and does not name most of the set, which it would then not divide.
    """
    inside = len(one.works & left)
    rate = len(one.works) / size
    if (
        inside < max(FEWEST, _SHARE * size)
        or rate > _WIDE
        or rate < _APART * usual
        or not one.titles
    ):
        return 0.0
    entitled = len(one.titles & left)
    return round(
        (inside + _ENTITLED * entitled) * math.log(rate / usual) * _SHAPE.get(len(stems), 0.6), 3
    )


def _title(words: str) -> str:
    """Return the phrase with a capital first."""
    return words[0].upper() + words[1:] if words.split(maxsplit=1)[0].islower() else words
