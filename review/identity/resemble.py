"""Works that look alike and were not joined: for a person to look at."""

from collections.abc import Sequence

from review.identity.evidence import (
    ALIKE,
    NEAR,
    OTHER_ABSTRACT,
    SAME_ABSTRACT,
    abstract_overlap,
    clashing,
    is_general,
    numbers,
    shared_authors,
    shared_id,
    strangers,
    title_ratio,
)
from review.identity.identifiers import NAMES, SURE
from review.identity.match import candidates
from review.identity.prints import Print, by_content, fingerprints
from review.identity.recall import SPLIT
from review.model import Lookalike, Paper

KEPT = 1_000
"""Pairs that are told of, those that resemble each other most; a large corpus has many more."""

WORDS = 0.6  # share of the words of the longer title that both must have


def lookalikes(papers: Sequence[Paper]) -> tuple[Lookalike, ...]:
    """Return the pairs that resemble each other most, by key, the likeliest duplicates first.

    What a person split stays apart and is not told of.
    """
    prints = fingerprints(papers)
    apart = {paper.key for paper in papers if any(e.startswith(SPLIT) for e in paper.evidence)}
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for i, j in candidates(prints, by_content(papers)):
        first, second = sorted((papers[i].key, papers[j].key))
        if (first, second) in found or {first, second} & apart:
            continue
        if alike := _alike(prints[i], prints[j]):
            found[first, second] = alike
    ranked = sorted((rank, *pair, why) for pair, (rank, why) in found.items())
    return tuple(Lookalike(first, second, why) for _, first, second, why in ranked[:KEPT])


def _alike(a: Print, b: Print) -> tuple[int, str] | None:
    """Return how much the two resemble each other, 0 the most, and in what; None where they do not.

    What speaks against it is said too.
    """
    shared = shared_id(a, b)
    if shared and shared.partition(" ")[0] in SURE:
        kind, _, value = shared.partition(" ")
        return 0, f"the same {NAMES[kind]} {value}, but another title"
    if not a.words or not b.words or is_general(a) or is_general(b) or strangers(a, b):
        return None
    if a.compact == b.compact:
        return 1, f"the same title{_against(a, b)}"
    if len(a.bag & b.bag) < WORDS * max(len(a.bag), len(b.bag)) or numbers(a) != numbers(b):
        return None
    overlap = abstract_overlap(a.abstract, b.abstract)
    if overlap is not None and overlap >= SAME_ABSTRACT:
        return 2, f"similar titles, the same abstract{_against(a, b)}"
    agreed, ratio = shared_authors(a, b) >= 0.5, title_ratio(a, b)
    if ratio < (NEAR if agreed else ALIKE) or (overlap or OTHER_ABSTRACT) < OTHER_ABSTRACT:
        return None
    return (3 if agreed else 4), f"similar titles{' by the same authors' * agreed}{_against(a, b)}"


def _against(a: Print, b: Print) -> str:
    overlap = abstract_overlap(a.abstract, b.abstract)
    reasons = {
        "other identifiers": clashing(a, b),
        "another year": bool(a.year and b.year and a.year != b.year),
        "abstracts with little in common": overlap is not None and overlap < OTHER_ABSTRACT,
    }
    said = [reason for reason, holds in reasons.items() if holds]
    return f", but {' and '.join(said)}" if said else ""
