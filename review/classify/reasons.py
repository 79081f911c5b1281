"""Reasons: the words of a paper that decided, as the paper writes them."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise, starmap
from typing import Any

from review.cache import each
from review.classify.evidence import Evidence
from review.classify.learning import narrowed
from review.model import Entry
from review.text.phrases import tells
from review.text.terms import stem
from review.text.vectors import surface

REASONS = 5
BLOCK = 10_000  # papers looked at at once
SEEN = 12  # terms among which the reasons are chosen
WORTH = 0.1  # a reason weighs at least so much of the first one
NEAR = 0.001
SAME = 0.5  # so much of what a word says for the next best topic did not decide
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[\W_]+")
_STARTS = ("", ".", "!", "?", ":")  # what stands before the first word of a sentence
_BETWEEN = re.compile(r"(?:[ -]of)?[ \n/-]")  # what may stand between the words of a phrase


def reasons(evidence: Evidence, entries: Sequence[Entry], order: Any) -> Iterator[tuple[str, ...]]:
    """Yield for each entry its words that speak most for its topic, best first.

    `order` holds the columns of each entry's best topics: half of what a word says for the second
    is taken off. Empty where paper and topic share no word.
    """
    import numpy as np

    topics = evidence.space.topics
    terms = np.flatnonzero(np.bincount(topics.indices, minlength=topics.shape[1]))
    papers, topics = narrowed(evidence.space.papers, terms), narrowed(topics, terms)
    names = [evidence.terms[i] for i in terms.tolist()]
    for start in range(0, len(entries), BLOCK):
        some = entries[start : start + BLOCK]
        found = _decisive(
            papers[start : start + len(some)], topics, order[start : start + BLOCK], names
        )
        given = [
            (tuple(chosen), entry.title, entry.abstract)
            for entry, chosen in zip(some, found, strict=True)
        ]
        yield from each("reasons", given, lambda missing: starmap(_joined, missing))


def _decisive(papers: Any, topics: Any, order: Any, terms: Sequence[str]) -> Iterator[list[str]]:
    """Yield for each paper the terms that speak most for its topic, best first."""
    plain = papers.multiply(topics[order[:, 0]]).tocsr()
    decided = plain
    if order.shape[1] > 1:
        rival = papers.multiply(topics[order[:, 1]])
        decided = (plain - SAME * plain.sign().multiply(rival)).tocsr()
    for first, second in zip(_heaviest(decided, terms), _heaviest(plain, terms), strict=True):
        yield first or second


def _heaviest(matrix: Any, terms: Sequence[str]) -> Iterator[list[str]]:
    """Yield the terms of each row that weigh most, best first, none far below the first."""
    import numpy as np

    data = matrix.data
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    most = np.zeros(matrix.shape[0], dtype=data.dtype)
    np.maximum.at(most, rows, data)
    likely = np.flatnonzero((data > 0) & (data >= WORTH * most[rows] - NEAR))
    ends = np.searchsorted(likely, matrix.indptr).tolist()
    weights, columns = data[likely].tolist(), matrix.indices[likely].tolist()
    for start, end in pairwise(ends):
        ranked = sorted((-round(weights[i], 4), terms[columns[i]]) for i in range(start, end))
        yield [name for weight, name in ranked[:SEEN] if weight <= WORTH * ranked[0][0]]


def _joined(names: Sequence[str], title: str, abstract: str) -> tuple[str, ...]:
    """Return the first terms as the paper writes them; a phrase takes the place of its words.

    None is said twice. Words that any paper might say are left out, unless they weigh most.
    """
    texts = (title, abstract, title.lower(), abstract.lower())
    chosen: list[tuple[frozenset[str], str]] = []
    said: set[str] = set()
    for name in names:
        parts = frozenset(name.split())
        if any(parts <= other for other, _ in chosen):
            continue
        within = [i for i, (other, _) in enumerate(chosen) if other < parts]
        if not within and parts <= said:
            continue
        written = _as_written(name, *texts)
        if not written:
            continue
        said |= parts
        if within:
            chosen[within[0]] = (parts, written)
            chosen = [one for i, one in enumerate(chosen) if i not in within[1:]]
        else:
            chosen.append((parts, written))
    heaviest, *others = [words for _, words in chosen] or [""]
    kept = chain((heaviest,), (words for words in others if tells(words.lower())))
    return tuple(words for words in islice(kept, REASONS) if words)


def _as_written(name: str, title: str, abstract: str, low_title: str, low_abstract: str) -> str:
    """Return a term as the paper spells its words; "" for two stems that never meet.

    The last two are the texts in lower case.
    """
    stems = name.split(" ")
    spelt = _spelt(stems, abstract, low_abstract)
    spelt = spelt or _modest(_spelt(stems, title, low_title))
    if spelt or len(stems) > 1:
        return " ".join(spelt.split())
    return surface((title, abstract), stems).get(name, name)


def _spelt(stems: Sequence[str], text: str, lower: str) -> str:
    """Return how `text` spells the stems, in lower case where it ever does; "" where nowhere."""
    if len(lower) != len(text):  # a rare letter that is two in lower case
        return ""
    found = ""
    start = lower.find(_head(stems[0]))
    while start >= 0:
        end = _end(stems, lower, start)
        if end > start:
            spelt = text[start:end]
            if text[:start].rstrip()[-1:] in _STARTS:
                spelt = _modest(spelt)
            if spelt.islower():
                return spelt
            found = found or spelt
        start = lower.find(_head(stems[0]), start + 1)
    return found


def _head(stemmed: str) -> str:
    """Return what every word of a stem begins with: "studi" is that of study."""
    return stemmed.removesuffix("i") or stemmed


def _end(stems: Sequence[str], lower: str, start: int) -> int:
    """Return where the words of the stems end that begin at `start`, or `start` if none do."""
    if start and lower[start - 1].isalnum():
        return start
    end = start
    for wanted in stems:
        between = _BETWEEN.match(lower, end) if end > start else None
        word = _WORD.match(lower, between.end() if between else end)
        if not word or stem(word[0]) != wanted:
            return start
        end = word.end()
    return end


def _modest(words: str) -> str:
    """Return the words without the capitals of a title or of the start of a sentence."""
    inner = any(map(str.isupper, "".join(part[1:] for part in _APART.split(words))))
    return words if inner else words.lower()
