"""`review serve`: what changes in the folder is made and shown at once, the rest when at rest."""

import gc
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

from review import pipeline
from review.cache import alone, remembering
from review.config import load_config, text_of
from review.errors import ReviewError
from review.live.inputs import written
from review.live.preview import Preview, preview
from review.live.server import Server
from review.live.watch import Watch
from review.live.website import Website
from review.live.window import Window
from review.model import Ledger, Problem, Survey
from review.render.nav import html_folder

REST = 1.5
"""Seconds without a change after which the whole website is built."""

_FOREVER = 3600.0
_CHECKED = 20
"""How many pages of the person's are made at once to hear what is wrong in them."""

_OUTPUTS = ("site/manifest.json", "review.lock", "mkdocs.yml")
Tell = Callable[[str], None]


def serve(
    root: Path, host: str, port: int, tell: Tell, before: Callable[[], None] = lambda: None
) -> None:
    """Serve the survey folder `root` until it is interrupted, and remake what its inputs change.

    `tell` hears one line for each thing that happened; `before` is called before the survey is
    made, each time. Raises `ReviewError` where the server cannot listen.
    """
    window = Window(root / "public", time.time_ns() // 1_000_000)
    with Watch(root) as watch, Server(window, host, port) as server:
        thread = threading.Thread(target=server.serve_forever, name="server", daemon=True)
        thread.start()
        tell(f"Serving {root} at {server.url} (Ctrl-C ends it)")
        loop = _Loop(root, watch, window, tell, before)
        try:
            loop.run()
        finally:
            loop.stop()
            window.close()
            server.shutdown()


class _OutdatedError(Exception):
    """The inputs changed while they were read: what is being made is out of date."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is wrong, by where it was noticed; browsers show the first."""

    survey: str = ""
    pages: str = ""
    website: str = ""

    def first(self) -> str:
        return self.survey or self.pages or self.website


@dataclass(frozen=True, slots=True)
class _Made:
    """The survey that was made last, from which ledger, and a digest of its other inputs.

    `lock` is the ledger that it left behind, None where it was not written.
    """

    survey: Survey
    ledger: Ledger
    given: bytes
    lock: bytes | None = None


class _Asked(IntEnum):
    """What a change asks for; each holds all before it."""

    NOTHING = 0
    WEBSITE = 1
    PAGES = 2
    SURVEY = 3


class _Loop:
    """Makes what a change asks for, shows it, and builds the whole website when all is at rest."""

    def __init__(
        self, root: Path, watch: Watch, window: Window, tell: Tell, before: Callable[[], None]
    ) -> None:
        self._root, self._watch, self._window = root, watch, window
        self._tell, self._before = tell, before
        self._wrong = _Wrong()
        self._problems: tuple[Problem, ...] = ()
        self._made: _Made | None = None
        self._shown: Preview | None = None
        self._owed = _Asked.SURVEY
        self._touched: frozenset[str] = frozenset()
        self._was_late = False
        self._is_due = True
        self._website: Website | None = None

    def run(self) -> None:
        """Make the survey, then what each change asks for, for ever."""
        self._change(frozenset(_OUTPUTS))
        while True:
            changed = self._watch.wait(REST if self._is_due else _FOREVER)
            if changed:
                self._change(changed)
            elif self._is_due:
                self._is_due = False
                gc.collect()  # pages and files of MkDocs know each other; the command collects late
                survey = self._made.survey if self._made else None
                self._website = Website(self._root, survey, self._built, self._tell)

    def stop(self) -> None:
        """End what is built in the background."""
        if self._website:
            self._website.stop()
            self._website = None

    def _change(self, changed: frozenset[str]) -> None:
        """Make what the changed paths ask for, and show it."""
        self.stop()
        begun = time.perf_counter()
        self._is_due = True
        self._wrong = replace(self._wrong, website="")
        self._owed = max(self._owed, _asked(changed, written(self._root)))
        try:
            changed |= self._remake()
        except _OutdatedError:
            self._was_late = True
            return
        self._was_late = False
        if any(map(_is_of_website, changed)) or self._wrong.pages:
            self._show(changed)
        else:
            self._window.say(self._wrong.first())
        self._report(changed, time.perf_counter() - begun)

    def _remake(self) -> frozenset[str]:
        """Make what is owed and write `site/`; return the paths that changed, none on failure."""
        if self._owed < _Asked.PAGES:
            return frozenset()
        try:
            with alone(self._root, self._tell), remembering(self._root):
                changed = self._write()
        except ReviewError as error:
            self._wrong = replace(self._wrong, survey=str(error))
            return frozenset()
        self._owed = _Asked.NOTHING
        self._wrong = replace(self._wrong, survey="")
        names = frozenset(f"site/{name}" for name in changed)
        self._watch.wrote((*names, *_OUTPUTS))
        return names

    def _write(self) -> tuple[str, ...]:
        """Write what is owed and return the paths in `site/` that changed."""
        pipeline.resume(self._root)
        if self._made is None or (self._owed is _Asked.SURVEY and not self._is_same()):
            self._made = self._survey()
        self._owed = _Asked.PAGES
        made = self._made
        draft = pipeline.drawn(self._root, made.survey, made.ledger)
        changed = pipeline.publish(self._root, draft)
        self._made = replace(made, lock=self._lock())
        self._tell_new((*made.survey.problems, *pipeline.kept(self._root)))
        return changed

    def _survey(self) -> _Made:
        """Return the survey of the folder as it is."""
        self._propose()
        given, ledger = self._watch.inputs.digest(), pipeline.remember(self._root)
        survey = pipeline.build(load_config(self._root), ledger, self._step)
        return _Made(survey, ledger, given)

    def _is_same(self) -> bool:
        """Tell whether the inputs are again those of the survey that was made last."""
        return self._made is not None and (self._made.given, self._made.lock) == (
            self._watch.inputs.digest(),
            self._lock(),
        )

    def _lock(self) -> bytes:
        path = self._root / "review.lock"
        return path.read_bytes() if path.is_file() else b""

    def _propose(self) -> None:
        lacks = not (self._root / "taxonomy.yml").exists()
        self._before()
        if lacks:
            self._watch.wrote(("taxonomy.yml",))

    def _step(self, _: str) -> None:
        """Between two stages: begin anew where the inputs changed, but not for ever."""
        if not self._was_late and self._watch.is_behind():
            raise _OutdatedError

    def _show(self, changed: Collection[str]) -> None:
        """Show the website as it is now; where MkDocs cannot make it, the last good one stays."""
        try:
            self._window.public = self._root / html_folder(text_of(self._root / "mkdocs.yml"))
            url = self._made.survey.url if self._made else ""
            is_new = self._wrong.pages or any(map(_is_of_theme, changed))
            shown = preview(self._root, url, None if is_new else self._shown)
            said = shown.warnings(("index.md", *self._pages(changed)))
        except ReviewError as error:
            self._wrong = replace(self._wrong, pages=str(error))
            self._window.say(self._wrong.first())
        else:
            self._wrong = replace(self._wrong, pages="\n".join(said))
            self._shown = shown
            self._window.show(shown, self._wrong.first())

    def _pages(self, changed: Collection[str]) -> tuple[str, ...]:
        """The pages of the person's that changed since the website was whole, by their paths."""
        own = {name for name in changed if name.startswith("site/")}
        self._touched |= own - written(self._root)
        return tuple(sorted(name.removeprefix("site/") for name in self._touched))[:_CHECKED]

    def _built(self, error: str) -> None:
        """Hear from the background that `public/` is whole, or what is wrong."""
        self._wrong = replace(self._wrong, website=error)
        self._window.say(self._wrong.first())
        if error:
            self._tell(f"review: {error}")
            return
        self._touched = frozenset()
        self._window.rest_on_public()
        self._tell(f"{self._window.public} is up to date")

    def _report(self, changed: Collection[str], seconds: float) -> None:
        if error := self._wrong.first():
            self._tell(f"review: {error}\nThe last good site stays.")
        else:
            pages = sum(name.startswith("site/") for name in changed)
            self._tell(f"{pages} files of site/ changed, shown after {seconds:.1f} s")

    def _tell_new(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            if problem not in self._problems:
                self._tell(f"{problem.where}: {problem.message}")
        self._problems = problems


def _asked(changed: Collection[str], ours: Collection[str]) -> _Asked:
    """Return what changed paths ask for; `ours` are the pages that the program wrote."""
    return max((_asks(name, ours) for name in changed), default=_Asked.NOTHING)


def _asks(name: str, ours: Collection[str]) -> _Asked:
    if name.startswith("templates/theme/") or (name.startswith("site/") and name not in ours):
        return _Asked.WEBSITE
    if name.startswith(("templates/", "site/")) or name == "mkdocs.yml":
        return _Asked.PAGES
    return _Asked.SURVEY


def _is_of_theme(name: str) -> bool:
    return name == "mkdocs.yml" or name.startswith("templates/theme/")


def _is_of_website(name: str) -> bool:
    """Tell whether MkDocs reads the file of this path."""
    return name.startswith("site/") or _is_of_theme(name)
