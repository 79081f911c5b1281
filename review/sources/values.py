"""What the values of bibliographic fields say: one `take` of a rule for each kind of field.

Each takes the value as it stands in the file and returns what it states, or None where it does not
state such a thing.
"""

import html
import re
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import unquote

from review.model import Author, Json
from review.sources.fields import arxiv_of, doi_of, squeeze
from review.sources.names import plain

WRAPPED = 120
"""Characters; a file with longer lines does not wrap its values, so its breaks are paragraphs."""

SHORT = 80  # characters within which a value may say that there is none
_LONGEST_DOI = 2000  # characters

_ENDS = re.compile(r"[.!?:;)\]\"”»。]\s*$")
_NOTHING = re.compile(
    r"\W*(?:n/?a|nan|null|none|no abstract(?: is)?(?: available)?|"
    r"abstract (?:is )?not available)?\W*",
    re.IGNORECASE,
)
_DOI_FRONT = re.compile(r"\A(?:https?://[\w.-]*doi[\w.-]*/|doi:?\s*)+", re.IGNORECASE)
_DOI_WHOLE = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ISBN = re.compile(r"(?<![\dX-])(?:97[89](?:[- ]?\d){10}|\d(?:[- ]?\d){8}[- ]?[\dXx])(?![\dXx-])")
_ISSN = re.compile(r"(?<![\d-])(\d{4})[-–]?(\d{3}[\dXx])(?![\dXx-])")
_DASH = re.compile(r"\s*(?:--+|[–—‐‑])\s*")
_RETRACTED = re.compile(
    r"\s*\W?retracted(?: article| publication)?\W?\s*[:]|.*\(retracted\b[^()]*(?:\)|\Z)",
    re.IGNORECASE,
)


def text(value: str) -> str | None:
    """Return the value on one line, or None where it says nothing."""
    return squeeze(value) or None


def nlm_title(value: str) -> str | None:
    """Return a title without the marks of the National Library of Medicine.

    It ends every title with a full stop, and sets the translation of a foreign one in brackets,
    "[Not Available]" where there is none.
    """
    title = squeeze(value)
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    if title.startswith("[") and title.find("]") == len(title) - 1:
        title = title[1:-1].removesuffix(".")
    return title if title and title != "Not Available" else None


def key(value: str) -> str | None:
    """Return a citation key; the numbers that databases and EndNote give are none."""
    return value if re.fullmatch(r"[^\W\d][\w.:+/-]*", value) else None


def prose(value: str) -> list[str] | None:
    """Return the paragraphs of an abstract with wrapped lines joined; None for "NA" and the like.

    A blank line parts paragraphs; so does each break behind the end of a sentence in a value with
    lines too long to be wrapped ones.
    """
    if "\n" not in value:
        return None if _nothing(value) else [value.strip()]
    lines = [line.strip() for line in value.split("\n")]
    broad = max(map(len, lines)) > WRAPPED
    parts = [[lines[0]]]
    for before, line in pairwise(lines):
        if not before or not line or (broad and _ENDS.search(before)):
            parts.append([line])
        else:
            parts[-1].append(line)
    joined = [text for part in parts if (text := " ".join(part).strip())]
    return None if _nothing(" ".join(joined)) else joined


def _nothing(value: str) -> bool:
    return len(value) < SHORT and bool(_NOTHING.fullmatch(value))


def terms(value: str) -> list[str] | None:
    """Return keywords: one a line, or parted by ";"."""
    if "\n" not in value and ";" not in value:
        return [found] if (found := squeeze(value)) else None
    parts = [squeeze(part) for line in value.split("\n") for part in line.split(";")]
    return list(dict.fromkeys(part for part in parts if part)) or None


def doi(value: str) -> str | None:
    """Return the bare DOI; one that is all of the value keeps what links may not hold."""
    if len(value) > _LONGEST_DOI:
        return None
    bare = unquote(html.unescape(_DOI_FRONT.sub("", value.strip()))).strip()
    return bare.rstrip(".,;") if _DOI_WHOLE.fullmatch(bare) else doi_of(bare) or None


def arxiv(value: str) -> str | None:
    """Return the bare arXiv identifier."""
    return arxiv_of(value) or None


def link(value: str) -> str | None:
    """Return the value where it is a link to a page."""
    found = squeeze(value)
    return found if re.match(r"(?:https?|ftp)://\S+\Z", found) else None


def digits(value: str) -> str | None:
    """Return the value where it is a PubMed identifier."""
    found = value.strip()
    return found if found.isascii() and found.isdecimal() and 4 <= len(found) <= 8 else None


def pmc(value: str) -> str | None:
    """Return the value where it is a PubMed Central identifier."""
    found = re.fullmatch(r"\s*(PMC\d{4,9})\s*", value)
    return found[1] if found else None


def span(value: str) -> str | None:
    """Return pages, joined by one hyphen."""
    return _DASH.sub("-", squeeze(value)) or None


def serials(value: str) -> list[str] | None:
    """Return the ISSNs ("1234-567X") and ISBNs (as they stand) in the value."""
    numbers = [found[0] for found in _ISBN.finditer(value)]
    numbers += [f"{a}-{b}".upper() for a, b in _ISSN.findall(_ISBN.sub(" ", value))]
    return list(dict.fromkeys(numbers)) or None


def editors(read: Callable[[str], list[Author] | None]) -> Callable[[str], Json]:
    """Return a `take` for editors from one for authors."""

    def take(value: str) -> Json:
        people = read(value)
        return None if people is None else plain(people)

    return take


def retraction(title: str) -> bool:
    """Return whether a publisher's mark in the title says that the work was withdrawn."""
    return bool(_RETRACTED.match(title))
