"""Asking: the few papers of which a person's answer would help most.

A set of papers is worth asking about where it covers the doubt: each counts for its own doubt and
for that of the papers like it, and for less the more it is like one that is asked about or decided
already (facility location: Wei, Iyer & Bilmes 2015, "Submodularity in data subset selection and
active learning"). So the papers asked about are uncertain, central and diverse at once.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from review.model import Assignment, Entry, Topic
from review.text.vectors import tfidf

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TITLE = 3  # a word of the title counts so many times
SETTLED = 0.05  # doubt up to which a paper is not asked about
REACH = 0.1  # how much the doubt of the papers like it counts beside a paper's own
THIN = 0.5  # how much more the doubt counts in a topic that has no paper beyond doubt
FEW = 3  # papers; a topic with fewer is called thin
LIKE = 0.1  # the cosine from which papers are called alike
OPEN = 0.3  # the doubt from which a paper is called uncertain
AUDIENCE = 4_000  # papers; of a larger corpus an even sample of these is covered
SHORTLIST = 1_000  # papers, or twice as many as are asked for; the most doubtful are compared


@dataclass(frozen=True, slots=True)
class Question:
    """A paper to ask a person about; `candidates` are ids of topics, best first.

    `why` says in words what makes its answer worth having.
    """

    entry: Entry
    candidates: tuple[str, ...]
    why: tuple[str, ...]


def questions(
    entries: Sequence[Entry],
    taxonomy: Sequence[Topic],
    assignments: Sequence[Assignment],
    n: int,
    pool: Collection[str | int] | None = None,
) -> tuple[Question, ...]:
    """Return up to `n` papers to ask about, the most helpful first.

    `assignments` are those of `entries`, in the same order. Only papers whose id is in `pool` are
    asked about; without one, every paper may be. Never asked about: what a person has decided,
    and what is filed beyond doubt. The order of the entries carries no meaning.
    """
    import numpy as np

    order = sorted(range(len(entries)), key=lambda i: _place(entries[i]))
    papers, filed = [entries[i] for i in order], [assignments[i] for i in order]
    doubt = _doubts(filed)
    rows = _shortlist(filed, doubt, n, pool)
    if not rows:
        return ()
    vectors = tfidf([f"{paper.title}\n" * TITLE + paper.abstract for paper in papers])
    audience = np.arange(0, len(papers), -(-len(papers) // AUDIENCE))
    near = _alike(vectors, rows, audience)
    decided = [row for row, one in enumerate(filed) if one.by == "person"]
    known = _told(vectors, decided, np.concatenate([audience, rows]))
    weights = doubt * _need(filed)
    chosen = _greedy(near, weights[rows], weights[audience], known, _among(vectors, rows), n)
    around = ((near >= LIKE) & (doubt[audience] >= OPEN)).sum(axis=1)
    reasons = _Reasons(taxonomy, filed)
    return tuple(
        Question(
            papers[rows[i]],
            _candidates(filed[rows[i]]),
            tuple(reasons.of(filed[rows[i]], int(around[i]))),
        )
        for i in chosen
    )


def _place(entry: Entry) -> tuple[str, str, str, str]:
    """Return what sorts entries whatever the type of their ids."""
    return (str(entry.id), type(entry.id).__name__, entry.title, entry.abstract)


def _candidates(assignment: Assignment) -> tuple[str, ...]:
    return (assignment.topic, *(topic for topic, _ in assignment.alternatives))


def _doubts(filed: Sequence[Assignment]) -> Any:
    """Return how likely each assignment is wrong; a person's is not."""
    import numpy as np

    return np.array([round(1 - one.confidence, 3) if one.by == "model" else 0.0 for one in filed])


def _need(filed: Sequence[Assignment]) -> Any:
    """Return for each paper how much its topic needs papers: 1, or more where it has few."""
    import numpy as np

    size: dict[str, float] = {}
    for one in filed:
        size[one.topic] = size.get(one.topic, 0) + one.confidence
    return np.array([1 + THIN / (1 + size[one.topic]) for one in filed])


def _shortlist(
    filed: Sequence[Assignment], doubt: Any, n: int, pool: Collection[str | int] | None
) -> list[int]:
    """Return the rows that may be asked about, in ascending order: the most doubtful ones."""
    fit = [
        row
        for row, one in enumerate(filed)
        if doubt[row] > SETTLED and (pool is None or one.paper in pool)
    ]
    most = max(SHORTLIST, 2 * n) if n > 0 else 0
    return sorted(sorted(fit, key=lambda row: (-doubt[row], row))[:most])


def _alike(vectors: "csr_matrix", rows: Sequence[int], audience: Any) -> Any:
    """Return the cosines of rows and audience; of a paper with itself it is 0."""
    import numpy as np

    near = np.asarray((vectors[rows] @ vectors[audience].T).todense(), dtype=np.float32)
    near[np.asarray(rows)[:, None] == audience[None, :]] = 0
    return near


def _among(vectors: "csr_matrix", rows: Sequence[int]) -> Any:
    """Return the cosines of the rows with each other."""
    import numpy as np

    return np.asarray((vectors[rows] @ vectors[rows].T).todense(), dtype=np.float32)


def _told(vectors: "csr_matrix", decided: Sequence[int], others: Any) -> Any:
    """Return for each of the others its cosine with the paper like it that a person decided."""
    import numpy as np

    told = np.zeros(len(others), dtype=np.float32)
    for start in range(0, len(decided), AUDIENCE):
        near = vectors[others] @ vectors[decided[start : start + AUDIENCE]].T
        told = np.maximum(told, near.max(axis=1).todense().A1)
    return told


def _greedy(near: Any, own: Any, heard: Any, told: Any, among: Any, n: int) -> list[int]:
    """Return the rows of `near` (candidates by audience) that cover most doubt, best first.

    `own` and `heard` are the weights of candidates and audience, `told` how far the audience and
    then the candidates are covered to begin with.
    """
    import numpy as np

    covered, mine = told[: near.shape[1]].copy(), told[near.shape[1] :].copy()
    left = np.ones(len(own), dtype=bool)
    chosen: list[int] = []
    share = REACH * heard.astype(np.float32)
    while len(chosen) < min(n, len(own)):
        gain = own * (1 - mine) + np.maximum(near - covered, 0) @ share
        best = int(np.where(left, np.round(gain, 3), -1).argmax())
        chosen.append(best)
        left[best] = False
        covered, mine = np.maximum(covered, near[best]), np.maximum(mine, among[best])
    return chosen


class _Reasons:
    """Why a paper is asked about, in words."""

    def __init__(self, taxonomy: Sequence[Topic], filed: Sequence[Assignment]) -> None:
        self._titles = {topic.id: topic.title for root in taxonomy for topic in root.walk()}
        self._sizes = Counter(one.topic for one in filed if one.placed)

    def of(self, one: Assignment, around: int) -> Iterator[str]:
        """Yield what speaks for asking about the paper; `around` papers like it are in doubt."""
        if not one.placed:
            yield "too little speaks for any topic"
        elif one.alternatives and 1 - one.confidence >= OPEN:
            first, second = (self._titles[topic] for topic in islice(_candidates(one), 2))
            yield f"it may belong to {first!r} or to {second!r}"
        else:
            yield f"its topic is right with a chance of {one.confidence:.2f}"
        if around:
            yield f"{around} uncertain {'paper is' if around == 1 else 'papers are'} like it"
        if (size := self._sizes[one.topic]) < FEW:
            word = {0: "no paper", 1: "one paper"}.get(size, f"{size} papers")
            yield f"{self._titles[one.topic]!r} has {word} so far"
