"""Waiting for a change: all of it, once, and nothing that the program did itself."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from review.live import watch as module
from review.live.watch import Watch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "review.yml").write_text("title: T\n", "utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.bib").write_text("", "utf-8")
    return tmp_path


@pytest.fixture(params=["told", "looking"])
def watch(
    root: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watch]:
    """A watch that the operating system tells, and one that has to look."""
    if request.param == "looking":

        def refuse(*_: object) -> None:
            raise OSError("inotify watch limit reached")

        monkeypatch.setattr(module, "_Told", refuse)
    with Watch(root, quiet=0.05) as opened:
        yield opened


def later(action: Callable[[], object], delay: float = 0.2) -> threading.Timer:
    timer = threading.Timer(delay, action)
    timer.start()
    return timer


def test_without_a_change_the_time_passes(watch: Watch) -> None:
    begun = time.monotonic()
    assert watch.wait(0.3) == frozenset()
    assert 0.2 < time.monotonic() - begun < 5


def test_a_change_is_told_while_waiting_and_once(watch: Watch, root: Path) -> None:
    timer = later(lambda: (root / "curation.yml").write_text("pins: []\n", "utf-8"))
    begun = time.monotonic()
    assert watch.wait(20) == {"curation.yml"}
    assert time.monotonic() - begun < 10
    timer.join()
    assert watch.wait(0.3) == frozenset()


def test_a_change_from_before_the_wait_is_told(watch: Watch, root: Path) -> None:
    (root / "seeds/b.bib").write_text("", "utf-8")
    (root / "seeds/a.bib").unlink()
    assert watch.wait(5) == {"seeds/a.bib", "seeds/b.bib"}


def test_many_writes_in_a_row_are_one_change(watch: Watch, root: Path) -> None:
    def write() -> None:
        for number in range(8):
            (root / f"seeds/{number}.bib").write_text("", "utf-8")
            time.sleep(0.01)

    timer = later(write)
    assert watch.wait(20) == {f"seeds/{number}.bib" for number in range(8)}
    timer.join()


def test_a_file_that_is_there_for_a_moment_is_no_change_for_long(watch: Watch, root: Path) -> None:
    (root / "seeds/4913").write_text("", "utf-8")
    timer = later((root / "seeds/4913").unlink, 0.02)
    assert watch.wait(1) in (frozenset(), {"seeds/4913"})
    timer.join()
    assert watch.wait(0.3) in (frozenset(), {"seeds/4913"})
    assert watch.wait(0.3) == frozenset()


def test_what_the_program_wrote_is_no_change_and_what_came_meanwhile_is(
    watch: Watch, root: Path
) -> None:
    (root / "site").mkdir()
    (root / "site/index.md").write_text("made", "utf-8")
    (root / "review.lock").write_text("{}", "utf-8")
    (root / "curation.yml").write_text("pins: []\n", "utf-8")
    watch.wrote(("site/index.md", "review.lock", "site/never.md"))
    end = time.monotonic() + 10
    while not watch.is_behind():  # the system may take a moment to tell
        assert time.monotonic() < end
    assert watch.wait(5) == {"curation.yml"}
    assert not watch.is_behind()
    (root / "site/index.md").unlink()
    watch.wrote(("site/index.md",))
    assert not watch.is_behind()


def test_files_in_folders_that_come_later_are_told(watch: Watch, root: Path) -> None:
    (root / "templates/site").mkdir(parents=True)
    (root / "templates/site/topic.md").write_text("a", "utf-8")
    assert watch.wait(5) == {"templates/site/topic.md"}
    timer = later(lambda: (root / "templates/site/topic.md").write_text("bb", "utf-8"))
    assert watch.wait(20) == {"templates/site/topic.md"}
    timer.join()


def test_reading_wakes_nobody(root: Path) -> None:
    with Watch(root, quiet=0.05) as watch:
        assert watch.wait(0.3) == frozenset()
        (root / "seeds/a.bib").read_text("utf-8")
        begun = time.process_time()
        assert watch.wait(0.5) == frozenset()
        assert time.process_time() - begun < 0.3
