"""Agreement: which topics papers of one kind get, told from the directions their words lie in.

What the words and the neighbours of one paper say is noisy; what holds along a direction of the
whole corpus is less so. A ridge regression (Hoerl and Kennard 1970) from the latent directions of
the papers to the chances of their topics learns from all papers at once, unlabelled ones too.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from review.classify.latent import axes, one_thread

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIRECTIONS = 80
SAMPLE = 4_000  # papers from which the directions are learnt
MOST = 20_000  # papers; in a larger corpus it is left out, since it costs time
STEEP = 1.5  # how fast the chance of a topic falls with its standardised score
RIDGE = 1.0
TOLD = 15.0  # papers that one counts for that a person filed
FEWEST = 3  # papers and terms that have directions at all


def agreed(scores: Any, papers: "csr_matrix", taught: Mapping[int, int], early: Any) -> Any:
    """Return the chances of topics that the directions of papers foretell, from the mean chances.

    `scores` are papers by topics, standardised within each paper; `papers` are rows of single
    words; `taught` maps rows to the topics a person chose. The rows learnt from are the `early`
    ones and those taught. Zeros where the corpus is too small.
    """
    import numpy as np

    if min(len(early), papers.shape[1]) < FEWEST:
        return np.zeros_like(scores)
    chances = np.exp(STEEP * (scores - scores.max(axis=1, keepdims=True)), dtype=np.float64)
    chances /= chances.sum(axis=1, keepdims=True)
    weights = np.zeros((len(scores), 1))
    weights[early] = 1
    for row, topic in taught.items():
        chances[row] = 0
        chances[row, topic] = 1
        weights[row] = TOLD
    with one_thread():
        rows = _directions(papers, early)
        heavy = weights * rows
        square = heavy.T @ rows + RIDGE * np.eye(rows.shape[1])
        foretold = rows @ np.linalg.solve(square, heavy.T @ (chances - chances[early].mean(axis=0)))
    return np.round(foretold, 6).astype(np.float32)


def _directions(papers: "csr_matrix", early: Any) -> Any:
    """Return where the papers lie in the latent semantic space of the `early` rows (Deerwester et
    al. 1990)."""
    import numpy as np
    from sklearn.preprocessing import normalize

    sample = papers[early[:: -(-len(early) // SAMPLE)]]
    return normalize(papers @ axes(sample, DIRECTIONS)).astype(np.float64)
