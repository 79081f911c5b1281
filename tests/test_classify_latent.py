"""The directions of a corpus: what they join, and that an earlier build knows them."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from review.cache import opened
from review.classify import latent
from review.classify.latent import axes

PAPERS = csr_matrix(
    np.array([[2, 1, 0, 0], [1, 2, 0, 0], [0, 0, 2, 1], [0, 0, 1, 2]], dtype=np.float32)
)


def test_words_that_keep_company_lie_in_one_direction() -> None:
    found = axes(PAPERS, 2)
    assert found.shape == (4, 2)
    near = found @ found.T
    assert near[0, 1] > 0.4
    assert near[0, 2] == pytest.approx(0, abs=1e-4)


def test_there_are_fewer_directions_than_papers_and_terms() -> None:
    assert axes(PAPERS, 80).shape == (4, 3)
    assert axes(PAPERS[:2], 80).shape == (4, 1)


def test_what_is_known_and_what_is_made_anew_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = axes(PAPERS, 2)
    for number in range(2):
        with opened(tmp_path / "memo", "a") as memo:
            assert (axes(PAPERS, 2) == plain).all()
            assert memo.made.total() == (number == 0)
    monkeypatch.setattr(latent, "_LARGE", 0)
    with opened(tmp_path / "memo", "a") as memo:
        assert (axes(PAPERS, 2) == plain).all()
        assert not memo.made
