"""Where each paper lies among named topics, told from their titles and keywords alone.

What a topic says of itself decides, not how it was found: so the same tree files the same
papers the same way, and a few papers more move hardly any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from review.model import Assignment, Entry, Topic
from review.taxonomy.space import Space
from review.text.vectors import counts, unit, weigh

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_TITLE = 2  # how often a title counts against a keyword
_ROUNDS = 2  # times that papers filed say where the next are
_OWN = 0.5  # weight that what a topic says of itself keeps
_STRAY = 0.03  # cosine with what a topic says of itself, below which a paper fits none
_SHARP = 14.0  # how fast confidence rises with the distance to the next topic
_ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class Filed:
    """`labels` is the number of each paper's topic, -1 for none; `scores` is papers by topics.

    `told` is whether the paper says anything at all, `stray` whether it says what no topic does.
    """

    labels: Any
    scores: Any
    told: Any
    stray: Any


def leaves(taxonomy: Sequence[Topic]) -> list[Topic]:
    """Return the topics without children, in the order of the tree."""
    return [topic for root in taxonomy for topic in root.walk() if not topic.topics]


def file(known: Space, topics: Sequence[Topic]) -> Filed:
    """Return where the papers of a space lie among `topics`, of which there is one at least.

    The words of papers that are sure of their topic count as words of the topic (Rocchio 1971),
    the surer the more. Latent directions turn with every new paper, so none are used.
    """
    import numpy as np

    profiles = _profiles(known, topics)
    own = _cosines(known, profiles)
    scores, told = own, np.diff(known.words.indptr) > 0
    for _ in range(_ROUNDS):
        scores = _cosines(known, _centres(known, scores)) + _OWN * own
    scores = np.round(scores, 3)
    labels = np.where(told, np.argmax(scores, axis=1), -1)
    return Filed(labels, scores, told, told & (own.max(axis=1) < _STRAY))


def _cosines(known: Space, centres: "csr_matrix") -> Any:
    import numpy as np

    return np.round((known.words @ centres.T).toarray().astype(np.float32), 3)


def _centres(known: Space, scores: Any) -> "csr_matrix":
    """Return the direction of the papers of each topic, by how far they prefer it."""
    import numpy as np
    from scipy.sparse import csr_matrix

    size, topics = scores.shape
    nearest = np.argmax(scores, axis=1)
    best = scores[np.arange(size), nearest].astype(np.float64)
    second = np.partition(scores, -2, axis=1)[:, -2] if topics > 1 else np.zeros(size)
    sure = (best - second) / np.maximum(best, 1e-9)
    members = csr_matrix((sure, (nearest, np.arange(size))), shape=(topics, size))
    return unit(members @ known.words)


def _profiles(known: Space, topics: Sequence[Topic]) -> "csr_matrix":
    """Return topics by terms: what each says of itself, rows of length 1 (or 0)."""
    from scipy.sparse import csr_matrix

    counted = counts([_said(topic) for topic in topics])
    column = {term: i for i, term in enumerate(known.terms)}
    kept = [(i, column[term]) for i, term in enumerate(counted.terms) if term in column]
    table = counted.matrix.tocsc()[:, [i for i, _ in kept]].tocoo()
    columns = [kept[i][1] for i in table.col]
    shape = (len(topics), len(known.terms))
    return weigh(csr_matrix((table.data, (table.row, columns)), shape=shape), known.weights)


def _said(topic: Topic) -> str:
    """Return what a topic says of itself; the description where there are no keywords."""
    said = topic.keywords or (topic.description,)
    return " . ".join((*(topic.title,) * _TITLE, *said))


def assignments(
    filed: Filed, topics: Sequence[Topic], entries: Sequence[Entry]
) -> tuple[Assignment, ...]:
    """Return where each paper goes; one that says nothing is not placed.

    Confidence is the share of the best topic among all, sharpened: not calibrated.
    """
    import numpy as np

    shares = np.exp(_SHARP * (filed.scores - filed.scores.max(axis=1, keepdims=True)))
    shares = np.round(shares / shares.sum(axis=1, keepdims=True), 3)
    scores = np.round(filed.scores, 3)
    order = np.argsort(-scores, axis=1, kind="stable")[:, : _ALTERNATIVES + 1]
    best = np.take_along_axis(scores.astype(np.float64).round(3), order, axis=1).tolist()
    return tuple(
        Assignment(
            paper=entry.id,
            topic=topics[ranks[0]].id,
            placed=bool(told),
            confidence=float(share[ranks[0]]) if told else 0.0,
            alternatives=tuple(
                (topics[rank].id, score) for rank, score in zip(ranks[1:], line[1:], strict=True)
            )
            if told
            else (),
        )
        for entry, ranks, line, share, told in zip(
            entries, order.tolist(), best, shares, filed.told.tolist(), strict=True
        )
    )
