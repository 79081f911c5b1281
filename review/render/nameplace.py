"""Where one name of a map stands best, by what lies about it.

Of the places that are left a name takes the one that covers the fewest dots, keeps off foreign
land and lies nearest to the middle of its own (the rules of E. Imhof, "Positioning Names on Maps",
1975); between two rows of cells two lines cover no dot.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import hypot, inf, sqrt

from review.cache import kept

SIDE = 10  # of a cell, in units of the view box
DOT = 2.2  # radius of a dot
WIDTH = SIDE * sqrt(3)  # of a cell
HEIGHT = 1.5 * SIDE  # from one row of cells to the next
LEADING = 1.03
_GAP = 1.2  # between two names
_ASCENT, _DESCENT = 0.76, 0.22
_WIDE = 0.58  # of a letter, by its size
_NEAR = 1.0  # from the middle of a dot up and down, where letters would hide it
_BUDGET = 6_000  # places that are looked at for a name, at most
Cell = tuple[int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
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

    def scaled(self, by: float) -> "Kind":
        """Return the kind for letters so many times as large."""
        return replace(
            self, size=round(self.size * by, 1), reach=self.reach * max(by, 1),
            covered=self.covered / by**2, step=max(1, int(by)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a name can come near to: the cells, with what it costs to stand on each, and the
    other names that stand."""

    cells: tuple[tuple[Cell, float], ...]
    taken: tuple[Box, ...]


def middle(cell: Cell) -> Point:
    """Return where the middle of a cell lies in the view box."""
    q, r = cell
    return round(WIDTH * (q + r / 2), 1), round(SIDE * 1.5 * r, 1)


def around(lines: Lines, size: float, x: float, ends: tuple[float, float]) -> Box:
    """Return the box of lines about `x`, the first and the last with their baselines at `ends`."""
    half = _half(lines, size)
    return x - half, ends[0] - _ASCENT * size, x + half, ends[1] + _DESCENT * size


def about(kind: Kind, ways: Sequence[Lines], heart: Point) -> Box:
    """Return the part of the map out of which no cell or name matters to a name."""
    wide = max(_half(way, kind.size) for way in ways) + kind.reach + WIDTH
    tall = max(map(len, ways)) * kind.size * LEADING / 2 + kind.reach + 1.5 * HEIGHT
    return heart[0] - wide, heart[1] - tall, heart[0] + wide, heart[1] + tall


def baseline(lines: Lines, size: float, y: float) -> float:
    """Return the baseline of the first of the lines that stand about `y`."""
    return y - ((len(lines) - 1) * size * LEADING + (_DESCENT - _ASCENT) * size) / 2


def _half(lines: Lines, size: float) -> float:
    return max(map(len, lines)) * size * _WIDE / 2


@kept
def best(
    kind: Kind, ways: Sequence[Lines], heart: Point, ground: Ground
) -> tuple[Point, Lines] | None:
    """Return the cheapest place for a name, and its lines there; None where all are taken.

    `ways` are those to break it into lines, `heart` is the middle of its land.
    """
    near, bands = _Near(kind, ground), dict[tuple[Lines, float], _Band]()
    found: tuple[float, Point, Lines] | None = None
    most = inf
    for far, at, lines in islice(_places(kind, ways, heart), _BUDGET):
        if far >= most:
            break
        if (lines, at[1]) not in bands:
            bands[lines, at[1]] = _Band(near, lines, at[1])
        cost = bands[lines, at[1]].cost(far, round(at[0], 1), most)
        if cost < most:
            most, found = cost, (cost, at, lines)
    return found[1:] if found else None


def _places(
    kind: Kind, ways: Sequence[Lines], heart: Point
) -> Iterator[tuple[float, Point, Lines]]:
    """Yield the places about a land with what their distance costs, the nearest ones first.

    They are put in order one ring after the other, for the outer ones are seldom asked for.
    """
    points = sorted(_points(kind, heart))
    fars = [far for far, _ in points]
    lines = [(way, _ragged(way)) for way in ways]
    for ring in range(int(fars[-1] + max(ragged for _, ragged in lines)) + 2):
        yield from sorted(
            (cost, at, way)
            for way, ragged in lines
            for far, at in points[
                bisect_left(fars, ring - ragged - 0.001) : bisect_left(fars, ring + 1.001 - ragged)
            ]
            if ring <= (cost := round(far + ragged, 3)) < ring + 1
        )


def _points(kind: Kind, heart: Point) -> Iterator[tuple[float, Point]]:
    """Yield the points about a middle with what their distance costs."""
    x, y = heart
    wide, tall = WIDTH / 2 * kind.step, HEIGHT / 2 * kind.step
    row = round(y / HEIGHT) * HEIGHT
    steps = int(kind.reach / tall)
    for down in (row + y_ * tall for y_ in range(-steps, steps + 1)):
        for x_ in range(int(kind.reach / wide) + 1):
            far = kind.far * hypot(x_ * wide, 1.4 * (down - y))
            yield far, (x + x_ * wide, down)
            if x_:
                yield far, (x - x_ * wide, down)


def _ragged(lines: Sequence[str]) -> float:
    """Return what it costs to read a name in these lines: many of them, very short ones."""
    return 0.2 * len(lines) + 0.4 * sum(len(line) < 4 for line in lines)


class _Near:
    """The ground of a name of a kind, to be asked: prices by cell, cells by row."""

    def __init__(self, kind: Kind, ground: Ground) -> None:
        self.kind, self.taken, self.price = kind, ground.taken, dict(ground.cells)
        self.rows: dict[int, list[int]] = {}
        for q, r in sorted(self.price):
            self.rows.setdefault(r, []).append(q)


class _Band:
    """The places of a name in these lines at one height."""

    def __init__(self, near: _Near, lines: Lines, y: float) -> None:
        kind = near.kind
        first = baseline(lines, kind.size, y)
        last = first + (len(lines) - 1) * kind.size * LEADING
        _, top, _, low = around(lines, kind.size, 0, (round(first, 1), round(last, 1)))
        self._kind, self._price = kind, near.price
        self._half = _half(lines, kind.size)
        self._taken = [(b[0], b[2] + _GAP) for b in near.taken if top < b[3] and b[1] < low]
        self._dots = [
            (near.rows[r], WIDTH * r / 2)
            for r in _whole(top - _NEAR, low + _NEAR, HEIGHT)
            if kind.covered and r in near.rows
        ]
        down = _cells_across(low - top)
        self._rows = [round((top + (low - top) * i / down) / SIDE / 1.5) for i in range(down + 1)]

    def cost(self, far: float, x: float, most: float) -> float:
        """Return what it costs to stand about `x`, `far` from the middle; no less than `most` where
        that is too much, or another name stands there."""
        left, right = x - self._half, x + self._half
        for low, high in self._taken:
            if left < high and low < right + _GAP:
                return most
        covering = self._kind.covered * self._covered(left, right)
        if round(far + covering, 3) >= most:
            return most
        return round(far + (covering + self._standing(left, right)), 3)

    def _covered(self, left: float, right: float) -> int:
        """Return how many dots a name touches."""
        count = 0
        for row, shift in self._dots:
            touched = _whole(left - DOT - shift, right + DOT - shift, WIDTH)
            count += bisect_left(row, touched.stop) - bisect_left(row, touched.start)
        return count

    def _standing(self, left: float, right: float) -> float:
        """Return what it costs to stand on the land of others; never less than nothing.

        Asked are the cells, taken as bricks, of points of the box a cell apart, its ends with them.
        """
        across = _cells_across(right - left)
        columns = [(left + (right - left) * j / across) / WIDTH for j in range(across + 1)]
        under = [(round(column - r / 2), r) for r in self._rows for column in columns]
        price, sea = self._price, self._kind.sea
        return sum([price.get(cell, sea) for cell in under]) / len(under)


def _cells_across(length: float) -> int:
    return max(2, round(length / SIDE / 1.5))


def _whole(low: float, high: float, unit: float) -> range:
    """Return the whole numbers n with n * unit from `low` to `high`."""
    return range(-int(-low // unit), int(high // unit) + 1)
