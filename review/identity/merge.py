"""Records that describe one work become that work; every field says which record it is from."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from review.identity.match import clusters
from review.model import Author, Entry, Json, Provenance, Record, Work
from review.serial import entry_plain
from review.text.terms import title_key

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


def _plain_id(work: Work) -> str:
    """Return the id that the title gives; without one, whatever else is stated."""
    key = title_key(work.title)
    return _digest(key) if key else _full_id(work)


def _full_id(work: Work) -> str:
    authors: list[Json] = [str(author) for author in work.authors]
    stated = (work.doi, work.arxiv, work.url)
    return _digest(title_key(work.title), work.title, authors, work.year, work.abstract, *stated)


def _told_apart(works: Sequence[Work]) -> tuple[Work, ...]:
    """Return the works with their ids: by title, and by all fields where several share a title.

    Works equal in every field, which evidence still kept apart, are numbered by their origins.
    """
    ids = [_plain_id(work) for work in works]
    shared = Counter(ids)
    ids = [_full_id(w) if shared[id_] > 1 else id_ for id_, w in zip(ids, works, strict=True)]
    equals: dict[str, list[int]] = defaultdict(list)
    for i, id_ in enumerate(ids):
        equals[id_].append(i)
    for id_, group in equals.items():
        ordered = sorted(group, key=lambda i: [(o.file, o.line) for o in works[i].records])
        for number, i in enumerate(ordered[1:], 2):
            ids[i] = _digest(id_, number)
    return tuple(replace(work, id=id_) for work, id_ in zip(works, ids, strict=True))


# ── fields ───────────────────────────────────────────────────────────────────────────────────


def _work(records: Sequence[Record], evidence: tuple[str, ...]) -> Work:
    records = sorted(records, key=lambda r: (r.origin.file, r.origin.line, str(r.id)))
    title = _title(records)
    abstract = _best(records, "abstract", lambda r: (-_excess(r), len(r.abstract), r.abstract))
    authors = _best(records, "authors", _author_rank)
    venue = _best(records, "venue", _venue_rank)
    doi = _best(records, "doi", lambda r: ("48550" not in r.doi, r.doi.lower(), r.doi))
    arxiv = _best(records, "arxiv", lambda r: (r.arxiv,))
    url = _best(records, "url", lambda r: (r.url.startswith("https"), -len(r.url), r.url))
    year = _year(records)
    chosen = {
        "title": title,
        "abstract": abstract,
        "authors": authors,
        "year": year,
        "venue": venue,
        "doi": doi,
        "arxiv": arxiv,
        "url": url,
    }
    values = {name: getattr(record, name) for name, record in chosen.items() if record}
    if authors:
        values["authors"] = _all_authors(authors, records)
        values["authors_complete"] = authors.authors_complete
    if venue:
        held = venue.venue_year or venue.year
        values["venue_year"] = held if held != values.get("year") else None
        if venue.venue_year:
            values["venue_year"] = venue.venue_year
    extra: dict[str, Json] = {}
    for record in records:
        extra = {**dict(record.extra), **extra}
    return Work(
        id="",
        **values,
        extra=tuple(extra.items()),
        records=tuple(record.origin for record in records),
        members=tuple(record.id for record in records),
        provenance=tuple(
            Provenance(name, str(record.origin), confidence(record))
            for name, record in chosen.items()
            if record
        ),
        evidence=evidence,
    )


def confidence(record: Entry) -> str:
    """Return how sure the source of a record says it is, or an empty string."""
    stated = dict(record.extra).get("confidence", "")
    return stated if isinstance(stated, str) else ""


def _best(
    records: Sequence[Record], field: str, rank: Callable[[Record], tuple[object, ...]]
) -> Record | None:
    """Return the record with the best value of `field`: of equals, the first by origin."""
    stated = [record for record in records if getattr(record, field)]
    return max(stated, key=rank, default=None)  # type: ignore[type-var,arg-type]


def _excess(record: Record) -> int:
    return max(0, len(record.abstract) - LONGEST_ABSTRACT)


def _title(records: Sequence[Record]) -> Record | None:
    keys = Counter(title_key(record.title) for record in records)
    forms = Counter(record.title for record in records)
    return _best(
        records,
        "title",
        lambda r: (
            keys[title_key(r.title)],
            not r.title.isupper() and not r.title.islower(),
            forms[r.title],
            len(r.title),
            r.title,
        ),
    )


def _author_rank(record: Record) -> tuple[object, ...]:
    names = [str(author) for author in record.authors]
    return (record.authors_complete, len(names), sum(map(len, names)), names)


def _all_authors(chosen: Record, records: Iterable[Record]) -> tuple[Author, ...]:
    """Return the authors of the best list, and those whom only another record names."""
    authors = list(chosen.authors)
    known = {word for author in authors for word in title_key(str(author)).split()}
    for record in records:
        for author in record.authors:
            family = title_key(author.family)
            if family and not set(family.split()) & known:
                authors.append(author)
                known |= set(family.split())
    return tuple(authors)


def _venue_rank(record: Record) -> tuple[object, ...]:
    preprint = any(word in record.venue.lower() for word in ("arxiv", "corr", "preprint"))
    return (not preprint, len(record.venue), record.venue, -(record.venue_year or 0))


def _year(records: Sequence[Record]) -> Record | None:
    """Return the record with the year most agree on, of equals the earliest: the first version."""
    years = Counter(record.year for record in records)
    return _best(records, "year", lambda r: (years[r.year], -(r.year or 0)))
