"""`site/` to the HTML website, by MkDocs in a process of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from review.config import text_of
from review.errors import ReviewError
from review.render.nav import html_folder
from review.render.write import KEPT
from review.serial import load_yaml

Run = Callable[..., "subprocess.CompletedProcess[str]"]
"""What runs a process to its end, called as `subprocess.run` is."""

_LINES = 12
_FORMER = re.compile(rb'^robots: "noindex"$', re.MULTILINE)
_HEAD = 2_000  # bytes in which the front matter of such a page ends
_OWN_ADDRESS = re.compile(r"^site_url[ \t]*:", re.MULTILINE)
_ELSEWHERE = re.compile(r"https?://(?:dx\.)?(?:doi\.org|arxiv\.org|hdl\.handle\.net)/", re.I)
_WEB = re.compile(r"https?://[^\s/?#]+[^\s?#]*", re.I)


def build_html(root: Path, url: str = "", edition: str = "", run: Run = subprocess.run) -> None:
    """Build the website of the survey folder `root` into its `site_dir`.

    `url` is where the survey stands on the web: with it pages name their canonical address and
    the sitemap lists them; a `site_url` in `mkdocs.yml` wins. `edition` is a date as 2026-11-21,
    the one that the sitemap gives. The website is built beside and then put in place, so that the
    last good one stays on failure. `run` may end the process before its time, which is a failure.
    Raises `ReviewError` with the last lines that MkDocs said.
    """
    text = text_of(root / "mkdocs.yml")
    public = root / html_folder(text)
    public.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{public.name}.build-"
    _sweep(public, prefix)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=public.parent) as folder:
        fresh = Path(folder, "new")
        _mkdocs(root, fresh, beside(root, text, url), edition, run)
        if public.exists():
            public.rename(Path(folder, "old"))
        fresh.rename(public)


def _sweep(public: Path, prefix: str) -> None:
    """Clear what a build that was killed left beside `public`; put back what it had moved away."""
    for left in sorted(public.parent.glob(f"{prefix}*")):
        if left.is_symlink() or not left.is_dir():
            continue
        held = {path.name for path in left.iterdir()}
        if not held <= {"new", "old"}:
            continue
        if "old" in held and not public.exists():
            (left / "old").rename(public)
        shutil.rmtree(left, ignore_errors=True)


def beside(root: Path, text: str, url: str) -> dict[str, str]:
    """Return the settings that go with those of `mkdocs.yml`, whose text is `text`.

    They are the address `url` of the website, the pages that are in no navigation, and those that
    are not published.
    """
    address = {} if _OWN_ADDRESS.search(text) else _site_url(url)
    return address | _aside(root, text) | _unpublished(root, text)


def _site_url(url: str) -> dict[str, str]:
    """Return the setting that makes `url` the address of the website, where it can be one."""
    return {"site_url": url} if _WEB.fullmatch(url) and not _ELSEWHERE.match(url) else {}


def _aside(root: Path, text: str) -> dict[str, str]:
    """Return the setting by which MkDocs does not miss pages at former addresses in the navigation.

    Only of those is it silent that lie where all others are to be in it.
    """
    site = root / "site"
    pages = (path for folder in ("", "topics") for path in sorted((site / folder).glob("*.md")))
    former = [f"/{path.relative_to(site).as_posix()}" for path in pages if _is_former(path)]
    if not former:
        return {}
    return {"not_in_nav": "\n".join((_own(text, "not_in_nav"), *former))}


def _unpublished(root: Path, text: str) -> dict[str, str]:
    """Return the setting that leaves out what waits in `site/kept/`, where it is not there yet."""
    own, folder = _own(text, "exclude_docs"), f"/{KEPT}/"
    if folder in own.split() or not (root / "site" / KEPT).is_dir():
        return {}
    return {"exclude_docs": f"{own}\n{folder}"}


def _own(text: str, name: str) -> str:
    """Return what a `mkdocs.yml` itself says under `name`: a pattern a line."""
    settings = load_yaml(text, "mkdocs.yml").value
    own = settings.get(name) if isinstance(settings, dict) else None
    return str(own or "").rstrip()


def _is_former(path: Path) -> bool:
    with path.open("rb") as stream:
        return _FORMER.search(stream.read(_HEAD)) is not None


def _clock(edition: str) -> Iterator[tuple[str, str]]:
    """The variable that MkDocs reads instead of the clock."""
    try:
        moment = datetime.combine(date.fromisoformat(edition), time(), UTC)
    except ValueError:
        return
    yield "SOURCE_DATE_EPOCH", str(max(0, int(moment.timestamp())))


def _mkdocs(root: Path, target: Path, more: dict[str, str], edition: str, run: Run) -> None:
    """Run MkDocs with `more` settings beside those of `mkdocs.yml`, which is left as it is.

    Never with `--quiet`, which keeps `--strict` from counting warnings.
    """
    settings = json.dumps({"INHERIT": "mkdocs.yml", **more}) if more else ""
    done = run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "-" if more else "mkdocs.yml",
         "-d", str(target.resolve())],
        cwd=root,
        env={**dict(_clock(edition)), **os.environ, "NO_MKDOCS_2_WARNING": "1"},
        input=settings,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(target, ignore_errors=True)
        lines = done.stderr.strip().splitlines()
        said = [line for line in lines if not line.startswith("INFO")][-_LINES:]
        raise ReviewError("mkdocs: " + ("\n".join(said) or f"exit code {done.returncode}"))
