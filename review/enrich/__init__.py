"""Missing metadata from snapshots and services: fills empty fields, creates no work, says who
states it.

    works ─Index─▶ what of a snapshot can mean one of them ─join─▶ Match ─filled─▶ works
"""

from collections.abc import Sequence
from dataclasses import dataclass

from review.enrich.compare import Match
from review.enrich.filling import Change, changes, conflicts, filled, retracted
from review.enrich.index import Index, counted
from review.enrich.join import join, matched
from review.enrich.vocabulary import Vocabulary
from review.model import Problem, Record, Work

__all__ = [
    "Change",
    "Enrichment",
    "Index",
    "Match",
    "Vocabulary",
    "apply",
    "enrich",
    "fill",
    "join",
    "matched",
]


@dataclass(frozen=True, slots=True)
class Enrichment:
    """The works, filled; each change; what sources say otherwise; what is doubtful."""

    works: tuple[Work, ...]
    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    problems: tuple[Problem, ...]


def enrich(
    works: Sequence[Work], facts: Sequence[Record], vocabulary: Vocabulary | None = None
) -> Enrichment:
    """Return the works with their empty fields filled from `facts`, and all there is to say of it.

    A fact is joined by DOI, arXiv or PubMed identifier, else by its title: without regard to case,
    markup, accents, punctuation and spaces, then with slips or another subtitle. Where it could
    mean several works, or contradicts the one it means, it fills nothing and is a problem; one
    that means no work at all is none. Of several facts about a work the surest come first.
    `vocabulary` is that of the titles out of which the facts were sifted; theirs by default.
    """
    return apply(works, *_joined(works, facts, vocabulary))


def _joined(
    works: Sequence[Work], facts: Sequence[Record], vocabulary: Vocabulary | None
) -> tuple[Sequence[Sequence[Match]], Sequence[Problem]]:
    """Return the matches of each work, in their order, and what is doubtful."""
    if not facts:
        return [()] * len(works), ()
    if vocabulary is None:
        vocabulary = counted(fact.title for fact in facts)
    index = Index(works, vocabulary)
    sifted = [fact for fact in facts if index.finds(fact)]
    sifted.sort(key=lambda fact: (fact.origin.file, fact.origin.line))
    joined, doubts = join(works, sifted, index)
    return [matched(joined, i) for i in range(len(works))], doubts


def apply(
    works: Sequence[Work], matches: Sequence[Sequence[Match]], doubts: Sequence[Problem]
) -> Enrichment:
    """Return the works filled by their `matches`, which stand in the same order."""
    after, problems = _filled(works, matches, doubts)
    return Enrichment(
        after,
        tuple(c for old, new in zip(works, after, strict=True) for c in changes(old, new)),
        tuple(c for new, some in zip(after, matches, strict=True) for c in conflicts(new, some)),
        problems,
    )


def fill(
    works: Sequence[Work], facts: Sequence[Record], vocabulary: Vocabulary | None = None
) -> tuple[tuple[Work, ...], tuple[Problem, ...]]:
    """Return what `enrich` fills, and what is doubtful."""
    return _filled(works, *_joined(works, facts, vocabulary))


def _filled(
    works: Sequence[Work], matches: Sequence[Sequence[Match]], doubts: Sequence[Problem]
) -> tuple[tuple[Work, ...], tuple[Problem, ...]]:
    """Return the works filled by their `matches`, and what is doubtful."""
    after = tuple(filled(work, some) for work, some in zip(works, matches, strict=True))
    flagged = (problem for work in after for problem in retracted(work))
    return after, tuple(sorted((*doubts, *flagged), key=_place))


def _place(problem: Problem) -> tuple[str, int]:
    file, _, line = problem.where.rpartition(":")
    return file, int(line) if line.isdecimal() else 0
