"""`site/` to the HTML website, by MkDocs in a process of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from review.config import text_of
from review.errors import ReviewError
from review.render.nav import html_folder

_LINES = 12


def build_html(root: Path) -> None:
    """Build the website of the survey folder `root` into its `site_dir`.

    It is built beside and then put in place, so that the last good one stays on failure. Raises
    `ReviewError` with the last lines that MkDocs said.
    """
    public = root / html_folder(text_of(root / "mkdocs.yml"))
    public.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{public.name}-", dir=public.parent) as folder:
        fresh = Path(folder, "new")
        _mkdocs(root, fresh)
        if public.exists():
            public.rename(Path(folder, "old"))
        fresh.rename(public)


def _mkdocs(root: Path, target: Path) -> None:
    """Run MkDocs; never with `--quiet`, which keeps `--strict` from counting warnings."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "mkdocs.yml",
         "-d", str(target.resolve())],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(target, ignore_errors=True)
        lines = done.stderr.strip().splitlines()
        said = [line for line in lines if not line.startswith("INFO")][-_LINES:]
        raise ReviewError("mkdocs: " + ("\n".join(said) or f"exit code {done.returncode}"))
