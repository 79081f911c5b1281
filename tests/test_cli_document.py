"""`review export latex`: a folder or an archive, and what is an author's stays."""

import zipfile
from pathlib import Path

from tests.conftest import review


def test_a_document_is_written_and_written_again(survey: Path, tmp_path: Path) -> None:
    own = survey / "site/own/after/peft.tex"
    own.parent.mkdir(parents=True)
    own.write_text("Mine.", "utf-8")
    target = tmp_path / "paper"
    done = review("export", "latex", survey, "--class", "IEEEtran", "-o", target)
    assert done.returncode == 0, done.stderr
    assert "{IEEEtran}" in (target / "review.tex").read_text("utf-8")
    assert (target / "references.bib").is_file()
    assert (target / "own/after/peft.tex").read_text("utf-8") == "Mine."

    (target / "own/after/peft.tex").write_text("Changed here.", "utf-8")
    done = review("export", "latex", survey, "--bibliography", "biblatex", "-o", target)
    assert done.returncode == 0, done.stderr
    assert r"\printbibliography" in (target / "review.tex").read_text("utf-8")
    assert (target / "own/after/peft.tex").read_text("utf-8") == "Changed here."

    (target / "review.tex").write_text("Edited.", "utf-8")
    done = review("export", "latex", survey, "-o", target)
    assert done.returncode == 1
    assert "paper/review.tex:1: was edited by hand" in done.stderr


def test_protected_parts_go_with_the_document(survey: Path, tmp_path: Path) -> None:
    section = min((survey / "site/sections").glob("*.tex"))
    text, start = section.read_text("utf-8"), "% review:keep end\n"
    section.write_text(text.replace(start, f"{start}As I see it, 5\\,\\%.\n"), "utf-8")
    for _ in range(2):
        done = review("export", "latex", survey, "-o", tmp_path / "paper")
        assert done.returncode == 0, done.stderr
    made = (tmp_path / "paper/sections" / section.name).read_text("utf-8")
    assert "As I see it, 5\\,\\%.\n" in made
    assert "review:keep" not in made
    assert section.read_text("utf-8") == text.replace(start, f"{start}As I see it, 5\\,\\%.\n")

    section.write_text(text.replace(start, f"{start}{start}"), "utf-8")
    done = review("export", "latex", survey, "-o", tmp_path / "other")
    assert done.returncode == 1
    assert f"site/sections/{section.name}:" in done.stderr
    assert "% review:keep end has no % /review:keep" in done.stderr
    assert not (tmp_path / "other").exists()


def test_an_archive_holds_the_same_and_is_repeatable(survey: Path, tmp_path: Path) -> None:
    (survey / "site/own").mkdir()
    (survey / "site/own/plot.pdf").write_bytes(b"%PDF\xff")
    for name, seed in (("a.zip", "1"), ("b.zip", "2")):
        done = review("export", "latex", survey, "-o", tmp_path / name, seed=seed)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
        assert archive.read("own/plot.pdf") == b"%PDF\xff"
        assert archive.read("review.tex") == (survey / "site/review.tex").read_bytes()
    assert names == sorted(names)


def test_the_class_may_stand_in_review_yml(survey: Path, tmp_path: Path) -> None:
    with (survey / "review.yml").open("a", encoding="utf-8") as file:
        file.write("latex: {class: acmart, bibliography: biblatex}\n")
    done = review("export", "latex", survey, "-o", tmp_path / "x")
    assert done.returncode == 0, done.stderr
    assert "{acmart}" in (tmp_path / "x/review.tex").read_text("utf-8")
    (survey / "review.yml").write_text("title: T\nlatex: {class: book}\n", "utf-8")
    done = review("export", "latex", survey, "-o", tmp_path / "y")
    assert done.returncode == 1
    assert "review.yml:2: 'book' is not one of article, IEEEtran, acmart" in done.stderr
