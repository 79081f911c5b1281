"""The figure of the map: coasts that close, labels that do not overlap."""

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from review.model import UNPLACED, Spot, Topic
from review.render.chart import Label, _box, chart, neighbours

TREE = (
    Topic(
        "a", "Very long names of themes that need lines", topics=(Topic("b", "B"), Topic("c", "C"))
    ),
    Topic("d", "Another theme", topics=(Topic("e", "E <&> $x$"),)),
)
CELLS = st.sets(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=1, max_size=40)


def spots(cells: dict[str, set[tuple[int, int]]]) -> list[Spot]:
    return [Spot(f"{topic}{q}{r}", topic, q, r) for topic, own in cells.items() for q, r in own]


def box(label: Label) -> tuple[float, float, float, float]:
    return _box(label.x, label.lines, label.kind)


def test_a_cell_is_a_hexagon() -> None:
    found = chart(spots({"b": {(0, 0)}}), TREE)
    assert found.lands[0].outline.count("L") == 5
    assert (found.dots[0].x, found.dots[0].y, found.dots[0].hue) == (0, 0, 0)


def test_a_ring_of_cells_has_two_coasts() -> None:
    around = {(1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)}
    assert chart(spots({"b": around}), TREE).lands[0].outline.count("M") == 2


@given(CELLS)
def test_every_coast_is_closed_and_as_long_as_the_border(cells: set[tuple[int, int]]) -> None:
    steps = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
    edges = sum((q + dq, r + dr) not in cells for q, r in cells for dq, dr in steps)
    outline = chart(spots({"b": cells}), TREE).lands[0].outline
    assert re.fullmatch(r"(M[^MZ]+Z)+", outline)
    assert outline.count("L") + outline.count("M") == edges


@given(CELLS, CELLS)
def test_labels_never_cover_each_other(
    one: set[tuple[int, int]], two: set[tuple[int, int]]
) -> None:
    found = chart(spots({"b": one, "c": two - one, "e": {(20, 0)}}), TREE)
    for first, second in combinations(map(box, found.labels), 2):
        apart = first[2] <= second[0] or second[2] <= first[0]
        assert apart or first[3] <= second[1] or second[3] <= first[1]


def test_everything_lies_in_the_view() -> None:
    found = chart(spots({"b": {(0, 0), (1, 0)}, "e": {(9, 3)}}), TREE)
    left, top, wide, tall = map(float, found.view.split())
    for dot in found.dots:
        assert left < dot.x < left + wide
        assert top < dot.y < top + tall
    for label in found.labels:
        assert left <= box(label)[0] and box(label)[2] <= left + wide


def test_islands_are_named_beside_their_land() -> None:
    found = chart(spots({"b": {(0, 0), (1, 0), (0, 1)}, "e": {(12, 0), (13, 0)}}), TREE)
    assert [label.topic for label in found.labels if label.kind == "family"] == ["a", "d"]
    assert [label.topic for label in found.labels if label.kind == "topic"] == ["b", "e"]


def test_themes_are_named_on_their_land_too() -> None:
    found = chart(spots({"b": {(0, 0), (1, 0), (0, 1)}, "e": {(12, 0), (13, 0)}}), TREE)
    assert [label.topic for label in found.themes] == ["a", "d"]
    left, _, right, _ = box(found.themes[1])
    assert left < found.dots[3].x < right


def test_what_is_unplaced_has_a_colour_and_no_label() -> None:
    found = chart(spots({UNPLACED: {(0, 0)}}), TREE)
    assert found.lands[0].hue == 10
    assert found.labels == ()


def test_neighbours_share_a_border_or_a_strait() -> None:
    near = neighbours(
        spots({"b": {(0, 0), (0, 1)}, "c": {(1, 0)}, "e": {(3, 0)}, UNPLACED: {(2, 2)}})
    )
    assert near["b"] == ("c",)
    assert set(near["c"]) == {"b", "e"}
    assert UNPLACED not in {name for names in near.values() for name in names}


def test_no_papers_no_lands() -> None:
    assert chart([], TREE).lands == ()
