"""Names as BibTeX writes them: "von Last, Jr, First", "First von Last", teams in braces."""

import re
from functools import lru_cache

from review.model import Author
from review.sources.bibtex.tex import decode
from review.sources.fields import people, person, squeeze

_AND = re.compile(r"\s+and(?:\s+and)*\s+", re.IGNORECASE)
_ET_AL = re.compile(r"et\.?\s*al\.?", re.IGNORECASE)  # in braces: of a program that keeps all names
_OTHERS = re.compile(r"others|et\.?\s*al\.?", re.IGNORECASE)
_TRAILING = re.compile(r",?\s+et\.?\s*al\.?$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_UNIT = re.compile(
    r"\\(?:[A-Za-z]+\s*|[^A-Za-z\s])\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
)
_HIDDEN = {" ": "\ue010", ",": "\ue011", ";": "\ue012"}
_HIDE = str.maketrans(_HIDDEN)
_SHOW = str.maketrans({hidden: shown for shown, hidden in _HIDDEN.items()})
_PRIVATE = re.compile("[\ue010-\ue012]")


def names(tex: str) -> tuple[tuple[Author, ...], bool, tuple[str, ...]]:
    """Return the people a name field lists, whether that is all of them, and what is wrong."""
    text = _PRIVATE.sub("\ufffd", tex)
    if "{" in text or "\\" in text:
        text = _UNIT.sub(_whole, text)
    parts = [part for part in _AND.split(f" {squeeze(text)} ") if part.strip(" ,")]
    authors: list[Author] = []
    complete, faults = True, []
    for part in map(str.strip, parts):
        if _OTHERS.fullmatch(part):
            complete = False
            continue
        shorter = _TRAILING.sub("", part)
        complete = complete and shorter == part
        read, fault = _name(shorter)
        authors += read
        faults += [fault] if fault else []
    named = tuple(one for one in authors if str(one) and not _ET_AL.fullmatch(str(one)))
    return named, complete and len(named) == sum(map(bool, map(str, authors))), tuple(faults)


def _whole(found: re.Match[str]) -> str:
    """A group in braces, decoded; what would take its text apart is hidden."""
    if found[0][0] == "\\":
        return found[0]
    inside = found[0][1:-1]
    if re.fullmatch(r"\\(?:[A-Za-z]+\s*|[^A-Za-z\s])(?:\{[^{}]*\}|[^\s{}]*)\s*\S?", inside):
        return decode(inside)  # an accent or a letter: part of a word, its case counts
    return decode(inside).translate(_HIDE)


@lru_cache(maxsize=1 << 16)
def _name(text: str) -> tuple[tuple[Author, ...], str]:
    """Return who one name is, more than one where it lists several, and what is wrong with it."""
    text = decode(text)
    parts = [part.strip() for part in text.split(",")]
    if "family=" in text or "family =" in text:
        return (_extended(parts),), ""
    if ";" in text:
        return _several(text), f"{_short(text)} separates names by semicolons instead of 'and'"
    if len(parts) == 3 and parts[1] and parts[2] and not _SUFFIX.fullmatch(parts[1]):
        if _SUFFIX.fullmatch(parts[2]):
            return (_shown(Author(f"{parts[0]} {parts[2]}", parts[1])),), ""
        several = _several(text)
        if len(several) > 1:
            return several, f"{_short(text)} separates names by commas instead of 'and'"
    if len(parts) > 3:
        return _listed(text, parts), f"{_short(text)} has too many commas for a name"
    if len(parts) == 1 and " " not in text:
        return (_shown(Author(text)),), ""
    return (_shown(person(text)),), ""


def _extended(parts: list[str]) -> Author:
    """Return a name in biblatex's extended format: "given=Hans, prefix=von, family=Haus"."""
    stated = {key.strip(): value.strip(' "') for key, _, value in (p.partition("=") for p in parts)}
    family = (stated.get(part, "") for part in ("prefix", "family", "suffix"))
    return _shown(Author(squeeze(" ".join(family)), stated.get("given", "")))


def _listed(text: str, parts: list[str]) -> tuple[Author, ...]:
    """Return who a list with commas throughout names: "Noor, Ada, Tan, Mei" is two."""
    if len(parts) % 2 == 0 and all(part and " " not in part for part in parts):
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return tuple(_shown(Author(family, given)) for family, given in pairs)
    return _several(text)


def _several(text: str) -> tuple[Author, ...]:
    return tuple(map(_shown, people(text)[0]))


def _shown(author: Author) -> Author:
    return Author(_plain(author.family), _plain(author.given))


def _plain(text: str) -> str:
    return squeeze(text.translate(_SHOW)).strip(",") if text else ""


def _short(text: str) -> str:
    text = _plain(text)
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
