"""The cells of tables: names, years, pages and lists as spreadsheets and services write them."""

import re
from collections.abc import Callable
from functools import lru_cache

from review.model import Author, Json
from review.sources.dates import when
from review.sources.fields import arxiv_of, doi_of, people, person, squeeze, year_of
from review.sources.kinds import kind_of

# What spreadsheets and programs write for nothing; R's NA and pandas' NaN also stand for titles,
# while "None" or "Null" may be one.
_NOTHING = frozenset(
    "na n/a nan null none nil undefined <na> #n/a #value! #ref! - -- — . ?".split()
)
_NO_TEXT = frozenset(("NA", "NaN", "nan", "<NA>", "#N/A", "—"))
_NO_ABSTRACT = re.compile(
    r"\[?\s*(?:no abstract(?: is)? available|abstract not available)\s*[.\]]*", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"\[?(?:no authors? (?:(?:name|id) )?(?:available|listed|found)|anonymous|anon\.?)\]?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\s*\(\d{5,}\)|\s*\[\d{5,}\]")  # Scopus numbers its authors
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_NAMED = re.compile(r"""['"]name['"]:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""")
_TRUNCATED = re.compile(
    r"\s*(?:…|\.\.\.|[,;]?\s*\b(?:and\s+others|(?:and\s+)?et\.?\s*al\.?))\s*$", re.IGNORECASE
)
_INITIALS = r"(?:[^\W\d_]\.[\s-]*)+(?:[^\W\d_])?|[A-Z]{1,3}|[A-Z]-[A-Z]"
_SHORT = re.compile(rf"(?P<family>[^\W\d_][^,.;]*?[^\W\d_])\.?\s+(?P<given>{_INITIALS})")
_CLOCK = re.compile(r"(?<=\d)T\d\d:.*$|\s+\d\d:\d\d.*$")
_YEARS = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PMID = re.compile(
    r"(?:pmid|pubmed|https?://\S*pubmed\S*/|medline)?[:\s]*(\d{1,9})(?:\.0)?/?", re.IGNORECASE
)
_PMCID = re.compile(r"PMC\d+", re.IGNORECASE)
_OPENALEX = re.compile(r"\bW\d{4,}\b")
_TRUE = frozenset(("true", "yes", "1", "t", "y"))
_FALSE = frozenset(("false", "no", "0", "f", "n"))


def missing(field: str, cell: str) -> bool:
    """Return whether a cell says nothing: blank, or what programs write for an absent value."""
    text = cell.strip()
    if not text:
        return True
    if len(text) > 60:
        return False
    if field in ("title", "authors", "first_author"):
        return text in _NO_TEXT or (field != "title" and bool(_NO_AUTHOR.fullmatch(text)))
    if field == "abstract" and _NO_ABSTRACT.fullmatch(text):
        return True
    return text.casefold() in _NOTHING


# ── names ────────────────────────────────────────────────────────────────────────────────────


def authors(cell: str) -> tuple[tuple[Author, ...], bool]:
    """Return the authors that a cell names, and whether these are all of them.

    Names are separated by "|", ";", lines, " and " or commas; a list in brackets is one of
    quoted names. "Noor A.B." and "Noor AB" are a family name and initials.
    """
    text = _SERIAL.sub("", cell).strip().rstrip(";").strip()
    listed = text.startswith("[") and text.endswith("]")
    if listed and (quoted := _NAMED.findall(text) or _QUOTED.findall(text)):
        return tuple(_name(one or two) for one, two in quoted if one or two), True
    shorter = _TRUNCATED.sub("", text)
    for separator in ("|", ";", "\n"):
        if separator in shorter:
            return _separated(shorter.split(separator), shorter == text)
    # PubMed ends the list with a full stop, which is not that of an initial.
    ended = shorter.endswith(".") and shorter.count(".") == 1
    if short := _all_short(shorter.rstrip(".") if ended else shorter):
        return short, shorter == text
    names, complete = people(shorter)
    return names, complete and shorter == text


def _separated(parts: list[str], complete: bool) -> tuple[tuple[Author, ...], bool]:
    names: list[Author] = []
    for part in parts:
        name = squeeze(part).removeprefix("and ").removeprefix("& ")
        if name.casefold().rstrip(".") in ("others", "et al", "et. al"):
            complete = False
        elif name and not missing("authors", name):
            found, whole = _one(name)
            names += found
            complete = complete and whole
    return tuple(names), complete


def _one(text: str) -> tuple[tuple[Author, ...], bool]:
    """Return whom one of several names means: one person, unless " and " joins two.

    Braces keep a name together, as in BibTeX.
    """
    if text.startswith("{") and text.endswith("}"):
        return (_name(text),), True
    if " and " in text or "et al" in text:
        return people(text)
    return (_name(text),), True


def _all_short(text: str) -> tuple[Author, ...]:
    """Return the authors of "Noor A., Wit J.B." or "Noor A, Wit JB"; none if any is otherwise."""
    found = [_SHORT.fullmatch(part.strip()) for part in text.split(",") if part.strip()]
    if not all(found):
        return ()
    return tuple(_shortened(match) for match in found if match)


@lru_cache(maxsize=1 << 16)
def _name(text: str) -> Author:
    name = squeeze(text).strip(" ,")
    if match := _SHORT.fullmatch(name):
        return _shortened(match)
    return person(name)


def _shortened(match: re.Match[str]) -> Author:
    """Return the person, unless the words before the initials are initials themselves."""
    if re.fullmatch(_INITIALS, match["family"]):
        return person(match[0])
    return Author(match["family"], match["given"].strip())


# ── the other fields ─────────────────────────────────────────────────────────────────────────


def year(cell: str) -> int:
    """Return the year of a cell; of a date in words, the only year in it."""
    text = cell.strip()
    found = year_of(text)
    years = set(_YEARS.findall(text[:60])) if found is None else set()
    if found is None and len(years) == 1:
        found = int(years.pop())
    if found is None:
        raise ValueError(f"{_cut(text)} is not a year")
    return found


def date(cell: str) -> str:
    """Return "2024-05-01", "2024-05", or "2024" where no more is certain; else `ValueError`."""
    stated = when(_CLOCK.sub("", cell.strip()))
    if stated.year is None:
        raise ValueError("")
    return f"{stated.year}{stated.rest if stated.whole else ''}"


def pages(cell: str) -> str:
    """Return pages as "12-34"."""
    text = squeeze(cell)
    text = (
        re.sub(r"^(?:pp?|pages?)\.?\s*(?=\w)", "", text, flags=re.IGNORECASE)
        if " " in text[:7]
        else text
    )
    return re.sub(r"\s*(?:--+|[-‐‑‒–—])\s*", "-", text).strip("-")


def items(cell: str) -> list[Json]:
    """Return the keywords of a cell, separated by ";", "|" or lines, else by commas."""
    text = cell.strip()
    if text.startswith("[") and text.endswith("]") and (quoted := _QUOTED.findall(text)):
        return [one or two for one, two in quoted if one or two]
    separator = next((mark for mark in (";", "|", "\n", ",") if mark in text), ";")
    return [squeeze(part) for part in text.split(separator) if part.strip()]


def _identifier(find: Callable[[str], str]) -> Callable[[str], Json]:
    def read(cell: str) -> Json:
        if found := find(cell):
            return found
        raise ValueError(f"{_cut(cell)} is not such an identifier")

    return read


def _first(pattern: re.Pattern[str], group: int = 0) -> Callable[[str], str]:
    def find(cell: str) -> str:
        found = pattern.search(cell) if group == 0 else pattern.fullmatch(cell.strip())
        return found[group] if found else ""

    return find


def _retracted(cell: str) -> Json:
    word = cell.strip().casefold()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise ValueError("")


def _kind(cell: str) -> Json:
    if kind := kind_of(cell):
        return kind
    raise ValueError("")


def _editors(cell: str) -> Json:
    return [{"given": editor.given, "family": editor.family} for editor in authors(cell)[0]]


def _whole(cell: str) -> Json:
    """Return a number as such text: spreadsheets make 12 out of it 12.0."""
    return re.sub(r"^(\d+)\.0$", r"\1", squeeze(cell))


def _cut(text: str) -> str:
    shown = repr(squeeze(text))
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


READ: dict[str, Callable[[str], Json]] = {
    "title": squeeze,
    "abstract": lambda cell: cell,
    "year": year,
    "published": date,
    "pages": pages,
    "keywords": items,
    "editors": _editors,
    "retracted": _retracted,
    "type": _kind,
    "doi": _identifier(doi_of),
    "arxiv": _identifier(arxiv_of),
    "pmid": _identifier(_first(_PMID, 1)),
    "pmcid": _identifier(_first(_PMCID)),
    "openalex": _identifier(_first(_OPENALEX)),
    "volume": _whole,
    "number": _whole,
    "first_page": _whole,
    "last_page": _whole,
}
"""Field to the function that reads its cell; `ValueError` where the cell is unfit. A field that
is not here is text on one line."""
