"""Agreement: what the directions of a corpus foretell, and when there are none."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from review.classify import agreement
from review.classify.agreement import agreed
from review.text.vectors import unit

# Two kinds of papers; the last of each kind has no score of its own.
PAPERS = unit(
    csr_matrix(
        np.array(
            [[2, 1, 0, 0], [1, 2, 0, 0], [1, 1, 0, 0], [0, 0, 2, 1], [0, 0, 1, 2], [0, 0, 1, 1]],
            dtype=np.float32,
        )
    )
)
EVERY = np.arange(6)
SCORES = np.array([[1, -1], [1, -1], [0, 0], [-1, 1], [-1, 1], [0, 0]], dtype=np.float32)


def test_a_paper_without_a_score_gets_what_its_kind_gets() -> None:
    assert agreed(SCORES, PAPERS, {}, EVERY).argmax(axis=1).tolist() == [0, 0, 0, 1, 1, 1]


def test_one_paper_that_disagrees_is_outvoted() -> None:
    scores = SCORES.copy()
    scores[2] = [-0.2, 0.2]
    foretold = agreed(scores, PAPERS, {}, EVERY)
    assert foretold[2, 0] > foretold[2, 1]


def test_a_paper_that_a_person_filed_outvotes_the_others() -> None:
    foretold = agreed(np.zeros_like(SCORES), PAPERS, {0: 1, 3: 0}, EVERY)
    assert foretold.argmax(axis=1).tolist() == [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    "papers", [PAPERS[:2], csr_matrix((6, 4), dtype=np.float32)[:, :0], PAPERS[:, :2]]
)
def test_too_small_a_corpus_foretells_nothing(papers: csr_matrix) -> None:
    assert not agreed(SCORES[: papers.shape[0]], papers, {}, EVERY[: papers.shape[0]]).any()


def test_papers_without_words_foretell_nothing() -> None:
    assert not agreed(SCORES, csr_matrix((6, 4), dtype=np.float32), {}, EVERY).any()


def test_directions_of_a_large_corpus_come_from_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "SAMPLE", 3)
    assert agreed(SCORES, PAPERS, {}, EVERY).argmax(axis=1).tolist() == [0, 0, 0, 1, 1, 1]


def test_one_topic_is_never_foretold_more_than_another() -> None:
    assert not agreed(SCORES[:, :1], PAPERS, {}, EVERY).any()
