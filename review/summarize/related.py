"""Papers near each other, and the words they share."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from review.cache import digest, each, kept
from review.model import Paper, Related
from review.summarize.acronyms import singular
from review.summarize.corpus import document
from review.text.nouns import nouns
from review.text.phrases import tells, verbs
from review.text.terms import terms
from review.text.vectors import counts, idf, unit, usual, weigh

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_NEAREST = 5
_TERMS = 4
_FEW = 2  # of terms that say less
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


@dataclass(frozen=True, slots=True)
class _Side:
    """A paper as it is searched for terms, in lower case; `text` holds the title too.

    `written` is the text as it stands.
    """

    key: str
    title: str
    text: str
    written: str


def related(papers: Sequence[Paper]) -> tuple[tuple[str, tuple[Related, ...]], ...]:
    """Return for each paper, sorted by key, up to five nearest ones with the words they share.

    Nearness is the cosine of title and abstract. Terms of very many papers do not count, so that
    the cost stays linear in the number of papers. Late ones weigh no words.
    """
    ordered = sorted(papers, key=lambda paper: paper.key)
    if not ordered:
        return ()
    space = _space(ordered)
    found = [rows for at in range(0, len(ordered), _CHUNK) for rows in _near(space.vectors, at)]
    mark = digest(space.reference)
    given = [
        (mark, one, tuple(space.sides[row] for row in near))
        for one, near in zip(space.sides, found, strict=True)
    ]
    made = each("related", given, partial(_likes, space))
    return tuple((paper.key, likes) for paper, likes in zip(ordered, made, strict=True))


@dataclass(frozen=True, slots=True)
class _Space:
    """Papers as `vectors` over `terms`, and as they are searched for terms.

    `reference` are the texts of those that are not late.
    """

    vectors: "csr_matrix"
    terms: Sequence[str]
    sides: Sequence[_Side]
    reference: tuple[str, ...]


def _space(papers: Sequence[Paper]) -> _Space:
    texts = [document(paper) for paper in papers]
    counted = counts(texts, 2, [paper.late for paper in papers])
    early = [row for row, paper in enumerate(papers) if not paper.late]
    weighed = weigh(counted.matrix, idf(counted.matrix[early]))
    sides = [
        _Side(paper.key, paper.title.lower(), text.lower(), text)
        for paper, text in zip(papers, texts, strict=True)
    ]
    reference = tuple(texts[row] for row in early)
    return _Space(_telling(weighed, early), counted.terms, sides, reference)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words that a corpus uses as verbs and as nouns."""

    verbs: frozenset[str]
    nouns: frozenset[str]


@kept
def _vocabulary(texts: tuple[str, ...]) -> _Vocabulary:
    return _Vocabulary(verbs(texts), nouns(texts))


_Given = tuple[bytes, _Side, tuple[_Side, ...]]
"""A digest of the reference corpus, a paper, and those near it."""


def _likes(space: _Space, given: Sequence[_Given]) -> Iterator[tuple[Related, ...]]:
    """Yield for each paper those near it with the words to show."""
    rows = {side.key: row for row, side in enumerate(space.sides)}
    known = _vocabulary(space.reference[:_SAMPLE])
    spelt = _spelt(space.reference, tuple(space.terms)) if given else ()
    for _, one, near in given:
        columns = [_shared(space.vectors, rows[one.key], rows[other.key]) for other in near]
        words = ([spelt[term] for term in found] for found in columns)
        yield tuple(
            Related(other.key, _names(_told(some, one, other, known.verbs), one, known.nouns))
            for some, other in zip(words, near, strict=True)
        )


@kept
def _spelt(texts: tuple[str, ...], terms_: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that most often stand for each term in `texts`."""
    found = usual(texts, terms_)
    return tuple(found.get(term, "") for term in terms_)


def _telling(vectors: "csr_matrix", early: Sequence[int]) -> "csr_matrix":
    """Return the vectors without the terms that stand in very many of the `early` rows."""
    import numpy as np

    often = np.bincount(vectors[early].indices, minlength=vectors.shape[1])
    kept = np.flatnonzero(often <= _COMMON)
    pruned = vectors.copy()
    pruned.data[~np.isin(pruned.indices, kept)] = 0
    pruned.eliminate_zeros()
    return unit(pruned)


def _near(vectors: "csr_matrix", start: int) -> list[list[int]]:
    """Return, for each row of a chunk, its nearest rows, the nearest first."""
    import numpy as np

    products = (vectors[start : start + _CHUNK] @ vectors.T).tocsr()
    chunk = []
    for i in range(products.shape[0]):
        row = slice(products.indptr[i], products.indptr[i + 1])
        others = products.indices[row]
        scores = np.round(products.data[row], 3)
        usable = (others != start + i) & (scores >= _LEAST)
        others, scores = others[usable], scores[usable]
        chunk.append(others[np.lexsort((others, -scores))[:_NEAREST]].tolist())
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


def _told(
    shared: Iterable[str], one: _Side, other: _Side, spoken: Container[str]
) -> tuple[str, ...]:
    """Return the terms that two papers share, as the first writes them; phrases first, no verbs.

    They stand in a title or twice in both texts: what is said once says nothing of what both are
    about.
    """
    written = [_written(words, one.text) for words in shared if words and words not in spoken]
    fit = [term for term in written if term and _shown(term) and _in_both(term, other.text)]
    fit.sort(key=lambda term: " " not in term)
    return tuple(term for term in fit if _matters(term, one, other))


def _names(told: Sequence[str], one: _Side, named: Container[str]) -> tuple[str, ...]:
    """Return up to four of the terms told, no word twice; nouns, `named`, where there is one.

    Where there is none, one or two other words.
    """
    about = [term for term in told if term.split()[-1] in named]
    chosen = _apart(about, _TERMS) or _apart(told, _FEW)
    return tuple(_cased(term, one) for term in chosen)


def _cased(term: str, side: _Side) -> str:
    """Return the term with the capitals of an acronym or a name ("LLMs", "ChatGPT")."""
    at = side.text.find(term)
    written = side.written[at : at + len(term)]
    same = at >= 0 and written.lower() == term
    return written if same and any(sum(map(str.isupper, w)) > 1 for w in written.split()) else term


def _apart(written: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the first terms of which no two have a word in common."""
    chosen: list[str] = []
    said: set[str] = set()
    for term in written:
        stems = {singular(stem) for part in term.split() for stem in (*terms(part), part)}
        if not stems & said:
            chosen.append(term)
            said |= stems
    return tuple(chosen[:most])


def _matters(term: str, one: _Side, other: _Side) -> bool:
    """Return whether the term stands in a title of the two, or twice in both texts."""
    stem = singular(term)
    if _times(stem, one.title) or _times(stem, other.title):
        return True
    return min(_times(stem, one.text), _times(stem, other.text)) > 1


def _times(stem: str, text: str) -> int:
    """Return how many words or phrases of `text` begin so."""
    return sum(not before[-1:].isalnum() for before in text.split(stem)[:-1])


def _in_both(term: str, other: str) -> bool:
    """Return whether a phrase stands in the other text too, with a hyphen or without."""
    if not re.search(r"[ -]", term):
        return True
    stem = singular(term)
    return stem in other or stem.replace("-", " ") in other or stem.replace(" ", "-") in other


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
