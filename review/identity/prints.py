"""Fingerprints: what of a record counts when it is compared with another one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from review.model import Record
from review.text.terms import title_key

MIN_TITLE = 2  # words of a title that stay, whatever its end looks like

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;?!()'/-]*")
Name = tuple[frozenset[str], frozenset[str], str]
_APART = re.compile(r"[^a-z0-9]+")

_PREPRINT = re.compile(
    r"\b(?:arxiv|corr|preprints?|biorxiv|medrxiv|chemrxiv|ssrn|openreview|hal)\b"
)
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550|1101|2139|21203|26434|31234|36227|20944|5281|31219|35542)/"
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=1 << 18)
def key(text: str) -> str:
    """Return `title_key(text)`, remembered; plain text takes a shorter way to the same key."""
    if _PLAIN.fullmatch(text):
        return _APART.sub(" ", text.lower()).strip()
    return title_key(text)


@lru_cache(maxsize=1 << 18)
def _name(given: str, family: str) -> Name:
    """Return the words of the family name, those of the whole name, and the name unspaced."""
    words = key(f"{given} {family}").split()
    families = key(family).split()
    return (
        frozenset(word for word in families if len(word) > 1),
        frozenset(word for word in words if len(word) > 1),
        "".join(words),
    )


@dataclass(frozen=True, slots=True)
class Print:
    """A record reduced to what is compared; `sort` orders prints by content alone.

    `unsigned` is whether the record's own column of authors is empty.
    """

    sort: tuple[str, ...]
    words: tuple[str, ...]
    bag: frozenset[str]
    compact: str
    authors: tuple[Name, ...]
    unsigned: bool
    year: int | None
    venue: str
    doi: str
    arxiv: str
    abstract: str

    @property
    def families(self) -> frozenset[str]:
        """The words of the family names."""
        return frozenset().union(*(families for families, _, _ in self.authors))

    @property
    def names(self) -> frozenset[str]:
        """The words of the whole names."""
        return frozenset().union(*(words for _, words, _ in self.authors))

    @property
    def people(self) -> str:
        """All names without spaces, one after the other."""
        return "".join(unspaced for _, _, unspaced in self.authors)

    @property
    def published(self) -> bool:
        """Whether a venue is stated that is not a preprint server."""
        return bool(self.venue) and not _PREPRINT.search(self.venue)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the records state in the right columns: keys of all venues and all whole names."""

    venues: frozenset[str]
    people: frozenset[str]


def fingerprints(records: Sequence[Record]) -> list[Print]:
    """Return the print of each record.

    Values in the wrong column are found by the right ones: where a field is empty, and the title
    ends with a year, a venue or names that other records state, they count as that field.
    """
    columns = _Columns(
        frozenset(key(venue) for venue in {r.venue for r in records} if venue),
        frozenset(_names(records) if any(not record.authors for record in records) else ()),
    )
    return [_print(record, columns) for record in records]


def _print(record: Record, columns: _Columns) -> Print:
    words = key(record.title).split()
    year, venue = record.year, key(record.venue)
    authors = [_name(author.given, author.family) for author in record.authors]
    if year is None and len(words) > MIN_TITLE and _YEAR.fullmatch(words[-1]):
        year = int(words.pop())
    if not venue and (tail := _known_tail(words, columns.venues)):
        venue = tail
    while not record.authors and (name := _known_tail(words, columns.people)):
        authors.append(_name(*name.rsplit(" ", 1)) if " " in name else _name("", name))
    doi, arxiv = _identifiers(record)
    return Print(
        (
            record.title,
            record.doi,
            str(record.year),
            *(name for _, _, name in authors),
            record.abstract,
        ),
        tuple(words),
        frozenset(words),
        "".join(words),
        tuple(authors),
        not record.authors,
        year,
        venue,
        doi,
        arxiv,
        record.abstract,
    )


def _names(records: Sequence[Record]) -> set[str]:
    return {key(f"{a.given} {a.family}") for record in records for a in record.authors}


def _known_tail(words: list[str], known: Iterable[str]) -> str:
    """Cut the longest known phrase of two or more words off the end of `words`; return it."""
    for length in range(min(14, len(words) - MIN_TITLE), 0, -1):
        tail = " ".join(words[-length:])
        if tail in known and (length > 1 or len(tail) > 3):
            del words[-length:]
            return tail
    return ""


def _identifiers(record: Record) -> tuple[str, str]:
    """Return the DOI of the published work and the arXiv identifier without its version."""
    doi, arxiv = record.doi.casefold(), record.arxiv.partition("v")[0]
    if found := _ARXIV_DOI.fullmatch(doi):
        return "", arxiv or found[1].partition("v")[0]
    return ("" if _PREPRINT_DOI.match(doi) else doi), arxiv
