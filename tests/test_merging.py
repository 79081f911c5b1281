"""Two branches that add papers each are merged by git: nothing is lost, and the next build stands.

With real git, as two people would do it.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, review

ADDED = {
    "ours": "Sparse Ponds Attract Fewer Frogs",
    "theirs": "A Study of Sleep in Very Large Flocks of Sheep",
}


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c",
         "commit.gpgsign=false", *arguments],
        cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(root)},
    )  # fmt: skip


def add(root: Path, name: str) -> None:
    """Add a paper on a branch of its own and build."""
    assert git(root, "switch", "-qc", name, "main").returncode == 0
    line = {"title": ADDED[name], "abstract": "We count them. It counts 99% of them in a night."}
    (root / "seeds" / f"{name}.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    page = root / "site" / "topics" / "compression.md"
    mark = "<!-- review:keep intro -->\n" if name == "ours" else "<!-- review:keep end -->\n"
    text = page.read_text("utf-8")
    page.write_text(text.replace(mark, f"{mark}Words of {name}.\n"), "utf-8")
    done = review("build", root, "--no-html")
    assert done.returncode == 0, done.stderr
    git(root, "add", "-A")
    assert git(root, "commit", "-qm", name).returncode == 0


@pytest.fixture
def branches(survey: Path) -> Path:
    """The small survey under git, with a branch each of `ADDED`; `ours` is checked out."""
    settings = (survey / "review.yml").read_text("utf-8")
    settings = settings.replace("[seeds/*.txt]", '["seeds/*.txt", "seeds/*s.jsonl"]')
    (survey / "review.yml").write_text(settings, "utf-8")
    (survey / "seeds" / "as.jsonl").write_text('{"title": "Of Ants"}\n', "utf-8")
    shutil.copy(ROOT / "templates" / "init" / ".gitattributes", survey)
    assert review("build", survey, "--no-html").returncode == 0
    git(survey, "init", "-q", "-b", "main")
    git(survey, "add", "-A")
    assert git(survey, "commit", "-qm", "begun").returncode == 0
    add(survey, "theirs")
    add(survey, "ours")
    return survey


@pytest.mark.slow
def test_two_branches_that_add_papers_are_merged_and_built(branches: Path) -> None:
    merged = git(branches, "merge", "theirs")
    conflicts = git(branches, "diff", "--name-only", "--diff-filter=U").stdout.split()
    assert all(name.startswith("site/") for name in conflicts), merged.stdout
    refused = review("build", branches, "--no-html")
    assert refused.returncode == 1
    assert "review build --discard site" in refused.stderr
    built = review("build", branches, "--no-html", "--discard", "site")
    assert built.returncode == 0, built.stderr
    checked = review("check", branches)
    assert (checked.returncode, checked.stdout) == (0, "")
    survey = json.loads((branches / "site" / "survey.json").read_text("utf-8"))
    assert set(ADDED.values()) <= {paper["title"] for paper in survey["papers"]}
    page = (branches / "site" / "topics" / "compression.md").read_text("utf-8")
    assert "Words of ours." in page
    assert "Words of theirs." in page
    keys = {paper["id"]: paper["key"] for paper in survey["papers"]}
    for branch in ADDED:
        lines = git(branches, "show", f"{branch}:review.lock").stdout.splitlines()
        works = [line for line in map(json.loads, lines) if "id" in line]
        assert [keys[line["id"]] for line in works] == [line["key"] for line in works]
    lock = (branches / "review.lock").read_text("utf-8").splitlines()
    assert lock == sorted(set(lock))


def test_a_lock_with_conflict_markers_says_what_to_do(survey: Path) -> None:
    path = survey / "review.lock"
    *lines, last = path.read_text("utf-8").splitlines(keepends=True)
    mixed = [*lines, "<<<<<<< HEAD\n", last, "=======\n", last, ">>>>>>> theirs\n"]
    path.write_text("".join(mixed), "utf-8")
    done = review("build", survey, "--no-html")
    assert done.returncode == 1
    assert f"review.lock:{len(lines) + 1}: a conflict marker of git: keep the lines" in done.stderr
    clean = [line for line in mixed if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    path.write_text("".join(clean), "utf-8")
    done = review("build", survey, "--no-html")
    assert done.returncode == 0, done.stderr
    assert path.read_text("utf-8") == "".join([*lines, last])
