"""The nouns of a corpus, found without a tagger: words that end a noun phrase.

Between what opens such a phrase ("the", "of") and what ends it ("is", "with", a full stop) stands
a noun; "dense" and "updated" hardly ever do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from review.text.terms import STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:[-‐–'’][^\W_]+)*|[^\w\s]")
_ARTICLES = frozenset("a an the its their our".split())
_OPENS = _ARTICLES | frozenset(
    """these those this of in on for with from by between into across over under via without each
    every no""".split()
)
_ALWAYS_ENDS = frozenset(
    """. ; : ! ? ) ( of is are was were has have had can could may might must should will would
    that which""".split()
)
_ENDS = _ALWAYS_ENDS | frozenset(
    """in on for with from by between into across over under via without at through during as than
    to be been being while when where who whose because but""".split()
)
_SHARE = 0.05  # of its uses that a noun at least ends a phrase
_IDIOM = 3  # times that a word ends a phrase behind the same word


def nouns(texts: Iterable[str]) -> frozenset[str]:
    """Return the lower-case words, hyphened ones whole, that `texts` use as nouns.

    A word that ends phrases behind one word alone ("from scratch") is part of an idiom.
    """
    often: Counter[str] = Counter()
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        words = [".", *_TOKEN.findall(text.lower()), "."]
        for (before, word), after in zip(pairwise(words), words[2:], strict=False):
            if word[0].isalpha() and word not in STOP_WORDS:
                often[word] += 1
                if _ends(before, word, after):
                    ends[word][before] += 1
    return frozenset(
        word
        for word, behind in ends.items()
        if behind.total() > _SHARE * often[word] and (len(behind) > 1 or behind.total() < _IDIOM)
    )


def _ends(before: str, word: str, after: str) -> bool:
    if word.endswith("ed"):
        return before in _ARTICLES and after in _ENDS
    if before in _OPENS:
        return after in _ENDS
    return before[0].isalnum() and before not in STOP_WORDS and after in _ALWAYS_ENDS
