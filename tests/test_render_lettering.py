"""The names on the map: none covers another, few cover a dot, each stands by its own land."""

from collections.abc import Mapping, Set
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import UNPLACED, Topic
from review.render import lettering
from review.render.lettering import Label, extent, names, themes
from review.render.nameplace import DOT, Cell, middle

TREE = (
    Topic("a", "A long name of a theme", topics=(Topic("b", "Blackbirds"), Topic("c", "Crows"))),
    Topic("d", "Another theme", topics=(Topic("e", "E <&> $x$"),)),
)
CELLS = st.sets(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=1, max_size=40)
HEX = {(q, r) for q in range(-3, 4) for r in range(-3, 4) if abs(q + r) < 4}


def moved(cells: Set[Cell], q: int, r: int) -> set[Cell]:
    return {(a + q, b + r) for a, b in cells}


def covered(label: Label, cells: Set[Cell]) -> list[Cell]:
    left, top, right, low = extent(label)
    at = {cell: middle(cell) for cell in cells}
    return [
        cell
        for cell, (x, y) in at.items()
        if left - DOT < x < right + DOT and top - DOT < y < low + DOT
    ]


def apart(one: Label, other: Label) -> bool:
    a, b = extent(one), extent(other)
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@given(CELLS, CELLS)
def test_no_name_covers_another(one: set[Cell], two: set[Cell]) -> None:
    cells: Mapping[str, Set[Cell]] = {"b": one, "c": two - one, "e": {(20, 0)}}
    for found in (names(cells, TREE), themes(cells, TREE)):
        assert all(apart(a, b) for a, b in combinations(found, 2))


def test_a_name_stands_between_the_rows_of_dots_of_its_land() -> None:
    cells = {"b": HEX, "c": moved(HEX, 7, 0), "e": moved(HEX, 30, 0)}
    found = {label.topic: label for label in names(cells, TREE)}
    for topic, own in cells.items():
        assert covered(found[topic], HEX | cells["c"] | cells["e"]) == []
        left, top, right, low = extent(found[topic])
        xs, ys = zip(*map(middle, own), strict=True)
        assert min(xs) < (left + right) / 2 < max(xs)
        assert min(ys) < (top + low) / 2 < max(ys)


def test_a_theme_is_named_on_the_sea_beside_its_island() -> None:
    cells = {"b": HEX, "c": moved(HEX, 7, 0), "e": moved(HEX, 30, 0)}
    found = {label.topic: label for label in names(cells, TREE) if label.kind == "family"}
    assert set(found) == {"a", "d"}
    for label in found.values():
        assert covered(label, HEX | cells["c"] | cells["e"]) == []
    assert abs(found["d"].x - middle((30, 0))[0]) < 80


def test_a_theme_without_parts_is_a_topic() -> None:
    found = names({"a": HEX}, [Topic("a", "Alone")])
    assert [(label.topic, label.kind) for label in found] == [("a", "topic")]


def test_a_theme_is_not_named_twice_where_works_are_filed_under_it() -> None:
    found = names({"a": HEX, "b": moved(HEX, 7, 0)}, TREE)
    assert sorted(label.topic for label in found) == ["a", "b"]


def test_the_small_map_names_themes_on_their_land() -> None:
    cells = {"b": HEX, "e": moved(HEX, 12, 0)}
    found = themes(cells, TREE)
    assert [(label.topic, label.kind) for label in found] == [("a", "theme"), ("d", "theme")]
    assert abs(found[1].x - middle((12, 0))[0]) < 20


def test_letters_grow_with_the_map() -> None:
    wide = {(q, r) for q in range(50) for r in range(40)}
    small, large = names({"b": HEX}, TREE), names({"b": wide}, TREE)
    assert large[0].size == pytest.approx(4 * small[0].size, abs=0.2)


def test_a_long_name_ends_in_dots_and_a_name_of_markup_is_read() -> None:
    long = Topic("t", " ".join(["word"] * 90))
    (label,) = names({"t": HEX}, [long])
    assert len(label.lines) == 4
    assert label.lines[-1][0].endswith("…")
    (plain,) = names({"t": HEX}, [Topic("t", "")])
    assert plain.lines[0][0] == "t"


def test_what_is_unplaced_has_no_name() -> None:
    assert names({UNPLACED: HEX}, TREE) == ()


@given(CELLS, CELLS)
def test_the_order_of_cells_does_not_matter(one: set[Cell], two: set[Cell]) -> None:
    found = names({"b": one, "c": two - one}, TREE)
    assert names({"c": {*sorted(two - one, reverse=True)}, "b": one}, TREE) == found


@given(CELLS, st.integers(-40, 40), st.integers(-40, 40))
def test_what_is_out_of_reach_of_a_name_does_not_matter(cells: set[Cell], q: int, r: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        near = names({"b": cells, "e": moved(HEX, q, r) - cells}, TREE)
        everywhere = (-9999.0, -9999.0, 9999.0, 9999.0)
        patch.setattr(lettering, "about", lambda *_: everywhere)
        assert names({"b": cells, "e": moved(HEX, q, r) - cells}, TREE) == near
