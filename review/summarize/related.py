"""Papers near each other, and the words they share."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from review.model import Paper, Related
from review.summarize.corpus import document
from review.summarize.phrases import tells, verbs
from review.text.vectors import counts, idf, surface, unit, weigh

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_NEAREST = 5
_TERMS = 4
_CHUNK = 500  # papers compared with all others at a time
_COMMON = 400  # papers a term may stand in and still tell which two are near, at least
_SAMPLE = 1_000  # papers that verbs are learnt from
_LEAST = 0.04  # cosine below which papers are not related


def related(papers: Sequence[Paper]) -> tuple[tuple[str, tuple[Related, ...]], ...]:
    """Return for each paper, sorted by key, up to five nearest ones with the words they share.

    Nearness is the cosine of title and abstract. Terms of very many papers do not count, so that
    the cost stays linear in the number of papers.
    """
    ordered = sorted(papers, key=lambda paper: paper.key)
    if not ordered:
        return ()
    texts = [document(paper) for paper in ordered]
    counted = counts(texts, 2)
    vectors = _telling(weigh(counted.matrix, idf(counted.matrix)))
    found = [pair for start in range(0, len(ordered), _CHUNK) for pair in _near(vectors, start)]
    spelt = surface(texts, {counted.terms[t] for near in found for _, ts in near for t in ts})
    spoken = verbs(texts[:_SAMPLE])
    words = {name: words for name, words in spelt.items() if words not in spoken}
    return tuple(
        (
            paper.key,
            tuple(
                Related(ordered[i].key, _names(shared, counted.terms, words, text.lower()))
                for i, shared in near
            ),
        )
        for paper, text, near in zip(ordered, texts, found, strict=True)
    )


def _telling(vectors: "csr_matrix") -> "csr_matrix":
    """Return the vectors without the terms that stand in very many papers."""
    import numpy as np

    often = np.bincount(vectors.indices, minlength=vectors.shape[1])
    kept = np.flatnonzero(often <= _COMMON)
    pruned = vectors.copy()
    pruned.data[~np.isin(pruned.indices, kept)] = 0
    pruned.eliminate_zeros()
    return unit(pruned)


def _near(vectors: "csr_matrix", start: int) -> list[list[tuple[int, list[int]]]]:
    """Return, for each row of a chunk, its nearest rows with the terms that decided."""
    import numpy as np

    products = (vectors[start : start + _CHUNK] @ vectors.T).tocsr()
    chunk = []
    for i in range(products.shape[0]):
        row = slice(products.indptr[i], products.indptr[i + 1])
        others = products.indices[row]
        scores = np.round(products.data[row], 3)
        usable = (others != start + i) & (scores >= _LEAST)
        others, scores = others[usable], scores[usable]
        best = np.lexsort((others, -scores))[:_NEAREST]
        chunk.append([(int(j), _shared(vectors, start + i, int(j))) for j in others[best]])
    return chunk


def _shared(vectors: "csr_matrix", one: int, other: int) -> list[int]:
    """Return the columns that make two rows alike, the strongest first; more than are shown."""
    import numpy as np

    (a, x), (b, y) = _row(vectors, one), _row(vectors, other)
    both, i, j = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    weight = np.round(x[i] * y[j], 5)
    return [int(c) for c in both[np.lexsort((both, -weight))[: 3 * _TERMS]]]


def _row(vectors: "csr_matrix", i: int) -> tuple[Any, Any]:
    part = slice(vectors.indptr[i], vectors.indptr[i + 1])
    return vectors.indices[part], vectors.data[part]


def _names(
    columns: Sequence[int], names: Sequence[str], words: Mapping[str, str], text: str
) -> tuple[str, ...]:
    """Return up to four readable terms, a word not again beside the phrase that holds it.

    Two words count where they stand side by side in `text`, the paper's in lower case.
    """
    chosen: dict[str, str] = {}
    for name in (names[column] for column in columns):
        parts = [part.removesuffix("s") for part in name.split()]
        if len(chosen) < _TERMS and not any(set(parts) & set(other.split()) for other in chosen):
            spelt = words.get(name, "")
            written = next((w for w in (spelt, spelt.replace(" ", "-")) if w and w in text), None)
            if written and tells(spelt):
                chosen[" ".join(parts)] = written
    return tuple(chosen.values())
