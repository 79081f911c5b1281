"""The whole website in the background: said when it is whole, ended when it is out of date."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from review import pipeline
from review.errors import ReviewError
from review.live.website import Website
from tests.survey_factory import survey

Run = Callable[..., "subprocess.CompletedProcess[str]"]


class Heard:
    """What is said of a website, and when there is something."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.is_done = threading.Event()

    def __call__(self, error: str) -> None:
        self.said.append(error)
        self.is_done.set()


def publishes(monkeypatch: pytest.MonkeyPatch, action: Callable[[Run], None]) -> None:
    def publish_html(_: Path, run: Run) -> None:
        action(run)

    monkeypatch.setattr(pipeline, "publish_html", publish_html)


def call(run: Run, code: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    return run(
        [sys.executable, "-c", code], cwd=Path(), env=None, input=said, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_a_whole_website_is_said_by_an_empty_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []
    code = "import sys; print(sys.stdin.read()); sys.stderr.write('hm'); sys.exit(3)"
    publishes(monkeypatch, lambda run: done.append(call(run, code, "hello")))
    heard = Heard()
    website = Website(tmp_path, None, heard, heard)
    assert heard.is_done.wait(30)
    website.stop()
    assert heard.said == [""]
    assert (done[0].returncode, done[0].stdout, done[0].stderr) == (3, "hello\n", "hm")


def test_what_is_wrong_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Run) -> None:
        raise ReviewError("mkdocs: a link leads nowhere")

    publishes(monkeypatch, fail)
    heard = Heard()
    website = Website(tmp_path, None, heard, heard)
    assert heard.is_done.wait(30)
    website.stop()
    assert heard.said == ["mkdocs: a link leads nowhere"]


def test_a_website_that_is_out_of_date_ends_at_once_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def build(run: Run) -> None:
        begun.set()
        if call(run, "import time; time.sleep(120)").returncode:
            raise ReviewError("killed")

    publishes(monkeypatch, build)
    heard = Heard()
    website = Website(tmp_path, survey(), heard, heard)
    assert begun.wait(30)
    start = time.monotonic()
    website.stop()
    assert time.monotonic() - start < 30
    assert heard.said == []


def test_one_that_is_stopped_before_its_process_starts_starts_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()

    def build(run: Run) -> None:
        begun.set()
        go.wait(30)
        call(run, "import pathlib; pathlib.Path('never').write_text('')")

    publishes(monkeypatch, build)
    heard = Heard()
    website = Website(tmp_path, None, heard, heard)
    assert begun.wait(30)
    threading.Timer(0.2, go.set).start()
    website.stop()
    assert heard.said == []
    assert not Path("never").exists()


def test_the_pdf_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    publishes(monkeypatch, lambda _: made.append("html"))
    monkeypatch.setattr(pipeline, "publish_pdf", lambda root, _: made.append(root))
    heard = Heard()
    Website(tmp_path, survey(), heard, heard)
    assert heard.is_done.wait(30)
    assert made == ["html", tmp_path]
