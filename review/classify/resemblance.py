"""Resemblance: which paper that a person filed a paper is like."""

from typing import Any

from review.classify.evidence import Evidence

NEAR = 0.15  # cosine of two papers from which one is like the other
BLOCK = 1_000  # papers compared at once


def likest(evidence: Evidence, topics: Any) -> tuple[tuple[str, ...], ...]:
    """Return for each paper a reason that names the nearest example of its topic, or none.

    `topics` holds the column of each paper's topic. A paper is no example of itself, and a title
    is named only where the two papers have much in common.
    """
    import numpy as np

    space = evidence.space
    rows = np.array(sorted(row for row in space.taught if evidence.examples.get(row)), dtype=int)
    if not len(rows):
        return ((),) * len(topics)
    taught = np.array([space.taught[int(row)] for row in rows])
    said: list[tuple[str, ...]] = []
    for start in range(0, len(topics), BLOCK):
        own = topics[start : start + BLOCK]
        papers = space.damped[start : start + len(own)]
        near = np.round((papers @ space.damped[rows].T).toarray(), 4)
        near[taught[None, :] != own[:, None]] = 0
        near[rows[None, :] == np.arange(start, start + len(own))[:, None]] = 0
        best = near.argmax(axis=1)
        high = near[np.arange(len(own)), best] >= NEAR
        said += [
            (f"like “{evidence.examples[int(rows[i])]}”",) if enough else ()
            for i, enough in zip(best, high, strict=True)
        ]
    return tuple(said)
