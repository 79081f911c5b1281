"""Authors as reference formats write them: family name first, with a comma or with initials."""

import re
from functools import lru_cache

from review.model import Author, Json
from review.sources.fields import person, squeeze

OTHERS = Author("et al.")
"""Stands where a list says that it does not name all."""

_OTHERS = re.compile(r"(?:^|[,;]?\s+)(?:and\s+others|et\.?\s+al\.?|others)\s*\.?$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-\s]?)*[^\W\d_]\.?|[^\W\d_]{2,3}|[^\W\d_]-[^\W\d_]")
_SUFFIX = re.compile(r"(?:Jr|Sr|2nd|3rd|4th|5th)\.?|I{2,3}|IV", re.IGNORECASE)
_TAIL = re.compile(r"(?:^|[\s.])(?:Jr|Sr|\dnd|\drd|\dth|I{2,3}|IV|al|others)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"([^\W\d_](?:[\w'’ -]{0,60}\w)?), ([^\W\d_][\w.'’ -]{0,60})")
_GLUED = re.compile(r"\.(?=[^\W\d_]{2})")
_LONGEST = 300  # characters; no name of one person is longer
_MAIL = re.compile(r"\s*\([^()]*@[^()]*\)\s*$")
_NOBODY = re.compile(
    r"\W*(?:anon|anonymous|n/?a|no authors?(?: listed| names? available)?)\W*", re.IGNORECASE
)


def authors(value: str) -> list[Author] | None:
    """Return the people of one author field, `OTHERS` among them where it is cut; None for nobody.

    Names stand on lines of their own, or between ";"; " and " parts them where each has a comma.
    """
    if "  " not in value and (plain_ := _PLAIN.fullmatch(value)) and not _TAIL.search(value):
        return [Author(plain_[1], plain_[2])]
    if len(value) < _LONGEST and _NOBODY.fullmatch(value):
        return None
    parts = [part for line in value.split("\n") for part in line.split(";")]
    found = [name for part in parts for name in _one(part)]
    return found or None


def _one(text: str) -> list[Author]:
    text = squeeze(text).lstrip(" ,")
    if not text.strip(" ,."):
        return []
    shorter = _OTHERS.sub("", text) if text[-1] in ".lLsS" else text
    pieces = shorter.split(" and ") if " and " in shorter else [shorter]
    if not all("," in piece for piece in pieces):
        pieces = _run_together(shorter) if "," not in shorter else [shorter]
    people = [surname_first(piece) for piece in pieces if piece]
    return people if shorter == text else [*people, OTHERS]


def _run_together(text: str) -> list[str]:
    """Return the names in "Buhl A. H. Rahn K. Wei J. L.", where only initials part them."""
    words = _GLUED.sub(". ", text).split(" ")
    names: list[list[str]] = [[]]
    for i, word in enumerate(words):
        if i and len(words[i - 1]) == 2 and words[i - 1][1] == "." and len(word) > 2:
            names.append([])
        names[-1].append(word)
    whole = all(len(name[0]) > 2 and len(name) > 1 and name[-1][-1:] == "." for name in names)
    return [" ".join(name) for name in names] if whole and len(names) > 1 else [text]


def surname_first(text: str) -> Author:
    """Return one name: "Family, Given[[,] Jr.]", "Family AB", "Family A.B. Jr", "Given Family".

    A name that holds a digit, or ends like a team's, is kept whole as the family name. An e-mail
    address in parentheses behind the name is not part of it.
    """
    return _named(text) if len(text) <= _LONGEST else Author(squeeze(text))


@lru_cache(maxsize=1 << 16)
def _named(text: str) -> Author:
    text = _MAIL.sub("", squeeze(text)) if "@" in text else squeeze(text)
    if "," in text:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):
            return Author(f"{parts[0]} {parts[2]}", parts[1])
        if len(parts) == 2 and " " in parts[1] and _SUFFIX.fullmatch(parts[1].split(" ")[-1]):
            given, _, suffix = parts[1].rpartition(" ")
            return Author(f"{parts[0]} {suffix}", given)
        return person(", ".join(parts)) if len(parts) > 1 else Author("".join(parts))
    words = text.split(" ")
    junior = f" {words.pop()}" if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    at = len(words)
    while at and _initials(words[at - 1]):
        at -= 1
    if not junior and not person(text).given:
        return Author(text)
    if 0 < at < len(words):
        return Author(" ".join(words[:at]) + junior, " ".join(words[at:]))
    return Author(text) if re.search(r"\d", text) else person(text)


def _initials(word: str) -> bool:
    return word.isupper() and len(word) < 12 and bool(_INITIALS.fullmatch(word))


def whole(value: str) -> list[Author] | None:
    """Return the collective that the value names, its name kept whole."""
    name = squeeze(value).rstrip(",")
    return [Author(name)] if name else None


def plain(people: list[Author]) -> list[Json]:
    """Return people as `Entry.extra` holds editors."""
    return [{"family": person.family, "given": person.given} for person in people]
