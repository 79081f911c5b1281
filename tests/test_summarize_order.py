import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from review.summarize.order import apart, path, pieces
from review.text.vectors import unit


def on_a_line(positions: list[int], width: int = 40) -> csr_matrix:
    """Return rows whose neighbours on the line share most of their terms."""
    rows = np.zeros((len(positions), width))
    for row, position in enumerate(positions):
        rows[row, position : position + 6] = 1
    return unit(csr_matrix(rows))


def test_a_path_finds_the_line() -> None:
    positions = [4, 0, 12, 8, 16]
    order = path(on_a_line(positions), [2020] * 5)
    walked = [positions[i] for i in order]
    assert walked in ([0, 4, 8, 12, 16], [16, 12, 8, 4, 0])


def test_a_path_runs_from_the_older_end() -> None:
    positions = [0, 4, 8, 12]
    assert path(on_a_line(positions), [2024, 2023, 2021, 2020]) == [3, 2, 1, 0]
    assert path(on_a_line(positions), [2020, 2021, 2023, 2024]) == [0, 1, 2, 3]


def test_turning_stretches_mends_a_greedy_path() -> None:
    """A nearest-neighbour tour from the middle would jump; the mended one does not."""
    positions = list(range(0, 30, 3))
    random.Random(3).shuffle(positions)
    walked = [positions[i] for i in path(on_a_line(positions), [2020] * len(positions))]
    assert walked in (sorted(positions), sorted(positions, reverse=True))


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_small_paths(size: int) -> None:
    assert sorted(path(on_a_line(list(range(size))), [2020] * size)) == list(range(size))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 30), max_size=25), st.randoms(use_true_random=False))
def test_a_path_visits_every_row_once(positions: list[int], rng: random.Random) -> None:
    years = [rng.randint(2000, 2025) for _ in positions]
    assert sorted(path(on_a_line(positions), years)) == list(range(len(positions)))


def test_long_lists_go_in_stretches() -> None:
    order = path(on_a_line([i % 30 for i in range(700)]), [2020] * 700)
    assert sorted(order) == list(range(700))
    assert max(order[:240]) < 240


def test_rows_without_terms_are_ordered_too() -> None:
    assert sorted(path(csr_matrix((4, 3)), [2020] * 4)) == [0, 1, 2, 3]


def test_identical_sentences_are_moved_apart() -> None:
    vectors = on_a_line([0, 0, 10, 20])
    assert apart([0, 1, 2, 3], vectors) == [0, 2, 1, 3]


def test_identical_sentences_stay_where_nothing_else_is_left() -> None:
    assert apart([0, 1, 2], on_a_line([5, 5, 5])) == [0, 1, 2]


def test_distinct_sentences_keep_their_order() -> None:
    assert apart([3, 1, 0, 2], on_a_line([0, 10, 20, 30])) == [3, 1, 0, 2]


@given(st.integers(0, 200), st.integers(1, 12))
def test_pieces_are_even_and_complete(size: int, most: int) -> None:
    made = pieces(range(size), most)
    assert [item for piece in made for item in piece] == list(range(size))
    assert all(0 < len(piece) <= most for piece in made)
    lengths = {len(piece) for piece in made}
    assert not lengths or max(lengths) - min(lengths) <= 1


def test_twins_at_the_end_are_moved_apart_too() -> None:
    order = apart([0, 1, 2, 3], on_a_line([10, 20, 0, 0]))
    assert sorted(order) == [0, 1, 2, 3]
    assert abs(order.index(2) - order.index(3)) > 1
