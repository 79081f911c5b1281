"""Records that describe one work become that work; every field says which record it is from."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from review.identity import fields
from review.identity.identifiers import identifiers
from review.identity.match import Cluster, clusters
from review.identity.prints import key
from review.model import Json, Provenance, Record, Work
from review.serial import entry_plain

TELLING = 100  # characters of an abstract that is not a phrase of the service


def merge(records: Sequence[Record]) -> tuple[Work, ...]:
    """Return the works that the records describe, in the order of their first records.

    Fields are chosen by content, so a work is the same whatever the order of the records. An
    input id that several records share is a member once for each of them.
    """
    return works_of(records, clusters(records))


def works_of(records: Sequence[Record], groups: Iterable[Cluster]) -> tuple[Work, ...]:
    """Return the works whose records stand at the positions that each group names."""
    works = [_work([records[i] for i in members], evidence) for members, evidence in groups]
    return _told_apart(works)


def work_plain(work: Work) -> dict[str, Json]:
    """Return the line of `review dedupe`: id, members, the merged fields, evidence."""
    plain = entry_plain(work)
    plain["members"] = list(work.members)
    plain["evidence"] = list(work.evidence)
    return plain


# ── ids ──────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1 << 10)
def title_id(title: str) -> str:
    """Return the id of a work that is the only one of its title."""
    return _hashed(f"[{quoted(key(title))}]")


def _hashed(text: str) -> str:
    return "w" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _digest(*stated: Json) -> str:
    return _hashed(json.dumps(stated))


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
        if len(group) > 1:
            ordered = sorted(group, key=lambda i: [(o.file, o.line) for o in works[i].records])
            for number, i in enumerate(ordered[1:], 2):
                ids[i] = _digest(id_, number)
    return tuple(
        work if work.id == id_ else replace(work, id=id_)
        for work, id_ in zip(works, ids, strict=True)
    )


def _marks(records: Iterable[Record]) -> tuple[str, ...]:
    """Return what the records are known by: identifiers, titles, what they say."""
    found = {title_id(record.title) for record in records if key(record.title)}
    for record in records:
        found.update(identifiers(record))
        found.add(_statement(record))
    return tuple(sorted(found))


def _statement(record: Record) -> str:
    """Return a digest of the abstract; where there is none, of all else that the record states."""
    if len(record.abstract) >= TELLING:
        return "a" + _short(record.abstract)
    people = [str(author) for author in record.authors]
    return "r" + _short("\n".join((record.title, *people, str(record.year), record.venue)))


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


# ── works ────────────────────────────────────────────────────────────────────────────────────


def _work(records: Sequence[Record], evidence: tuple[str, ...]) -> Work:
    """Return the work of the records, with the id that its title gives; else all it states."""
    records = [fields.with_arxiv(record) for record in records]
    if len(records) == 1:
        values, provenance = _alone(records[0])
    else:
        records.sort(key=lambda r: (r.origin.file, r.origin.line, str(r.id)))
        values, provenance = _together(records)
    id_ = title_id(values.get("title", ""))
    work = Work(
        id=id_,
        **values,
        records=tuple(record.origin for record in records),
        members=tuple(record.id for record in records),
        provenance=provenance,
        evidence=evidence,
        marks=_marks(records),
    )
    return work if key(work.title) else replace(work, id=_full_id(work))  # many have no title


def _alone(record: Record) -> tuple[dict[str, Any], tuple[Provenance, ...]]:
    """Return the fields of a work that one record states."""
    values = {name: value for name in fields.FIELDS if (value := getattr(record, name))}
    source = str(record.origin)
    sure = fields.confidence(record) if record.extra else ""
    provenance = tuple(Provenance(name, source, sure) for name in values)
    values["authors_complete"] = record.authors_complete
    values["venue_year"] = record.venue_year if record.venue else None
    values["extra"] = record.extra
    return values, provenance


def _together(records: Sequence[Record]) -> tuple[dict[str, Any], tuple[Provenance, ...]]:
    """Return the fields of a work that several records state, each from the best of them."""
    versions = fields.versions(records)
    chosen = fields.chosen(records, versions)
    values: dict[str, Any] = {name: getattr(record, name) for name, record in chosen.items()}
    if venue := chosen.get("venue"):
        other_year = venue.year if venue.year != values.get("year") else None
        values["venue_year"] = venue.venue_year or other_year
    added: list[Record] = []
    if authors := chosen.get("authors"):
        values["authors"], added = fields.all_authors(authors, _by_content(records))
        values["authors_complete"] = authors.authors_complete
    details = fields.details(_by_content(records), venue)
    values["extra"] = tuple((name, value) for name, (value, _) in details.items())
    values["versions"] = versions
    further = [(name, record) for name, (_, record) in details.items() if name != "confidence"]
    provenance = tuple(
        Provenance(name, str(record.origin), fields.confidence(record))
        for name, record in (*chosen.items(), *(("authors", one) for one in added), *further)
    )
    return values, provenance


def _by_content(records: Iterable[Record]) -> list[Record]:
    return sorted(
        records,
        key=lambda r: (r.title, r.abstract, r.doi, str(r.year), r.venue, str((r.extra, r.authors))),
    )
