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
AUDIENCE = 4_000  # papers; of a larger corpus an even sample of these is compared with
SHORTLIST = 2_000  # papers; of a larger corpus the most doubtful ones are compared
PICKED = 1_000  # papers; if more are asked for, further ones follow in order of their doubt


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
    order = sorted(range(len(entries)), key=lambda i: _place(entries[i]))
    papers, filed = [entries[i] for i in order], [assignments[i] for i in order]
    doubt = _doubts(filed)
    fit = _open(filed, doubt, pool)
    if n < 1 or not fit:
        return ()
    picked = _picked(papers, filed, doubt, sorted(fit[:SHORTLIST]), min(n, PICKED))
    further = [row for row in fit if row not in picked][: n - len(picked)]
    reasons = _Reasons(taxonomy, filed, len(papers) > AUDIENCE)
    return tuple(
        Question(papers[row], _candidates(filed[row]), tuple(reasons.of(filed[row], around)))
        for row, around in [*picked.items(), *((row, 0) for row in further)]
    )


def _picked(
    papers: Sequence[Entry], filed: Sequence[Assignment], doubt: Any, rows: Sequence[int], n: int
) -> dict[int, int]:
    """Return the rows that cover most doubt, best first -> how many uncertain papers are alike."""
    import numpy as np

    audience = _sample(range(len(papers)))
    decided = _sample([row for row, one in enumerate(filed) if one.by == "person"])
    compared = np.unique(np.array([*rows, *audience, *decided]))
    vectors = tfidf([f"{papers[i].title}\n" * TITLE + papers[i].abstract for i in compared])
    of_rows, of_audience, of_decided = (
        vectors[np.searchsorted(compared, part)] for part in (rows, audience, decided)
    )
    near = _cosines(of_rows, of_audience)
    near[np.array(rows)[:, None] == np.array(audience)[None, :]] = 0
    told = _told(of_rows, of_decided), _told(of_audience, of_decided)
    weights = doubt * _need(filed)
    alike = _cosines(of_rows, of_rows)
    chosen = _greedy(near, alike, (weights[rows], weights[audience]), told, n)
    around = ((near >= LIKE) & (doubt[audience] >= OPEN)).sum(axis=1)
    return {rows[i]: int(around[i]) for i in chosen}


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


def _open(filed: Sequence[Assignment], doubt: Any, pool: Collection[str | int] | None) -> list[int]:
    """Return the rows that may be asked about, the most doubtful first."""
    rows = [
        row
        for row, one in enumerate(filed)
        if doubt[row] > SETTLED and (pool is None or one.paper in pool)
    ]
    return sorted(rows, key=lambda row: (-doubt[row], row))


def _sample(rows: Sequence[int]) -> list[int]:
    """Return the rows, or an even sample where they are too many to compare."""
    return list(rows[:: max(1, -(-len(rows) // AUDIENCE))])


def _cosines(some: "csr_matrix", others: "csr_matrix") -> Any:
    import numpy as np

    return np.asarray((some @ others.T).todense(), dtype=np.float32)


def _told(some: "csr_matrix", decided: "csr_matrix") -> Any:
    """Return for each of some papers its cosine with the nearest one that a person decided."""
    import numpy as np

    if not decided.shape[0]:
        return np.zeros(some.shape[0], dtype=np.float32)
    return _cosines(some, decided).max(axis=1)


def _greedy(
    near: Any, alike: Any, weights: tuple[Any, Any], told: tuple[Any, Any], n: int
) -> list[int]:
    """Return the candidates that cover most doubt, best first.

    `near` is candidates by audience, `alike` candidates by candidates; `weights` are the doubts
    of candidates and audience, `told` how far each is covered to begin with.
    """
    import numpy as np

    mine, covered = told
    left = np.ones(len(mine), dtype=bool)
    share = REACH * weights[1].astype(np.float32)
    chosen: list[int] = []
    while len(chosen) < min(n, len(mine)):
        gain = weights[0] * (1 - mine) + np.maximum(near - covered, 0) @ share
        best = int(np.where(left, np.round(gain, 3), -1).argmax())
        chosen.append(best)
        left[best] = False
        mine, covered = np.maximum(mine, alike[best]), np.maximum(covered, near[best])
    return chosen


class _Reasons:
    """Why a paper is asked about, in words."""

    def __init__(
        self, taxonomy: Sequence[Topic], filed: Sequence[Assignment], sampled: bool
    ) -> None:
        self._more = "or more " if sampled else ""
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
            noun = "paper is" if around == 1 and not self._more else "papers are"
            yield f"{around} {self._more}uncertain {noun} like it"
        if (size := self._sizes[one.topic]) < FEW:
            word = {0: "no paper", 1: "one paper"}.get(size, f"{size} papers")
            yield f"{self._titles[one.topic]!r} has {word} so far"
