"""The geometry of the map: the coast of each topic, a dot for each paper, the names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from review.model import UNPLACED, Spot, Topic
from review.render.lettering import Label, extent, names, themes
from review.render.nameplace import DOT, SIDE, Box, Cell, middle

HUES = 10  # colours of the topics at the top; further ones begin again
_MARGIN = 14
# Corners clockwise from the top, in halves of a cell's width and of its side: whole numbers.
_CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
# The neighbour beyond the edge from corner k to corner k + 1, clockwise from the top.
_BEYOND = ((1, -1), (1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1))


@dataclass(frozen=True, slots=True)
class Land:
    """The territory of a topic: its outline as an SVG path, and the colour of its family."""

    topic: str
    outline: str
    hue: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A paper on the map; `under` letters it is to be seen through."""

    paper: str
    x: float
    y: float
    hue: int
    under: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the figure of a map shows, its view box, and the colour of each topic."""

    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    view: str
    hues: Mapping[str, int]


def chart(spots: Sequence[Spot], taxonomy: Sequence[Topic]) -> Chart:
    """Return the figure of a map; `spots` name papers by key."""
    hues = _hues(taxonomy)
    cells = _cells(spots)
    labels = names(cells, taxonomy)
    boxes = [extent(label) for label in labels]
    dots = tuple(_dot(spot, hues.get(spot.topic, HUES), boxes) for spot in spots)
    return Chart(_lands(cells, hues), dots, labels, _view(spots, labels), hues)


def _dot(spot: Spot, hue: int, boxes: Iterable[Box]) -> Dot:
    x, y = middle((spot.q, spot.r))
    under = any(b[0] - DOT < x < b[2] + DOT and b[1] < y < b[3] for b in boxes)
    return Dot(spot.paper, x, y, hue, under)


def islands(spots: Sequence[Spot], taxonomy: Sequence[Topic]) -> Chart:
    """Return the small figure of a map: the lands with the names of their themes, no dots."""
    cells, hues = _cells(spots), _hues(taxonomy)
    labels = themes(cells, taxonomy)
    return Chart(_lands(cells, hues), (), labels, _view(spots, labels), hues)


def _hues(taxonomy: Sequence[Topic]) -> dict[str, int]:
    return {topic.id: i % HUES for i, root in enumerate(taxonomy) for topic in root.walk()}


def _cells(spots: Sequence[Spot]) -> dict[str, set[Cell]]:
    cells: dict[str, set[Cell]] = defaultdict(set)
    for spot in spots:
        cells[spot.topic].add((spot.q, spot.r))
    return dict(sorted(cells.items()))


def _lands(cells: Mapping[str, Iterable[Cell]], hues: Mapping[str, int]) -> tuple[Land, ...]:
    return tuple(
        Land(topic, "".join(_outline(own)), hues.get(topic, HUES)) for topic, own in cells.items()
    )


def neighbours(spots: Sequence[Spot]) -> Mapping[str, tuple[str, ...]]:
    """Return the topics across the border of each topic, those with the longest border first.

    A strait of one cell between two families is a border too.
    """
    topics = {(spot.q, spot.r): spot.topic for spot in spots}
    steps = [(q, r) for q in range(-2, 3) for r in range(-2, 3) if abs(q + r) < 3]
    shared: Counter[tuple[str, str]] = Counter()
    for (q, r), topic in topics.items():
        for step in steps:
            other = topics.get((q + step[0], r + step[1]), topic)
            shared[topic, other] += other != topic
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (topic, other), length in shared.items():
        if length and other != UNPLACED:
            found[topic].append((-length, other))
    return {topic: tuple(other for _, other in sorted(some)) for topic, some in found.items()}


def _view(spots: Sequence[Spot], labels: Sequence[Label]) -> str:
    """Return the view box around everything."""
    places = [middle((spot.q, spot.r)) for spot in spots]
    boxes = [extent(label) for label in labels]
    xs = [x for x, _ in places] + [x for box in boxes for x in (box[0], box[2])]
    ys = [y for _, y in places] + [y for box in boxes for y in (box[1], box[3])]
    if not xs:
        return "0 0 1 1"
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    wide, tall = max(xs) + _MARGIN - left, max(ys) + _MARGIN - top
    return f"{left:.0f} {top:.0f} {wide:.0f} {tall:.0f}"


# ── coasts ───────────────────────────────────────────────────────────────────────────────────


def _outline(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield a closed path for each border of a territory, holes included."""
    own = set(cells)
    after: dict[Cell, list[Cell]] = defaultdict(list)
    for q, r in sorted(own):
        for k, (dq, dr) in enumerate(_BEYOND):
            if (q + dq, r + dr) not in own:
                after[_corner(q, r, k)].append(_corner(q, r, (k + 1) % 6))
    while after:
        first = at = min(after)
        path: list[Cell] = []
        while not path or at != first:
            path.append(at)
            ends = after[at]
            following = ends.pop()
            if not ends:
                del after[at]
            at = following
        yield "M" + "L".join(_written(corner) for corner in path) + "Z"


def _corner(q: int, r: int, k: int) -> tuple[int, int]:
    return 2 * q + r + _CORNERS[k][0], 3 * r + _CORNERS[k][1]


def _written(corner: tuple[int, int]) -> str:
    x, y = corner[0] * SIDE * sqrt(3) / 2, corner[1] * SIDE / 2
    return f"{round(x, 1):g} {y:g}"
