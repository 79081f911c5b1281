"""Files that hold files: .zip, and the .gz, .xz and .bz2 of a single one.

Members are unpacked in memory and within bounds, never to disk; their names are only text.
"""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, cast

from review.model import Problem

MAX_BYTES = 500_000_000  # of one file, unpacked; more would not fit into memory as records
MAX_TOTAL = 2_000_000_000  # of all the members of one container
MAX_MEMBERS = 10_000
MAX_RATIO = 200  # bytes that one packed byte may give; bibliographies stay below 40
_HARMLESS = 10_000_000  # bytes that any ratio may give
_CHUNK = 1 << 20
_DEEPEST = 2  # containers in each other, as in a.zip/b.ris.gz

_STREAMS: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": lambda packed: cast(IO[bytes], gzip.GzipFile(fileobj=packed)),
    b"\xfd7zXZ\0": lzma.LZMAFile,
    b"BZh": bz2.BZ2File,
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN = (
    OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, struct.error,
    zipfile.BadZipFile, zipfile.LargeZipFile,
)  # fmt: skip
"""What the libraries raise on damaged, encrypted or unknown packing."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file, perhaps out of a container: `a.zip/inner.ris` and its bytes, or what kept them."""

    name: str
    data: bytes = b""
    refused: str = ""

    @property
    def problem(self) -> Problem:
        """What kept the file from being read."""
        return Problem(f"{self.name}:1", self.refused)


class _TooLargeError(Exception):
    """A member gives more bytes than are read."""


@dataclass(slots=True)
class _Room:
    """The bytes that a container may still give."""

    left: int = MAX_TOTAL


def members(data: bytes, name: str) -> Iterator[Member]:
    """Yield the files that `data` hold, in order of name: one under `name` if they hold none.

    What is damaged, encrypted, too large or packed too densely is a member with `refused`.
    """
    yield from _members(data, name, _Room(), 0)


def _members(data: bytes, name: str, room: _Room, depth: int) -> Iterator[Member]:
    unpack = next((unpack for magic, unpack in _STREAMS.items() if data.startswith(magic)), None)
    if len(data) > MAX_BYTES:
        yield Member(name, refused=_large())
    elif unpack is None and not data.startswith(_ZIP):
        yield Member(name, data)
    elif depth == _DEEPEST:
        yield Member(name, refused="is packed too many times; nothing was read")
    elif unpack is None:
        yield from _zipped(data, name, room, depth)
    else:
        member = _unpacked(partial(unpack, io.BytesIO(data)), len(data), name, room)
        yield from _further(member, room, depth)


def _further(member: Member, room: _Room, depth: int) -> Iterator[Member]:
    """Yield the member, or what it holds where it is packed itself."""
    if member.refused:
        yield member
    else:
        yield from _members(member.data, member.name, room, depth + 1)


def _zipped(data: bytes, name: str, room: _Room, depth: int) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if refused := _unfit({info.filename for info in infos}):
                yield Member(name, refused=refused)
                return
            shown = sorted((_spoken(info.filename), i) for i, info in enumerate(infos))
            for inner, i in shown[:MAX_MEMBERS]:
                if any(part.startswith((".", "__MACOSX")) for part in inner.split("/")):
                    continue
                if infos[i].flag_bits & 1:
                    yield Member(f"{name}/{inner}", refused="is encrypted; nothing was read")
                    continue
                packed = min(infos[i].compress_size, len(data))
                opener = partial(archive.open, infos[i])
                member = _unpacked(opener, packed, f"{name}/{inner}", room)
                yield from _further(member, room, depth)
            if rest := shown[MAX_MEMBERS:]:
                refused = f"holds {len(rest)} files more than the {MAX_MEMBERS} that are read"
                yield Member(name, refused=refused)
    except _BROKEN as error:
        yield Member(name, refused=f"is a damaged zip file: {_reason(error)}")


def _unfit(names: set[str]) -> str:
    """Return why an archive with such members is no pile of files, or an empty string."""
    if names & {"[Content_Types].xml", "mimetype", "META-INF/container.xml"}:
        return "is an office document or a book, not a table of text; export it as CSV or text"
    return "" if names else "is an empty zip file"


def _unpacked(opener: Callable[[], IO[bytes]], packed: int, name: str, room: _Room) -> Member:
    """Return the member with its bytes, read no further than the bounds allow."""
    parts: list[bytes] = []
    size = 0
    try:
        with opener() as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                room.left -= len(part)
                parts.append(part)
                _allow(size, packed, room)
    except _TooLargeError as error:
        return Member(name, refused=str(error))
    except _BROKEN as error:
        return Member(name, refused=f"cannot be unpacked: {_reason(error)}")
    return Member(name, b"".join(parts))


def _allow(size: int, packed: int, room: _Room) -> None:
    """Raise `_TooLargeError` where `size` bytes out of `packed` are more than are read."""
    if size > MAX_BYTES:
        raise _TooLargeError(_large())
    if size > _HARMLESS and size > MAX_RATIO * packed:
        raise _TooLargeError(f"grows more than {MAX_RATIO} times when unpacked; nothing was read")
    if room.left < 0:
        total = f"{MAX_TOTAL // 1_000_000:,} MB"
        raise _TooLargeError(f"is beyond the {total} that are read of one container")


def _large() -> str:
    return f"is larger than the {MAX_BYTES // 1_000_000} MB that are read of one file; split it"


def _spoken(filename: str) -> str:
    """Return the name of a member as text that names no other place and moves no cursor."""
    parts = filename.replace("\\", "/").split("/")
    name = "/".join(part for part in parts if part not in ("", ".", ".."))
    return "".join(char if char.isprintable() else "\ufffd" for char in name) or "\ufffd"


def _reason(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:100] or type(error).__name__
