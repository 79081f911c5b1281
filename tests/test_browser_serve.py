"""`review serve` in a real browser: an edit is seen, a mistake is shown, both without a hand."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("serve")]
PATIENCE = 90_000  # milliseconds, on a machine with much else to do
Page = Any


class Served:
    """A survey folder under `review serve`, and what it says."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self.log = root, log
        with log.open("w", encoding="utf-8") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "review", "serve", str(root), "--port", "0"],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stderr=said,
            )
        self.until("shown after")
        found = re.search(r"http://\S+/", self.said())
        assert found
        self.url = found[0]

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def until(self, words: str, times: int = 1) -> None:
        end = time.monotonic() + PATIENCE / 1000
        while self.said().count(words) < times:
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def live(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("live")
    started = Served(Path(shutil.copytree(built, folder / "survey")), folder / "said.txt")
    yield started
    started.process.send_signal(signal.SIGINT)
    assert started.process.wait(30) == 0
    assert started.said().rstrip().endswith("Ended.")
    assert "Traceback" not in started.said()


@pytest.fixture
def seen(page: Page, live: Served) -> Iterator[Page]:
    """The first page, open; nothing is wrong in the end."""
    page.goto(live.url)
    assert page.locator("#review-error").count() == 0
    yield page
    assert page.locator("#review-error").count() == 0
    page.goto("about:blank")


def comes(page: Page, words: str) -> None:
    page.wait_for_function(f"document.body.innerText.includes({words!r})", timeout=PATIENCE)


def test_an_edit_is_seen(seen: Page, live: Served) -> None:
    settings = (live.root / "review.yml").read_text("utf-8")
    live.write("review.yml", re.sub(r"(?m)^title: .*$", "title: A title just given", settings))
    comes(seen, "just given")


def test_a_mistake_is_shown_as_text_until_it_is_mended(seen: Page, live: Served) -> None:
    title = seen.title()
    live.write("curation.yml", "pins:\n  - {paper: x, topic: '<img src=x onerror=alert(1)>'}\n")
    box = seen.locator("#review-error")
    box.wait_for(timeout=PATIENCE)
    assert "curation.yml:2: " in box.inner_text()
    assert "<img src=x" in box.inner_text()
    assert box.locator("img").count() == 0
    assert seen.title() == title, "the last good site stays"
    assert "review: curation.yml:2: " in live.said()
    seen.reload()
    box.wait_for(timeout=PATIENCE)
    live.write("curation.yml", "pins: []\n")
    box.wait_for(state="detached", timeout=PATIENCE)


def test_a_template_that_cannot_be_used_is_shown_with_its_line(seen: Page, live: Served) -> None:
    good = (live.root / "templates/site/home.md").read_text("utf-8")
    live.write("templates/site/home.md", good + "\n{% if %}\n")
    box = seen.locator("#review-error")
    box.wait_for(timeout=PATIENCE)
    assert f"home.md:{good.count(chr(10)) + 2}: " in box.inner_text()
    live.write("templates/site/home.md", good + "\nWords of a template.\n")
    comes(seen, "Words of a template")


def test_a_page_of_one_s_own_is_shown_and_its_dead_link_told(seen: Page, live: Served) -> None:
    settings = (live.root / "mkdocs.yml").read_text("utf-8")
    home = "  - Overview: index.md\n"
    live.write("site/own.md", "# My own\n\n[nowhere](nowhere.md)\n")
    live.write("mkdocs.yml", settings.replace(home, f"{home}  - Mine: own.md\n"))
    box = seen.locator("#review-error")
    box.wait_for(timeout=PATIENCE)
    assert "nowhere.md" in box.inner_text()
    live.write("site/own.md", "# My own page\n\nMended.\n")
    box.wait_for(state="detached", timeout=PATIENCE)
    seen.goto(f"{live.url}own.html")
    comes(seen, "Mended")


def test_at_rest_the_whole_website_is_built(seen: Page, live: Served) -> None:
    before = live.said().count("is up to date")
    live.write("site/index2.md", "x")
    (live.root / "site/index2.md").unlink()
    live.write("templates/theme/partials/own.html", "x")
    live.until("is up to date", before + 1)
    assert seen.locator("#review-error").count() == 0
    assert "live.js" not in (live.root / "public/index.html").read_text("utf-8")
    with urllib.request.urlopen(f"{live.url}search/search_index.json") as reply:
        assert reply.status == 200


def test_a_port_in_use_is_one_clear_line(live: Served) -> None:
    port = live.url.rstrip("/").rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "review", "serve", str(live.root), "--port", port],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {port} of 127.0.0.1 is in use" in done.stderr
