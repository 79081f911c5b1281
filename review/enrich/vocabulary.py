"""How common words are in the titles of a snapshot: a rare one tells works apart."""

import math
from collections import Counter
from collections.abc import Iterable

from review.text.terms import STOP_WORDS

_PRIOR = 1_000  # titles that no word has been looked up in
_OFTEN = 50  # times as common is the word of which a rare one is a slip


class Vocabulary:
    """Counts in how many titles a word stands."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self._titles = 0
        self._words: Counter[str] = Counter()

    def add(self, words: Iterable[str]) -> None:
        """Count the words of a title."""
        self._titles += 1
        self._words.update(set(words))

    def is_word(self, word: str) -> bool:
        """Return whether more titles than one hold the word."""
        return self._words[word] > 1

    def both_words(self, x: str, y: str) -> bool:
        """Return whether neither is a slip for the other; `y` stands in a title counted here."""
        ours, theirs = self._words[x], self._words[y]
        return ours > 0 and theirs > 1 and max(ours, theirs) < _OFTEN * min(ours, theirs)

    def bits(self, words: Iterable[str]) -> float:
        """Return what the words tell, in bits: how much rarer than certain they are (Shannon 1948).

        Words are taken as independent, and as seldom in titles never seen as in those counted.
        """
        telling = sorted(content(words))
        whole = self._titles + _PRIOR
        return sum(math.log2(whole / (self._words[word] + 1)) for word in telling)


def content(words: Iterable[str]) -> set[str]:
    """Return the words that carry meaning."""
    return {word for word in words if len(word) > 2 and word not in STOP_WORDS}
