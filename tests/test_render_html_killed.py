"""What a build of the website that was killed leaves, and who clears it away."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from review.render.html import build_html

SETTINGS = "site_name: A\ndocs_dir: site\nsite_dir: public\n"


def run(command: list[str], **_: Any) -> "subprocess.CompletedProcess[str]":
    """Write a website of one page where MkDocs would write one."""
    target = Path(command[command.index("-d") + 1])
    target.mkdir()
    (target / "index.html").write_text("fresh")
    return subprocess.CompletedProcess(command, 0, "", "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.md").write_text("# A\n")
    return tmp_path


def page(path: Path, text: str) -> None:
    path.mkdir(parents=True)
    (path / "index.html").write_text(text)


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_what_a_killed_build_left_is_cleared_away(root: Path) -> None:
    page(root / "public", "good")
    page(root / ".public.build-a/new", "half")
    (root / ".public.build-b").mkdir()
    build_html(root, run=run)
    assert names(root) == ["mkdocs.yml", "public", "site"]
    assert (root / "public/index.html").read_text() == "fresh"


def test_the_last_good_website_comes_back_where_it_had_been_moved_away(root: Path) -> None:
    page(root / ".public.build-a/old", "good")
    page(root / ".public.build-a/new", "half")

    def fails(command: list[str], **_: Any) -> "subprocess.CompletedProcess[str]":
        assert (root / "public/index.html").read_text() == "good"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_html(root, run=fails)
    assert (root / "public/index.html").read_text() == "good"
    assert names(root) == ["mkdocs.yml", "public", "site"]


def test_folders_of_a_person_stay(root: Path) -> None:
    page(root / ".public.build-mine/notes", "mine")
    (root / ".public.build-file").write_text("mine")
    (root / ".public.build-link").symlink_to(root / "site")
    build_html(root, run=run)
    assert (root / ".public.build-mine/notes/index.html").read_text() == "mine"
    assert (root / ".public.build-file").read_text() == "mine"
    assert (root / "site/index.md").exists()
