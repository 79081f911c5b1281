"""Survey folders for tests: copies of the example survey, whole or with a few of its papers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browsing import BELOW, axe, browser, page, served
from tests.stub_service import serve

__all__ = ["axe", "browser", "page", "serve", "served"]

# The same examples on every run, and no deadline on a busy machine.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).parents[1]
INPUTS = ("review.yml", "taxonomy.yml", "curation.yml", "mkdocs.yml", "seeds", "templates")

Done = subprocess.CompletedProcess[str]


def copy_inputs(target: Path) -> Path:
    """Copy what the person owns of the example survey to `target`."""
    for name in INPUTS:
        source = ROOT / name
        copy: Callable[..., object] = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target / name)
    return target


def cut_seeds(root: Path, papers: int) -> None:
    """Keep the first `papers` papers of the first dump, no other dump and no pin."""
    (root / "curation.yml").write_text("pins: []\n", "utf-8")
    first, *others = sorted((root / "seeds").glob("*.txt"))
    for other in others:
        other.unlink()
    lines = [line for line in first.read_text("utf-8").split("\n") if line.strip()]
    first.write_text("\n\n".join(lines[: 5 + 2 * papers]) + "\n", "utf-8")


def review(*arguments: str | Path, cwd: Path = ROOT, seed: str = "0") -> Done:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "review", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def snapshot(root: Path) -> dict[str, bytes]:
    """Return every file of `site/` and the two generated files beside it."""
    paths = [path for path in (root / "site").rglob("*") if path.is_file()]
    paths += [path for path in (root / "review.lock", root / "mkdocs.yml") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small survey, built once without its website; tests copy it before they change it."""
    root = copy_inputs(tmp_path_factory.mktemp("small"))
    cut_seeds(root, 40)
    done = review("build", root, "--no-html")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="session")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of 60 papers of the example survey; tests that read it share one worker."""
    root = copy_inputs(tmp_path_factory.mktemp("website"))
    cut_seeds(root, 60)
    with (root / "review.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"url: https://example.org{BELOW}\n")
    done = review("build", root)
    assert done.returncode == 0, done.stderr
    return root / "public"


@pytest.fixture
def survey(built: Path, tmp_path: Path) -> Path:
    """A copy of the small built survey."""
    return Path(shutil.copytree(built, tmp_path / "survey"))
