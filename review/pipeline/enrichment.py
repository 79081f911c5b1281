"""Facts about works from snapshots and services: read, sifted by what can match, joined."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from review.enrich import Enrichment, Index, Vocabulary, apply, join, matched
from review.identity import merge
from review.model import Json, Origin, Problem, Provenance, Record, Work
from review.sources.stream import stream

Found = Record | Problem
Asked = Callable[[Sequence[Work]], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What snapshots state that may be of some works, and how common words are in them."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    vocabulary: Vocabulary


def snapshot_facts(files: Iterable[tuple[Path, str]], index: Index) -> Facts:
    """Return the records of the files (path, name) that may mean an entry of the index.

    Raises `SourceError` where a file cannot be opened.
    """
    found = chain.from_iterable(stream(path, name, index.wants) for path, name in files)
    records, problems = _parted(found)
    return Facts(tuple(records), tuple(problems), index.vocabulary)


def _parted(found: Iterable[Found]) -> tuple[list[Record], list[Problem]]:
    """Return the records apart from the problems."""
    records: list[Record] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Record):
            records.append(one)
        else:
            problems.append(one)
    return records, problems


def enrich_records(
    records: Sequence[Record], files: Sequence[Path], asked: Asked = lambda _: ()
) -> Enrichment:
    """Return a work for each record, in their order, with its empty fields filled.

    Records of one work are matched together, so that each of them gains. `asked` gives what
    services state of the works. Raises `SourceError` where a file cannot be opened.
    """
    numbered = [replace(r, origin=Origin("", i)) for i, r in enumerate(records)]
    works = merge(numbered)
    index = Index(works)
    stated = snapshot_facts([(path, str(path)) for path in files], index)
    answers, failures = _parted(asked(works))
    facts = (*stated.records, *(fact for fact in answers if index.wants(fact)))
    joined, doubts = join(works, _ordered(facts), index)
    position = {origin.line: i for i, work in enumerate(works) for origin in work.records}
    matches = [matched(joined, position[i]) for i in range(len(records))]
    return apply([_alone(r) for r in records], matches, (*stated.problems, *failures, *doubts))


def _ordered(facts: Iterable[Record]) -> list[Record]:
    return sorted(facts, key=lambda fact: (fact.origin.file, fact.origin.line))


def _alone(record: Record) -> Work:
    """Return the record as a work of its own, with the provenance that its line states."""
    stated = dict(record.extra).get("provenance")
    notes = _notes(stated) if isinstance(stated, list) else ()
    extra = tuple(item for item in record.extra if not (notes and item[0] == "provenance"))
    return Work(
        id=record.id,
        title=record.title,
        abstract=record.abstract,
        authors=record.authors,
        authors_complete=record.authors_complete,
        year=record.year,
        venue=record.venue,
        venue_year=record.venue_year,
        doi=record.doi,
        arxiv=record.arxiv,
        url=record.url,
        extra=extra,
        records=(record.origin,),
        members=(record.id,),
        provenance=notes,
    )


def _notes(stated: Sequence[Json]) -> tuple[Provenance, ...]:
    """Return the notes of a line that an earlier run wrote; empty where it is something else."""
    found = []
    for one in stated:
        if not isinstance(one, dict) or not set(one) <= {"field", "source", "confidence"}:
            return ()
        found.append(Provenance(**{str(name): str(value) for name, value in one.items()}))
    return tuple(found)
