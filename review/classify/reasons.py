"""Reasons: the words of a paper that decided, as the paper writes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from review.classify.evidence import Evidence
from review.model import Entry
from review.text.phrases import tells
from review.text.vectors import surface

REASONS = 5
SEEN = 12  # terms among which the reasons are chosen
WORTH = 0.1  # a reason weighs at least so much of the first one
SAME = 0.5  # so much of what a word says for the next best topic did not decide
_APART = re.compile(r"[\W_]+")
_STARTS = ("", ".", "!", "?", ":")  # what stands before the first word of a sentence
_BETWEEN = (" ", "-", " of ", "-of-", "/", "\n")  # what may stand between the words of a phrase


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
        words = surface((entry.title, entry.abstract), names)
        yield _joined({name: _as_written(words.get(name, name), entry) for name in names})


def _heaviest(matrix: Any, row: int, terms: Sequence[str]) -> list[str]:
    """Return the terms of a row that weigh most, best first, none far below the first."""
    start, end = matrix.indptr[row : row + 2]
    weights = zip(matrix.data[start:end].tolist(), matrix.indices[start:end].tolist(), strict=True)
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


def _as_written(words: str, entry: Entry) -> str:
    """Return the lower-case words as the paper spells them; "" for two that never meet."""
    parts = words.split(" ", 1)
    for between in _BETWEEN if len(parts) == 2 else ("",):
        joined = between.join(parts)
        found = [_spelt(joined, text) for text in (entry.abstract, entry.title)]
        if any(found):
            return " ".join((found[0] or _modest(found[1])).split())
    return words if len(parts) == 1 else ""


def _spelt(words: str, text: str) -> str:
    """Return how `text` spells the words, in lower case where it ever does; "" where nowhere."""
    lower = text.lower()
    if len(lower) != len(text):  # a rare letter that is two in lower case
        return ""
    found = ""
    start = lower.find(words)
    while start >= 0:
        end = start + len(words)
        if not (text[:start][-1:].isalnum() or text[end : end + 1].isalnum()):
            spelt = text[start:end]
            before = text[:start].rstrip()[-1:]
            spelt = _modest(spelt) if before in _STARTS else spelt
            if spelt == words:
                return spelt
            found = found or spelt
        start = lower.find(words, end)
    return found


def _modest(words: str) -> str:
    """Return the words without the capitals of a title or of the start of a sentence."""
    inner = any(map(str.isupper, "".join(part[1:] for part in _APART.split(words))))
    return words if inner else words.lower()
