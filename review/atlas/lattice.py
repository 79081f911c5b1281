"""The hexagonal lattice under the map: cells, their neighbours, their places in the plane.

Axial coordinates (q, r), pointed tops, the side of a cell as the unit of length.
"""

from collections.abc import Iterable, Iterator
from math import sqrt

Cell = tuple[int, int]
Point = tuple[float, float]

STEPS: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
"""From a cell to its neighbours, clockwise from the right as a screen has it."""

AREA = 1.5 * sqrt(3)
"""The area of a cell."""


def point(cell: Cell) -> Point:
    """Return the middle of the cell."""
    q, r = cell
    return sqrt(3) * (q + r / 2), 1.5 * r


def cell_at(at: Point) -> Cell:
    """Return the cell in which the point lies."""
    r = at[1] / 1.5
    q = at[0] / sqrt(3) - r / 2
    rounded = [round(q), round(r), round(-q - r)]
    off = [abs(rounded[0] - q), abs(rounded[1] - r), abs(rounded[2] + q + r)]
    if off[0] > off[1] and off[0] > off[2]:
        rounded[0] = -rounded[1] - rounded[2]
    elif off[1] > off[2]:
        rounded[1] = -rounded[0] - rounded[2]
    return rounded[0], rounded[1]


def around(cell: Cell) -> Iterator[Cell]:
    """Yield the six neighbours of a cell."""
    for q, r in STEPS:
        yield cell[0] + q, cell[1] + r


def ring(cell: Cell, radius: int) -> Iterator[Cell]:
    """Yield the cells that are `radius` steps away; the cell itself for 0."""
    if not radius:
        yield cell
        return
    q, r = cell[0] + STEPS[4][0] * radius, cell[1] + STEPS[4][1] * radius
    for step in STEPS:
        for _ in range(radius):
            yield q, r
            q, r = q + step[0], r + step[1]


def middle(cells: Iterable[Cell]) -> Point:
    """Return the mean of the middles of one or more cells."""
    points = [point(cell) for cell in cells]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def apart(one: Point, other: Point) -> float:
    """Return the squared distance of two points, rounded so that it may be compared."""
    return round((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2, 3)
