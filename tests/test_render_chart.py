"""The figure of the map: coasts that close, all of it in the view, who borders on whom."""

import re

from hypothesis import given
from hypothesis import strategies as st

from review.model import UNPLACED, Spot, Topic
from review.render.chart import chart, islands, neighbours
from review.render.lettering import extent

TREE = (
    Topic(
        "a", "Very long names of themes that need lines", topics=(Topic("b", "B"), Topic("c", "C"))
    ),
    Topic("d", "Another theme", topics=(Topic("e", "E <&> $x$"),)),
)
CELLS = st.sets(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=1, max_size=40)


def spots(cells: dict[str, set[tuple[int, int]]]) -> list[Spot]:
    return [Spot(f"{topic}{q}{r}", topic, q, r) for topic, own in cells.items() for q, r in own]


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


def test_everything_lies_in_the_view() -> None:
    found = chart(spots({"b": {(0, 0), (1, 0)}, "e": {(9, 3)}}), TREE)
    left, top, wide, tall = map(float, found.view.split())
    for dot in found.dots:
        assert left < dot.x < left + wide
        assert top < dot.y < top + tall
    for label in found.labels:
        assert left <= extent(label)[0] and extent(label)[2] <= left + wide


def test_the_small_map_has_lands_and_themes_alone() -> None:
    found = islands(spots({"b": {(0, 0), (1, 0), (0, 1)}, "e": {(12, 0), (13, 0)}}), TREE)
    assert [label.topic for label in found.labels] == ["a", "d"]
    assert len(found.lands) == 2
    assert found.dots == ()


def test_a_dot_under_letters_is_told() -> None:
    land = {(q, 0) for q in range(2)}
    found = chart(spots({"b": land, "e": {(20, 0)}}), TREE)
    boxes = [extent(label) for label in found.labels]
    for dot in found.dots:
        under = [b for b in boxes if b[0] < dot.x < b[2] and b[1] < dot.y < b[3]]
        assert dot.under or not under


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
