"""Records that describe one work become that work; every field says which record it is from."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from review.identity.match import clusters
from review.identity.prints import key
from review.model import Author, Entry, Json, Provenance, Record, Work
from review.serial import entry_plain

_FIELDS = ("title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url")
LONGEST_ABSTRACT = 20_000  # characters; beyond it stands a whole paper, chosen only if alone


def merge(records: Sequence[Record]) -> tuple[Work, ...]:
    """Return the works that the records describe, in the order of their first records.

    Fields are chosen by content, so a work is the same whatever the order of the records. An
    input id that several records share is a member once for each of them.
    """
    works = [
        _work([records[i] for i in members], evidence) for members, evidence in clusters(records)
    ]
    return _told_apart(works)


def work_plain(work: Work) -> dict[str, Json]:
    """Return the line of `review dedupe`: id, members, the merged fields, evidence."""
    plain = entry_plain(work)
    plain["members"] = list(work.members)
    plain["evidence"] = list(work.evidence)
    return plain


# ── ids ──────────────────────────────────────────────────────────────────────────────────────


def _digest(*stated: Json) -> str:
    return "w" + hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:10]


def _full_id(work: Work) -> str:
    authors: list[Json] = [str(author) for author in work.authors]
    stated = (work.doi, work.arxiv, work.url)
    return _digest(key(work.title), work.title, authors, work.year, work.abstract, *stated)


def _told_apart(works: Sequence[Work]) -> tuple[Work, ...]:
    """Return the works with ids made from all fields where several have the id of one title.

    Works equal in every field, which evidence still kept apart, are numbered by their origins.
    """
    shared = Counter(work.id for work in works)
    ids = [_full_id(work) if shared[work.id] > 1 else str(work.id) for work in works]
    equals: dict[str, list[int]] = defaultdict(list)
    for i, id_ in enumerate(ids):
        equals[id_].append(i)
    for id_, group in equals.items():
        ordered = sorted(group, key=lambda i: [(o.file, o.line) for o in works[i].records])
        for number, i in enumerate(ordered[1:], 2):
            ids[i] = _digest(id_, number)
    return tuple(
        work if work.id == id_ else replace(work, id=id_)
        for work, id_ in zip(works, ids, strict=True)
    )


# ── fields ───────────────────────────────────────────────────────────────────────────────────


def _work(records: Sequence[Record], evidence: tuple[str, ...]) -> Work:
    """Return the work of the records, with the id that its title gives; else all it states."""
    records = sorted(records, key=lambda r: (r.origin.file, r.origin.line, str(r.id)))
    chosen = _sole(records[0]) if len(records) == 1 else _chosen(records)
    values: dict[str, Any] = {name: getattr(record, name) for name, record in chosen.items()}
    if (
        (venue := chosen.get("venue"))
        and venue.venue_year is None
        and venue.year != values.get("year")
    ):
        values["venue_year"] = venue.year
    elif venue:
        values["venue_year"] = venue.venue_year
    if authors := chosen.get("authors"):
        values["authors"] = _all_authors(authors, records)
        values["authors_complete"] = authors.authors_complete
    extra: dict[str, Json] = {}
    for record in records:
        extra = {**dict(record.extra), **extra}
    sources = {id(record): (str(record.origin), confidence(record)) for record in records}
    work = Work(
        id=_digest(key(values.get("title", ""))),
        **values,
        extra=tuple(extra.items()),
        records=tuple(record.origin for record in records),
        members=tuple(record.id for record in records),
        provenance=tuple(Provenance(name, *sources[id(r)]) for name, r in chosen.items()),
        evidence=evidence,
    )
    return work if key(work.title) else replace(work, id=_full_id(work))


def _sole(record: Record) -> dict[str, Record]:
    return {name: record for name in _FIELDS if getattr(record, name)}


def _chosen(records: Sequence[Record]) -> dict[str, Record]:
    """Return the record that states each field best; of equals, the first by origin."""
    titles, keys, years = _counts(records)
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
        "year": lambda r: (years[r.year], -(r.year or 0)),  # of equals the first version
        "venue": _venue_rank,
        "doi": lambda r: ("48550" not in r.doi, r.doi.lower(), r.doi),
        "arxiv": lambda r: (r.arxiv,),
        "url": lambda r: (r.url.startswith("https"), -len(r.url), r.url),
    }
    stated = {name: [r for r in records if getattr(r, name)] for name in _FIELDS}
    return {name: max(some, key=ranks[name]) for name, some in stated.items() if some}


def _counts(records: Sequence[Record]) -> tuple[Counter[str], Counter[str], Counter[int | None]]:
    return (
        Counter(record.title for record in records),
        Counter(key(record.title) for record in records),
        Counter(record.year for record in records),
    )


def confidence(record: Entry) -> str:
    """Return how sure the source of a record says it is, or an empty string."""
    stated = dict(record.extra).get("confidence", "")
    return stated if isinstance(stated, str) else ""


def _excess(record: Record) -> int:
    return max(0, len(record.abstract) - LONGEST_ABSTRACT)


def _author_rank(record: Record) -> tuple[Any, ...]:
    names = [str(author) for author in record.authors]
    return (record.authors_complete, len(names), sum(map(len, names)), names)


def _all_authors(chosen: Record, records: Iterable[Record]) -> tuple[Author, ...]:
    """Return the authors of the best list, and those whom only another record names."""
    authors = list(chosen.authors)
    if not any(record.authors and record is not chosen for record in records):
        return chosen.authors
    known = {word for author in authors for word in key(str(author)).split()}
    for record in records:
        for author in record.authors:
            family = key(author.family)
            if family and not set(family.split()) & known:
                authors.append(author)
                known |= set(family.split())
    return tuple(authors)


def _venue_rank(record: Record) -> tuple[Any, ...]:
    preprint = any(word in record.venue.lower() for word in ("arxiv", "corr", "preprint"))
    return (not preprint, len(record.venue), record.venue, -(record.venue_year or 0))
