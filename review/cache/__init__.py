"""What builds leave in `.cache/` to save time: safe to delete, and never wrong.

code      what the program is made of: a change of it forgets everything
memo      values of pure functions, by digests of what they were made from
standing  whether anything changed since the last build
turn      one build of a folder at a time
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from review.cache.code import made_by
from review.cache.memo import Memo, digest, each, kept, marks, opened, stands
from review.cache.turn import turn
from review.errors import CheckError

__all__ = [
    "FOLDER",
    "Memo",
    "alone",
    "digest",
    "each",
    "folder_of",
    "kept",
    "made_by",
    "marks",
    "opened",
    "remembering",
    "stands",
    "turn",
]

FOLDER = ".cache"
"""The folder in a survey folder that holds all this."""


def folder_of(root: Path) -> Path:
    """Return the folder for what is kept of the survey folder `root`; it is made, and ignored by
    git whatever the person's own files say."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")
    return folder


@contextmanager
def remembering(root: Path) -> Iterator[Memo]:
    """Bring back, meanwhile, what earlier builds of the survey folder `root` made."""
    with opened(folder_of(root) / "memo.sqlite", made_by()) as memo:
        yield memo


@contextmanager
def alone(root: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the survey folder `root` for this process; while another one builds it, say so and wait.

    Raises `CheckError` where nothing can be kept in its `.cache/`.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(turn(folder_of(root), say))
        except (OSError, sqlite3.Error) as error:
            raise CheckError(f"{root / FOLDER}: cannot be written: {error}") from error
        yield
