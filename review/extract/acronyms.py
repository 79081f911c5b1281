"""Acronyms with their long forms, after Schwartz and Hearst (2003), "A simple algorithm for
identifying abbreviation definitions in biomedical text"."""

import re
from collections.abc import Sequence

_DEAR = 0.6
_DEAREST = 0.7
"""The dearest long form still taken, a letter; and one of a single word ("electrocardiogram")."""

_WORD = 0.2
"""What a word more must save at least."""

_NONE_OF = re.compile(
    r"[()\[\]{}\\$“”\"]|\b(?:called|named(?! entit)|namely|consists?|evaluated|is|are|was|were|"
    r"which|that|we|our|introduces?|proposes?|presents?|develops?)\b"
)
"""What no long form holds."""

_LINKS = frozenset("of the and for in on with to a an by from as at via or -".split())
_NO_FIRST = frozenset(
    "a an and are as at based be both by for from in is it its of on or our the their these this "
    "that to we with which such using".split()
)
_BRACKET = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"[A-Za-z0-9][\w./+-]{1,11}(?: [A-Z0-9][\w.-]{0,5})?")
_FAR = 20  # longer than any short form
_LAST_WORD = re.compile(r"[\w+.-]+\s*\Z")


def acronyms(abstract: str) -> tuple[tuple[str, str], ...]:
    """Return (short form, long form) as they stand in the abstract, each short form once."""
    found: dict[str, str] = {}
    for bracket in _BRACKET.finditer(abstract):
        before = abstract[max(0, bracket.start() - 200) : bracket.start()].rstrip()
        pair = _definition(before, re.split(r"[;,]\s", bracket[1])[0].strip())
        if pair and pair[0] not in found:
            found[pair[0]] = pair[1]
    return tuple(found.items())


def _definition(before: str, inner: str) -> tuple[str, str] | None:
    if _is_short(inner):
        long = long_form(inner, before)
        return (inner, long) if long else None
    last = _LAST_WORD.search(before, max(0, len(before) - _FAR))
    if last and _is_short(last[0].strip()) and len(inner.split()) > 1:
        long = long_form(last[0].strip(), inner)
        return (last[0].strip(), long) if long and long == inner else None
    return None


def _is_short(text: str) -> bool:
    capitals = sum(character.isupper() for character in text)
    return bool(_SHORT.fullmatch(text)) and (capitals > 1 or (capitals == 1 and len(text) < 4))


def long_form(short: str, before: str) -> str | None:
    """Return the words at the end of `before` that spell `short`, or None.

    The long form begins at a word that begins with the first letter of `short`, and holds its
    letters in order; among several the one is taken whose letters stand at most beginnings of
    words, then the shortest.
    """
    bare = short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short
    letters = [each.lower() for each in bare if each.isalnum()]
    words = re.split(r"[.!?;:]\s", before)[-1].split()
    best: tuple[float, int, str] | None = None
    for size in range(1, min(len(bare) + 5, len(bare) * 2, len(words)) + 1):
        text = " ".join(words[-size:]).strip("([{\"'“”‘’`~*")
        price = _price(letters, text) if letters else None
        if price is None or not _whole(bare, text):
            continue
        if best is None or price + _WORD * size < best[0] + _WORD * best[1]:
            best = (price, size, text)
    if best is None:
        return None
    dearest = _DEAREST if best[1] == 1 else _DEAR
    return best[2] if best[0] <= dearest * len(letters) else None


def _whole(bare: str, long: str) -> bool:
    """Whether a long form is longer than the short one, does not hold it, and may begin so."""
    first = long.split(" ", 1)[0].casefold()
    inside = bare in long
    clean = not _NONE_OF.search(long)
    return len(long) > len(bare) and not inside and clean and first not in _NO_FIRST


def _price(letters: Sequence[str], long: str) -> float | None:
    """The letters of a short form that stand inside words of `long`, and the words left out.

    None where the letters do not stand in it in order, the first at its beginning.
    """
    if not long or long[0].lower() != letters[0]:
        return None
    cheapest: dict[int, float] = {0: 0.0}  # place of the last letter → price so far
    for letter in letters[1:]:
        reached: dict[int, float] = {}
        for last, price in cheapest.items():
            for place in range(last + 1, len(long)):
                if long[place].lower() == letter:
                    step = price + _step(long, last, place)
                    reached[place] = min(step, reached.get(place, step))
        cheapest = reached
    commas = 0.4 * long.count(",")
    ends = [commas + price + _left_out(long[place:]) for place, price in cheapest.items()]
    return min(ends, default=None)


def _step(long: str, last: int, place: int) -> float:
    """The price of a letter at `place` after one at `last`."""
    before = long[place - 1]
    own = long[place].isupper() and before.islower()
    inner = 0.0 if own or not before.isalnum() else 0.5 if place == last + 1 else 1.0
    return inner + _left_out(long[last:place])


def _left_out(text: str) -> float:
    """The price of the whole words in `text` after the first, which give no letter."""
    words = text.split(" ")[1:]
    words = words[:-1] if words and not text[-1:].isspace() and len(words) else words
    return sum(0.0 if word in _LINKS else 0.3 for word in words if word)
