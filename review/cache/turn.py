"""One build of a folder at a time: who comes second waits."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_PAUSE = 0.05  # seconds between two looks at whether the other has ended


@contextmanager
def turn(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold `folder` for this process alone; while another one does, say so and wait.

    The lock is that of an SQLite file, which works alike on all systems and ends with the process
    that holds it, however that ends: nothing is ever left to be cleared away.
    """
    with closing(sqlite3.connect(folder / "turn.sqlite", timeout=0, isolation_level=None)) as file:
        holder = folder / "turn.pid"
        if not _taken(file):
            say(f"Another build of this folder is running{_process(holder)}; waiting")
            while not _taken(file):
                time.sleep(_PAUSE)
        holder.write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield


def _taken(file: sqlite3.Connection) -> bool:
    """Return whether the lock could be taken; it is held until the connection is closed."""
    try:
        file.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return False
        raise
    return True


def _process(holder: Path) -> str:
    try:
        number = holder.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return f" (process {number})" if number.isdigit() else ""
