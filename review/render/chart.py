"""The geometry of the map: the coast of each topic, a dot for each paper, labels side by side.

A label is set where it covers no other one; what finds no room is left to the list below the map.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from textwrap import wrap

from review.model import UNPLACED, Spot, Topic
from review.render.markdown import plain

HUES = 10  # colours of the topics at the top; further ones begin again
_SIDE = 10  # of a cell, in units of the view box
_MARGIN = 14
# Corners clockwise from the top, in halves of a cell's width and of its side: whole numbers.
_CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
# The neighbour beyond the edge from corner k to corner k + 1, clockwise from the top.
_BEYOND = ((1, -1), (1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1))
_SIZES = {"family": 8.5, "topic": 4.8}  # of letters
_LINES = {"family": 20, "topic": 16}  # letters in a line
_MOST = 4  # lines of a label; a longer title ends in "…"
_WIDE = 0.56  # of a letter, by its size
_SHIFTS = (0, -1, 1, -2, 2, -3, 3)  # half lines by which a label may leave its middle

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """The territory of a topic: its outline as an SVG path, and the colour of its family."""

    topic: str
    outline: str
    hue: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A paper on the map."""

    paper: str
    x: float
    y: float
    hue: int


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a topic in lines with their baselines; `kind` is family or topic."""

    topic: str
    kind: str
    x: float
    lines: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the figure of the map shows.

    `themes` are the names of the islands on their land, for a figure without dots.
    """

    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    themes: tuple[Label, ...]
    view: str


def chart(spots: Sequence[Spot], taxonomy: Sequence[Topic]) -> Chart:
    """Return the figure of a map; `spots` name papers by key."""
    hues = {topic.id: i % HUES for i, root in enumerate(taxonomy) for topic in root.walk()}
    cells: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for spot in spots:
        cells[spot.topic][spot.q, spot.r] = spot.paper
    lands = tuple(
        Land(topic, "".join(_outline(own)), hues.get(topic, HUES))
        for topic, own in sorted(cells.items())
    )
    dots = tuple(Dot(s.paper, *_middle((s.q, s.r)), hues.get(s.topic, HUES)) for s in spots)
    labels = tuple(_labels(cells, taxonomy))
    themes = tuple(_themes(cells, taxonomy))
    return Chart(lands, dots, labels, themes, _view(dots, labels))


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


def _middle(cell: tuple[int, int]) -> tuple[float, float]:
    q, r = cell
    return round(_SIDE * sqrt(3) * (q + r / 2), 1), round(_SIDE * 1.5 * r, 1)


def _view(dots: Sequence[Dot], labels: Sequence[Label]) -> str:
    """Return the view box around everything."""
    boxes = [_box(label.x, label.lines, label.kind) for label in labels]
    xs = [dot.x for dot in dots] + [x for box in boxes for x in (box[0], box[2])]
    ys = [dot.y for dot in dots] + [y for box in boxes for y in (box[1], box[3])]
    if not xs:
        return "0 0 1 1"
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    wide, tall = max(xs) + _MARGIN - left, max(ys) + _MARGIN - top
    return f"{left:.0f} {top:.0f} {wide:.0f} {tall:.0f}"


# ── coasts ───────────────────────────────────────────────────────────────────────────────────


def _outline(cells: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield a closed path for each border of a territory, holes included."""
    own = set(cells)
    after: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for q, r in sorted(own):
        for k, (dq, dr) in enumerate(_BEYOND):
            if (q + dq, r + dr) not in own:
                after[_corner(q, r, k)].append(_corner(q, r, (k + 1) % 6))
    while after:
        first = at = min(after)
        path: list[tuple[int, int]] = []
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
    x, y = corner[0] * _SIDE * sqrt(3) / 2, corner[1] * _SIDE / 2
    return f"{round(x, 1):g} {y:g}"


# ── labels ───────────────────────────────────────────────────────────────────────────────────


def _labels(
    cells: Mapping[str, Mapping[tuple[int, int], str]], taxonomy: Sequence[Topic]
) -> Iterator[Label]:
    """Yield the labels that find room: topics on their land, families on the sea beside theirs."""
    taken: list[Box] = []
    titles = {topic.id: topic.title for root in taxonomy for topic in root.walk()}
    order = sorted((topic for topic in cells if topic in titles), key=lambda t: (-len(cells[t]), t))
    for topic in order:
        points = [_middle(cell) for cell in cells[topic]]
        if label := _set(topic, "topic", titles[topic], _heart(points), taken):
            yield label
    yield from _islands(cells, taxonomy, taken)


def _themes(
    cells: Mapping[str, Mapping[tuple[int, int], str]], taxonomy: Sequence[Topic]
) -> Iterator[Label]:
    """Yield the names of the topics at the top, each in the middle of its land."""
    taken: list[Box] = []
    lands = {
        root.id: [_middle(c) for t in root.walk() for c in cells.get(t.id, ())] for root in taxonomy
    }
    for root in sorted(taxonomy, key=lambda root: -len(lands[root.id])):
        points = lands[root.id]
        if points and (label := _set(root.id, "family", root.title, _heart(points), taken)):
            yield label


def _islands(
    cells: Mapping[str, Mapping[tuple[int, int], str]],
    taxonomy: Sequence[Topic],
    taken: list[Box],
) -> Iterator[Label]:
    """Yield the names of the topics at the top that find a place on the sea beside their land."""
    land = [_middle(cell) for own in cells.values() for cell in own]
    for root in taxonomy:
        points = [_middle(c) for part in root.walk() for c in cells.get(part.id, ())]
        if not points or not root.topics:
            continue
        for at in _shores(points, root.title):
            label = _placed(root.id, "family", root.title, at)
            box = _box(label.x, label.lines, "family")
            if not _covers(box, taken, land) and _nearest(at, land) in points:
                taken.append(box)
                yield label
                break


def _shores(points: Sequence[tuple[float, float]], title: str) -> Iterator[tuple[float, float]]:
    """Yield where the name of an island may stand: above it, below it, at its sides."""
    xs, ys = zip(*points, strict=True)
    tall = _SIDE + 2 * _SIZES["family"]
    wide = _SIDE + min(len(title), _LINES["family"]) * _SIZES["family"] * _WIDE / 2
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    highest, lowest = min(zip(ys, xs, strict=True)), max(zip(ys, xs, strict=True))
    for along in (x, highest[1], lowest[1]):
        yield along, min(ys) - tall
        yield along, max(ys) + tall
    for down in (y, min(ys), max(ys)):
        yield min(xs) - wide, down
        yield max(xs) + wide, down


def _nearest(at: tuple[float, float], points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    return min(points, key=lambda p: (round((p[0] - at[0]) ** 2 + (p[1] - at[1]) ** 2, 3), p))


def _heart(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle of the cell of a territory that is nearest to the mean of all."""
    x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return (x, y) if len(points) > 3 else _nearest((x, y), points)


def _set(
    topic: str, kind: str, title: str, at: tuple[float, float], taken: list[Box]
) -> Label | None:
    """Return the label near a point where it covers no other, and note its place; else None."""
    for shift in _SHIFTS:
        label = _placed(topic, kind, title, (at[0], at[1] + shift * _SIZES[kind] * 0.55))
        box = _box(label.x, label.lines, kind)
        if not _covers(box, taken, ()):
            taken.append(box)
            return label
    return None


def _placed(topic: str, kind: str, title: str, at: tuple[float, float]) -> Label:
    size = _SIZES[kind]
    lines = wrap(
        plain(title), _LINES[kind], max_lines=_MOST, placeholder="…", break_on_hyphens=False
    ) or [topic]
    top = at[1] - (len(lines) - 1) * size * 0.575 + size * 0.35
    placed = tuple((text, round(top + i * size * 1.15, 1)) for i, text in enumerate(lines))
    return Label(topic, kind, round(at[0], 1), placed)


def _box(x: float, lines: Sequence[tuple[str, float]], kind: str) -> Box:
    size = _SIZES[kind]
    wide = max(len(text) for text, _ in lines) * size * _WIDE / 2
    return (x - wide, lines[0][1] - size, x + wide, lines[-1][1] + size * 0.3)


def _covers(box: Box, taken: Iterable[Box], land: Iterable[tuple[float, float]]) -> bool:
    left, top, right, low = box
    if any(left < b[2] and b[0] < right and top < b[3] and b[1] < low for b in taken):
        return True
    reach = _SIDE * 0.9
    return any(left - reach < x < right + reach and top - reach < y < low + reach for x, y in land)
