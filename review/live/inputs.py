"""What a survey is made of on the disk, and how each of its files stands: a stamp, no reading."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from review.config import files_matching
from review.errors import ReviewError
from review.serial import load_yaml

Stamp = dict[str, tuple[int, int, int]]
"""For each file, by its path relative to the survey folder: when it was written, size, number."""

FILES = ("review.yml", "taxonomy.yml", "curation.yml", "mkdocs.yml", "review.lock")
FOLDERS = ("templates", "site", "fonts")
_ASIDE = ("mkdocs.yml", "review.lock")
_PATTERNS = ("seeds",)


class Inputs:
    """The files that decide what a survey folder gives: the person's, and `site/` itself."""

    def __init__(self, root: Path) -> None:
        """Those of the folder `root`."""
        self._root = root
        self._patterns: tuple[str, ...] = _PATTERNS
        self._read_at: tuple[int, int, int] | None = None

    def stamp(self) -> Stamp:
        """Return how every file stands now; what cannot be looked at is not there."""
        found = {name: state for name in FILES if (state := _state(self._root / name))}
        self._follow(found.get("review.yml"))
        for name in FOLDERS:
            found.update(_under(self._root / name, f"{name}/"))
        for pattern in self._patterns:
            for path in _matching(self._root, pattern):
                if state := _state(path):
                    found[path.relative_to(self._root).as_posix()] = state
        return found

    def digest(self) -> bytes:
        """Return a digest of what the person states: no template, no page, no ledger."""
        found = hashlib.blake2b()
        for name in sorted(self.stamp()):
            if not name.startswith(("templates/", "site/")) and name not in _ASIDE:
                found.update(f"{name}\n".encode("utf-8", "surrogateescape"))
                found.update(hashlib.blake2b(_content(self._root / name)).digest())
        return found.digest()

    def folders(self) -> tuple[Path, ...]:
        """Return the folders in which files may come and go, whether they are there or not."""
        firsts = {Path(pattern).parts[0] for pattern in self._patterns}
        return tuple(sorted(self._root / name for name in {*FOLDERS, *firsts} if "*" not in name))

    def _follow(self, state: tuple[int, int, int] | None) -> None:
        """Take over what a changed `review.yml` names; an unreadable one changes nothing."""
        if state == self._read_at:
            return
        self._read_at = state
        try:
            settings = load_yaml((self._root / "review.yml").read_text("utf-8"), "review.yml").value
        except (OSError, UnicodeDecodeError, ReviewError):
            return
        if isinstance(settings, dict):
            self._patterns = tuple(_named(settings.get("seeds", _PATTERNS)))
            self._patterns += tuple(_named(settings.get("metadata")))


def written(root: Path) -> frozenset[str]:
    """Return the paths of the files in `site/` that the program wrote, as its manifest lists them.

    Empty where there is no manifest that can be read, of which the build says more.
    """
    try:
        files = json.loads((root / "site/manifest.json").read_text("utf-8"))["files"]
        return frozenset(f"site/{name}" for name in files)
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def _named(patterns: object) -> Iterator[str]:
    """The patterns of files inside the folder; any others are an error that the build tells."""
    for pattern in patterns if isinstance(patterns, list | tuple) else ():
        if isinstance(pattern, str):
            path = Path(pattern)
            if path.parts and not path.is_absolute() and ".." not in path.parts:
                yield pattern


def _matching(root: Path, pattern: str) -> tuple[Path, ...]:
    try:
        return files_matching(root, pattern)
    except (OSError, ValueError):
        return ()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _under(folder: Path, prefix: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """The files in `folder` and below, without hidden ones; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return
    for entry in shown:
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _under(Path(entry.path), f"{name}/")
        elif state := _state(Path(entry.path)):
            yield name, state
