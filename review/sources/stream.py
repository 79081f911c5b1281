"""Snapshots too large to hold: JSON Lines read line by line, of which only what is wanted stays."""

import bz2
import gzip
import json
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, cast

from review.errors import SourceError
from review.model import Json, Origin, Problem, Record
from review.sources import read_file
from review.sources.decode import decode
from review.sources.fields import arxiv_of, doi_of, squeeze
from review.sources.formats import format_of
from review.sources.jsonl import FORMAT, read

LONGEST = 4_000_000  # bytes of a line; no paper has as much to say
HEAD = 65_536  # bytes by which the format of a file is told
_PACKED: dict[bytes, Callable[[Path, str], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"\xfd7zXZ\0": lzma.open,
    b"BZh": bz2.open,
}

Found = Record | Problem


def stream(path: Path, name: str, wanted: Callable[[Record], bool]) -> Iterator[Found]:
    """Yield the records of a file that are `wanted`, and what is wrong with the file.

    `wanted` is asked about every record, of which it may see no more than title and identifiers.
    JSON Lines (also .gz, .xz, .bz2) are never held as a whole; other formats are. Raises
    `SourceError` where the file cannot be opened.
    """
    try:
        with _opened(path) as lines:
            plain = _is_lines(lines, name)
            if plain:
                yield from _lines(lines, name, wanted)
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise SourceError(f"{path}: cannot be opened: {error.strerror}") from error
        yield Problem(f"{name}:1", f"is damaged; only what stands before was read ({error})")
        return
    if not plain:
        batch = read_file(path, name)
        yield from batch.problems
        yield from filter(wanted, batch.records)


def _opened(path: Path) -> IO[bytes]:
    """Return the bytes of the file, unpacked."""
    with path.open("rb") as stream:
        start = stream.read(6)
    opener = next((one for magic, one in _PACKED.items() if start.startswith(magic)), None)
    return cast(IO[bytes], opener(path, "rb")) if opener else path.open("rb")


def _is_lines(lines: IO[bytes], name: str) -> bool:
    """Return whether the file is JSON Lines; it is read from its start again."""
    head = lines.read(HEAD)
    lines.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    text, _ = decode(head[: head.rfind(b"\n") + 1] or head, name)
    found = format_of(text, name) if text.strip() else None
    return found is not None and found.name == FORMAT


def _lines(lines: IO[bytes], name: str, wanted: Callable[[Record], bool]) -> Iterator[Found]:
    number = 0
    while data := lines.readline(LONGEST):
        number += 1
        if len(data) == LONGEST and not data.endswith(b"\n"):
            _skip(lines)
            yield Problem(f"{name}:{number}", f"is longer than {LONGEST:,} bytes; it was left out")
        elif data.strip():
            yield from _line(data, Origin(name, number), wanted)


def _skip(lines: IO[bytes]) -> None:
    """Read on to the end of the line."""
    while (data := lines.readline(HEAD)) and not data.endswith(b"\n"):
        pass


def _line(data: bytes, origin: Origin, wanted: Callable[[Record], bool]) -> Iterator[Found]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict) and not wanted(_bare(value, origin)):
        return
    text, problems = decode(data, origin.file)
    batch = read(text.strip("\n"), origin.file) if text else None
    for problem in (*problems, *(batch.problems if batch else ())):
        yield Problem(str(origin), problem.message)
    for record in batch.records if batch else ():
        yield replace(record, origin=origin)


def _bare(value: dict[str, Json], origin: Origin) -> Record:
    """Return what a line says by which works are found: title and identifiers."""
    doi, arxiv, pmid = (value.get(name) for name in ("doi", "arxiv", "pmid"))
    return Record(
        id=origin.line,
        title=squeeze(str(value.get("title") or "")),
        doi=doi_of(str(doi)) if doi else "",
        arxiv=arxiv_of(str(arxiv)) if arxiv else "",
        extra=(("pmid", str(pmid)),) if pmid else (),
        origin=origin,
    )
