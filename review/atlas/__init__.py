"""The map of the literature: papers are cells of a hexagonal lattice, topics are territories.

Papers that are alike lie near each other, topics that are alike border on each other. A cell once
given stays: the ledger brings it back, and a new paper takes a free cell beside its likes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

from review.atlas.lattice import Cell, Point, apart, around, middle, point
from review.atlas.layout import centres, free, grown, nearest, scaled
from review.model import UNPLACED, Assignment, Paper, Remembered, Spot, Topic
from review.text.vectors import tfidf, unit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LARGEST = 4_000
"""Papers that a map shows; of a larger corpus each topic shows those filed most surely."""

_EXACT = 400  # papers of a territory matched to their cells at the least cost; more go by strips
_LIKES = 3  # papers beside which a new one wants to lie


def atlas(
    papers: Sequence[Paper],
    taxonomy: Sequence[Topic],
    assignments: Sequence[Assignment],
    ledger: Sequence[Remembered] = (),
) -> tuple[Spot, ...]:
    """Return the cell of each paper, sorted by key; `assignments` name papers by key.

    Papers that the ledger knows under the same topic keep their cells, unless most of the papers
    have changed their topics: then the map is drawn anew.
    """
    topics = _topics(assignments)
    shown = _shown(sorted(papers, key=lambda paper: paper.key), topics, assignments)
    if not shown:
        return ()
    texts = [f"{paper.title}. {paper.title}. {paper.abstract}" for paper in shown]
    vectors = tfidf(texts, [paper.late for paper in shown])
    keys = [paper.key for paper in shown]
    families = _families(taxonomy)
    lands = _lands(keys, topics)
    kept = _kept(keys, topics, ledger)
    if 2 * len(kept) < len(keys):
        cells = _drawn(vectors, lands, families)
    else:
        cells = _added([kept.get(key) for key in keys], vectors, lands, families)
    return tuple(Spot(key, topics[key], *cells[i]) for i, key in enumerate(keys))


def _topics(assignments: Sequence[Assignment]) -> dict[str, str]:
    """Return the topic of each paper; those that are not placed share one."""
    return {str(a.paper): a.topic if a.placed else UNPLACED for a in assignments}


def _shown(
    papers: Sequence[Paper], topics: Mapping[str, str], assignments: Sequence[Assignment]
) -> list[Paper]:
    if len(papers) <= LARGEST:
        return list(papers)
    sure = {str(a.paper): a.confidence for a in assignments}
    groups: dict[str, list[Paper]] = defaultdict(list)
    for paper in sorted(papers, key=lambda p: (-sure[p.key], p.key)):
        groups[topics[paper.key]].append(paper)
    share = LARGEST / len(papers)
    chosen = [p for group in groups.values() for p in group[: max(1, int(share * len(group)))]]
    return sorted(chosen, key=lambda paper: paper.key)


def _families(taxonomy: Sequence[Topic]) -> dict[str, int]:
    """Return the number of the topic at the top for each topic; what is unplaced is the last."""
    numbers = {topic.id: i for i, root in enumerate(taxonomy) for topic in root.walk()}
    return numbers | {UNPLACED: len(taxonomy)}


def _lands(keys: Sequence[str], topics: Mapping[str, str]) -> dict[str, list[int]]:
    lands: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        lands[topics[key]].append(i)
    return dict(sorted(lands.items()))


def _kept(
    keys: Sequence[str], topics: Mapping[str, str], ledger: Sequence[Remembered]
) -> dict[str, Cell]:
    """Return the cells of the papers that are filed where they were, no cell twice."""
    kept: dict[str, Cell] = {}
    taken: set[Cell] = set()
    known = set(keys)
    for entry in sorted(ledger, key=lambda entry: entry.key):
        cell = entry.cell
        if cell and entry.key in known and topics[entry.key] == entry.topic and cell not in taken:
            kept[entry.key] = cell
            taken.add(cell)
    return kept


# ── a new map ────────────────────────────────────────────────────────────────────────────────


def _drawn(
    vectors: "csr_matrix", lands: Mapping[str, Sequence[int]], families: Mapping[str, int]
) -> list[Cell]:
    """Return a cell for each row of `vectors`; `lands` holds the rows of each topic."""
    import numpy as np

    kin = [families[topic] for topic in lands]
    sizes = [len(rows) for rows in lands.values()]
    themes = _centroids(vectors, list(lands.values()))
    middles = centres((themes @ themes.T).toarray(), kin, sizes)
    near = (vectors @ themes.T).toarray()
    cells: list[Cell] = [(0, 0)] * vectors.shape[0]
    places = np.array(middles)
    territories = grown(middles, kin, sizes)
    for i, (rows, land) in enumerate(zip(lands.values(), territories, strict=True)):
        wanted = _wanted(vectors[list(rows)], near[list(rows)], places, i)
        for row, cell in zip(rows, _seated(wanted, sorted(land)), strict=True):
            cells[row] = cell
    return cells


def _centroids(vectors: "csr_matrix", groups: Sequence[Sequence[int]]) -> "csr_matrix":
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    columns = np.concatenate([np.asarray(group) for group in groups])
    member = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(groups), vectors.shape[0]))
    return unit(member @ vectors)


def _wanted(vectors: "csr_matrix", near: Any, places: Any, own: int) -> Any:
    """Return where the papers of a topic would lie: towards the topics they resemble, and apart
    from each other as they differ. Each coordinate has mean 0 and spread 1."""
    import numpy as np

    pull = np.maximum(near, 0) ** 2
    pull[:, own] = 0
    total = pull.sum(axis=1, keepdims=True)
    towards = places - places[own]
    towards = towards / np.maximum(np.sqrt((towards**2).sum(axis=1, keepdims=True)), 1e-9)
    wanted = _spread(pull / np.where(total > 0, total, 1) @ towards)
    if 3 <= vectors.shape[0] <= _EXACT:
        wanted = wanted + _spread(_turned(scaled((vectors @ vectors.T).toarray()), wanted))
    return np.round(wanted, 3)


def _spread(at: Any) -> Any:
    import numpy as np

    centred = at - at.mean(axis=0)
    deviation = np.sqrt((centred**2).mean())
    return centred / deviation if deviation > 1e-9 else centred


def _turned(at: Any, wanted: Any) -> Any:
    """Return the points turned or mirrored so that they fit others best (Procrustes)."""
    import numpy as np

    left, _, right = np.linalg.svd(np.round(at.T @ wanted, 6))
    return at @ (left @ right)


def _seated(wanted: Any, land: Sequence[Cell]) -> list[Cell]:
    """Return a cell of `land` for each point, so that they lie as they would."""
    import numpy as np

    seats = _spread(np.array([point(cell) for cell in land]))
    if len(land) > _EXACT:
        order = dict(zip(_strips(wanted), _strips(seats), strict=True))
        return [land[order[i]] for i in range(len(land))]
    from scipy.optimize import linear_sum_assignment

    scale = sqrt(2) if len(land) > 1 else 1.0
    cost = ((_spread(wanted)[:, None, :] * scale - seats[None, :, :] * scale) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(np.round(cost, 3))
    return [land[int(j)] for j in chosen]


def _strips(at: Any) -> list[int]:
    """Return the rows in an order that goes through the plane strip by strip."""
    import numpy as np

    width = max(1, int(sqrt(len(at))))
    across = np.lexsort((np.arange(len(at)), at[:, 1], at[:, 0]))
    parts = [across[i : i + width] for i in range(0, len(across), width)]
    return [int(i) for part in parts for i in part[np.lexsort((part, at[part, 1]))]]


# ── new papers on a map ──────────────────────────────────────────────────────────────────────


def _added(
    cells: Sequence[Cell | None],
    vectors: "csr_matrix",
    lands: Mapping[str, Sequence[int]],
    families: Mapping[str, int],
) -> list[Cell]:
    """Return the cells, those that lack one beside the papers of their topic they resemble."""
    found = {i: cell for i, cell in enumerate(cells) if cell is not None}
    taken = {found[i]: families[t] for t, rows in lands.items() for i in rows if i in found}
    for topic, rows in sorted(lands.items(), key=lambda land: -len(land[1])):
        for i in rows:
            if i in found:
                continue
            own = {found[j]: j for j in rows if j in found}
            likes = _likes(i, list(own.values()) or sorted(found), vectors)
            at = middle(found[j] for j in likes) if likes else (0.0, 0.0)
            found[i] = _beside(at, own, families[topic], taken)
            taken[found[i]] = families[topic]
    return [found[i] for i in range(len(cells))]


def _likes(i: int, others: Sequence[int], vectors: "csr_matrix") -> list[int]:
    import numpy as np

    if not others:
        return []
    alike = np.round((vectors[list(others)] @ vectors[i].T).toarray().ravel(), 3)
    best = np.lexsort((np.array(others), -alike))[:_LIKES]
    return [others[int(j)] for j in best]


def _beside(at: Point, own: Mapping[Cell, int], family: int, taken: Mapping[Cell, int]) -> Cell:
    """Return the free cell nearest to a point that touches the territory, if there is one."""
    open_ = {near for cell in own for near in around(cell) if near not in taken}
    apart_ = [cell for cell in open_ if free(cell, family, taken)]
    best = _nearest(at, apart_) or _nearest(at, open_)
    return best or nearest(at, family, taken)


def _nearest(at: Point, cells: Iterator[Cell] | Sequence[Cell] | set[Cell]) -> Cell | None:
    return min(cells, key=lambda cell: (apart(point(cell), at), cell), default=None)
