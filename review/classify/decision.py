"""Decisions: from evidence to one topic for each paper, a confidence, and words that say why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from review.classify.evidence import Evidence
from review.classify.further import fits
from review.classify.learning import margins
from review.classify.reasons import reasons
from review.classify.resemblance import likest
from review.model import UNPLACED, Assignment, Entry

# Fitted by `python -m benchmarks.calibrate` on seeds/labels_dev.jsonl alone.
MARGIN, SHARED, BARE, BARE_SHARED, OFFSET = 0.153, 0.943, 1.383, -0.223, 2.066
THIN = -0.3  # log odds below which a paper is not placed: right in about two of five
NEVER_ZERO = 0.04  # added to a cosine before its logarithm

ALTERNATIVES = 4
HOLD = 0.35  # log odds
STAY = 0.5  # by which another topic must lead the one under which a paper was filed


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier filing leaves to this one, by the ids of entries.

    `topics` are those under which they were filed. The `late` ones came after it was last made
    anew: they change nothing for the others.
    """

    topics: Mapping[str | int, str] = field(default_factory=dict)
    late: frozenset[str | int] = frozenset()


NO_PAST = Past()


def decide(
    evidence: Evidence, entries: Sequence[Entry], before: Past = NO_PAST
) -> tuple[Assignment, ...]:
    """Return one assignment per row of the evidence; `entries` are its papers, in its order.

    A paper is placed where words say why and the odds of the topic are not thin. One that was
    filed under a topic `before` stays there while no other one is clearly ahead of it: a few
    new papers do not reshuffle the old ones, but what a person says may.
    """
    import numpy as np

    if not entries:
        return ()
    scores = np.round(evidence.scores.astype(np.float64), 3)
    order = _leading(scores, ALTERNATIVES + 1)
    best = np.take_along_axis(scores, order, axis=1)
    margin, shared = np.round(margins(best), 3), _shared(evidence, order)
    placed = support(margin, shared) >= THIN + _inertia(entries, before.topics)
    stays = _stays(evidence, entries, order, best, before.topics)
    if stays.any():
        order, best = _first(stays, order), _first(stays, best)
        margin, shared = np.where(stays > 0, 0, margin), _shared(evidence, order)
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


def _shared(evidence: Evidence, order: Any) -> Any:
    """Return the words that each paper shares with its first topic."""
    import numpy as np

    return np.take_along_axis(evidence.shared, order[:, :1], axis=1)[:, 0].astype(np.float64)


def _inertia(entries: Sequence[Entry], before: Mapping[str | int, str]) -> Any:
    """Return what is added to the odds that a paper needs: less for one that was placed, more
    for one that was not, so that none goes in and out."""
    import numpy as np

    steps = {"": 0.0, UNPLACED: HOLD}
    return np.array([steps.get(before.get(entry.id, ""), -HOLD) for entry in entries])


def _stays(
    evidence: Evidence,
    entries: Sequence[Entry],
    order: Any,
    best: Any,
    before: Mapping[str | int, str],
) -> Any:
    """Return for each row which of its best topics it keeps, 0 for the first."""
    import numpy as np

    stays = np.zeros(len(entries), dtype=np.int64)
    columns = {topic.id: column for column, topic in enumerate(evidence.topics)}
    for row, entry in enumerate(entries):
        column = columns.get(before.get(entry.id, ""))
        if column is not None and column in order[row]:
            place = int(np.flatnonzero(order[row] == column)[0])
            stays[row] = place if best[row, 0] - best[row, place] < STAY else 0
    return stays


def _first(position: Any, rows: Any) -> Any:
    """Return the rows with the value at a position of each put first, the others in their order."""
    import numpy as np

    index = np.arange(rows.shape[1])[None, :]
    chosen = position[:, None]
    return np.take_along_axis(
        rows, np.where(index == 0, chosen, np.where(index <= chosen, index - 1, index)), axis=1
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
