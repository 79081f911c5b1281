"""What the program is made of."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_COMPILED = "__pycache__"


@cache
def made_by() -> str:
    """Return a digest of all that a build is made by: code, templates, shipped data, Python and
    every installed package with its version."""
    found = hashlib.sha256(f"{sys.version}\n{sys.platform}\n{sys.byteorder}\n".encode())
    for name in sorted(set(_installed())):
        found.update(f"{name}\n".encode())
    for folder in (_PACKAGE, _PACKAGE.parent / "templates"):
        for name, path in sorted(_files(folder)):
            found.update(f"{name}\n".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files in `folder`, compiled ones left out, with their paths from where it lies."""
    start = len(str(folder.parent)) + 1
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != _COMPILED]
        within = place[start:].replace(os.sep, "/")
        yield from ((f"{within}/{name}", Path(place, name)) for name in files)


def _installed() -> Iterator[str]:
    """Yield the names, with versions, of the packages that Python can import."""
    for place in filter(os.path.isdir, sys.path):
        with os.scandir(place) as found:
            yield from (one.name for one in found if one.name.endswith((".dist-info", ".egg-info")))
