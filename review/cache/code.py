"""What the program is made of."""

import hashlib
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
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = path.relative_to(folder.parent).as_posix()
            if _COMPILED not in name and path.is_file():
                found.update(f"{name}\n".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _installed() -> Iterator[str]:
    """Yield the names, with versions, of the packages that Python can import."""
    for place in map(Path, sys.path):
        if place.is_dir():
            for path in (*place.glob("*.dist-info"), *place.glob("*.egg-info")):
                yield path.name
