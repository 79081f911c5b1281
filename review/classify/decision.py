"""Decisions: from evidence to one topic for each paper, a confidence, and words that say why."""

from collections.abc import Sequence
from typing import Any

from review.classify.evidence import Evidence
from review.classify.further import fits
from review.classify.learning import margins
from review.classify.reasons import reasons
from review.classify.resemblance import likest
from review.model import Assignment, Entry

# Fitted by `python -m benchmarks.calibrate` on seeds/labels_dev.jsonl alone.
MARGIN, SHARED, BARE, BARE_SHARED, OFFSET = 0.153, 0.943, 1.383, -0.223, 2.066
THIN = -0.3  # log odds below which a paper is not placed: right in about two of five
NEVER_ZERO = 0.04  # added to a cosine before its logarithm

ALTERNATIVES = 4


def decide(evidence: Evidence, entries: Sequence[Entry]) -> tuple[Assignment, ...]:
    """Return one assignment per row of the evidence; `entries` are its papers, in its order.

    A paper is placed where words say why and the odds of the topic are not thin.
    """
    import numpy as np

    if not entries:
        return ()
    scores = np.round(evidence.scores.astype(np.float64), 3)
    order = _leading(scores, ALTERNATIVES + 1)
    best = np.take_along_axis(scores, order, axis=1)
    shared = np.take_along_axis(evidence.shared, order[:, :1], axis=1)[:, 0].astype(np.float64)
    margin = np.round(margins(best), 3)
    placed = support(margin, shared) >= THIN
    sure = np.round(confidence(margin, shared, evidence.bare), 3)
    also = fits(evidence, order, best)
    return tuple(
        _assignment(evidence, entry, words, like, *row)
        for entry, words, like, *row in zip(
            entries,
            reasons(evidence, entries, order),
            likest(evidence, order[:, 0]),
            order.tolist(),
            best.tolist(),
            sure.tolist(),
            placed.tolist(),
            also.tolist(),
            strict=True,
        )
    )


def _leading(scores: Any, count: int) -> Any:
    """Return the columns of the `count` best scores of each row, best first, ties by column."""
    import numpy as np

    columns = scores.shape[1]
    # unique whole numbers: scores have three decimals
    rank = np.rint(scores * -1000).astype(np.int64) * columns + np.arange(columns)
    if columns > count:
        best = np.argpartition(rank, count - 1, axis=1)[:, :count]
    else:
        best = np.broadcast_to(np.arange(columns), scores.shape)
    inner = np.argsort(np.take_along_axis(rank, best, axis=1), axis=1)
    return np.take_along_axis(best, inner, axis=1)


def support(margin: Any, shared: Any) -> Any:
    """Return what speaks for the best of described topics, as log odds; it rises with both.

    `margin` is how far its score is ahead, `shared` the cosine of its words and the paper's.
    """
    return MARGIN * margin + SHARED * _log(shared) + OFFSET


def confidence(margin: Any, shared: Any, bare: float) -> Any:
    """Return how likely the best topic is right, 0..1.

    `bare` is 1 for topics of a title only, which say little and share few words even where they
    are right, and 0 for described ones.
    """
    import numpy as np

    doubt = bare * (BARE + BARE_SHARED * _log(shared))
    return 1 / (1 + np.exp(doubt - support(margin, shared)))


def _log(shared: Any) -> Any:
    import numpy as np

    return np.log(np.maximum(shared, 0) + NEVER_ZERO)


def _assignment(  # noqa: PLR0913, PLR0917 - the columns of one table
    evidence: Evidence,
    entry: Entry,
    words: tuple[str, ...],
    like: tuple[str, ...],
    order: Sequence[int],
    scores: Sequence[float],
    sure: float,
    placed: bool,
    also: Sequence[bool],
) -> Assignment:
    topics = [evidence.topics[column] for column in order]
    ids = [topic.id for topic in topics]
    placed = placed and bool(words)
    further = [
        topic.id
        for topic, fit in zip(topics[1:], also, strict=False)
        if fit and topics[0] not in topic.walk()  # the topics above it go without saying
    ]
    return Assignment(
        paper=entry.id,
        topic=ids[0],
        placed=placed,
        confidence=sure,
        also=tuple(further) if placed else (),
        alternatives=tuple(zip(ids[1:], scores[1:], strict=True)),
        reasons=(*words, *like),
    )
