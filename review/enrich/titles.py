"""Titles compared: what is a slip of the pen, what is another subtitle, what is another work."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from review.enrich.vocabulary import Vocabulary
from review.text.markup import clean
from review.text.terms import STOP_WORDS, title_key

SHARE = 0.2  # of the characters of a title may be slips
TELLING = 45.0  # bits of a beginning that no two works share by chance, with other subtitles
TELLING_ALONE = 35.0  # bits that suffice where the rest differs by slips, or is not there
LONGEST_NAME = 15  # characters; a longer word with capitals inside has lost its spaces
SHORTEST = 16  # characters of a title without spaces that may hold a slip at all

_KNOWN = 1 << 12  # titles that are remembered: those of a survey are asked for again and again
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;?!()'/-]*")
_APART = re.compile(r"[^a-z0-9]+")
_CUT = re.compile(r"[:?!—–]|\s-{1,3}\s|\.\s")
_MARKUP = re.compile(r"\$[^$]*\$|\\[A-Za-z]+|<[^<>]*>")
_NUMBER = re.compile(r"\d+")
_COINED = re.compile(r"\w*[a-z]\w*[A-Z]\w*|\w*[A-Z]\w*[A-Z]\w*|\w*\d\w*")
_ARTICLES = frozenset(("a", "an", "and", "the"))
_MEANT = frozenset("no non nor not without against un ii iii iv vi vii viii ix".split())
_ENDING = re.compile(r"(?:ation|ations|ing|ed|es|s|d)$")

Pair = tuple[str, str]
_Block = tuple[int, int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared: `heads` are its beginnings before a colon or dash, longest first.

    `compact` and `heads` have no spaces; `coined` are the words that look like made-up names.
    """

    words: tuple[str, ...]
    compact: str
    heads: tuple[str, ...]
    coined: frozenset[str]


@lru_cache(maxsize=_KNOWN)
def key(text: str) -> str:
    """Return `title_key(text)`; plain text takes a shorter way to the same key."""
    if _PLAIN.fullmatch(text):
        return _APART.sub(" ", text.lower()).strip()
    return title_key(text)


@lru_cache(maxsize=_KNOWN)
def compact(text: str) -> str:
    """Return the title without markup, case, accents, punctuation and spaces."""
    return key(text).replace(" ", "")


def bare(text: str) -> str:
    """Return `compact` of a title whose formulas and commands are lost, empty where it has none."""
    return compact(_MARKUP.sub(" ", text)) if _MARKUP.search(text) else ""


@lru_cache(maxsize=_KNOWN)
def heads(text: str, whole: str) -> tuple[str, ...]:
    """Return the beginnings of a title before a colon, dash or question mark, longest first.

    `whole` is the compact title; each head is a beginning of it, and shorter.
    """
    if not _CUT.search(text):
        return ()
    text = clean(text)
    found = (compact(text[: cut.start()]) for cut in _CUT.finditer(text))
    return tuple(
        sorted({h for h in found if h and h != whole and whole.startswith(h)}, key=len)[::-1]
    )


@lru_cache(maxsize=_KNOWN)
def parse(text: str) -> Title:
    """Return the title as it is compared."""
    words = tuple(key(text).split())
    whole = "".join(words)
    before = heads(text, whole)
    return Title(words, whole, before, frozenset(_coined(clean(text), words, before)))


def _coined(text: str, words: Sequence[str], before: Sequence[str]) -> Iterator[str]:
    """Yield the words that look like names: capitals inside, digits, or alone before a colon."""
    if before and before[-1] == words[0]:
        yield before[-1]
    if not text.isupper() and not text.islower():
        for word in re.findall(r"\w+", text):
            if len(word) <= LONGEST_NAME and _COINED.fullmatch(word):
                yield compact(word)


def slips(ours: Title, theirs: Title, vocabulary: Vocabulary, said: frozenset[str]) -> int | None:
    """Return how many characters of the titles are slips, None where they are not one title.

    A differing word is a slip where it is near the other one and not both of them are words.
    Numbers must agree, and names, unless the rest of the title tells enough. `said` are words of
    the abstract of ours: a word of theirs that stands there is what ours should have been.
    """
    a, b = ours.compact, theirs.compact
    if min(len(a), len(b)) < SHORTEST or not same_numbers(a, b):
        return None
    limit = SHARE * min(len(a), len(b))
    if abs(len(a) - len(b)) > limit:
        return None
    blocks = _blocks(a, b)
    cost = _cost(blocks)
    if cost > limit:
        return None
    flipped = [(j1, j2, i1, i2, same) for i1, i2, j1, j2, same in blocks]
    pairs = set(_pairs(a, b, blocks, theirs.words))
    pairs |= {(x, y) for y, x in _pairs(b, a, flipped, ours.words)}
    ways = [pairs]
    if len(ours.words) == len(theirs.words):
        ways.append({p for p in zip(ours.words, theirs.words, strict=True) if p[0] != p[1]})
    names = ours.coined | theirs.coined
    return cost if any(_all_slips(way, theirs, vocabulary, said, names) for way in ways) else None


def _all_slips(
    pairs: Collection[Pair],
    theirs: Title,
    vocabulary: Vocabulary,
    said: frozenset[str],
    names: frozenset[str],
) -> bool:
    """Return whether each pair of words, ours and theirs, is one word with a slip."""
    rest = set(theirs.words) - {y for _, y in pairs}
    told = vocabulary.bits(rest) >= TELLING_ALONE
    kept = frozenset[str]() if told else names
    return all(
        _spelt(x, y, said)
        or (
            _slip(x, y, kept, int(told))
            and not vocabulary.both_words(x, y)
            and not (x in said and vocabulary.is_word(y))
        )
        for x, y in pairs
    )


def near(ours: str, theirs: str) -> bool:
    """Return whether so much of two compact titles matches that only authors must agree."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.quick_ratio() >= 0.8 and matcher.ratio() >= 0.8


def same_numbers(ours: str, theirs: str) -> bool:
    """Return whether two texts hold the same numbers in the same order."""
    return _NUMBER.findall(ours) == _NUMBER.findall(theirs)


def _blocks(a: str, b: str) -> list[_Block]:
    """Return the spans of `a` and `b` that go together, and whether they are equal."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return [(i1, i2, j1, j2, tag == "equal") for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def _cost(blocks: Sequence[_Block]) -> int:
    return sum(max(i2 - i1, j2 - j1) for i1, i2, j1, j2, same in blocks if not same)


def _pairs(a: str, b: str, blocks: Sequence[_Block], words: Sequence[str]) -> Iterator[Pair]:
    """Yield each word of `b` (which are `words`) that differs, after what stands there in `a`."""
    end = start = left = 0
    for word in words:
        start, end = end, end + len(word)
        right = _opposite(blocks, end)
        if a[left:right] != b[start:end]:
            yield a[left:right], b[start:end]
        left = right


def _opposite(blocks: Sequence[_Block], position: int) -> int:
    """Return the place in the first text that stands for the end of a word in the second."""
    for _, i2, j1, j2, same in blocks:
        if j1 <= position <= j2 and j2 > j1:
            return i2 - (j2 - position) if same else i2
    return blocks[-1][1] if blocks else 0


def _slip(x: str, y: str, names: frozenset[str], slack: int) -> bool:
    """Return whether `x` of our title may be `y` of theirs, with `slack` more slips than usual."""
    if not x or not y:
        return (x or y) in _ARTICLES
    if {x, y} & (_MEANT | names):
        return False
    length = min(len(x), len(y))
    most = (max(2, length // 4) if length > 3 else 0) + slack
    return _cost(_blocks(x, y)) <= most


def _spelt(x: str, y: str, said: frozenset[str]) -> bool:
    """Return whether the words are one: with another ending, or little, or attested."""
    if _stem(x) == _stem(y):
        return True
    little = (x in STOP_WORDS or y in STOP_WORDS) and not {x, y} & _MEANT
    swapped = sorted(x) == sorted(y)
    most = max(1 + swapped, min(len(x), len(y)) // 3)
    return (little or (y in said and x not in said)) and _cost(_blocks(x, y)) <= most


def _stem(word: str) -> str:
    """Return a long word without its ending and in one spelling."""
    plain = word.replace("isation", "ization").replace("our", "or")
    return _ENDING.sub("", plain) if len(word) > 4 else plain.removesuffix("s")
