"""Doubles for the loop of a preview: a watch, a page, and a pipeline that only notes its calls."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from review import pipeline
from review.errors import ReviewError
from review.live import loop as module
from review.live.loop import _Loop
from review.live.window import Window
from review.model import Ledger, Problem, Survey
from tests.survey_factory import survey

OURS = {"site/index.md", "site/topics/one.md"}


class Watched:
    """A watch that tells what the test says."""

    def __init__(self) -> None:
        self.own: list[str] = []
        self.behind = False
        self.given = b""

    @property
    def inputs(self) -> "Watched":
        return self

    def digest(self) -> bytes:
        return self.given

    def is_behind(self) -> bool:
        return self.behind

    def wrote(self, names: Any) -> None:
        self.own += names


class Shown:
    """A preview with one page."""

    def __init__(self, warnings: tuple[str, ...] = ()) -> None:
        self.asked: list[str] = []
        self._warnings = warnings

    def content(self, address: str) -> bytes | None:
        return b"page" if address == "index.html" else None

    def warnings(self, names: Any) -> tuple[str, ...]:
        self.asked = list(names)
        return self._warnings


class Bench:
    """A loop whose pipeline only notes that it was called, or fails as the test says."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.done: list[str] = []
        self.told: list[str] = []
        self.wrong: dict[str, str] = {}
        self.problems: tuple[Problem, ...] = ()
        self.number = 0
        self.shown = Shown()
        self.before: Shown | None = None
        self.written: tuple[str, ...] = ("index.md",)
        self.watch = cast(Any, Watched())
        self.window = Window(root / "public", 0)
        self.during: Callable[[], None] = lambda: None
        before = self._note("before")
        self.loop = _Loop(root, self.watch, self.window, self.told.append, before)
        (root / "mkdocs.yml").write_text("docs_dir: site\nsite_dir: public\n", "utf-8")
        (root / "taxonomy.yml").write_text("", "utf-8")
        monkeypatch.setattr(module, "load_config", lambda _: None)
        monkeypatch.setattr(module, "written", lambda _: frozenset(OURS))
        monkeypatch.setattr(module, "preview", self._preview)
        monkeypatch.setattr(module, "Website", self._website)
        for name, action in (
            ("resume", lambda *_: False),
            ("kept", lambda _: ()),
            ("remember", lambda *_: Ledger()),
            ("build", self._build),
            ("drawn", self._drawn),
            ("publish", self._publish),
        ):
            monkeypatch.setattr(pipeline, name, action)

    def change(self, *names: str, given: bytes | None = None) -> list[str]:
        self.number += 1
        self.watch.given = f"{self.number}".encode() if given is None else given
        self.done.clear()
        self.told.clear()
        self.loop._change(frozenset(names))
        return self.done

    def _note(self, name: str) -> Callable[[], None]:
        return lambda: self.done.append(name)

    def _do(self, name: str) -> None:
        self.done.append(name)
        if name in self.wrong:
            raise ReviewError(self.wrong[name])

    def _build(self, config: object, ledger: object, step: Callable[[str], None]) -> Survey:
        self._do("build")
        self.during()
        step("Reading sentences")
        return replace(survey(), problems=self.problems)

    def _drawn(self, *_: object) -> str:
        self._do("drawn")
        return "draft"

    def _publish(self, *_: object) -> tuple[str, ...]:
        self._do("publish")
        return self.written

    def _preview(self, _: Path, __: str, before: Shown | None) -> Shown:
        self.before = before
        self._do("preview")
        return self.shown

    def _website(self, *_: object) -> Any:
        self._do("website")
        return contextlib.nullcontext()
