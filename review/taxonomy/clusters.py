"""Groups of papers: Ward's tree (1963) cut where the groups stand apart and stay readable."""

import math
from collections.abc import Sequence
from typing import Any

from review.taxonomy.space import rows_of_length_1

_MOST = 60  # leaves that a reader can take in
_GRID = (0.7, 0.85, 1.0, 1.2, 1.4, 1.7)  # times sqrt(n / 2)
_READABLE = 0.02  # of silhouette, that a number twice the usual one costs
_JUDGED = 2_000  # papers by which a number of groups is judged
_ROUNDS = 5
_FLAT = 6  # leaves from which a second level helps
_FEWEST = 4  # papers below which there is one group


def cluster(latent: Any, wanted: int) -> Any:
    """Return the group of each row, numbered from 0; `wanted` groups, or as many as fit for 0.

    Rows of nothing belong to group -1. There are never more groups than distinct rows.
    """
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, ward

    told = np.flatnonzero(np.abs(latent).sum(axis=1) > 0)
    labels = np.full(len(latent), -1)
    points = np.round(latent[told], 6)
    distinct = len(np.unique(points, axis=0)) if len(points) else 0
    most = min(wanted, distinct) if wanted else distinct
    if most < 2 or (not wanted and len(told) < _FEWEST):
        labels[told] = 0
        return labels
    tree = ward(points)
    number = most if wanted else _number(points, tree, most)
    rough = fcluster(tree, number, "maxclust") - 1
    labels[told] = _settle(points, rough)
    return labels


def _number(points: Any, tree: Any, most: int) -> int:
    """Return how many groups to cut the tree into: the best silhouette near a readable number."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster
    from sklearn.metrics import silhouette_score

    usual = min(_MOST, math.sqrt(len(points) / 2))
    grid = {min(max(2, round(usual * factor)), _MOST, most, len(points) - 1) for factor in _GRID}
    judged = np.unique(np.linspace(0, len(points) - 1, min(len(points), _JUDGED)).astype(int))
    scored = []
    for number in sorted(grid):
        labels = fcluster(tree, number, "maxclust")[judged]
        if 1 < len(set(labels.tolist())) < len(judged):
            apart = float(silhouette_score(points[judged], labels))
            scored.append((round(apart - _READABLE * abs(math.log2(number / usual)), 3), number))
    return max(scored, key=lambda pair: (pair[0], -pair[1]))[1] if scored else 1


def _settle(points: Any, labels: Any) -> Any:
    """Return the labels after a few rounds of k-means; no group is emptied."""
    import numpy as np

    for _ in range(_ROUNDS):
        nearest = np.argmax(np.round(points @ centroids(points, labels).T, 6), axis=1)
        if len(set(nearest.tolist())) < len(set(labels.tolist())) or (nearest == labels).all():
            break
        labels = nearest
    return labels


def centroids(points: Any, labels: Any) -> Any:
    """Return the mean direction of each group, groups by directions."""
    import numpy as np

    size = int(labels.max()) + 1
    sums = np.zeros((size, points.shape[1]))
    np.add.at(sums, labels[labels >= 0], points[labels >= 0])
    return rows_of_length_1(sums)


def families(centres: Any) -> list[list[int]]:
    """Return groups of leaves that belong together, in order of their first; alone is alone."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, ward

    size = len(centres)
    if size < _FLAT:
        return [[number] for number in range(size)]
    parents = max(2, min(12, round(math.sqrt(size))) if size < 150 else round(math.sqrt(size)))
    found = fcluster(ward(np.round(centres, 6)), parents, "maxclust")
    groups: dict[int, list[int]] = {}
    for number, parent in enumerate(found.tolist()):
        groups.setdefault(parent, []).append(number)
    return _split_large(list(groups.values()), centres)


def _split_large(groups: Sequence[list[int]], centres: Any) -> list[list[int]]:
    """Return the groups; one that would hold most leaves of many is divided once more."""
    from scipy.cluster.hierarchy import fcluster, ward

    result = []
    total = sum(map(len, groups))
    for group in groups:
        if len(group) <= max(8, 2 * math.sqrt(total)):
            result.append(group)
            continue
        halves = fcluster(ward(centres[group]), 2, "maxclust").tolist()
        for half in (1, 2):
            result.append([leaf for leaf, side in zip(group, halves, strict=True) if side == half])
    return sorted(result)
