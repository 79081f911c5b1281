"""Which files are watched, and that a look tells each change of one of them."""

import os
from pathlib import Path

import pytest

from review.live.inputs import Inputs, written


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "review.yml": "title: T\nseeds: [seeds/*.bib]\nmetadata: [facts/more.jsonl]\n",
        "taxonomy.yml": "", "curation.yml": "", "mkdocs.yml": "", "review.lock": "",
        "seeds/a.bib": "", "seeds/b.ris": "", "facts/more.jsonl": "", "facts/other.jsonl": "",
        "templates/site/topic.md": "", "templates/theme/main.html": "", "fonts/serif.otf": "",
        "site/index.md": "", "site/topics/one.md": "", "site/.index.md.swp": "",
        "public/index.html": "", ".cache/db": "", "notes.txt": "",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_what_a_survey_is_made_of_is_seen_and_nothing_else(root: Path) -> None:
    assert set(Inputs(root).stamp()) == {
        "review.yml", "taxonomy.yml", "curation.yml", "mkdocs.yml", "review.lock", "seeds/a.bib",
        "facts/more.jsonl", "templates/site/topic.md", "templates/theme/main.html",
        "fonts/serif.otf", "site/index.md", "site/topics/one.md",
    }  # fmt: skip


def test_seeds_are_those_that_review_yml_names_at_this_moment(root: Path) -> None:
    inputs = Inputs(root)
    assert "seeds/b.ris" not in inputs.stamp()
    (root / "review.yml").write_text("title: T\nseeds: [seeds]\n", "utf-8")
    assert {"seeds/a.bib", "seeds/b.ris"} <= set(inputs.stamp())
    assert "facts/more.jsonl" not in inputs.stamp()


@pytest.mark.parametrize(
    "text",
    ["seeds: [", "- a list", "seeds: 7", "seeds: [7, {a: b}]", "seeds: [../x, /etc/*, '', '**x']"],
)
def test_a_review_yml_that_is_wrong_stops_no_look(root: Path, text: str) -> None:
    inputs = Inputs(root)
    inputs.stamp()
    (root / "review.yml").write_text(text, "utf-8")
    names = set(inputs.stamp())
    assert "review.yml" in names
    assert not any(name.startswith(("/", "..")) for name in names)


def test_while_review_yml_cannot_be_read_the_seeds_stay_those_of_before(root: Path) -> None:
    inputs = Inputs(root)
    inputs.stamp()
    (root / "review.yml").write_text("seeds: [", "utf-8")
    assert "seeds/a.bib" in inputs.stamp()


def test_a_change_an_addition_and_a_removal_are_seen(root: Path) -> None:
    inputs = Inputs(root)
    before = inputs.stamp()
    (root / "curation.yml").write_text("pins: []\n", "utf-8")
    (root / "seeds/c.bib").write_text("", "utf-8")
    (root / "site/index.md").unlink()
    after = inputs.stamp()
    assert before["curation.yml"] != after["curation.yml"]
    assert "seeds/c.bib" in after
    assert "site/index.md" not in after
    assert before["taxonomy.yml"] == after["taxonomy.yml"]


def test_a_file_put_in_place_of_another_with_its_time_and_size_is_seen(root: Path) -> None:
    path = root / "curation.yml"
    inputs = Inputs(root)
    before, was = inputs.stamp(), path.stat()
    (root / "new").write_text("", "utf-8")
    os.utime(root / "new", ns=(was.st_atime_ns, was.st_mtime_ns))
    (root / "new").replace(path)
    assert inputs.stamp()["curation.yml"] != before["curation.yml"]


def test_a_circle_of_links_is_no_endless_walk(root: Path) -> None:
    (root / "site/again").symlink_to(root / "site")
    (root / "site/nowhere.md").symlink_to(root / "missing")
    assert "site/index.md" in Inputs(root).stamp()


def test_the_folders_to_watch_hold_the_seeds(root: Path) -> None:
    inputs = Inputs(root)
    inputs.stamp()
    names = {path.name for path in inputs.folders()}
    assert names == {"templates", "site", "fonts", "seeds", "facts"}


def test_a_folder_with_nothing_in_it_has_an_empty_stamp(tmp_path: Path) -> None:
    assert Inputs(tmp_path).stamp() == {}


def test_written_are_the_files_of_the_manifest(root: Path) -> None:
    assert written(root) == frozenset()
    manifest = root / "site/manifest.json"
    manifest.write_text('{"files": {"index.md": "0", "topics/one.md": "0"}}', "utf-8")
    assert written(root) == {"site/index.md", "site/topics/one.md"}
    for text in ("{", "[]", "{}", '{"files": 7}', "null"):
        manifest.write_text(text, "utf-8")
        assert written(root) == frozenset(), text


def test_the_digest_is_of_contents_and_of_what_the_person_states(root: Path) -> None:
    inputs = Inputs(root)
    first = inputs.digest()
    for name in ("mkdocs.yml", "review.lock", "site/index.md", "templates/site/topic.md"):
        (root / name).write_text("other", "utf-8")
    (root / "curation.yml").touch()
    assert inputs.digest() == first
    found = {first}
    for name in ("curation.yml", "taxonomy.yml", "seeds/a.bib", "facts/more.jsonl", "seeds/c.bib"):
        (root / name).write_text("other", "utf-8")
        found.add(inputs.digest())
    assert len(found) == 6
    (root / "seeds/c.bib").unlink()
    assert inputs.digest() in found
