"""Decisions: from evidence to one topic for each paper, a confidence, and words that say why."""

from collections.abc import Iterator, Sequence
from typing import Any

from review.classify.evidence import Evidence
from review.classify.learning import margins
from review.model import Assignment, Entry
from review.text.vectors import surface

# Fitted by `python -m benchmarks.calibrate` on seeds/labels_dev.jsonl alone.
MARGIN, SHARED, BARE, OFFSET = 0.115, 0.816, 1.654, 2.463
THIN = -0.4  # log odds below which a paper is not placed: right in fewer than two of five
NEVER_ZERO = 0.005  # added to a cosine before its logarithm

ALSO = 0.8  # the share of the best score that a further topic reaches
ALSO_SHARED = 0.8  # the share of the best topic's cosine that it reaches, too
FURTHER, ALTERNATIVES, REASONS = 2, 4, 5


def decide(evidence: Evidence, entries: Sequence[Entry]) -> tuple[Assignment, ...]:
    """Return one assignment per row of the evidence; `entries` are its papers, in its order.

    A paper is placed where words say why and the odds of the topic are not thin.
    """
    import numpy as np

    if not entries:
        return ()
    scores = np.round(evidence.scores.astype(np.float64), 3)
    order = np.argsort(-scores, axis=1, kind="stable")[:, : ALTERNATIVES + 1]
    best = np.take_along_axis(scores, order, axis=1)
    shared = np.take_along_axis(evidence.shared, order, axis=1).astype(np.float64)
    margin = np.round(margins(best), 3)
    placed = support(margin, shared[:, 0]) >= THIN
    sure = np.round(confidence(margin, shared[:, 0], evidence.bare), 3)
    also = (best >= ALSO * best[:, :1]) & (shared >= ALSO_SHARED * shared[:, :1]) & (shared > 0)
    reasons = _reasons(evidence, entries, order[:, 0])
    return tuple(
        _assignment(evidence, entry, words, *row)
        for entry, words, *row in zip(
            entries,
            reasons,
            order.tolist(),
            best.tolist(),
            sure.tolist(),
            placed.tolist(),
            also,
            strict=True,
        )
    )


def support(margin: Any, shared: Any) -> Any:
    """Return what speaks for the best topic, as log odds; it rises with both arguments.

    `margin` is how far its score is ahead, `shared` the cosine of its words and the paper's.
    """
    import numpy as np

    return MARGIN * margin + SHARED * np.log(np.maximum(shared, 0) + NEVER_ZERO) + OFFSET


def confidence(margin: Any, shared: Any, bare: float) -> Any:
    """Return how likely the best topic is right, 0..1.

    `bare` is 1 for topics of a title only, which say little, and 0 for described ones.
    """
    import numpy as np

    return 1 / (1 + np.exp(BARE * bare - support(margin, shared)))


def _assignment(  # noqa: PLR0913, PLR0917 - the columns of one table
    evidence: Evidence,
    entry: Entry,
    reasons: tuple[str, ...],
    order: Sequence[int],
    scores: Sequence[float],
    sure: float,
    placed: bool,
    also: Sequence[bool],
) -> Assignment:
    ids = [evidence.topics[column].id for column in order]
    placed = placed and bool(reasons)
    further = [topic for topic, fits in zip(ids[1:], also[1:], strict=True) if fits]
    return Assignment(
        paper=entry.id,
        topic=ids[0],
        placed=placed,
        confidence=sure,
        also=tuple(further[:FURTHER]) if placed else (),
        alternatives=tuple(zip(ids[1:], scores[1:], strict=True)),
        reasons=reasons,
    )


def _reasons(
    evidence: Evidence, entries: Sequence[Entry], topics: Any
) -> Iterator[tuple[str, ...]]:
    """Yield for each entry its words that speak most for its topic, best first."""
    space = evidence.space
    both = space.papers[: len(entries)].multiply(space.topics[topics]).tocsr()
    for entry, start, end in zip(entries, both.indptr[:-1], both.indptr[1:], strict=True):
        shares = zip(both.data[start:end].tolist(), both.indices[start:end].tolist(), strict=True)
        ranked = sorted((-round(share, 4), evidence.terms[i]) for share, i in shares)
        names = [name for _, name in ranked[: 2 * REASONS]]
        yield _readable(names, surface((entry.title, entry.abstract), names).get)


def _readable(names: Sequence[str], word: Any) -> tuple[str, ...]:
    """Return the first words, none of which says what one before it has said."""
    chosen: list[str] = []
    said: set[str] = set()
    for name in names:
        parts = set(name.split())
        if not parts <= said:
            chosen.append(word(name, name))
            said |= parts
    return tuple(chosen[:REASONS])
