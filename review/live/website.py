"""The whole website, built beside while the person rests: search index and all."""

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from review import pipeline
from review.cache import alone
from review.errors import ReviewError
from review.model import Survey

Hear = Callable[[str], None]


class Website:
    """One build of `public/` in the background, which ends at once when it is out of date."""

    def __init__(self, root: Path, survey: Survey | None, done: Hear, tell: Hear) -> None:
        """Begin to build; `done` hears an empty text when all is well, else what is wrong.

        `tell` hears what the person may want to know meanwhile.
        """
        self._root = root
        self._survey = survey
        self._done = done
        self._tell = tell
        self._is_off = False
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._build, name="website", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the build; nothing more is said of it."""
        with self._lock:
            self._is_off = True
            if self._process:
                self._process.kill()
        self._thread.join()

    def _build(self) -> None:
        """Build `public/`, and say by an empty text that it is whole, or what is wrong."""
        error = ""
        try:
            with alone(self._root, self._tell):
                self._publish()
        except ReviewError as wrong:
            error = str(wrong)
        if not self._is_off:
            self._done(error)

    def _publish(self) -> None:
        if not self._is_off:
            pipeline.publish_html(self._root, run=self._run)
        if self._survey and not self._is_off:
            pipeline.publish_pdf(self._root, self._survey)

    def _run(
        self, command: list[str], *, input: str, check: bool, **more: Any
    ) -> subprocess.CompletedProcess[str]:
        """Run a process as `subprocess.run` does, in the reach of `stop`."""
        more.pop("capture_output")
        pipe = subprocess.PIPE
        with self._lock:
            if self._is_off:
                raise ReviewError("no longer wanted")
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, **more)
        said, wrong = self._process.communicate(input)
        return subprocess.CompletedProcess(command, self._process.returncode, said, wrong)
