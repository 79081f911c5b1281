"""The map: a cell for each paper, families as islands, cells that stay."""

from collections import deque
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.atlas import LARGEST, atlas
from review.atlas.lattice import apart, around, cell_at, middle, point, ring
from review.atlas.layout import centres, grown, nearest, scaled
from review.model import UNPLACED, Assignment, Paper, Remembered, Spot, Topic

CELLS = st.tuples(st.integers(-40, 40), st.integers(-40, 40))
TREE = (
    Topic("plants", "Plants", topics=(Topic("trees", "Trees"), Topic("mosses", "Mosses"))),
    Topic("stones", "Stones", topics=(Topic("granite", "Granite"), Topic("chalk", "Chalk"))),
)
WORDS = {
    "trees": "oak birch forest canopy timber leaf",
    "mosses": "moss lichen damp cushion spore leaf",
    "granite": "granite quartz magma intrusion crystal rock",
    "chalk": "chalk fossil sediment cliff plankton rock",
}


def world(each: int = 9) -> tuple[tuple[Paper, ...], tuple[Assignment, ...]]:
    papers, filed = [], []
    for topic, words in WORDS.items():
        parts = words.split()
        for i in range(each):
            said = " ".join((parts[i % 6], parts[(i + 1) % 6], parts[(i * 5 + 2) % 6], f"case{i}"))
            key = f"{topic}{i:02d}"
            papers.append(Paper(id=key, key=key, title=said.title(), abstract=f"{said}. {words}."))
            filed.append(Assignment(key, topic, True, 0.9))
    return tuple(papers), tuple(filed)


def remembered(spots: tuple[Spot, ...]) -> tuple[Remembered, ...]:
    return tuple(Remembered(s.paper, s.paper, topic=s.topic, cell=(s.q, s.r)) for s in spots)


def islands(cells: set[tuple[int, int]]) -> int:
    left, found = set(cells), 0
    while left:
        found += 1
        queue = deque([left.pop()])
        while queue:
            for near in around(queue.popleft()):
                if near in left:
                    left.discard(near)
                    queue.append(near)
    return found


# ── the lattice ──────────────────────────────────────────────────────────────────────────────


@given(CELLS)
def test_a_point_lies_in_the_cell_whose_middle_it_is(cell: tuple[int, int]) -> None:
    assert cell_at(point(cell)) == cell


@given(CELLS, st.integers(0, 6))
def test_a_ring_holds_the_cells_so_many_steps_away(cell: tuple[int, int], radius: int) -> None:
    cells = set(ring(cell, radius))
    assert len(cells) == max(1, 6 * radius)
    for q, r in cells:
        away = (q - cell[0], r - cell[1])
        assert (abs(away[0]) + abs(away[1]) + abs(sum(away))) // 2 == radius


def test_neighbours_are_all_as_far_away() -> None:
    assert {apart(point((2, 3)), point(near)) for near in around((2, 3))} == {3.0}
    assert middle([(0, 0), (2, 0)]) == pytest.approx(point((1, 0)))


# ── topics ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_alike_is_scaled_to_lie_near() -> None:
    similar = np.array([[1, 0.9, 0.1], [0.9, 1, 0.1], [0.1, 0.1, 1]])
    a, b, c = scaled(similar)
    assert np.hypot(*(a - b)) < np.hypot(*(a - c))


def test_topics_all_alike_get_middles_apart() -> None:
    found = centres(np.ones((6, 6)), [0, 0, 0, 1, 1, 1], [4] * 6)
    assert len(set(found)) == 6


def test_territories_are_as_large_as_asked_and_never_share_a_cell() -> None:
    sizes = [7, 1, 12, 3]
    lands = grown([(0, 0), (0, 0), (4, 0), (30, 0)], [0, 0, 1, 2], sizes)
    assert [len(land) for land in lands] == sizes
    assert len({cell for land in lands for cell in land}) == sum(sizes)


def test_a_cell_between_families_stays_free() -> None:
    lands = grown([(0, 0), (6, 0)], [0, 1], [19, 19])
    first, second = map(set, lands)
    assert not any(near in second for cell in first for near in around(cell))


def test_the_nearest_free_cell_is_beside_the_own_family() -> None:
    taken = {(0, 0): 0, (3, 0): 1}
    assert nearest((0.0, 0.0), 1, taken) in set(around((3, 0)))


# ── the map ──────────────────────────────────────────────────────────────────────────────────


def test_every_paper_has_a_cell_of_its_own_whatever_the_order() -> None:
    papers, filed = world()
    spots = atlas(papers, TREE, filed)
    assert [spot.paper for spot in spots] == sorted(paper.key for paper in papers)
    assert len({(spot.q, spot.r) for spot in spots}) == len(papers)
    assert atlas(papers[::-1], TREE, filed[::-1]) == spots


def test_each_family_is_an_island() -> None:
    papers, filed = world(15)
    spots = atlas(papers, TREE, filed)
    for root in TREE:
        own = {topic.id for topic in root.walk()}
        assert islands({(s.q, s.r) for s in spots if s.topic in own}) == 1
    assert islands({(s.q, s.r) for s in spots}) == 2


def test_like_papers_lie_nearer_than_others_of_their_topic() -> None:
    papers, filed = world(18)
    places = {s.paper: point((s.q, s.r)) for s in atlas(papers, TREE, filed)}
    alike = [(f"trees{i:02d}", f"trees{i + 6:02d}") for i in range(6)]  # the same words
    near = np.mean([apart(places[a], places[b]) for a, b in alike])
    own = [key for key in places if key.startswith("trees")]
    assert near < np.mean([apart(places[a], places[b]) for a in own for b in own if a < b])


def test_papers_keep_their_cells_when_others_come_and_go() -> None:
    papers, filed = world()
    before = atlas(papers[3:], TREE, filed[3:])
    after = {s.paper: s for s in atlas(papers[:-2], TREE, filed[:-2], remembered(before))}
    assert all(after[spot.paper] == spot for spot in before if spot.paper in after)
    own = {(s.q, s.r) for s in before if s.topic == "trees"}
    for key in ("trees00", "trees01", "trees02"):
        assert any(near in own for near in around((after[key].q, after[key].r)))
        own.add((after[key].q, after[key].r))


def test_a_paper_that_moved_to_another_topic_moves_there() -> None:
    papers, filed = world()
    before = atlas(papers, TREE, filed)
    moved = (replace(filed[0], topic="chalk"), *filed[1:])
    after = atlas(papers, TREE, moved, remembered(before))
    chalk = {(s.q, s.r) for s in after if s.topic == "chalk" and s.paper != "trees00"}
    spot = next(s for s in after if s.paper == "trees00")
    assert any(near in chalk for near in around((spot.q, spot.r)))
    assert after[:-1] != before[:-1]


def test_a_new_taxonomy_draws_the_map_anew() -> None:
    papers, filed = world()
    before = atlas(papers, TREE, filed)
    other = tuple(replace(one, topic=f"new-{one.topic}") for one in filed)
    tree = tuple(Topic(f"new-{t.id}", t.title) for root in TREE for t in root.topics)
    assert atlas(papers, tree, other, remembered(before)) == atlas(papers, tree, other)


def test_unplaced_papers_share_a_land_of_their_own() -> None:
    papers, filed = world(3)
    loose = (replace(filed[0], placed=False), *filed[1:])
    spots = {s.paper: s.topic for s in atlas(papers, TREE, loose)}
    assert spots["trees00"] == UNPLACED


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_papers_have_a_map(count: int) -> None:
    papers, filed = world()
    assert len(atlas(papers[:count], TREE, filed[:count])) == count


def test_papers_that_say_the_same_or_nothing_have_a_map() -> None:
    filed = tuple(Assignment(f"k{i}", "trees", True, 0.5) for i in range(12))
    for text in ("the same words", ""):
        papers = [Paper(id=f"k{i}", key=f"k{i}", title=text, abstract=text) for i in range(12)]
        assert len({(s.q, s.r) for s in atlas(papers, TREE, filed)}) == 12


def test_a_large_topic_is_seated_strip_by_strip() -> None:
    papers = [
        Paper(id=f"k{i:04d}", key=f"k{i:04d}", title=f"oak {i % 7}", abstract=f"birch w{i % 11}")
        for i in range(450)
    ]
    filed = [Assignment(paper.key, "trees", True, 0.5) for paper in papers]
    assert len({(s.q, s.r) for s in atlas(papers, TREE, filed)}) == 450


def test_of_a_large_corpus_those_filed_most_surely_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("review.atlas.LARGEST", 8)
    papers, filed = world(5)
    sure = tuple(replace(a, confidence=0.99 if str(a.paper).endswith("04") else 0.5) for a in filed)
    shown = [spot.paper for spot in atlas(papers, TREE, sure)]
    assert len(shown) == 8
    assert {f"{topic}04" for topic in WORDS} < set(shown)
    assert LARGEST == 4_000
