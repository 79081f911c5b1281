"""Where the topics of a map lie: near those they resemble, families together, none on another.

Topics are placed by classical scaling of the distances of their centroids (Torgerson 1952), then
pushed apart until the discs that their papers need do not overlap; then each takes the cells
around its middle, all growing at the same pace.
"""

import heapq
from collections.abc import Mapping, Sequence
from itertools import count
from math import pi, sqrt
from typing import Any

from review.atlas.lattice import AREA, Cell, Point, apart, around, cell_at, point, ring

_ROUNDS = 300  # of pushing apart
_SEA = 2.0  # between the discs of two families
_FAR = 8  # cells within which a family is looked for
_FLAT = (0.6, 1.4)  # how much stronger what pulls together is downwards: screens are wide
_PULL = 0.02  # towards the middle, a round


def scaled(similar: Any) -> Any:
    """Return a point in the plane for each row of a matrix of cosines, the like ones near."""
    import numpy as np

    n = len(similar)
    if n < 3:
        return np.array([[float(i), 0.0] for i in range(n)])
    squared = np.round(2 - 2 * similar, 6)
    centred = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centred @ squared @ centred / 2)
    top = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))
    signs = np.sign(top[np.argmax(np.abs(np.round(top, 6)), axis=0), [0, 1]])
    return np.round(top * np.where(signs, signs, 1), 4)


def centres(similar: Any, families: Sequence[int], sizes: Sequence[int]) -> list[Point]:
    """Return the middle of each topic's territory; `sizes` are its papers, in cells.

    `similar` are the cosines of the topics, `families` the number of the topic at the top. First
    the families find their places, as one disc each, then the topics around the middle of theirs.
    """
    import numpy as np

    weights = np.array(sizes, dtype=float)
    kin = np.array(families)
    names = sorted(set(families))
    member = np.array([np.where(kin == name, weights, 0) for name in names])
    theme = member @ similar @ member.T
    strength = np.sqrt(np.maximum(np.diag(theme), 1e-9))
    theme = theme / np.outer(strength, strength)
    seats = _relaxed(_started(theme, member.sum(axis=1)), member.sum(axis=1), _SEA, 0)
    homes = np.array([seats[names.index(name)] for name in families])
    at = homes.copy()
    for name in names:
        own = np.flatnonzero(kin == name)
        at[own] += _started(similar[np.ix_(own, own)], weights[own])
        at[own] = _relaxed(at[own], weights[own], -0.3, homes[own])
    return [(round(float(x), 3), round(float(y), 3)) for x, y in at]


def _started(similar: Any, sizes: Any) -> Any:
    """Return where discs of these sizes begin, as far apart as they need on the whole."""
    import numpy as np

    at = scaled(similar)
    at = at - at.mean(axis=0)
    spread = np.sqrt((at**2).sum(axis=1).mean()) or 1.0
    turns = np.arange(len(sizes)) * 2.399963  # the golden angle: no two start on one point
    nudge = 0.01 * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return at * np.sqrt(sizes.sum() * AREA / pi) / spread + nudge


def _relaxed(at: Any, sizes: Any, sea: float, home: Any) -> Any:
    """Return the middles of discs pushed apart, and drawn towards `home`."""
    import numpy as np

    radii = np.sqrt(sizes * AREA / pi)
    apart_by = np.add.outer(radii, radii) + sea
    for _ in range(_ROUNDS):
        at = at - _PULL * (at - home) * np.array(_FLAT)
        at = at + _pushes(at, apart_by)
    return at


def _pushes(at: Any, apart_by: Any) -> Any:
    """Return how far each disc moves away from those it overlaps."""
    import numpy as np

    delta = at[:, None, :] - at[None, :, :]
    distance = np.sqrt((delta**2).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    lacking = np.maximum(apart_by - distance, 0) / np.maximum(distance, 1e-6)
    return 0.4 * (delta * lacking[:, :, None]).sum(axis=1) / 2


def grown(
    middles: Sequence[Point], families: Sequence[int], sizes: Sequence[int]
) -> list[list[Cell]]:
    """Return the cells of each topic, as many as its size, in the order in which it took them.

    Between two families one cell stays free, where there is room for it.
    """
    taken: dict[Cell, int] = {}
    lands: list[list[Cell]] = [[] for _ in sizes]
    edges: list[list[tuple[float, Cell]]] = [[] for _ in sizes]
    for turn in sorted((sqrt(k / size), i) for i, size in enumerate(sizes) for k in range(size)):
        i = turn[1]
        cell = _next(i, middles[i], edges[i], taken, families)
        taken[cell] = families[i]
        lands[i].append(cell)
        for near in around(cell):
            heapq.heappush(edges[i], (apart(point(near), middles[i]), near))
    return lands


def _next(
    i: int,
    middle: Point,
    edge: list[tuple[float, Cell]],
    taken: Mapping[Cell, int],
    families: Sequence[int],
) -> Cell:
    """Return the free cell at the edge of a territory that is nearest to its middle."""
    while edge:
        _, cell = heapq.heappop(edge)
        if cell not in taken and free(cell, families[i], taken):
            return cell
    return nearest(middle, families[i], taken)


def free(cell: Cell, family: int, taken: Mapping[Cell, int]) -> bool:
    """Return whether no cell of another family touches this one."""
    return all(taken.get(near, family) == family for near in around(cell))


def nearest(at: Point, family: int, taken: Mapping[Cell, int]) -> Cell:
    """Return the free cell nearest to a point, apart from the other families.

    One that touches the own family comes first, where there is any not too far away.
    """
    start = cell_at(at)
    alone: Cell | None = None
    for radius in count():
        found = [c for c in ring(start, radius) if c not in taken and free(c, family, taken)]
        found.sort(key=lambda cell: (apart(point(cell), at), cell))
        alone = alone or next(iter(found), None)
        kin = [c for c in found if any(taken.get(near) == family for near in around(c))]
        if kin or (alone and radius >= _FAR):
            return kin[0] if kin else alone or start
    raise AssertionError("a plane has no end")
