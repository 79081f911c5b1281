"""Files to records: one file and one row of `formats.FORMATS` for each input format."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from review.errors import SourceError
from review.model import Batch, Json, Problem, Record, Source
from review.sources import containers
from review.sources.decode import decode
from review.sources.fields import content_id
from review.sources.formats import FORMATS, Format, format_of
from review.sources.recall import MARK, recalled

__all__ = [
    "FORMATS",
    "Format",
    "distinct",
    "read_bytes",
    "read_file",
    "read_stream",
    "read_text",
    "together",
]

MAX_FIELD = 200_000
"""Characters of a field of a record: an abstract has 1,500, the longest ones 20,000; three
thousand authors have 60,000."""
_TEXTS = ("title", "abstract", "venue", "doi", "arxiv", "url")


def read_file(path: Path, name: str) -> Batch:
    """Return what the file holds, under `name` in every origin.

    A container (.zip, .gz, .xz, .bz2) is read through; a member stands as `name/member`. Raises
    `SourceError` when it cannot be opened; whatever is wrong inside is a `Problem`.
    """
    try:
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except OSError as error:
        raise SourceError(f"{path}: cannot be opened: {error.strerror}") from error


def read_stream(stream: IO[bytes], name: str) -> Batch:
    """Return what a stream of bytes holds; no more of it is read than one file may have."""
    return read_bytes(stream.read(containers.MAX_BYTES + 1), name)


def read_bytes(data: bytes, name: str) -> Batch:
    """Return what the bytes of a file hold; an encoding that is not UTF-8 is a `Problem`."""
    return together(map(_member, containers.members(data, name)))


def together(batches: Iterable[Batch]) -> Batch:
    """Return the records and the sources of all the batches, in their order."""
    found = tuple(batches)
    return Batch(
        tuple(record for batch in found for record in batch.records),
        tuple(source for batch in found for source in batch.sources),
    )


def _member(member: containers.Member) -> Batch:
    if member.refused:
        return _nothing(member.name, member.refused)
    text, problems = decode(member.data, member.name)
    if problems and not text:
        return _nothing(member.name, problems[0].message)
    return _with(read_text(text, member.name), problems)


def read_text(text: str, name: str) -> Batch:
    """Return what `text` holds; the content tells the format, the suffix of `name` failing that."""
    if not text.strip():
        return _nothing(name, "is empty")
    found = format_of(text, name)
    if found is None:
        known = ", ".join(row.name for row in FORMATS)
        return _nothing(name, f"is in no known format ({known}); nothing was read")
    try:
        batch = found.read(text, name)
    except RecursionError:
        return _nothing(name, f"is {found.name}, but nested too deeply; nothing was read")
    if not batch.records and not batch.problems:
        batch = _with(batch, (Problem(f"{name}:1", f"holds no record in the format {found.name}"),))
    return distinct(_bounded(recalled(batch) if MARK in text else batch))


def distinct(batch: Batch) -> Batch:
    """Return the batch with "-2", "-3", … after an id made from content that stands there already.

    Ids that a file states are never touched.
    """
    seen: dict[str | int, int] = {}
    records = []
    for record in batch.records:
        count = seen[record.id] = seen.get(record.id, 0) + 1
        if count > 1 and record.id == content_id(record):
            records.append(replace(record, id=f"{record.id}-{count}"))
        else:
            records.append(record)
    return Batch(tuple(records), batch.sources)


def _bounded(batch: Batch) -> Batch:
    """Return the batch without fields that are longer than any title, abstract or name."""
    large = {i: found for i, one in enumerate(batch.records) if (found := _large(one))}
    if not large:
        return batch
    records = tuple(
        replace(record, **_without(record, large[i])) if i in large else record
        for i, record in enumerate(batch.records)
    )
    problems = tuple(
        Problem(str(batch.records[i].origin), _oversize(*item))
        for i, found in large.items()
        for item in found.items()
    )
    return _with(Batch(records, batch.sources), problems)


def _large(record: Record) -> dict[str, int]:
    """Return the fields of the record that are too long, and how long they are."""
    sizes = [(name, len(getattr(record, name))) for name in _TEXTS]
    sizes += ((name, _size(value)) for name, value in record.extra)
    sizes.append(("authors", sum(len(one.family) + len(one.given) for one in record.authors)))
    return {name: size for name, size in sizes if size > MAX_FIELD}


def _size(value: Json) -> int:
    """Return how many characters the texts in the value have together."""
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list):
        return sum(map(_size, value))
    return len(value) if isinstance(value, str) else 0


def _without(record: Record, large: dict[str, int]) -> dict[str, Any]:
    changed: dict[str, Any] = {name: "" for name in _TEXTS if name in large}
    if "authors" in large:
        changed |= {"authors": (), "authors_complete": False}
    return {**changed, "extra": tuple(item for item in record.extra if item[0] not in large)}


def _oversize(name: str, length: int) -> str:
    return f"{name}: {length:,} characters were left out; no more than {MAX_FIELD:,} are read"


def _nothing(name: str, message: str) -> Batch:
    return Batch((), (Source(name, "", 0, problems=(Problem(f"{name}:1", message),)),))


def _with(batch: Batch, problems: tuple[Problem, ...]) -> Batch:
    sources = tuple(replace(s, problems=(*problems, *s.problems)) for s in batch.sources)
    return Batch(batch.records, sources)
