"""The latent semantic space of a corpus: the directions in which its words keep company."""

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

from review.cache import kept

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_LARGE = 6_000_000  # numbers; more directions than that are made anew in each build


def one_thread() -> AbstractContextManager[object]:
    """Return in what products of arrays are made by one thread: the same on every machine."""
    limits: AbstractContextManager[object] = _pools().limit(limits=1)
    return limits


@cache
def _pools() -> Any:
    import sklearn.utils.extmath  # noqa: F401 - what it computes with is there to be limited
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


def axes(papers: "csr_matrix", most: int) -> Any:
    """Return terms by up to `most` directions, an array (Deerwester et al. 1990).

    `papers` are rows of single precision; there must be two at least, and two terms.
    """
    import numpy as np

    size = min(most, min(papers.shape) - 1)
    if size * papers.shape[1] > _LARGE:
        return _directions(papers, size)
    parts = (papers.data, papers.indices.astype("<i4"), papers.indptr.astype("<i4"))
    data, columns, ends = (part.tobytes() for part in parts)
    found = np.frombuffer(_known(papers.shape, data, columns, ends, size), dtype="<f4")
    return found.reshape(papers.shape[1], size)


@kept
def _known(shape: tuple[int, int], data: bytes, columns: bytes, ends: bytes, size: int) -> bytes:
    import numpy as np
    from scipy.sparse import csr_matrix

    where = (np.frombuffer(part, dtype="<i4") for part in (columns, ends))
    papers = csr_matrix((np.frombuffer(data, dtype="<f4"), *where), shape=shape)
    return np.ascontiguousarray(_directions(papers, size), dtype="<f4").tobytes()


def _directions(papers: "csr_matrix", size: int) -> Any:
    from sklearn.utils.extmath import randomized_svd

    return randomized_svd(papers, size, n_iter=5, random_state=0)[2].T
