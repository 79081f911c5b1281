"""Short forms in a text: a long form is given once, where a reader meets the short form first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from review.model import Edit, Paragraph, Quote
from review.summarize.corpus import Member
from review.text.edits import replay
from review.text.terms import stem, title_key

_APART = re.compile(r"[\W_]+")
_QUOTES = " `'\"‘’“”"
_NOT_A_NAME = re.compile(r"[()\[\]{}\\$;:]|^(?:and|or|as|the|an?|of|in|for|with)\s", re.I)
_INITIAL = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]|[A-Z])")  # of a word, or a capital inside it
_LONG = 4  # letters of a short form that no long form holds by chance
_INITIALS = 0.6  # share of the letters that stand there, at least


def singular(word: str) -> str:
    """Return a folded word without its plural "s"."""
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word


def meaning(long: str) -> str:
    """Return a long form such that spellings of one meaning are equal: hyphens, case, ending."""
    return stem(_APART.sub("", title_key(long)))


def tidy(long: str) -> str:
    """Return a long form without quotation marks around it."""
    return long.strip(_QUOTES)


def sound(short: str, long: str) -> bool:
    """Whether `long` may be what `short` stands for: a false pair is worse than none.

    The letters of `short` (its capitals, where it mixes both) come in order in `long`, the first
    at its first word and most of them at the start of a word or as a capital in it. `long` holds
    neither brackets nor an enumeration nor `short` itself, and no letter stands for two.
    """
    letters = _letters(short)
    if not letters or _NOT_A_NAME.search(long) or not long[:1].isalpha():
        return False
    if len(short) >= _LONG and short.casefold() in long.casefold():
        return False
    places = [c.lower() for c in _INITIAL.findall(long)]
    if places[:1] != letters[:1] or len(places) < len(letters) - 1:
        return False
    if any(0 < places.count(c) < letters.count(c) for c in letters):
        return False
    folded = (c for c in long.lower() if c.isalpha())
    if not all(letter in folded for letter in letters):
        return False
    return _in_order(letters, places) >= _INITIALS * len(letters)


def _letters(short: str) -> list[str]:
    """Return the letters that stand for words, in lower case."""
    capitals = [c.lower() for c in short if c.isupper()]
    if len(capitals) > 1 and short[:1].isupper():
        return capitals
    return [c.lower() for c in short if c.isalpha()]


def _in_order(letters: Sequence[str], places: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(places) + 1)
    for letter in letters:
        before = row[:]
        for i, place in enumerate(places):
            row[i + 1] = before[i] + 1 if letter == place else max(before[i + 1], row[i])
    return row[-1]


def expanded_once(
    paragraphs: Iterable[Paragraph], members: Mapping[str, Member]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs with each short form expanded at its first use only.

    An expansion is an edit, so leaving it out gives the words of the source. A short form that
    another work uses for something else is expanded again.
    """
    known: dict[str, str] = {}
    return tuple(
        replace(part, quotes=tuple(_once(quote, members, known) for quote in part.quotes))
        for part in paragraphs
    )


def quotes_expanded_once(
    quotes: Sequence[Quote], members: Mapping[str, Member]
) -> tuple[Quote, ...]:
    """Return the quotes of one section likewise."""
    known: dict[str, str] = {}
    return tuple(_once(quote, members, known) for quote in quotes)


def _once(quote: Quote, members: Mapping[str, Member], known: dict[str, str]) -> Quote:
    """Return the quote without expansions of what is `known`; what it introduces becomes known."""
    if quote.counted:
        return quote
    member = members[quote.paper]
    abstract = member.entry.abstract
    kept = tuple(edit for edit in quote.edits if _needed(edit, abstract, known))
    for short, long in member.extract.acronyms:
        if f"({short})" in quote.text:
            known[singular(short.casefold())] = meaning(long)
    if len(kept) == len(quote.edits):
        return quote
    return replace(quote, text=replay(abstract, quote.start, quote.end, kept), edits=kept)


def _needed(edit: Edit, abstract: str, known: dict[str, str]) -> bool:
    if edit.op != "expand":
        return True
    if not sound(abstract[edit.start : edit.end], tidy(edit.to.rpartition("(")[0])):
        return False
    short = singular(abstract[edit.start : edit.end].casefold())
    long = meaning(edit.to.rpartition("(")[0])
    needed = known.get(short) != long
    known[short] = long
    return needed
