"""Snapshots too large to hold: JSON Lines read line by line, of which only what is wanted stays."""

import bz2
import gzip
import json
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from review.errors import SourceError
from review.model import Json, Origin, Problem, Record
from review.sources import containers, read_file
from review.sources.decode import decode
from review.sources.fields import arxiv_of, doi_of, squeeze
from review.sources.jsonl import dialect, paper, read

LONGEST = 4_000_000  # bytes of a line; no paper has as much to say
HEAD = 65_536  # bytes by which the format of a file is told
HARMLESS = 100_000_000  # bytes that a packed file may hold whatever its size
_TOLD = 20  # lines of them, two of which are objects
_SUFFIXES = (".jsonl", ".ndjson")
_PACKED: dict[bytes, Callable[[Path, str], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"\xfd7zXZ\0": lzma.open,
    b"BZh": bz2.open,
}

Found = Record | Problem
Wanted = Callable[[Record], bool]


def stream(path: Path, name: str, wanted: Wanted) -> Iterator[Found]:
    """Yield the records of a file that are `wanted`, and what is wrong with the file.

    `wanted` may be asked by no more than title and identifiers. JSON Lines (also .gz, .xz, .bz2)
    are never held as a whole; files of other formats are. Raises `SourceError` where the file
    cannot be opened.
    """
    try:
        with _opened(path) as lines:
            if by_line := _is_lines(lines, name):
                most = max(HARMLESS, containers.MAX_RATIO * path.stat().st_size)
                yield from _lines(lines, name, wanted, most)
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise SourceError(f"{path}: cannot be opened: {error.strerror}") from error
        yield Problem(f"{name}:1", f"is damaged; what stands behind was not read ({error})")
        return
    if not by_line:
        batch = read_file(path, name)
        yield from batch.problems
        yield from filter(wanted, batch.records)


def _opened(path: Path) -> IO[bytes]:
    """Return the bytes of the file, unpacked."""
    with path.open("rb") as file:
        start = file.read(6)
    opener = next((one for magic, one in _PACKED.items() if start.startswith(magic)), None)
    return cast(IO[bytes], opener(path, "rb")) if opener else path.open("rb")


def _is_lines(lines: IO[bytes], name: str) -> bool:
    """Return whether the file has an object a line; it is read from its start again."""
    head = lines.read(HEAD)
    lines.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    first = islice((line for line in head.split(b"\n") if line.strip()), _TOLD)
    objects = sum(_object(line) is not None for line in first)
    named = any(suffix in name.lower() for suffix in _SUFFIXES)
    return objects > 1 or (named and head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"))


def _object(line: bytes) -> dict[str, Json] | None:
    """Return the JSON object that a line is, None where it is something else."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _lines(lines: IO[bytes], name: str, wanted: Wanted, most: int) -> Iterator[Found]:
    """Yield what `most` bytes of lines hold."""
    number = size = 0
    while data := lines.readline(LONGEST):
        number, size = number + 1, size + len(data)
        if len(data) == LONGEST and not data.endswith(b"\n"):
            size += _skip(lines, most - size)
            yield Problem(f"{name}:{number}", f"is longer than {LONGEST:,} bytes; it was left out")
        elif data.strip():
            yield from _line(data, Origin(name, number), wanted)
        if size > most:
            yield Problem(f"{name}:{number}", "unpacks to too much; the rest was left out")
            return


def _skip(lines: IO[bytes], most: int) -> int:
    """Read on to the end of the line, or until there were `most` bytes; return how many."""
    size = 0
    while size <= most and (data := lines.readline(HEAD)):
        size += len(data)
        if data.endswith(b"\n"):
            break
    return size


def _line(data: bytes, origin: Origin, wanted: Wanted) -> Iterator[Found]:
    value = _object(data)
    if value is not None and not wanted(_bare(value, origin)):
        return
    text, problems = decode(data, origin.file)
    batch = read(text.strip("\n"), origin.file) if text else None
    for problem in (*problems, *(batch.problems if batch else ())):
        yield Problem(str(origin), problem.message)
    for record in batch.records if batch else ():
        yield replace(record, origin=origin)


def _bare(value: dict[str, Json], origin: Origin) -> Record:
    """Return what a line says by which works are found: title and identifiers."""
    reader = dialect(value)
    if reader is not paper:
        return reader(value, origin)[0]
    doi, arxiv, pmid = (value.get(name) for name in ("doi", "arxiv", "pmid"))
    return Record(
        id=origin.line,
        title=squeeze(str(value.get("title") or "")),
        doi=doi_of(str(doi)) if doi else "",
        arxiv=arxiv_of(str(arxiv)) if arxiv else "",
        extra=(("pmid", str(pmid)),) if pmid else (),
        origin=origin,
    )
