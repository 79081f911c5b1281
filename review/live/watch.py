"""Wait until the person has changed something, and stopped changing it."""

import logging
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from review.live.inputs import Inputs, Stamp

QUIET = 0.05
"""Seconds without a change after which it is over: an editor writes a file in several steps."""

_OFTEN, _SELDOM = 0.25, 2.0
"""Seconds between two looks without, and with, word from the operating system."""


_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
    FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
"""What the operating system is to tell; that files are read, as a build does, it need not."""


class Watch:
    """The files of a survey folder under watch, as a context.

    The operating system only says that it is time to look; what changed is told by the files
    themselves, so that nothing is lost where it says nothing (a network drive, too many folders).
    """

    def __init__(self, root: Path, quiet: float = QUIET) -> None:
        """Watch the folder `root`; a change is over after `quiet` seconds without another."""
        self._root = root
        self._quiet = quiet
        self.inputs = Inputs(root)
        self._woken = threading.Event()
        self._observer: _Told | None = None
        self._seen: Stamp = {}

    def __enter__(self) -> "Watch":
        self._seen = self.inputs.stamp()
        try:
            self._observer = _Told(self._root, self._woken)
        except OSError:  # the system watches no more folders: looks alone have to do
            self._observer = None
        self._follow()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._observer:
            self._observer.stop()

    def wait(self, timeout: float) -> frozenset[str]:
        """Return the paths that changed since the last call, once they are at rest.

        Empty where nothing changed within `timeout` seconds.
        """
        end = time.monotonic() + timeout
        while (now := self.inputs.stamp()) == self._seen:
            left = end - time.monotonic()
            if left <= 0:
                return frozenset()
            self._woken.wait(min(left, _SELDOM if self._observer else _OFTEN))
            self._woken.clear()
        now = self._at_rest(now)
        changed = _differing(self._seen, now)
        self._seen = now
        self._follow()
        return changed

    def is_behind(self) -> bool:
        """Tell whether something changed since the last call of `wait`."""
        if self._observer and not self._woken.is_set():
            return False
        self._woken.clear()
        return self.inputs.stamp() != self._seen

    def wrote(self, names: Iterable[str]) -> None:
        """Take note that the files of these paths are the program's own work, and no change."""
        now = self.inputs.stamp()
        for name in names:
            if name in now:
                self._seen[name] = now[name]
            else:
                self._seen.pop(name, None)

    def _at_rest(self, now: Stamp) -> Stamp:
        while True:
            time.sleep(self._quiet)
            later = self.inputs.stamp()
            if later == now:
                return now
            now = later

    def _follow(self) -> None:
        if self._observer:
            self._observer.follow(self.inputs.folders())


def _differing(before: Stamp, after: Stamp) -> frozenset[str]:
    names = before.keys() | after.keys()
    return frozenset(name for name in names if before.get(name) != after.get(name))


class _Told(FileSystemEventHandler):
    """What the operating system tells of the folders; each word of a change sets `woken`."""

    def __init__(self, root: Path, woken: threading.Event) -> None:
        self._woken = woken
        self._followed: dict[Path, ObservedWatch] = {}
        logging.getLogger("watchdog").addHandler(logging.NullHandler())  # it ends noisily
        self._observer = Observer()
        self._observer.schedule(self, str(root), event_filter=_CHANGES)
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Set `woken`: something changed."""
        self._woken.set()

    def follow(self, folders: Iterable[Path]) -> None:
        """Watch the folders that are there, with all below them; one that went may come again."""
        for folder in folders:
            if not folder.is_dir():
                if gone := self._followed.pop(folder, None):
                    self._observer.unschedule(gone)
            elif folder not in self._followed:
                try:
                    self._followed[folder] = self._observer.schedule(
                        self, str(folder), recursive=True, event_filter=_CHANGES
                    )
                except OSError:
                    continue  # looks alone have to do here

    def stop(self) -> None:
        """Listen no more."""
        self._observer.stop()
        self._observer.join()
