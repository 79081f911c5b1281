"""Fingerprints: what of a record counts when it is compared with another one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from review.identity.identifiers import identifiers
from review.model import Author, Entry
from review.text.terms import title_key

MIN_TITLE = 2  # words of a title that stay, whatever its end looks like

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;?!()'/-]*")
_APART = re.compile(r"[^a-z0-9]+")
_PREPRINT = re.compile(
    r"\b(?:arxiv|corr|preprints?|biorxiv|medrxiv|chemrxiv|ssrn|openreview|hal)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=1 << 18)
def key(text: str) -> str:
    """Return `title_key(text)`, remembered; plain text takes a shorter way to the same key."""
    if _PLAIN.fullmatch(text):
        return _APART.sub(" ", text.lower()).strip()
    return title_key(text)


@dataclass(frozen=True, slots=True)
class Names:
    """The authors of a record: words of the family names, words of the whole names, and all
    names without spaces, one after the other."""

    families: frozenset[str]
    words: frozenset[str]
    unspaced: str


@lru_cache(maxsize=1 << 16)
def names_of(authors: tuple[Author, ...]) -> Names:
    """Return what of the authors' names is compared; letters that stand alone do not count."""
    whole = [key(f"{author.given} {author.family}") for author in authors]
    families = (word for author in authors for word in key(author.family).split())
    return Names(
        frozenset(word for word in families if len(word) > 1),
        frozenset(word for name in whole for word in name.split() if len(word) > 1),
        "".join(name.replace(" ", "") for name in whole),
    )


@dataclass(frozen=True, slots=True)
class Print:
    """A record reduced to what is compared; `ids` are its identifiers, "doi 10.1000/x".

    `unsigned` is whether the record's own column of authors is empty.
    """

    words: tuple[str, ...]
    bag: frozenset[str]
    compact: str
    authors: tuple[Author, ...]
    unsigned: bool
    year: int | None
    venue: str
    ids: tuple[str, ...]
    abstract: str

    @property
    def families(self) -> frozenset[str]:
        """The words of the family names."""
        return names_of(self.authors).families

    @property
    def names(self) -> frozenset[str]:
        """The words of the whole names."""
        return names_of(self.authors).words

    @property
    def people(self) -> str:
        """All names without spaces, one after the other."""
        return names_of(self.authors).unspaced

    @property
    def published(self) -> bool:
        """Whether a venue is stated that is not a preprint server."""
        return bool(self.venue) and not is_preprint(self.venue)

    @property
    def preprint(self) -> bool:
        """Whether the record is of a version on a preprint server."""
        server = any(one.startswith(("preprint", "arxiv")) for one in self.ids)
        return bool(self.venue and is_preprint(self.venue)) or (server and not self.published)


@lru_cache(maxsize=1 << 14)
def is_preprint(venue: str) -> bool:
    """Return whether the venue, by its key, is a preprint server."""
    return _PREPRINT.search(venue) is not None


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the records state in the right columns: keys of all venues and all whole names."""

    venues: frozenset[str]
    people: frozenset[str]


def fingerprints(records: Sequence[Entry]) -> list[Print]:
    """Return the print of each record.

    Values in the wrong column are found by the right ones: where a field is empty, and the title
    ends with a year, a venue or names that other records state, they count as that field.
    """
    columns = _Columns(
        frozenset(key(venue) for venue in {r.venue for r in records} if venue),
        frozenset(_names(records) if any(not record.authors for record in records) else ()),
    )
    return [_print(record, columns) for record in records]


def by_content(records: Sequence[Entry]) -> list[int]:
    """Return the positions of the records in an order that their content alone gives."""
    titles = [record.title for record in records]
    order = sorted(range(len(records)), key=titles.__getitem__)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or titles[order[end]] != titles[order[start]]:
            if end - start > 1:
                order[start:end] = sorted(order[start:end], key=lambda i: _stated(records[i]))
            start = end
    return order


def _stated(record: Entry) -> tuple[str, ...]:
    people = (part for author in record.authors for part in (author.family, author.given))
    return (record.doi, str(record.year), record.abstract, record.arxiv, record.venue, *people)


def _print(record: Entry, columns: _Columns) -> Print:
    words = key(record.title).split()
    year, venue = record.year, key(record.venue)
    authors = record.authors
    if year is None and len(words) > MIN_TITLE and _YEAR.fullmatch(words[-1]):
        year = int(words.pop())
    if not venue and (tail := _known_tail(words, columns.venues)):
        venue = tail
    while not record.authors and (name := _known_tail(words, columns.people)):
        given, _, family = name.rpartition(" ")
        authors = (*authors, Author(family, given))
    return Print(
        tuple(words),
        frozenset(words),
        "".join(words),
        authors,
        not record.authors,
        year,
        venue,
        identifiers(record),
        record.abstract,
    )


def _names(records: Sequence[Entry]) -> set[str]:
    stated = {(a.given, a.family) for record in records for a in record.authors}
    return {key(f"{given} {family}") for given, family in stated}


def _known_tail(words: list[str], known: Iterable[str]) -> str:
    """Cut the longest known phrase of two or more words off the end of `words`; return it."""
    for length in range(min(14, len(words) - MIN_TITLE), 0, -1):
        tail = " ".join(words[-length:])
        if tail in known and (length > 1 or len(tail) > 3):
            del words[-length:]
            return tail
    return ""
