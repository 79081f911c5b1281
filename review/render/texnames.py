"""Names of people and teams as BibTeX reads them: "von Last, Jr, First", or braced whole."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from review.model import Author
from review.render.texescape import CLOSE, OPEN, escape

_SUFFIX = re.compile(r"(?P<family>.+?),?\s+(?P<suffix>(?:Jr|Sr)\.?|II|III|IV)", re.IGNORECASE)
_SEPARATES = re.compile(r",|\band\b", re.IGNORECASE)
_DELIMITERS = re.compile(r"[()\[\],=]")
_FORMULA = re.compile(r"\{\$([^$]*)\$\}")
_MATH = re.compile(r"(?<=\\ensuremath\{)([^{}]*)\}\}\{\\ensuremath\{")
_WIDEST = 23  # characters of TeX that one of a name takes at most
LONGEST_LABEL = 236
"""Characters of TeX of the names in a label."""


def author_field(
    authors: Sequence[Author], complete: bool, write: Callable[[Author], str] | None = None
) -> str:
    """Return the names as BibTeX reads them or `write` writes, "and others" for unknown ones."""
    most = LONGEST_LABEL // (2 if len(authors) == 2 else 1)  # of one or two is a label made
    shown = [cut(author, most) for author in authors]
    names = [name for author in shown if (name := (write or name_of)(author))]
    return " and ".join(names if complete or not names else [*names, "others"])


def cut(author: Author, most: int) -> Author:
    """Return the name, its family part cut to `most` characters of TeX.

    BibTeX cuts a label at 250 characters, through whatever stands there.
    """
    family = author.family
    if len(family) * _WIDEST <= most or _width(family) <= most:
        return author
    while len(family) > 1 and _width(family) > most - len(r"{\ldots}"):
        family = family[: max(1, min(len(family) - 1, len(family) * most // _width(family)))]
    return replace(author, family=f"{family.rstrip()}…")


def _width(name: str) -> int:
    return len(whole(escape(name)))


@lru_cache(maxsize=65536)
def name_of(author: Author) -> str:
    """Return one name as "von Last, Jr, First", or braced where it must not be taken apart."""
    family, given = (" ".join(part.split()) for part in (author.family, author.given))
    given = given if _part(given).strip("- ") else ""
    if not given or not _part(family).strip("- "):
        return _braced(" ".join(filter(None, (given, family))))
    found = _SUFFIX.fullmatch(family)
    if found:
        return ", ".join((_last(found["family"]), escape(found["suffix"]), _part(given)))
    return f"{_last(family)}, {_part(given)}"


def _braced(name: str) -> str:
    """A name of one part: a collective keeps together, whatever its words are."""
    tex = _part(name)
    if not tex.strip("- "):
        return ""
    return tex if " " not in tex and tex != "others" else _group(name)


def _group(name: str) -> str:
    r"""A name in braces. Labels of three letters are cut inside them, but not inside `{\relax`."""
    tex = whole(escape(name))
    return rf"{{\relax {tex}}}" if re.search(r"[\\{$]", tex[:4]) else f"{{{tex}}}"


def whole(tex: str) -> str:
    """`tex` with its formulas as what BibTeX takes for one character, and never cuts."""
    return _MATH.sub(r"\1 ", _FORMULA.sub(r"{\\ensuremath{\1}}", tex))


def _last(family: str) -> str:
    """A family name with its particles, braced where BibTeX would take a part of it for one."""
    tex = _part(family)
    if " " not in family or _SEPARATES.search(family):
        return tex
    from pybtex.database import Person

    person = Person(f"{tex}, X")
    particles = [part for part in person.prelast_names if part[:1].isupper()]
    return _group(family) if particles or not person.last_names else tex


def _part(name: str) -> str:
    """A part of a name; what separates names or ends a label is hidden in braces."""
    if _SEPARATES.search(name):
        return _group(name)
    return whole(escape(name, _hide))


def _hide(text: str) -> str:
    return _DELIMITERS.sub(lambda found: OPEN + found[0] + CLOSE, text)
