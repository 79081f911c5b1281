"""The date of an edition comes from the inputs: a person, the names of files, or git."""

import subprocess
from pathlib import Path

import pytest

from review.config import load_untaught
from review.errors import ConfigError
from review.pipeline.edition import Dates, dates


def folder(root: Path, date: str, *names: str) -> Path:
    (root / "review.yml").write_text(f"title: T\n{f'date: {date}' if date else ''}\n", "utf-8")
    for name in names:
        (root / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "seeds" / name).write_text(f"{name}\n", "utf-8")
    return root


def found(root: Path) -> Dates:
    return dates(load_untaught(root))


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> None:
    person = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    moment = f"{day}T12:00:00+0000"
    subprocess.run(
        ["git", *person, *arguments], cwd=root, check=True, capture_output=True,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_COMMITTER_DATE": moment,
             "GIT_AUTHOR_DATE": moment, "HOME": str(root)},
    )  # fmt: skip


def test_the_date_of_a_person_wins(tmp_path: Path) -> None:
    root = folder(tmp_path, "2026-11-21", "2026-12-01.bib")
    assert found(root) == Dates("2026-11-21")


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("pubmed-2026-03-14.nbib", "2026-03-14"),
        ("2026-03/scopus.ris", "2026-03-01"),
        ("2026/2026_03_14 new.ris", "2026-03-14"),
        ("export_20221207_gambling.ris", "2022-12-07"),
        ("2026-03/2026-04-02/a.ris", "2026-04-02"),
        ("2026-03-14_2026-03-15.ris", "2026-03-15"),
        ("000_f20240101e.txt", ""),
        ("2401.12345.txt", ""),
        ("works-2019-2024.bib", ""),
        ("202403.bib", ""),
        ("2026-13-01.bib", ""),
    ],
)
def test_a_file_or_its_folder_may_have_the_date_in_its_name(
    tmp_path: Path, name: str, date: str
) -> None:
    files = {f"seeds/{name}": date} if date else {}
    assert found(folder(tmp_path, "", name)) == Dates(date, files)


def test_the_edition_is_that_of_the_latest_file(tmp_path: Path) -> None:
    names = ("2026-01-02.bib", "2026-03-04.bib", "bare.bib")
    when = found(folder(tmp_path, "", *names))
    assert when.edition == "2026-03-04"
    assert when.files == {
        "seeds/2026-01-02.bib": "2026-01-02",
        "seeds/2026-03-04.bib": "2026-03-04",
    }


def test_git_is_asked_where_a_person_wants_it(tmp_path: Path) -> None:
    root = folder(tmp_path, "git", "a.bib", "b ü.bib")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one", day="2026-01-02")
    (root / "seeds" / "a.bib").write_text("more\n", "utf-8")
    with pytest.raises(ConfigError, match=r"seeds/a\.bib: was changed since its last commit"):
        found(root)
    git(root, "commit", "-qam", "two", day="2026-03-04")
    (root / "other").write_text("x", "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-qm", "three", day="2026-05-06")
    assert found(root) == Dates(
        "2026-03-04", {"seeds/a.bib": "2026-03-04", "seeds/b ü.bib": "2026-01-02"}
    )
    (root / "seeds" / "c.bib").write_text("c\n", "utf-8")
    with pytest.raises(ConfigError, match=r"seeds/c\.bib: is not committed"):
        found(root)


def test_a_survey_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = tmp_path / "inner"
    root.mkdir()
    folder(root, "git", "a.bib")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one", day="2026-01-02")
    assert found(root) == Dates("2026-01-02", {"seeds/a.bib": "2026-01-02"})


def test_without_git_or_its_history_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    with pytest.raises(ConfigError, match=r"review\.yml: date: git: "):
        found(folder(tmp_path / "bare", "git", "a.bib"))
    (tmp_path / "whole").mkdir()
    root = folder(tmp_path / "whole", "git", "a.bib")
    git(root, "init", "-q")
    for number in range(2):
        (root / "seeds" / "a.bib").write_text(f"{number}\n", "utf-8")
        git(root, "add", ".")
        git(root, "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    with pytest.raises(ConfigError, match="has no history"):
        found(tmp_path / "shallow")
