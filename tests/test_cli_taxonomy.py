"""`review taxonomy`: the tree on a terminal, and all of it as JSON."""

import json
from pathlib import Path

from review.classify.advice import Advice, Near
from review.classify.health import stand
from review.cli.taxonomy import _plain, _told
from review.model import Assignment, Paper, Topic
from review.pipeline import Checkup
from tests.conftest import review

TOPICS = (Topic("a", "A\x1b[31m topic"), Topic("b", "Another\ntopic"), Topic("c", "Void"))


def checkup() -> Checkup:
    papers = tuple(
        Paper(id=f"w{i}", key=f"p{i}", title=f"Title\x07 {i}\nof two lines", year=2019 + i)
        for i in range(9)
    )
    filed = [Assignment(one.key, "a", True, 0.9) for one in papers[:7]]
    tree = stand(papers, TOPICS, [*filed, Assignment("p7", "b", True, 0.5)])
    every = tuple(one.key for one in papers)
    advice = (
        Advice("split", ("a",), "too many", ("p8",), (("Half", every[:4]),), (("b", every[:3]),)),
        Advice("merge", ("a", "b"), "alike", every),
        Advice("add", ("c",), "loose", (), (("New", every[:3]),)),
        Advice("add", (), "loose", (), (("Newer", every[:3]),)),
    )
    return Checkup(papers, tree, (Near(("a", "b"), 0.6, 0.5, 0.1, ("p1",)),), advice)


def test_the_report_tells_every_suggestion_with_its_papers() -> None:
    text = "\n".join(_told(checkup()))
    assert text.startswith("9 papers: 8 filed (0 by a person, 1 with confidence below 0.6)")
    assert "Split “A [31m topic”\n    too many.\n    → “Half”\n        p0 " in text
    assert "next best under “Another topic”: 3" in text
    assert "Merge “A [31m topic” and “Another topic”, or say" in text
    assert "and 1 more" in text
    assert "Add “New” under “Void”" in text
    assert "Add “Newer”\n" in text
    assert "Empty topics\n    0  Void" in text
    assert "A [31m topic / Another topic\n    their titles and descriptions are alike" in text
    assert all(line.isprintable() for line in text.split("\n"))


def test_the_tree_shows_growth() -> None:
    row = next(line for line in _told(checkup()) if line.startswith("A "))
    assert "███████··" in row
    assert row.split()[-1] == "0%"


def test_json_holds_all_of_it() -> None:
    found = json.loads(_plain(checkup()))
    assert found["counts"]["placed"] == 8
    assert [one["kind"] for one in found["suggestions"]] == ["split", "merge", "add", "add"]
    assert found["suggestions"][0]["headings"][0] == {
        "title": "Half", "papers": ["p0", "p1", "p2", "p3"]
    }  # fmt: skip
    assert found["papers"]["p0"] == "Title\x07 0\nof two lines"
    assert [topic["topic"] for topic in found["topics"]] == ["a", "b", "c"]
    assert found["near"][0]["topics"] == ["a", "b"]


def test_it_reads_a_folder_and_writes_nothing(survey: Path) -> None:
    before = sorted(path.stat().st_mtime_ns for path in survey.rglob("*"))
    shown, again = review("taxonomy", survey), review("taxonomy", survey, seed="7")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout == again.stdout
    assert "Pretraining and foundation models" in shown.stdout
    found = json.loads(review("taxonomy", survey, "--json").stdout)
    filed = sum(topic["own"] for topic in found["topics"])
    assert filed == found["counts"]["placed"] > 20
    assert sorted(path.stat().st_mtime_ns for path in survey.rglob("*")) == before


def test_an_empty_survey_has_a_tree_and_no_advice(survey: Path) -> None:
    for dump in (survey / "seeds").glob("*.txt"):
        dump.write_text("", "utf-8")
    (survey / "curation.yml").write_text("pins: []\n", "utf-8")
    done = review("taxonomy", survey)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 papers: 0 filed")
    assert "No suggestions." in done.stdout
