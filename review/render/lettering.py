"""Where the names of a map stand: each topic on its land, each theme beside or on its island.

No name covers another one; where each of them stands, `nameplace` tells.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt
from textwrap import wrap

from review.model import Topic
from review.render.markdown import plain
from review.render.nameplace import (
    LEADING,
    Box,
    Cell,
    Ground,
    Kind,
    Lines,
    Point,
    about,
    around,
    baseline,
    best,
    middle,
)

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


_KINDS = {
    "topic": Kind(6, (11, 14, 18, 24, 30), 50, 0.09, 3, 9, 0, 2.5),
    "family": Kind(9, (12, 18, 26, 44), 130, 0.035, 4, 12, 7, 0),
    "theme": Kind(14.5, (12, 17, 24), 60, 0.08, 0, 6, 0, 0.5),
}
_MOST = 4  # lines of a name; a longer one ends in "…"
_CELLS = 360  # on a map whose letters are as large as the kinds say; they grow with the map
_LEAST = 0.6  # of that size, on the smallest map


class _Sheet:
    """A map as it is lettered: the cells with the topics that hold them, the names that stand."""

    def __init__(self, cells: Cells) -> None:
        owner = {cell: topic for topic, own in cells.items() for cell in own}
        self._owned = [(cell, middle(cell), owner[cell]) for cell in sorted(owner)]
        self.taken: list[Box] = []
        scale = max(_LEAST, round(sqrt(len(owner) / _CELLS), 1))
        self.kinds = {name: kind.scaled(scale) for name, kind in _KINDS.items()}

    def ground(self, kind: Kind, own: Set[str], part: Box) -> Ground:
        """Return what a name stands on in a part of the map; its land is that of topics `own`."""
        left, top, right, low = part
        price = {True: kind.own, False: kind.foreign}
        cells = (
            (cell, price[topic in own])
            for cell, (x, y), topic in self._owned
            if left < x < right and top < y < low
        )
        names = (
            b for b in self.taken if b[0] < right and left < b[2] and b[1] < low and top < b[3]
        )
        return Ground(tuple(cells), tuple(names))


def extent(label: Label) -> Box:
    """Return left, top, right and low end of a name, by the letters of its longest line."""
    first, last = label.lines[0][1], label.lines[-1][1]
    return around(tuple(text for text, _ in label.lines), label.size, label.x, (first, last))


def names(cells: Cells, taxonomy: Sequence[Topic]) -> tuple[Label, ...]:
    """Return the names of the themes, then of the topics, that find a place on the map."""
    sheet = _Sheet(cells)
    roots = [root for root in taxonomy if root.topics]
    families = tuple(_written(sheet, cells, "family", roots))
    named = {label.topic for label in families}
    leaves = [t for root in taxonomy for t in root.walk() if t.id in cells and t.id not in named]
    return (*families, *_written(sheet, cells, "topic", leaves))


def themes(cells: Cells, taxonomy: Sequence[Topic]) -> tuple[Label, ...]:
    """Return the names of the topics at the top, each on its island, for a map without dots."""
    return tuple(_written(_Sheet(cells), cells, "theme", taxonomy))


def _written(sheet: _Sheet, cells: Cells, kind: str, topics: Sequence[Topic]) -> Iterator[Label]:
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
        set_as, at, own = sheet.kinds[kind], heart(lands[topic.id]), set(parts[topic.id])
        ways = _ways(plain(topic.title) or topic.id, set_as.lines)
        place = best(set_as, ways, at, sheet.ground(set_as, own, about(set_as, ways, at)))
        if place:
            label = found[topic.id] = _placed(topic.id, kind, set_as.size, *place)
            sheet.taken.append(extent(label))
    return (found[topic.id] for topic in topics if topic.id in found)


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


def _placed(topic: str, name: str, size: float, at: Point, lines: Lines) -> Label:
    first = baseline(lines, size, at[1])
    placed = tuple((text, round(first + i * size * LEADING, 1)) for i, text in enumerate(lines))
    return Label(topic, name, round(at[0], 1), placed, size)
