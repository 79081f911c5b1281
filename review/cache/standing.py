"""Whether anything changed since the last build: digests of the files that it read and wrote."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from review.errors import ReviewError
from review.serial import from_plain

_WORD = re.compile(r"[^\s\[\]{},:'\"#]+")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a survey folder stood when a build had ended; all but names are digests.

    `inputs` were read, the files among them by `patterns`; `site` and `public` were written, the
    latter to the folder `website`, out of `source`, for `address`; it is empty where there is no
    website of this state. `said` was told.
    """

    made: str
    patterns: tuple[str, ...]
    inputs: str
    site: str
    said: tuple[str, ...] = ()
    address: str = ""
    source: str = ""
    website: str = ""
    public: str = ""


def load_standing(path: Path) -> Standing | None:
    """Return what was written at `path`; None where that is nothing, or nothing of ours."""
    try:
        return from_plain(Standing, json.loads(path.read_bytes()), lambda _: path.name)
    except (OSError, ValueError, ReviewError):
        return None


def dump_standing(path: Path, standing: Standing) -> None:
    """Write how the folder stands to `path`."""
    path.write_text(json.dumps(asdict(standing), indent=1), encoding="utf-8", newline="\n")


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in `folder` and the folders in it, hidden ones too, in order of name."""
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(files))


def digest_of(root: Path, files: Iterable[Path]) -> str:
    """Return a digest of the names and contents of files; one that is missing counts too."""
    found = hashlib.sha256()
    for path in files:
        name = os.fsencode(os.path.relpath(path, root))
        try:
            content = hashlib.sha256(path.read_bytes()).digest()
        except OSError:
            content = b""
        found.update(len(name).to_bytes(4, "big") + name + content)
    return found.hexdigest()


def state_of(folder: Path) -> str:
    """Return a digest of the names, sizes and times of all files in `folder`.

    Nobody writes a file without a change of the time that its system keeps.
    """
    found = hashlib.sha256()
    for path in files_in(folder):
        at = path.lstat()
        found.update(f"{at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino} ".encode())
        found.update(os.fsencode(os.path.relpath(path, folder)) + b"\0")
    return found.hexdigest()


def named_in(text: str, root: Path, aside: Iterable[str]) -> tuple[Path, ...]:
    """Return the files that the words of a text name, and those in the folders that they name.

    What lies in the folders `aside` of `root` is left out.
    """
    out = {"", "..", *aside}
    words = sorted({os.path.normpath(word) for word in _WORD.findall(text)} - {"."})
    paths = (root / word for word in words if Path(word).parts[0] not in out)
    found = (files_in(path) if path.is_dir() else (path,) for path in paths)
    return tuple(path for files in found for path in files if path.is_file())
