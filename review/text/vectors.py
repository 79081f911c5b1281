"""Texts as vectors: stemmed 1–2-grams counted in one sweep, weighed by TF-IDF.

Words become numbers once per distinct word, and bigrams are made from those numbers in numpy, so
that a hundred thousand abstracts take seconds. Columns are sorted by term: no figure depends on
the order in which texts came.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, pairwise
from operator import not_
from typing import TYPE_CHECKING, Any

from review.cache import kept
from review.text.terms import STOP_WORDS, stem, terms

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")  # kana and Han
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}

CROWD = 20_000  # texts; among n times as many, a bigram must occur n times to be counted
BUCKETS = 1 << 22  # at most, for a first look at which bigrams are rare
_SMALL = 100  # texts; below, a term that occurs once is kept, since it may be a topic's word


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each term stands in each text: `matrix` is texts by terms, `terms` names columns.

    A bigram is two stems with a space between.
    """

    matrix: "csr_matrix"
    terms: tuple[str, ...]


class _Numbers(dict[str, int]):
    """Word -> its number, in order of first sight."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def words(text: str) -> list[str]:
    """Return the runs of letters and digits in `text`, in lower case.

    Scripts without spaces give every two neighbouring signs, which is what their words share.
    """
    if text.isascii():  # twice as fast
        return text.translate(_PLAIN).split()
    return _WORD.findall(_UNSPACED.sub(_pairs, text.lower()))


def _pairs(run: re.Match[str]) -> str:
    signs = run[0]
    return f" {' '.join(map(''.join, pairwise(signs))) or signs} "


def counts(texts: Sequence[str], least: int = 1, late: Sequence[bool] = ()) -> Counts:
    """Return the counts of the stemmed 1–2-grams of `texts` that occur at least `least` times.

    A bigram joins stems that are neighbours once stop words are gone; it must occur twice in
    all wherever `least` exceeds 1. Texts marked as `late` choose no terms: those of the others,
    the reference corpus, are counted in them too.
    """
    if len(texts) > CROWD:
        return _counted(texts, least)
    found = _recent(tuple(texts), least, tuple(late))
    return Counts(found.matrix.copy(), found.terms)


@lru_cache(maxsize=4)  # several stages count the same papers
def _recent(texts: tuple[str, ...], least: int, late: tuple[bool, ...]) -> Counts:
    if not any(late):
        return _unpacked(_packed(texts, least))
    early = _unpacked(_packed(tuple(compress(texts, map(not_, late))), least))
    later = _tally(list(compress(texts, late)), early.terms)
    return Counts(_merged(early.matrix, later, late), early.terms)


def _merged(early: "csr_matrix", later: "csr_matrix", late: Sequence[bool]) -> "csr_matrix":
    """Return the rows of both matrices in the order in which `late` tells them apart."""
    import numpy as np
    from scipy.sparse import csr_matrix, vstack

    order = np.argsort(np.argsort(np.array(late), kind="stable"), kind="stable")
    return csr_matrix(vstack([early, later], format="csr")[order])


def _tally(texts: Sequence[str], terms_: Sequence[str]) -> "csr_matrix":
    """Return how often each of the terms stands in each text."""
    import numpy as np

    place = {term: column for column, term in enumerate(terms_)}
    rows, columns = array("i"), array("i")
    for row, text in enumerate(texts):
        stems = [stem for word in words(text) if (stem := _subject(word))]
        for term in (*stems, *map(" ".join, pairwise(stems))):
            rows.append(row)
            columns.append(place.get(term, -1))
    return _matrix(np.array(columns), np.array(rows), len(texts), len(place))


_Packed = tuple[int, bytes, bytes, bytes, str]


@kept
def _packed(texts: tuple[str, ...], least: int) -> _Packed:
    """Return the counts of texts as plain values, which an earlier build may know."""
    found = _counted(texts, least)
    data, columns, ends = found.matrix.data, found.matrix.indices, found.matrix.indptr
    counted, places, rows = (part.astype("<i4").tobytes() for part in (data, columns, ends))
    return len(texts), counted, places, rows, "\n".join(found.terms)


def _unpacked(packed: _Packed) -> Counts:
    import numpy as np
    from scipy.sparse import csr_matrix

    height, data, columns, ends, names = packed
    parts = [np.frombuffer(part, dtype="<i4") for part in (data, columns, ends)]
    found = tuple(names.split("\n")) if names else ()
    counted = (parts[0].astype(np.float32), parts[1], parts[2])
    return Counts(csr_matrix(counted, shape=(height, len(found))), found)


def _counted(texts: Sequence[str], least: int) -> Counts:
    import numpy as np

    numbers = _Numbers()
    lengths = array("i")
    every = chain.from_iterable(_measured(texts, lengths))
    seen = np.fromiter(map(numbers.__getitem__, every), dtype=np.int32)
    seldom = least if len(texts) > CROWD else 0
    stems, number = _stemmed(numbers, np.bincount(seen, minlength=len(numbers)) < seldom)
    stream = number[seen]
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), np.array(lengths, dtype=np.int64))
    kept = stream >= 0
    return _table(stream[kept], rows[kept], stems, len(texts), least)


def _measured(texts: Iterable[str], lengths: "array[int]") -> Iterator[list[str]]:
    """Yield the words of each text, and add to `lengths` how many they are."""
    for text in texts:
        found = words(text)
        lengths.append(len(found))
        yield found


def _stemmed(numbers: Mapping[str, int], rare: Any) -> tuple[list[str], Any]:
    """Return the stems, sorted, and the number of each word's stem; -1 for one without a subject.

    A `rare` word stands for itself, and no column will count it: stemming is slow, and half of
    the words of a large corpus occur once.
    """
    import numpy as np

    found = [
        word if few else _subject(word) for word, few in zip(numbers, rare.tolist(), strict=True)
    ]
    stems = sorted({stem for stem in found if stem})
    rank = {stem: place for place, stem in enumerate(stems)}
    return stems, np.array([rank.get(stem, -1) for stem in found], dtype=np.int32)


def _subject(word: str) -> str:
    """The stem of a word; "" where it has none or is no single one."""
    found = terms(word)
    return found[0] if len(found) == 1 else ""


def _table(stream: Any, rows: Any, stems: Sequence[str], size: int, least: int) -> Counts:
    """Return the counts of the stems in `stream` and of its neighbours within a row."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack

    frequent = np.flatnonzero(np.bincount(stream, minlength=len(stems)) >= least)
    place = np.full(len(stems) + 1, -1, dtype=np.int32)
    place[frequent] = np.arange(len(frequent))
    single = _matrix(place[stream], rows, size, len(frequent))
    near = rows[1:] == rows[:-1]
    codes = (stream[:-1].astype(np.int64) * len(stems) + stream[1:])[near]
    after = rows[1:][near]
    least = max(least, size // CROWD)
    buckets = min(BUCKETS, 1 << (4 * len(codes)).bit_length())
    bucket = codes * 0x9E3779B1 % buckets
    if least > 1:  # a bucket holds at least its pairs, so a thin bucket holds rare pairs only
        maybe = np.bincount(bucket, minlength=buckets)[bucket] >= least
        codes, bucket, after = codes[maybe], bucket[maybe], after[maybe]
    pairs, column = _distinct(codes, bucket, buckets)
    often = np.bincount(column, minlength=len(pairs))
    frequent_pairs = np.flatnonzero(often >= least)
    place = np.full(len(pairs) + 1, -1, dtype=np.int32)
    place[frequent_pairs] = np.arange(len(frequent_pairs))
    double = _matrix(place[column], after, size, len(frequent_pairs))
    names = [stems[int(i)] for i in frequent]
    names += [
        f"{stems[left]} {stems[right]}"
        for left, right in (divmod(int(pair), len(stems)) for pair in pairs[frequent_pairs])
    ]
    return Counts(csr_matrix(hstack([single, double], format="csr")), tuple(names))


def _distinct(codes: Any, bucket: Any, buckets: int) -> tuple[Any, Any]:
    """Return the distinct codes, sorted, and the place of each code among them.

    The same as `numpy.unique`, without sorting them all: one code a bucket is known by its bucket.
    """
    import numpy as np

    owner = np.full(buckets, -1, dtype=np.int64)
    owner[bucket] = codes
    strange = np.flatnonzero(owner[bucket] != codes)
    owned = np.flatnonzero(owner >= 0)
    distinct = np.unique(np.concatenate([owner[owned], codes[strange]]))
    place = np.zeros(buckets, dtype=np.int64)
    place[owned] = np.searchsorted(distinct, owner[owned])
    column = place[bucket]
    column[strange] = np.searchsorted(distinct, codes[strange])
    return distinct, column


def _matrix(columns: Any, rows: Any, height: int, width: int) -> "csr_matrix":
    import numpy as np
    from scipy.sparse import coo_matrix

    kept = columns >= 0
    data = np.ones(int(kept.sum()), dtype=np.float32)
    shape = (height, width)
    return coo_matrix((data, (rows[kept], columns[kept])), shape=shape).tocsr()


def idf(matrix: "csr_matrix") -> Any:
    """Return the smoothed inverse document frequency of each column, an array."""
    import numpy as np

    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return np.log((1 + matrix.shape[0]) / (1 + frequency)) + 1


def weigh(matrix: "csr_matrix", weights: Any) -> "csr_matrix":
    """Return `matrix` with its counts damped (1 + log), times `weights`, rows of length 1."""
    import numpy as np

    weighed = matrix.astype(np.float64)
    weighed.data = (1 + np.log(np.maximum(weighed.data, 1))) * weights[weighed.indices]
    return unit(weighed)


def unit(matrix: "csr_matrix") -> "csr_matrix":
    """Return `matrix` with each row scaled to length 1; a row of nothing stays so."""
    import numpy as np
    from scipy.sparse import csr_matrix, diags

    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.where(length > 0, length, 1)) @ matrix)


def tfidf(documents: Sequence[str], late: Sequence[bool] = ()) -> "csr_matrix":
    """Return documents by terms: TF-IDF of stemmed 1–2-grams, each row of length 1 (or empty).

    The product of two rows is the cosine of the two documents. Those marked as `late` weigh no
    terms.
    """
    early = [row for row, is_late in enumerate(late) if not is_late]
    counted = counts(documents, 1 if len(early or documents) < _SMALL else 2, late).matrix
    return weigh(counted, idf(counted[early] if early else counted))


def surface(texts: Iterable[str], wanted: Iterable[str]) -> Mapping[str, str]:
    """Return term -> the words that stand for it in `texts`, lower-case, as first met.

    `wanted` are terms of `Counts`; a term that does not stand in the texts is left out.
    """
    left = set(wanted)
    seconds = {term.rpartition(" ")[2] for term in left if " " in term}
    found: dict[str, str] = {}
    before = ("", "")  # the stem and the word just read
    for word in chain.from_iterable(map(words, texts)):
        if not left:
            break
        if len(word) < 2 or word in STOP_WORDS or word.isdigit():
            continue
        single = stem(word)
        if single in left:
            found[single] = word
            left.discard(single)
        if single in seconds and (double := f"{before[0]} {single}") in left:
            found[double] = f"{before[1]} {word}"
            left.discard(double)
        before = (single, word)
    return found


def usual(texts: Iterable[str], wanted: Iterable[str]) -> Mapping[str, str]:
    """Return term -> the words that most often stand for it in `texts`, lower-case.

    Of words met equally often the first in the alphabet counts. `wanted` are terms of `Counts`; a
    term that does not stand in the texts is left out.
    """
    asked = set(wanted)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    stems: dict[str, str] = {}
    for text in texts:
        before = ("", "")  # the stem and the word just read
        for word in words(text):
            single = stems.get(word)
            if single is None:
                single = stems[word] = _subject(word)
            if single:
                for term, said in (
                    (single, word),
                    (f"{before[0]} {single}", f"{before[1]} {word}"),
                ):
                    if term in asked:
                        spelt[term][said] += 1
                before = (single, word)
    return {
        term: min(found, key=lambda said: (-found[said], said)) for term, found in spelt.items()
    }
