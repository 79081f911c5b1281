"""Fixtures of the tests in a real browser: one Chromium, and one server below a path."""

import functools
import http.server
import os
import shutil
import threading
import warnings
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
]  # fmt: skip
BELOW = "/sub/path/"
"""The path below which the tests' website stands, as the page of a project does."""
Page = Any
Browser = Any


def missing(what: str) -> None:
    """Skip, or fail where the browser tests are required."""
    if os.environ.get("REVIEW_REQUIRE_BROWSER"):
        pytest.fail(f"the browser tests are required and need {what}")
    pytest.skip(f"the browser tests need {what}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        missing("Chromium (Debian: apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright (pip install living-review[dev])")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import axe_playwright_python
    except ImportError:
        missing("axe-playwright-python (pip install living-review[dev])")
    folder = Path(str(axe_playwright_python.__file__)).parent
    return next(folder.rglob("axe.min.js")).read_text("utf-8")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what it asks for and what goes wrong; either fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("request", lambda request: wrong.append(request.url) if is_far(request.url) else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("requestfailed", lambda request: wrong.extend(_broken_off(request)))
    yield opened
    context.close()
    assert wrong == [], "\n".join(wrong)


def is_far(url: str) -> bool:
    """Tell whether an address is outside the website."""
    return not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1"))


def _broken_off(request: Any) -> Iterator[str]:
    """What failed, unless the page was left before it came."""
    if request.failure and "ERR_ABORTED" not in request.failure:
        yield f"{request.url}: {request.failure}"


class Host(http.server.SimpleHTTPRequestHandler):
    """A web server as hosts of static pages are: what is lost gets the site's own page for it."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, BELOW.strip("/"), "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and code == HTTPStatus.NOT_FOUND:
            self.wfile.write(body)


@pytest.fixture(scope="session")
def served(website: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the website, served below a path."""
    root = tmp_path_factory.mktemp("host")
    place = root / BELOW.strip("/")
    place.parent.mkdir(parents=True)
    place.symlink_to(website)
    handler = functools.partial(Host, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        server.shutdown()
