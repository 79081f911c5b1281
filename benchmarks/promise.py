"""Promises of a survey, and what became of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised, what became of it, and what was asked."""

    name: str
    value: str
    asked: str
    kept: bool


def none(name: str, wrong: Iterable[object]) -> Promise:
    """Return the promise that there is nothing wrong, with how much there is."""
    found = sorted(map(str, wrong))
    return Promise(name, str(len(found)), "0", not found)


def holds(name: str, *, kept: bool) -> Promise:
    """Return a promise that is kept or not."""
    return Promise(name, "yes" if kept else "no", "yes", kept)


def sends(page: Path) -> bool:
    """Return whether a page sends on to one that is there."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.read_text("utf-8"))
    return bool(found and (page.parent / found[1]).is_file())


def twin(elsewhere: Path, root: Path, path: Path) -> bytes:
    """Return the file that stands in another folder where `path` does in `root`; b"" for none."""
    other = elsewhere / path.relative_to(root)
    return other.read_bytes() if other.is_file() else b""
