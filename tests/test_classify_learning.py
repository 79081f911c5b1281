"""The steps of learning: each on a space small enough to see through."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from review.classify import Example, learning
from review.classify.evidence import _weighed, weigh_evidence
from review.classify.learning import Space, bareness, learn, margins
from review.model import Entry, Topic
from review.text.vectors import unit

# Terms: 0–1 belong to the first topic, 2–3 to the second; the topics name only one of each.
PAPERS = unit(
    csr_matrix(
        np.array(
            [[2, 1, 0, 0], [1, 2, 0, 0], [0, 3, 0, 0], [0, 0, 2, 1], [0, 0, 1, 2], [0, 0, 0, 3]],
            dtype=np.float32,
        )
    )
)
TOPICS = csr_matrix(np.array([[1, 0, 0, 0], [0, 0, 1, 0]], dtype=np.float32))
EVERY = np.arange(6)
SPACE = Space(PAPERS, PAPERS, TOPICS, 4, {})


def test_papers_without_a_topics_word_follow_their_company() -> None:
    scores, shared, topics = learn(SPACE)
    assert shared[2].tolist() == [0, 0]
    assert scores.argmax(axis=1).tolist() == [0, 0, 0, 1, 1, 1]
    assert (topics != TOPICS).nnz == 0


def test_learning_takes_a_space_without_papers_or_without_words() -> None:
    empty = csr_matrix((3, 0), dtype=np.float32)
    scores, shared, _ = learn(Space(empty, empty, csr_matrix((2, 0), dtype=np.float32), 0, {}))
    assert scores.tolist() == shared.tolist() == [[0, 0]] * 3


def test_topics_are_bare_or_wordy() -> None:
    one, many = csr_matrix(np.eye(2, 40)), csr_matrix(np.ones((2, 40)))
    assert bareness(one) > 0.98
    assert bareness(many) < 0.01


def test_an_example_moves_its_topic_and_is_filed_there() -> None:
    scores, shared, topics = learn(Space(PAPERS, PAPERS, TOPICS, 4, {2: 1}))
    assert scores[2].argmax() == 1
    assert shared[2, 1] > 0
    assert topics[1, 1] > 0
    assert topics[0].toarray().tolist() == TOPICS[0].toarray().tolist()


def test_more_examples_weigh_more() -> None:
    def pull(rows: range) -> float:
        papers = csr_matrix(np.array([[1, 0], [0, 1], [0, 1], [0, 1]], dtype=np.float32))
        topics = csr_matrix(np.array([[1, 0]], dtype=np.float32))
        moved = learning._exemplified(Space(papers, papers, topics, 2, dict.fromkeys(rows, 0)), 1.0)
        return float(moved[0, 1])

    assert pull(range(1, 2)) < pull(range(1, 4)) < 1


def test_margins_are_between_the_best_two() -> None:
    assert margins(np.array([[3.0, 1.0, 2.0], [1.0, 1.0, 0.0]])).tolist() == [1, 0]
    assert margins(np.array([[3.0], [1.0]])).tolist() == [3, 1]


def test_standard_scores_have_mean_zero_and_deviation_one() -> None:
    standard = learning._standard(np.array([[1.0, 2.0, 3.0], [5.0, 5.0, 5.0]]))
    assert standard.mean(axis=1) == pytest.approx([0, 0])
    assert standard.std(axis=1) == pytest.approx([1, 0])


def test_the_surest_half_of_a_topics_papers_teach() -> None:
    scores = np.array([[5, 0], [4, 0], [3, 0], [1, 0], [0, 2]], dtype=np.float32)
    assert learning._surest(scores, np.arange(len(scores))).toarray().tolist() == [
        [1, 1, 0, 0, 0],
        [0, 0, 0, 0, 1],
    ]


def test_few_papers_teach_a_topic_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "FOLLOWERS", 3)
    scores = np.zeros((40, 10), dtype=np.float32)
    scores[:, 4] = np.arange(40, 0, -1)
    chosen = learning._surest(scores, np.arange(len(scores))).toarray()
    assert chosen.sum() == 3
    assert chosen[4, :3].tolist() == [1, 1, 1]


def test_a_topic_learns_the_heaviest_terms_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "TERMS", 1)
    chosen = csr_matrix(np.array([[1, 0, 0, 0, 0, 0], [0] * 6], dtype=np.float32))
    moved = learning._moved(TOPICS, chosen, PAPERS, np.ones(2)).toarray()
    assert moved[0].tolist() == [1, 0, 0, 0]
    assert moved[1].tolist() == TOPICS[1].toarray()[0].tolist()


def test_the_papers_nearest_to_a_topics_words_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "FIRST", 2)
    shared = np.array([[0.9, 0], [0.3, 0.5], [0.3, 0], [0, 0]], dtype=np.float32)
    first = learning._first(shared, np.arange(4)).toarray()
    assert first[0].tolist() == pytest.approx([0.9, 0.3, 0, 0])
    assert first[1].tolist() == pytest.approx([0, 0.5, 0, 0])


def test_of_equally_near_papers_the_first_are_heard() -> None:
    assert learning._highest(np.array([1, 3, 2, 3, 2, 2]), 4).tolist() == [1, 3, 2, 4]


def test_a_common_topic_is_likelier() -> None:
    scores = np.array([[2, 0, 0]] * 30 + [[0, 2, 0]] * 3 + [[0.1, 0.1, 0]], dtype=np.float32)
    empty = csr_matrix((34, 0), dtype=np.float32)
    likely = learning._likely(scores, Space(empty, empty, TOPICS, 0, {}))
    assert likely[-1].argmax() == 0
    assert likely[-1, 0] - likely[-1, 1] < 0.1
    assert likely[:-1].argmax(axis=1).tolist() == scores[:-1].argmax(axis=1).tolist()


def test_what_a_person_filed_tells_what_is_common() -> None:
    scores = np.zeros((40, 5), dtype=np.float32)
    scores[-1, :2] = [1, 0.99]
    empty = csr_matrix((40, 0), dtype=np.float32)
    space = Space(empty, empty, TOPICS, 0, dict.fromkeys(range(30), 1))
    assert learning._likely(scores, space)[-1].argmax() == 1


def test_topics_that_say_enough_do_not_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "PLAIN", 1.0)
    monkeypatch.setattr(learning, "_surest", lambda scores, early: pytest.fail("learnt"))
    assert learn(SPACE)[0].shape == (6, 2)


def test_cosines_come_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = learning._cosine(PAPERS, PAPERS)
    monkeypatch.setattr(learning, "ABREAST", 4)
    assert learning._cosine(PAPERS, PAPERS) == pytest.approx(whole)
    assert whole.diagonal() == pytest.approx([1] * 6)


def test_neighbours_share_words_and_are_not_oneself() -> None:
    graph = learning._neighbours(PAPERS, EVERY).toarray()
    assert graph.diagonal().tolist() == [0] * 6
    assert graph[:3, 3:].sum() == 0
    assert graph.sum(axis=1) == pytest.approx([1] * 6)
    assert graph[0, 1] > graph[0, 2]


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = learning._neighbours(PAPERS, EVERY).toarray()
    monkeypatch.setattr(learning, "BLOCK", 2)
    assert (learning._neighbours(PAPERS, EVERY).toarray() == whole).all()


def test_of_many_papers_only_landmarks_are_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "LANDMARKS", 3)
    graph = learning._neighbours(PAPERS, EVERY).toarray()
    assert graph[:, 1::2].sum() == 0
    assert graph[1, [0, 2]].min() > 0


def test_of_very_many_papers_none_is_a_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "SAMPLE", 5)
    assert learning._neighbours(PAPERS, EVERY).nnz == 0
    assert learn(SPACE)[0].argmax(axis=1).tolist() == [0, 0, 0, 1, 1, 1]


def test_the_latent_space_joins_words_that_keep_company(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "LATENT", 2)
    latent = learning._latent(PAPERS, TOPICS, EVERY)
    assert latent[2, 0] > 0.5 > latent[2, 1]


def test_a_corpus_too_small_has_no_latent_space() -> None:
    assert learning._latent(PAPERS[:2], TOPICS, EVERY[:2]).tolist() == [[0, 0], [0, 0]]


# ── evidence ─────────────────────────────────────────────────────────────────────────────────

TREE = (
    Topic("z", "Vehicles", topics=(Topic("b", "Cars", keywords=("automobile",)),)),
    Topic("a", "Ships", "Vessels at sea."),
)
ENTRIES = (
    Entry(id=1, title="Automobile engines", abstract="Engines of cars."),
    Entry(id="1", title="Ships", abstract="Vessels."),
)


def test_papers_are_rows_of_length_1_plain_and_damped() -> None:
    counts = csr_matrix(np.array([[4, 1], [0, 0]], dtype=np.float32))
    plain = _weighed(counts, np.abs, np.array([1.0, 3.0]))
    damped = _weighed(counts, np.sqrt, np.array([1.0, 3.0]))
    assert plain.toarray()[0] == pytest.approx([0.8, 0.6])
    assert damped.toarray()[0] == pytest.approx([2 / 13**0.5, 3 / 13**0.5])
    assert damped[1].nnz == 0


def test_candidates_are_in_order_of_id_and_grouping_topics_are_none() -> None:
    assert [topic.id for topic in weigh_evidence(ENTRIES, TREE, (), {}).topics] == ["a", "b"]
    assert [topic.id for topic in weigh_evidence(ENTRIES, TREE, (), {1: "z"}).topics] == [
        "a", "b", "z",
    ]  # fmt: skip


def test_a_topic_speaks_through_its_path_and_keywords() -> None:
    evidence = weigh_evidence(ENTRIES, TREE, (), {})
    said = {evidence.terms[i] for i in evidence.space.topics[1].indices}
    assert {"vehicl", "car", "automobil"} <= said
    assert evidence.shared[0].argmax() == 1
    assert evidence.shared[1].argmax() == 0


def test_an_id_of_another_type_is_another_paper() -> None:
    evidence = weigh_evidence(ENTRIES, TREE, [Example("b", "1"), Example("a", 1)], {})
    assert dict(evidence.space.taught) == {1: 1, 0: 0}


def test_a_pin_outweighs_an_example() -> None:
    evidence = weigh_evidence(ENTRIES, TREE, [Example("b", 1)], {1: "a"})
    assert dict(evidence.space.taught) == {0: 0}


def test_strangers_teach_and_get_no_row() -> None:
    stranger = Example("a", "elsewhere", "Harbour cranes", "Cranes in harbours.")
    evidence = weigh_evidence(ENTRIES, TREE, [stranger], {})
    assert evidence.scores.shape == evidence.shared.shape == (2, 2)
    assert dict(evidence.space.taught) == {2: 0}
    assert "crane" in {evidence.terms[i] for i in evidence.space.topics[0].indices}


def test_examples_without_a_title_match_nothing_by_title() -> None:
    blank = (Entry(id=1, title=""), Entry(id=2, title="Ships"))
    evidence = weigh_evidence(blank, TREE, [Example("b", abstract="Cars and engines.")], {})
    assert dict(evidence.space.taught) == {2: 1}


def test_a_matrix_is_narrowed_to_some_of_its_columns() -> None:
    columns = np.array([1, 3])
    narrow = learning.narrowed(PAPERS, columns)
    assert (narrow.toarray() == PAPERS.toarray()[:, columns]).all()
    assert learning.narrowed(PAPERS, columns[:0]).shape == (6, 0)
    assert learning.narrowed(csr_matrix((2, 4), dtype=np.float32), columns).nnz == 0


def test_papers_of_a_very_large_corpus_are_not_asked_to_agree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scores = np.array([[1, 0], [2, 0], [0, 1], [0, 1], [0, 2], [1, 0]], dtype=np.float32)
    assert (learning._agreeing(scores, SPACE) != scores).any()
    monkeypatch.setattr(learning, "MOST", 5)
    assert learning._agreeing(scores, SPACE) is scores
