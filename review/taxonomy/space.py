"""Papers as points: TF-IDF of title and abstract, and its latent directions (LSA, Deerwester 1990).

A large corpus learns its directions from a sample spread evenly over its papers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from review.model import Entry
from review.text.vectors import counts, idf, weigh

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TITLE = 3
"""How often a title counts against its abstract."""

SAMPLE = 5_000
"""Papers from which directions, groups and names are learnt, at most."""

_LARGE = 20_000  # papers; beyond, the start of an abstract must do
_START = 500  # letters of it
_MARKS = (
    "©",
    "Copyright",
    "copyright",
    "rights reserved",
    "ublished by",
    "(c) ",
    "(C) ",
    "Francis",
)
_RIGHTS = re.compile(
    r"©|\([cC]\)\s*(?:19|20)\d\d|\b(?:19|20)\d\d,? The Authors?|Copyright\b|All rights reserved|"
    r"Published by|Informa UK|Taylor (?:&|and) Francis"
)
_DIRECTIONS = 50
_COMMON = 0.5  # share of the papers beyond which a term tells little apart
_LITTLE = 0.1  # what it counts then
_FEW = 10  # papers among which no term is common


@dataclass(frozen=True, slots=True)
class Space:
    """`words` is papers by terms and `latent` papers by directions, rows of length 1 or 0.

    `terms` names the columns of `words`, `weights` are their inverse document frequencies, and
    `directions` is terms by directions. `sample` holds the rows from which all was learnt.
    """

    words: "csr_matrix"
    terms: tuple[str, ...]
    weights: Any
    directions: Any
    latent: Any
    sample: Any


def space(entries: Sequence[Entry]) -> Space:
    """Return the space of `entries`, one row each; their order must not depend on the input's."""
    import numpy as np
    from scipy.sparse import csr_matrix

    size = len(entries)
    counted = counts(texts(entries), 2 if size > 3 else 1)
    often = np.bincount(counted.matrix.indices, minlength=counted.matrix.shape[1])
    kept = np.flatnonzero(often > size // _LARGE)
    matrix = csr_matrix(counted.matrix[:, kept])
    weights = idf(matrix) * np.where(often[kept] > max(_FEW, _COMMON * size), _LITTLE, 1.0)
    words = weigh(matrix, weights)
    sample = np.unique(np.linspace(0, size - 1, min(size, SAMPLE)).astype(int))
    directions = _directions(words[sample])
    latent = rows_of_length_1(words @ directions)
    return Space(words, tuple(counted.terms[i] for i in kept), weights, directions, latent, sample)


def texts(entries: Sequence[Entry]) -> list[str]:
    """Return the text by which each entry is compared."""
    end = _START if len(entries) > _LARGE else None
    return [f"{f'{one.title} . ' * TITLE}{body(one.abstract[:end])}" for one in entries]


def body(abstract: str) -> str:
    """Return the abstract without what its publisher put at the end."""
    if not any(mark in abstract for mark in _MARKS):
        return abstract
    found = _RIGHTS.search(abstract, len(abstract) // 3)
    return abstract[: found.start()] if found else abstract


def _directions(words: "csr_matrix") -> Any:
    """Return terms by directions; few papers or terms are their own directions."""
    import numpy as np
    from sklearn.utils.extmath import randomized_svd

    most = min(_DIRECTIONS, words.shape[0] - 1, words.shape[1] - 1)
    if most < 2 or words.nnz == 0:
        return np.eye(words.shape[1]) if words.shape[1] < 2_000 else np.asarray(words.T.todense())
    _, values, found = randomized_svd(words, most, n_iter=4, random_state=0)
    return found[values > 1e-6].T


def rows_of_length_1(matrix: Any) -> Any:
    """Return an array with each row scaled to length 1; a row of nothing stays so."""
    import numpy as np

    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.where(length > 1e-9, matrix / np.maximum(length, 1e-9), 0.0)
