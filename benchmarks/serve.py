"""How soon an edit is seen under `review serve`: the example survey, its files, a real browser.

The time runs from before the file is written to when the open page shows the edit. Beside it stands
the CPU time of the server meanwhile, which a busy machine changes less.
"""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PARTS = (
    "review.yml", "taxonomy.yml", "curation.yml", "mkdocs.yml", "review.lock", "seeds", "templates",
    "site",
)  # fmt: skip
ROUNDS = 3
ASKED = "≤ 2"
_PATIENCE = 120.0
_TICK = 0.005
_PIN = "  - {{paper: {key}, topic: other-applications}}\n"
_SEED = """@article{new,
  title = {A Wholly New Study of the Quantization of Small Language Models},
  author = {Doe, Jane and Roe, Richard}, year = {2025},
  abstract = {Quantization of language models is hard. We introduce FooQuant, a method for the
    quantization of small language models. It reduces memory by 40 percent.}
}
"""
Page = Any


class Live:
    """The example survey under `review serve`."""

    def __init__(self, root: Path) -> None:
        root.mkdir()
        for name in PARTS:
            source = ROOT / name
            copy: Callable[..., object] = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, root / name)
        self.root, self.log = root, root.with_suffix(".log")
        settings = self.read("review.yml")
        self.write("review.yml", re.sub(r"(?m)^seeds:.*$", "seeds: [seeds]", settings))
        with self.log.open("w", encoding="utf-8") as said:
            command = [sys.executable, "-m", "review", "serve", str(root), "--port", "0"]
            self.process = subprocess.Popen(command, stderr=said, cwd=ROOT)
        self.until(lambda: "is up to date" in self.log.read_text("utf-8"))
        found = re.search(r"http://\S+/", self.log.read_text("utf-8"))
        self.url = found[0] if found else ""

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8")

    def until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not is_so():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(self.log.read_text("utf-8"))
            time.sleep(_TICK)

    def spent(self) -> float:
        """The CPU seconds of the server, without what it ran in other processes."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def run() -> list[dict[str, Any]]:
    """Return the seconds until each kind of edit is seen, in the middle and at most."""
    with tempfile.TemporaryDirectory() as folder, _browser() as browser:
        live = Live(Path(folder, "survey"))
        try:
            page = browser.new_page()
            return [row for name, edits in _edits(live) for row in _rows(name, live, page, edits)]
        finally:
            live.process.send_signal(signal.SIGINT)
            live.process.wait(30)


Edit = tuple[str, Callable[[], None], str]
"""An address, what is done, and the words of a script that is true once it is seen there."""


def _edits(live: Live) -> Iterator[tuple[str, list[Edit]]]:
    """The kinds of edits, each with as many as there are rounds, and each undone in between."""
    pins, topic = live.read("curation.yml"), live.read("templates/site/topic.md")
    theme = live.read("templates/theme/main.html")
    keys = _unpinned(live, pins)
    topic_page, there = "topics/quantization.html", "document.documentElement.outerHTML.includes"

    def both(name: str, good: str, edited: str, where: str, seen: str) -> list[Edit]:
        return [
            (where, lambda: live.write(name, edited), seen),
            (where, lambda: live.write(name, good), f"!{seen}"),
        ]

    yield "curation.yml: a pin", [
        edit
        for key in keys
        for edit in both(
            "curation.yml", pins, pins.replace("pins:\n", f"pins:\n{_PIN.format(key=key)}", 1),
            f"papers/{key}.html", "document.body.innerText.includes('Other applications')",
        )
    ]  # fmt: skip
    yield "a new seed file with one paper, and its removal", [
        ("index.html", lambda: live.write("seeds/new.bib", _SEED), f"{there}('363 ')"),
        ("index.html", (live.root / "seeds/new.bib").unlink, f"!{there}('363 ')"),
    ] * ROUNDS  # fmt: skip
    yield "a template of pages", ROUNDS * both(
        "templates/site/topic.md", topic, f"{topic}\nEdited here.\n", topic_page,
        f"{there}('Edited here.')",
    )  # fmt: skip
    yield "the theme", ROUNDS * both(
        "templates/theme/main.html", theme, theme.replace(
            "{% block extrahead %}", '{% block extrahead %}<meta name="edited">'
        ),
        topic_page, f"{there}('name=\"edited\"')",
    )  # fmt: skip
    wrong = f"{there}('id=\"review-error\"')"
    yield (
        "curation.yml: a mistake, and mended",
        ROUNDS * both("curation.yml", pins, f"{pins}\npins: [\n", "index.html", wrong),
    )


def _unpinned(live: Live, pins: str) -> list[str]:
    """Return some papers that nobody filed by hand, and not where the pins will file them."""
    keys = sorted(path.stem for path in (live.root / "site/papers").glob("*.md"))
    free = [
        key
        for key in keys
        if f"{key}," not in pins and "other-applications" not in live.read(f"site/papers/{key}.md")
    ]
    return free[:: len(free) // ROUNDS][:ROUNDS]


def _rows(name: str, live: Live, page: Page, edits: list[Edit]) -> Iterator[dict[str, Any]]:
    took = [_seen(live, page, *edit) for edit in edits]
    seconds, spent = [list(figures) for figures in zip(*took, strict=True)]
    for figure, value, asked in (
        ("s until seen, median", statistics.median(seconds), ASKED),
        ("s until seen, at most", max(seconds), ASKED),
        ("CPU s of the server, median", statistics.median(spent), ""),
    ):
        yield {"name": name, "figure": figure, "value": round(value, 2), "asked": asked}


def _seen(
    live: Live, page: Page, where: str, act: Callable[[], None], seen: str
) -> tuple[float, float]:
    """Return the seconds until an edit is seen, and the CPU seconds of the server meanwhile."""
    page.goto(f"{live.url}{where}")
    live.until(lambda: not _is_so(page, seen))  # what is wrong comes after the page
    begun, before = time.monotonic(), live.spent()
    act()
    live.until(lambda: _is_so(page, seen))
    took = time.monotonic() - begun, live.spent() - before
    time.sleep(0.7)
    return took


def _is_so(page: Page, script: str) -> bool:
    """Ask the page, which may be on its way to another version of itself."""
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(script))
    except Error:
        return False


@contextmanager
def _browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise FileNotFoundError("Chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()
