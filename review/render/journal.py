"""Many files changed as one, so that a program that is killed leaves the old state or the new one.

All new contents are written into a folder of their own first; then a journal of what goes where;
then each file is moved to its place. Killed before the journal stands, nothing has changed; killed
after it, whoever comes next finishes.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

STAGE = ".next"
"""The folder, hidden from MkDocs, where new contents wait inside the folder that they change."""

_JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class _Change:
    """A file that changes: `before` is the digest of what it replaces, `after` of what comes.

    An empty digest is that of no file.
    """

    path: str
    before: str
    after: str


def carry_out(
    root: Path, folder: str, files: Mapping[str, bytes], gone: Iterable[str] = ()
) -> None:
    """Write `files` and delete those that are `gone`, all or nothing; paths are relative to `root`.

    `folder` below `root` is where new contents wait.
    """
    stage = root / folder / STAGE
    finish(root, folder)
    stage.mkdir(parents=True)
    changes = []
    for number, (name, content) in enumerate(files.items()):
        (stage / str(number)).write_bytes(content)
        changes.append(_Change(name, _digest(root / name), hashlib.sha256(content).hexdigest()))
    changes += [_Change(name, _digest(root / name), "") for name in gone]
    _write_journal(stage, changes)
    _end(root, folder, enumerate(changes))


def finish(root: Path, folder: str) -> bool:
    """Finish what was begun in `root/folder`, and return whether anything had been.

    A file that is neither what was to be replaced nor what was to come was changed since by a
    person, and stays.
    """
    stage = root / folder / STAGE
    if not stage.is_dir() or stage.is_symlink():
        return False
    left = (
        (number, change)
        for number, change in enumerate(_read_journal(stage))
        if _is_inside(root, folder, change.path) and _digest(root / change.path) == change.before
    )
    _end(root, folder, left)
    return True


def _end(root: Path, folder: str, left: Iterable[tuple[int, _Change]]) -> None:
    """Do what is left of the numbered changes, and clear the stage."""
    stage = root / folder / STAGE
    made: set[Path] = set()
    for number, change in left:
        path, fresh = root / change.path, stage / str(number)
        if change.after and fresh.exists():
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            os.replace(fresh, path)  # noqa: PTH105 - the one call that replaces in one step
        elif change.before and not change.after:
            remove(path, root / folder)
    (stage / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(stage)


def remove(path: Path, top: Path) -> None:
    """Delete a file, and the folders below `top` that it leaves empty."""
    path.unlink()
    for folder in path.parents:
        if folder == top or any(folder.iterdir()):
            return
        folder.rmdir()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _is_inside(root: Path, folder: str, name: str) -> bool:
    """Return whether a journal may name this file: one in the folder, or beside it in `root`."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        return False
    place = (root / name).parent.resolve()
    return len(parts) == 1 or place.is_relative_to((root / folder).resolve())


def _write_journal(stage: Path, changes: Iterable[_Change]) -> None:
    lines = [[change.path, change.before, change.after] for change in changes]
    fresh = stage / f"{_JOURNAL}.new"
    fresh.write_text(json.dumps(lines), encoding="utf-8")
    os.replace(fresh, stage / _JOURNAL)  # noqa: PTH105 - the one call that replaces in one step


def _read_journal(stage: Path) -> tuple[_Change, ...]:
    """Return the changes in their order; none where no journal stands, or one nobody wrote."""
    try:
        lines = json.loads((stage / _JOURNAL).read_bytes())
        return tuple(_Change(str(path), str(old), str(new)) for path, old, new in lines)
    except (OSError, ValueError, TypeError):
        return ()
