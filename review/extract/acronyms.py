"""Acronyms with their long forms, after Schwartz and Hearst (2003), "A simple algorithm for
identifying abbreviation definitions in biomedical text"."""

import re

_BRACKET = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"[A-Za-z0-9][\w./+-]{1,11}(?: [A-Z0-9][\w.-]{0,5})?")
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
    last = _LAST_WORD.search(before)
    if last and _is_short(last[0].strip()) and len(inner.split()) > 1:
        long = long_form(last[0].strip(), inner)
        return (last[0].strip(), long) if long and long == inner else None
    return None


def _is_short(text: str) -> bool:
    capitals = sum(character.isupper() for character in text)
    return bool(_SHORT.fullmatch(text)) and (capitals > 1 or (capitals == 1 and len(text) < 4))


def long_form(short: str, before: str) -> str | None:
    """Return the words at the end of `before` that hold the letters of `short` in order."""
    bare = short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short
    words = re.split(r"[.!?;:]\s", before)[-1].split()
    window = " ".join(words[-min(len(bare) + 5, len(bare) * 2) :])
    place = len(window)
    for number in range(len(bare) - 1, -1, -1):
        letter = bare[number].lower()
        if not letter.isalnum():
            continue
        place -= 1
        while place >= 0 and not (
            window[place].lower() == letter
            and (number > 0 or place == 0 or not window[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    while place > 0 and not window[place - 1].isspace():  # "Non-Gaussian" begins with "Non"
        place -= 1
    long = window[place:].lstrip("([{\"'“‘")
    if len(long) <= len(bare) or bare in re.split(r"[\s-]", long) or not _balanced(long):
        return None
    return long


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]", "{}", "“”"))
