"""Papers near each other, and the words they share."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from review.model import Paper, Related
from review.summarize.acronyms import singular
from review.summarize.corpus import document
from review.text.phrases import tells, verbs
from review.text.terms import terms
from review.text.vectors import counts, idf, surface, unit, weigh

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_NEAREST = 5
_TERMS = 4
_CHUNK = 500  # papers compared with all others at a time
_COMMON = 400  # papers a term may stand in and still tell which two are near, at least
_SAMPLE = 1_000  # papers that verbs are learnt from
_ENDING = 4  # letters that a word may go on for and still be the same
_LETTERS = 32  # of a term, at most
_PLAIN = frozenset(  # words that tell nothing of a subject
    """access art basic come comes differ dubbed emerges equal explicit far final fundamental
    half hundred hundreds just million millions one rise starting surprising surrounding ten
    thousand thousands three trillion two underlying usual variable""".split()
)
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
    lower = [text.lower() for text in texts]
    spoken = verbs(texts[:_SAMPLE])
    words = {name: words for name, words in spelt.items() if words not in spoken}
    return tuple(
        (
            paper.key,
            tuple(
                Related(ordered[i].key, _names(shared, counted.terms, words, text, lower[i]))
                for i, shared in near
            ),
        )
        for paper, text, near in zip(ordered, lower, found, strict=True)
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
    columns: Sequence[int],
    names: Sequence[str],
    words: Mapping[str, str],
    text: str,
    other: str,
) -> tuple[str, ...]:
    """Return up to four readable terms as `text` writes them, no word twice.

    `text` and `other` are those of the two papers, in lower case; a hyphenated word stands in
    both ("few-shot" and "zero-shot" do not make "shot").
    """
    chosen: list[str] = []
    said: set[str] = set()
    for name in (names[column] for column in columns):
        written = _written(words.get(name, ""), text)
        stems = {singular(stem) for stem in (*terms(written), *name.split())}
        both = "-" not in written or written in other or written.replace("-", " ") in other
        if written and both and _shown(written) and not stems & said:
            chosen.append(written)
            said |= stems
        if len(chosen) == _TERMS:
            break
    return tuple(chosen)


def _shown(written: str) -> bool:
    parts = written.split()
    plain = any(part in _PLAIN or (part.endswith("ly") and len(part) > 5) for part in parts)
    return tells(written) and not plain and len(written) <= _LETTERS


def _written(words: str, text: str) -> str:
    """Return the words as they stand whole in `text`, hyphens and endings with them, or nothing.

    A hyphenated word is taken whole ("cross-lingual"), unless the part also stands alone.
    """
    whole = ""
    for spelt in (words, words.replace(" ", "-")) if words else ():
        at = text.find(spelt)
        while at >= 0:
            found, end = _around(text, at, at + len(spelt))
            if found == spelt:
                return found
            whole = whole or found
            at = text.find(spelt, end)
    return whole


def _around(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the whole words around a span and where they end; no words if it only begins one."""
    begins = not (start and text[start - 1].isalnum())
    tail = end
    while end < len(text) and _joins(text[end]):
        end += 1
    own = text[tail:end].split("-", 1)[0]
    while start and _joins(text[start - 1]):
        start -= 1
    return (text[start:end].strip("-–‐") if begins and len(own) <= _ENDING else ""), end


def _joins(letter: str) -> bool:
    return letter.isalnum() or letter in "-–‐"
