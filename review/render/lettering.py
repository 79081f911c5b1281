"""Where the names of a map stand: each topic on its land, each theme beside or on its island.

No name covers another one. Of the places that are left a name takes the one that covers the
fewest dots, keeps off foreign land and lies nearest to the middle of its own (the rules of
E. Imhof, "Positioning Names on Maps", 1975); between two rows of cells two lines cover no dot.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import product
from math import hypot, sqrt
from textwrap import wrap

from review.model import Topic
from review.render.markdown import plain

SIDE = 10  # of a cell, in units of the view box
DOT = 2.2  # radius of a dot
_NEAR = 1.0  # from its middle up and down, where letters would hide it
_WIDTH = SIDE * sqrt(3)  # of a cell
Cell = tuple[int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Cells = Mapping[str, Set[Cell]]
"""The cells of each topic."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a topic in lines with their baselines; `kind` is family, topic or theme.

    `size` is that of the letters.
    """

    topic: str
    kind: str
    x: float
    lines: tuple[tuple[str, float], ...]
    size: float


@dataclass(frozen=True, slots=True)
class _Kind:
    """How names of a kind are set: size of letters, letters in a line, how far from the middle;
    and what it costs to be far, to cover a dot, to stand on foreign land, on one's own, at sea."""

    size: float
    lines: tuple[int, ...]
    reach: float
    far: float  # a unit
    covered: float
    foreign: float
    own: float
    sea: float
    step: int = 1  # half cells from one place to the next

    def scaled(self, by: float) -> "_Kind":
        """Return the kind for letters so many times as large."""
        return replace(
            self, size=round(self.size * by, 1), reach=self.reach * max(by, 1),
            covered=self.covered / by**2, step=max(1, int(by)),
        )  # fmt: skip


_KINDS = {
    "topic": _Kind(6, (11, 14, 18, 24, 30), 50, 0.09, 3, 9, 0, 2.5),
    "family": _Kind(9, (12, 18, 26, 44), 130, 0.035, 4, 12, 7, 0),
    "theme": _Kind(14.5, (12, 17, 24), 60, 0.08, 0, 6, 0, 0.5),
}
_MOST = 4  # lines of a name; a longer one ends in "…"
_LEADING = 1.03
_ASCENT, _DESCENT = 0.76, 0.22
_GAP = 1.2  # between two names
_WIDE = 0.58  # of a letter, by its size
_BUDGET = 6_000  # places that are looked at for a name, at most
_CELLS = 360  # on a map whose letters are as large as the kinds say; they grow with the map
_LEAST = 0.6  # of that size, on the smallest map


class _Ground:
    """What lies under a name: cells by the topic that holds them, and the names that stand."""

    def __init__(self, cells: Cells) -> None:
        self.owner = {cell: topic for topic, own in cells.items() for cell in own}
        self.rows: dict[int, list[int]] = {}
        for q, r in sorted(self.owner):
            self.rows.setdefault(r, []).append(q)
        self.taken: list[Box] = []
        scale = max(_LEAST, round(sqrt(len(self.owner) / _CELLS), 1))
        self.kinds = {name: kind.scaled(scale) for name, kind in _KINDS.items()}

    def is_free(self, box: Box) -> bool:
        """Return whether a name in this box covers no other one."""
        left, top, right, low = box
        return not any(
            left < b[2] + _GAP and b[0] < right + _GAP and top < b[3] and b[1] < low
            for b in self.taken
        )

    def covering(self, box: Box, kind: _Kind) -> float:
        """Return what it costs to cover the dots there."""
        return kind.covered * sum(map(len, self._dots(box))) if kind.covered else 0

    def standing(self, box: Box, own: frozenset[str], kind: _Kind) -> float:
        """Return what it costs to stand there, on the land of others; never less than nothing."""
        price = {True: kind.own, False: kind.foreign}
        under = [self.owner.get(cell) for cell in _under(box)]
        return sum(price[topic in own] if topic else kind.sea for topic in under) / len(under)

    def _dots(self, box: Box) -> Iterator[Sequence[int]]:
        """Yield, row by row, the cells whose dots the box touches."""
        left, top, right, low = box
        for r in _whole(top - _NEAR, low + _NEAR, 1.5 * SIDE):
            if row := self.rows.get(r):
                shift = _WIDTH * r / 2
                touched = _whole(left - DOT - shift, right + DOT - shift, _WIDTH)
                yield row[bisect_left(row, touched.start) : bisect_left(row, touched.stop)]


def middle(cell: Cell) -> Point:
    """Return where the middle of a cell lies in the view box."""
    q, r = cell
    return round(_WIDTH * (q + r / 2), 1), round(SIDE * 1.5 * r, 1)


def extent(label: Label) -> Box:
    """Return left, top, right and low end of a name, by the letters of its longest line."""
    first, last = label.lines[0][1], label.lines[-1][1]
    return _around([text for text, _ in label.lines], label.size, label.x, (first, last))


def names(cells: Cells, taxonomy: Sequence[Topic]) -> tuple[Label, ...]:
    """Return the names of the themes, then of the topics, that find a place on the map."""
    ground = _Ground(cells)
    roots = [root for root in taxonomy if root.topics]
    families = tuple(_written(ground, cells, "family", roots))
    named = {label.topic for label in families}
    leaves = [t for root in taxonomy for t in root.walk() if t.id in cells and t.id not in named]
    return (*families, *_written(ground, cells, "topic", leaves))


def themes(cells: Cells, taxonomy: Sequence[Topic]) -> tuple[Label, ...]:
    """Return the names of the topics at the top, each on its island, for a map without dots."""
    return tuple(_written(_Ground(cells), cells, "theme", taxonomy))


def _written(ground: _Ground, cells: Cells, kind: str, topics: Sequence[Topic]) -> Iterator[Label]:
    """Yield the names in the order of `topics`; the smallest lands choose first."""
    parts = {
        topic.id: [topic.id] if kind == "topic" else [part.id for part in topic.walk()]
        for topic in topics
    }
    lands = {
        topic.id: [middle(cell) for part in parts[topic.id] for cell in sorted(cells.get(part, ()))]
        for topic in topics
    }
    found: dict[str, Label] = {}
    for topic in sorted(topics, key=lambda topic: (len(lands[topic.id]), topic.id)):
        if not lands[topic.id]:
            continue
        own = frozenset(parts[topic.id])
        if label := _best(ground, topic, kind, own, lands[topic.id]):
            found[topic.id] = label
            ground.taken.append(extent(label))
    return (found[topic.id] for topic in topics if topic.id in found)


def _best(
    ground: _Ground, topic: Topic, name: str, own: frozenset[str], land: Sequence[Point]
) -> Label | None:
    """Return the cheapest place for a name, None where all are taken."""
    kind = ground.kinds[name]
    best: tuple[float, Point, tuple[str, ...]] | None = None
    for far, at, lines in _places(kind, plain(topic.title) or topic.id, land):
        if best and far >= best[0]:
            break
        box = _box(lines, kind.size, at)
        if not ground.is_free(box):
            continue
        covering = ground.covering(box, kind)
        if best and round(far + covering, 3) >= best[0]:
            continue
        cost = round(far + (covering + ground.standing(box, own, kind)), 3)
        if best is None or cost < best[0]:
            best = cost, at, lines
    return _placed(topic.id, name, kind.size, best[2], best[1]) if best else None


def _places(
    kind: _Kind, title: str, land: Sequence[Point]
) -> list[tuple[float, Point, tuple[str, ...]]]:
    """Return the places about a land with what their distance costs, the nearest ones first."""
    x, y = heart(land)
    wide, tall = _WIDTH / 2 * kind.step, SIDE * 1.5 / 2 * kind.step
    xs = range(-int(kind.reach / wide), int(kind.reach / wide) + 1)
    ys = range(-int(kind.reach / tall), int(kind.reach / tall) + 1)
    row = round(y / (1.5 * SIDE)) * 1.5 * SIDE
    ways = [(way, _ragged(way)) for way in _ways(title, kind.lines)]
    points = [
        (kind.far * hypot(x_ * wide, 1.4 * (row + y_ * tall - y)), (x + x_ * wide, row + y_ * tall))
        for x_, y_ in product(xs, ys)
    ]
    found = [(round(far + ragged, 3), at, way) for far, at in points for way, ragged in ways]
    return sorted(found)[:_BUDGET]


def _ways(title: str, widths: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the ways to break a name into lines, each once."""
    ways = (
        tuple(wrap(title, width, max_lines=_MOST, placeholder="…", break_on_hyphens=False,
                   break_long_words=False))
        for width in widths
    )  # fmt: skip
    found = list(dict.fromkeys(way for way in ways if way))
    return [way for way in found if not way[-1].endswith("…")] or found[-1:]


def heart(points: Sequence[Point]) -> Point:
    """Return the mean of the cells of a land; for a few, the middle of the cell nearest to it."""
    x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    if len(points) > 3:
        return x, y
    return min(points, key=lambda p: (round((p[0] - x) ** 2 + (p[1] - y) ** 2, 3), p))


def _box(lines: Sequence[str], size: float, at: Point) -> Box:
    """Return the `extent` of the name that `_placed` gives."""
    step = size * _LEADING
    first = at[1] - ((len(lines) - 1) * step + (_DESCENT - _ASCENT) * size) / 2
    ends = round(first, 1), round(first + (len(lines) - 1) * step, 1)
    return _around(lines, size, round(at[0], 1), ends)


def _around(lines: Sequence[str], size: float, x: float, ends: tuple[float, float]) -> Box:
    """Return the box of lines about `x`, the first and the last with their baselines at `ends`."""
    half = max(map(len, lines)) * size * _WIDE / 2
    return x - half, ends[0] - _ASCENT * size, x + half, ends[1] + _DESCENT * size


def _placed(topic: str, kind: str, size: float, lines: Sequence[str], at: Point) -> Label:
    step = size * _LEADING
    first = at[1] - ((len(lines) - 1) * step + (_DESCENT - _ASCENT) * size) / 2
    placed = tuple((text, round(first + i * step, 1)) for i, text in enumerate(lines))
    return Label(topic, kind, round(at[0], 1), placed, size)


def _under(box: Box) -> Iterator[Cell]:
    """Yield the cells, taken as bricks, of points of a box a cell apart, its ends with them."""
    left, top, right, low = box
    across, down = (max(2, round(n / SIDE / 1.5)) for n in (right - left, low - top))
    for i in range(down + 1):
        r = round((top + (low - top) * i / down) / SIDE / 1.5)
        for j in range(across + 1):
            yield round((left + (right - left) * j / across) / _WIDTH - r / 2), r


def _ragged(lines: Sequence[str]) -> float:
    """Return what it costs to read a name in these lines: many of them, very short ones."""
    return 0.2 * len(lines) + 0.4 * sum(len(line) < 4 for line in lines)


def _whole(low: float, high: float, unit: float) -> range:
    """Return the whole numbers n with n * unit from `low` to `high`."""
    return range(-int(-low // unit) if low % unit else int(low // unit), int(high // unit) + 1)
