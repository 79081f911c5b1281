"""Files to records: one file and one row of `formats.FORMATS` for each input format."""

from dataclasses import replace
from pathlib import Path

from review.errors import SourceError
from review.model import Batch, Problem, Source
from review.sources.decode import decode
from review.sources.fields import content_id
from review.sources.formats import FORMATS, Format, format_of

__all__ = ["FORMATS", "Format", "distinct", "read_bytes", "read_file", "read_text"]


def read_file(path: Path, name: str) -> Batch:
    """Return what the file holds, under `name` in every origin.

    Raises `SourceError` when it cannot be opened; whatever is wrong inside is a `Problem`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be opened: {error.strerror}") from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Batch:
    """Return what the bytes of a file hold; an encoding that is not UTF-8 is a `Problem`."""
    text, problems = decode(data, name)
    if problems and not text:
        return _nothing(name, problems[0].message)
    return _with(read_text(text, name), problems)


def read_text(text: str, name: str) -> Batch:
    """Return what `text` holds; the content tells the format, the suffix of `name` failing that."""
    if not text.strip():
        return _nothing(name, "is empty")
    found = format_of(text, name)
    if found is None:
        known = ", ".join(row.name for row in FORMATS)
        return _nothing(name, f"is in no known format ({known}); nothing was read")
    return distinct(found.read(text, name))


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


def _nothing(name: str, message: str) -> Batch:
    return Batch((), (Source(name, "", 0, problems=(Problem(f"{name}:1", message),)),))


def _with(batch: Batch, problems: tuple[Problem, ...]) -> Batch:
    sources = tuple(replace(s, problems=(*problems, *s.problems)) for s in batch.sources)
    return Batch(batch.records, sources)
