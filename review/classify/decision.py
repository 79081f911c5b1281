"""Decisions: from evidence to one topic for each paper, a confidence, and words that say why."""

from collections.abc import Sequence
from typing import Any

from review.classify.evidence import Evidence
from review.model import Assignment, Entry
from review.text.vectors import surface

SLOPE, INTERCEPT = 2.5, -1.0
THIN = 0.02  # a cosine below which nothing in common is worth naming
ALSO = 0.35  # how near the best a further topic must be
REASONS, ALTERNATIVES = 5, 4


def decide(evidence: Evidence, entries: Sequence[Entry]) -> tuple[Assignment, ...]:
    """Return one assignment per row of the evidence; `entries` are its papers, in its order."""
    import numpy as np

    scores = np.round(evidence.scores, 3)
    order = np.argsort(-scores, axis=1, kind="stable")[:, : ALTERNATIVES + 1]
    return tuple(
        _decide(evidence, entry, i, order[i], scores[i, order[i]])
        for i, entry in enumerate(entries)
    )


def _decide(evidence: Evidence, entry: Entry, row: int, best: Any, scores: Any) -> Assignment:
    import numpy as np

    margin = float(scores[0] - scores[1]) if len(scores) > 1 else 2.0
    shared = float(evidence.shared[row, best[0]])
    reasons = _reasons(evidence, entry, row, int(best[0]))
    sure = float(1 / (1 + np.exp(-(SLOPE * margin + INTERCEPT))))
    placed = shared >= THIN and bool(reasons)
    ids = [evidence.topics[i].id for i in best]
    return Assignment(
        paper=entry.id,
        topic=ids[0],
        placed=placed,
        confidence=round(sure if placed else sure * shared / THIN, 3),
        also=tuple(
            topic
            for topic, score in zip(ids[1:], scores[1:], strict=True)
            if placed and scores[0] - score < ALSO
        ),
        alternatives=tuple(
            (topic, round(float(score), 3)) for topic, score in zip(ids, scores, strict=True)
        )[1:],
        reasons=reasons,
    )


def _reasons(evidence: Evidence, entry: Entry, row: int, column: int) -> tuple[str, ...]:
    """Return the words of the paper that speak most for the topic, best first."""
    shares = evidence.space.papers[row].multiply(evidence.space.topics[column]).tocoo()
    ranked = sorted(
        (-round(float(share), 4), evidence.terms[i])
        for i, share in zip(shares.col, shares.data, strict=True)
    )
    names = [name for _, name in ranked[: 3 * REASONS]]
    words = surface((entry.title, entry.abstract), names)
    chosen: list[str] = []
    for name in names:
        word = words.get(name, name)
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
    return tuple(chosen[:REASONS])
