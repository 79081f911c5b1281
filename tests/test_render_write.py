import hashlib
import json
from pathlib import Path

import pytest

from review.errors import CheckError
from review.model import Page
from review.render.write import manifest, put, write
from tests.killed import kill_after

A, B = Page("index.md", "one\n"), Page("papers/b.md", "two\n")


def files(root: Path) -> dict[str, str]:
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def listed(root: Path) -> dict[str, str]:
    return dict(json.loads((root / "site/manifest.json").read_text("utf-8"))["files"])


def test_pages_and_their_manifest(tmp_path: Path) -> None:
    assert write([B, A], tmp_path) == ("index.md", "papers/b.md")
    assert files(tmp_path) == {"index.md": "one\n", "papers/b.md": "two\n"}
    assert list(listed(tmp_path)) == ["index.md", "papers/b.md"]
    assert listed(tmp_path)["index.md"] == hashlib.sha256(b"one\n").hexdigest()


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    before = (tmp_path / "site/index.md").stat().st_mtime_ns
    assert write([A, Page("papers/b.md", "new\n")], tmp_path) == ("papers/b.md",)
    assert (tmp_path / "site/index.md").stat().st_mtime_ns == before
    assert write([A, Page("papers/b.md", "new\n")], tmp_path) == ()


def test_newlines_are_not_translated(tmp_path: Path) -> None:
    write([Page("a.md", "é\n\r\n")], tmp_path)
    assert (tmp_path / "site/a.md").read_bytes() == "é\n\r\n".encode()


def test_a_page_that_is_no_longer_made_is_deleted_with_its_folder(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    assert write([A], tmp_path) == ("papers/b.md",)
    assert files(tmp_path) == {"index.md": "one\n"}
    assert not (tmp_path / "site/papers").exists()


def test_pages_of_a_person_stay(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / "site/papers/mine.md").write_text("mine")
    write([A], tmp_path)
    assert files(tmp_path) == {"index.md": "one\n", "papers/mine.md": "mine"}


def refused(root: Path, pages: list[Page], word: str) -> None:
    before = files(root), (root / "site/manifest.json").exists() and listed(root)
    with pytest.raises(CheckError, match=word):
        write(pages, root)
    assert (files(root), (root / "site/manifest.json").exists() and listed(root)) == before


def test_a_file_that_is_not_ours_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.md").write_text("mine")
    refused(tmp_path, [A, B], "site/index.md: was not generated")


def test_a_page_that_was_edited_is_not_overwritten(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / "site/index.md").write_text("one, edited\n")
    refused(tmp_path, [Page("index.md", "new\n"), Page("papers/b.md", "new\n")], "edited by hand")


def test_a_page_that_was_edited_is_not_deleted(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / "site/papers/b.md").write_text("two, edited\n")
    refused(tmp_path, [A], "site/papers/b.md:1: was edited by hand")


def test_an_edit_that_equals_the_new_page_is_none(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / "site/index.md").write_text("new\n")
    assert write([Page("index.md", "new\n"), B], tmp_path) == ()
    assert listed(tmp_path)["index.md"] == hashlib.sha256(b"new\n").hexdigest()


def test_a_deleted_page_comes_back(tmp_path: Path) -> None:
    write([A, B], tmp_path)
    (tmp_path / "site/index.md").unlink()
    assert write([A, B], tmp_path) == ("index.md",)


@pytest.mark.parametrize(
    "path",
    ["../a.md", "/a.md", "a/../b.md", "", ".", "a//b.md", "a\\b.md", "./a.md", "manifest.json",
     ".hidden", "a/.git/b", "C:a.md", "a\n.md"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(CheckError, match="no path of a page"):
        write([Page(path, "x")], tmp_path)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("twin", ["Index.md", "index.md"])
def test_two_pages_are_never_one_file(tmp_path: Path, twin: str) -> None:
    with pytest.raises(CheckError, match="one file"):
        write([A, Page(twin, "x")], tmp_path)


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/papers").symlink_to(outside)
    (tmp_path / "site/index.md").symlink_to(outside / "index.md")
    with pytest.raises(CheckError, match="symbolic link"):
        write([B], tmp_path)
    with pytest.raises(CheckError, match="symbolic link"):
        write([A], tmp_path)
    assert list(outside.iterdir()) == []


def test_a_folder_or_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "site/index.md").mkdir(parents=True)
    (tmp_path / "site/papers").write_text("a file")
    with pytest.raises(CheckError, match=r"site/index\.md is in the way"):
        write([A], tmp_path)
    with pytest.raises(CheckError, match="site/papers is in the way"):
        write([B], tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', "\xff"])
def test_a_broken_manifest_is_named(tmp_path: Path, text: str) -> None:
    write([A], tmp_path)
    (tmp_path / "site/manifest.json").write_text(text, "latin-1")
    with pytest.raises(CheckError, match=r"site/manifest\.json is not readable"):
        write([Page("index.md", "new")], tmp_path)


def test_a_manifest_cannot_delete_outside(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("x")
    digest = hashlib.sha256(b"x").hexdigest()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/manifest.json").write_text(json.dumps({"files": {"../victim": digest}}))
    write([A], tmp_path)
    assert victim.exists()


@pytest.mark.parametrize("steps", range(6))
def test_a_build_that_is_killed_can_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Killed after any number of files, the next build goes through, whatever it writes."""
    write([A, B], tmp_path)
    kill_after(steps, monkeypatch)
    second = [Page("index.md", "1"), Page("papers/b.md", "2"), Page("c.md", "3")]
    try:
        write(second, tmp_path)
    except KeyboardInterrupt:
        assert steps < 5
    monkeypatch.undo()
    third = [Page("index.md", "other"), Page("papers/b.md", "other")]
    write(third, tmp_path)
    assert files(tmp_path) == {"index.md": "other", "papers/b.md": "other"}
    assert list(listed(tmp_path)) == ["index.md", "papers/b.md"]


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"old")
    held = (tmp_path / "f").open("rb")
    put(tmp_path / "f", b"new")
    assert (held.read(), (tmp_path / "f").read_bytes()) == (b"old", b"new")
    held.close()
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_the_manifest_is_the_one_that_is_written(tmp_path: Path) -> None:
    pages = [Page("b.md", "B"), Page("a.md", "A")]
    write(pages, tmp_path)
    assert (tmp_path / "site" / "manifest.json").read_text("utf-8") == manifest(pages)
