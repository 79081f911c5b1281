"""The fields of a work: which record states each of them best, and what only some records say."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from review.identity.identifiers import arxiv_of, bare_doi, identifiers
from review.identity.prints import is_preprint, key
from review.model import Author, Entry, Json, Record, Version

FIELDS = ("title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url")
LONGEST_ABSTRACT = 20_000  # characters; beyond it stands a whole paper, chosen only if alone
ONE_PERSON = 0.75  # ratio of matching letters from which two family names are one with a slip

OF_VERSION = frozenset(
    "type volume number pages series edition publisher institution address published editors isbn"
    " issn".split()
)
"""The details that belong to one version of a work: they come from records of that version only."""


def with_arxiv(record: Record) -> Record:
    """Return the record with the arXiv identifier that its DOI holds."""
    if record.arxiv or not record.doi or not (arxiv := arxiv_of(record)):
        return record
    return replace(record, arxiv=arxiv)


def chosen(records: Sequence[Record], versions: Sequence[Version]) -> dict[str, Record]:
    """Return the record that states each field best; of equals, the first."""
    titles, keys = Counter(r.title for r in records), Counter(key(r.title) for r in records)
    dois, years = Counter(bare_doi(r.doi) for r in records), Counter(r.year for r in records)
    first = next((version.records for version in versions if version.preprint), ())
    ranks: dict[str, Callable[[Record], tuple[Any, ...]]] = {
        "title": lambda r: (
            keys[key(r.title)],
            not r.title.isupper() and not r.title.islower(),
            titles[r.title],
            len(r.title),
            r.title,
        ),
        "abstract": lambda r: (-_excess(r), len(r.abstract), r.abstract),
        "authors": _author_rank,
        "year": lambda r: (r.origin in first, years[r.year], -(r.year or 0)),
        "venue": _venue_rank,
        "doi": lambda r: (of_publisher(r), dois[bare_doi(r.doi)], r.doi.lower(), r.doi),
        "arxiv": lambda r: (r.arxiv,),
        "url": lambda r: (r.url.startswith("https"), -len(r.url), r.url),
    }
    stated = {name: [r for r in records if getattr(r, name)] for name in FIELDS}
    return {name: max(some, key=ranks[name]) for name, some in stated.items() if some}


def _excess(record: Record) -> int:
    return max(0, len(record.abstract) - LONGEST_ABSTRACT)


def _author_rank(record: Record) -> tuple[Any, ...]:
    names = [str(author) for author in record.authors]
    return (record.authors_complete, len(names), sum(map(len, names)), names)


def _venue_rank(record: Record) -> tuple[Any, ...]:
    details = sum(name in OF_VERSION for name, _ in record.extra)
    server = is_preprint(key(record.venue))
    return (not server, details, len(record.venue), record.venue, -(record.venue_year or 0))


def of_publisher(record: Entry) -> bool:
    """Return whether the record states a DOI that is not of a preprint server."""
    return any(one.startswith("doi ") for one in identifiers(record))


def confidence(record: Entry) -> str:
    """Return how sure the source of a record says it is, or an empty string."""
    stated = dict(record.extra).get("confidence", "")
    return stated if isinstance(stated, str) else ""


# ── versions ─────────────────────────────────────────────────────────────────────────────────


def versions(records: Sequence[Record]) -> tuple[Version, ...]:
    """Return the preprint and the published version where there are records of both, else none.

    A record that states nothing of either belongs to neither.
    """
    published = [r for r in records if of_publisher(r) or (r.venue and not _on_server(r))]
    preprints = [r for r in records if r not in published and (_on_server(r) or _is_posted(r))]
    if not published or not preprints:
        return ()
    return (_version(preprints, True), _version(published, False))


def _on_server(record: Record) -> bool:
    return bool(record.venue) and is_preprint(key(record.venue))


def _is_posted(record: Record) -> bool:
    return any(one.startswith(("arxiv ", "preprint ")) for one in identifiers(record))


def _version(records: Sequence[Record], preprint: bool) -> Version:
    years = Counter(r.venue_year or r.year for r in records if r.venue_year or r.year)
    lead = max((r for r in records if r.venue), key=_venue_rank, default=None)
    return Version(
        preprint=preprint,
        records=tuple(record.origin for record in records),
        year=min(years, key=lambda year: (-years[year], year or 0), default=None),
        venue=lead.venue if lead else "",
        doi=max(r.doi for r in records),
        arxiv=max(r.arxiv for r in records) if preprint else "",
    )


# ── authors ──────────────────────────────────────────────────────────────────────────────────


def all_authors(best: Record, records: Iterable[Record]) -> tuple[tuple[Author, ...], list[Record]]:
    """Return the authors of the best list, with those whom only another record names, and the
    records that added to it.

    A name that differs by a slip, an accent or a space is the same person's. An initial becomes
    the given name that another record states for the same family name.
    """
    authors = list(best.authors)
    known = {word for author in authors for word in key(str(author)).split()}
    whole = {_unspaced(author.family) for author in authors}
    added: list[Record] = []
    for record in records:
        before = list(authors)
        for author in record.authors if record is not best else ():
            family = key(author.family)
            authors = [_spelled_out(one, author) for one in authors]
            if family and not set(family.split()) & known and not _alike(author.family, whole):
                authors.append(author)
                known |= set(family.split())
                whole.add(_unspaced(author.family))
        if authors != before:
            added.append(record)
    return tuple(authors), added


def _spelled_out(author: Author, other: Author) -> Author:
    """Return the author with the given name of the other where his own is but its initials."""
    ours, theirs = key(author.given).split(), key(other.given).split()
    if not ours or len(ours) > len(theirs) or key(author.family) != key(other.family):
        return author
    shorter = all(len(a) == 1 and b.startswith(a) for a, b in zip(ours, theirs, strict=False))
    return replace(author, given=other.given) if shorter and len(theirs[0]) > 1 else author


def _unspaced(family: str) -> str:
    return key(family).replace(" ", "")


def _alike(family: str, known: Iterable[str]) -> bool:
    name = _unspaced(family)
    return any(
        SequenceMatcher(None, min(name, other), max(name, other), autojunk=False).ratio()
        >= ONE_PERSON
        for other in known
    )


# ── details ──────────────────────────────────────────────────────────────────────────────────


def details(records: Sequence[Record], lead: Record | None) -> dict[str, tuple[Json, Record]]:
    """Return the further facts of a work, each with the record that states it.

    Volume, pages and whatever else belongs to one version come from the record `lead`, which
    states the venue, and what it leaves out from records of the same version; all else from any.
    """
    if lead is None:
        lead = max(records, key=lambda r: (sum(name in OF_VERSION for name, _ in r.extra),))
    same = [lead, *(r for r in records if r is not lead and _same_version(r, lead))]
    found: dict[str, tuple[Json, Record]] = {}
    for record in (*same, *(r for r in records if r not in same)):
        for name, value in record.extra:
            if name not in OF_VERSION or record in same:
                found.setdefault(name, (value, record))
    if filed := _file_key(records):
        found["key"] = (str(dict(filed.extra)["key"]), filed)
    if gone := next((r for r in records if dict(r.extra).get("retracted") is True), None):
        found["retracted"] = (True, gone)
    return found


def _same_version(record: Record, lead: Record) -> bool:
    if record.year and lead.year and record.year != lead.year:
        return False
    shared = set(identifiers(record)) & set(identifiers(lead))
    venue = key(record.venue)
    return bool(venue and venue == key(lead.venue)) or any(
        one.startswith(("doi ", "pmid ")) for one in shared
    )


def _file_key(records: Sequence[Record]) -> Record | None:
    """Return the record with the citation key that most records state; of equals the shortest."""
    keyed = [r for r in records if r.detail("key")]
    count = Counter(r.detail("key") for r in keyed)
    return min(
        keyed,
        key=lambda r: (-count[r.detail("key")], len(r.detail("key")), r.detail("key")),
        default=None,
    )
