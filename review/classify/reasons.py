"""Reasons: the words of a paper that decided, as the paper writes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from review.classify.evidence import Evidence
from review.model import Entry
from review.text.phrases import tells
from review.text.terms import stem
from review.text.vectors import surface

REASONS = 5
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
    space = evidence.space
    papers = space.papers[: len(entries)]
    plain = papers.multiply(space.topics[order[:, 0]]).tocsr()
    decided = plain
    if order.shape[1] > 1:
        rival = papers.multiply(space.topics[order[:, 1]])
        decided = (plain - SAME * plain.sign().multiply(rival)).tocsr()
    for row, entry in enumerate(entries):
        names = _heaviest(decided, row, evidence.terms) or _heaviest(plain, row, evidence.terms)
        yield _joined(_as_written(names, entry))


def _heaviest(matrix: Any, row: int, terms: Sequence[str]) -> list[str]:
    """Return the terms of a row that weigh most, best first, none far below the first."""
    start, end = matrix.indptr[row : row + 2]
    data, columns = matrix.data[start:end], matrix.indices[start:end]
    if len(data):
        likely = data >= WORTH * data.max() - NEAR  # before the weights are rounded
        data, columns = data[likely], columns[likely]
    weights = zip(data.tolist(), columns.tolist(), strict=True)
    ranked = sorted((-round(weight, 4), terms[i]) for weight, i in weights if weight > 0)
    return [name for weight, name in ranked[:SEEN] if weight <= WORTH * ranked[0][0]]


def _joined(written: Mapping[str, str]) -> tuple[str, ...]:
    """Return the first words; a phrase takes the place of its words, and none is said twice.

    Words that any paper might say are left out, unless they weigh most.
    """
    chosen: list[tuple[frozenset[str], str]] = []
    for name, words in written.items():
        parts = frozenset(name.split())
        if not words or any(parts <= other for other, _ in chosen):
            continue
        within = [i for i, (other, _) in enumerate(chosen) if other < parts]
        if within:
            chosen[within[0]] = (parts, words)
            chosen = [one for i, one in enumerate(chosen) if i not in within[1:]]
        elif not parts <= frozenset().union(*(other for other, _ in chosen)):
            chosen.append((parts, words))
    heaviest, *others = [words for _, words in chosen] or [""]
    kept = (heaviest, *(words for words in others if tells(words.lower())))
    return tuple(words for words in kept[:REASONS] if words)


def _as_written(names: Sequence[str], entry: Entry) -> dict[str, str]:
    """Return terms as the paper spells their words; "" for two stems that never meet."""
    abstract, title = entry.abstract.lower(), entry.title.lower()
    found = {}
    for name in names:
        stems = name.split(" ")
        spelt = _spelt(stems, entry.abstract, abstract)
        spelt = spelt or _modest(_spelt(stems, entry.title, title))
        if spelt or len(stems) > 1:
            found[name] = " ".join(spelt.split())
        else:
            found[name] = surface((entry.title, entry.abstract), stems).get(name, name)
    return found


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
