"""The order of sentences: a path through similar works, so that neighbours belong together."""

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

T = TypeVar("T")

_EXACT = 240  # works; a longer list is cut into stretches of this length, in the order given
_ALIKE = 0.8  # cosine from which two sentences say the same


def path(vectors: "csr_matrix", ages: Sequence[int]) -> list[int]:
    """Return row numbers in reading order: each next to the most similar, the older end first.

    Rows come sorted by something that does not change; `ages` are their years. A nearest-neighbour
    tour mended by 2-opt (Croes 1958), in stretches so that the cost stays linear.
    """
    found: list[int] = []
    for start in range(0, len(ages), _EXACT):
        stop = min(start + _EXACT, len(ages))
        tour = _tour(_similarity(vectors[start:stop]))
        found += [start + i for i in _oriented(tour, ages[start:stop])]
    return found


def apart(order: Sequence[int], vectors: "csr_matrix") -> list[int]:
    """Return `order` with near-identical sentences moved away from each other where possible."""
    left = list(order)
    if len(left) < 3:
        return left
    beside = vectors[left[:-1]].multiply(vectors[left[1:]]).sum(axis=1)
    if beside.max() <= _ALIKE:
        return left
    return _parted(_parted(left, vectors)[::-1], vectors)[::-1]  # twins at the end move forward


def _parted(left: list[int], vectors: "csr_matrix") -> list[int]:
    """Return the rows, each the next one that differs from the row before it."""
    done: list[int] = []
    while left:
        last = done[-1] if done else -1
        distinct = (i for i, row in enumerate(left) if not _same(vectors, last, row))
        done.append(left.pop(next(distinct, 0)))
    return done


def _same(vectors: "csr_matrix", one: int, other: int) -> bool:
    return one >= 0 and float((vectors[one] @ vectors[other].T).sum()) > _ALIKE


def _similarity(vectors: "csr_matrix") -> Any:
    import numpy as np

    return np.round((vectors @ vectors.T).toarray(), 3)


def _tour(similarity: Any) -> list[int]:
    """Return a path over all items that starts at the least typical one."""
    size = len(similarity)
    if size < 3:
        return list(range(size))
    tour = [int(similarity.sum(axis=1).argmin())]
    free = similarity.copy()
    free[:, tour[0]] = -1
    while len(tour) < size:
        following = int(free[tour[-1]].argmax())
        free[:, following] = -1
        tour.append(following)
    return _mended(tour, similarity)


def _mended(tour: list[int], similarity: Any) -> list[int]:
    """Return the path with stretches turned round as long as that makes neighbours more alike."""
    size = len(tour)
    if size > 60:
        return tour
    for _ in range(4):
        better = False
        for i in range(size - 1):
            for j in range(i + 1, size):
                if _gain(tour, similarity, i, j) > 1e-6:
                    tour[i : j + 1] = tour[i : j + 1][::-1]
                    better = True
        if not better:
            break
    return tour


def _gain(tour: list[int], similarity: Any, i: int, j: int) -> float:
    """Return how much more alike neighbours become when tour[i..j] is turned round."""
    gain = 0.0
    if i > 0:
        gain += similarity[tour[i - 1], tour[j]] - similarity[tour[i - 1], tour[i]]
    if j + 1 < len(tour):
        gain += similarity[tour[i], tour[j + 1]] - similarity[tour[j], tour[j + 1]]
    return float(gain)


def _oriented(tour: list[int], ages: Sequence[int]) -> list[int]:
    """Return the path from its older half to its newer half."""
    half = len(tour) // 2
    older = sum(ages[i] for i in tour[:half])
    newer = sum(ages[i] for i in tour[len(tour) - half :])
    return tour[::-1] if newer < older else tour


def pieces(items: Sequence[T], most: int) -> list[list[T]]:
    """Return the items in even runs of at most `most`."""
    count = -(-len(items) // most)
    bounds = [round(i * len(items) / count) for i in range(count + 1)] if count else []
    return [list(items[a:b]) for a, b in itertools.pairwise(bounds)]
