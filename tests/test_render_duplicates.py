"""The page of duplicates: what was merged and why, what looks alike, and the line that joins it."""

from dataclasses import replace

import pytest
import yaml

from review.model import Lookalike, Origin, Paper, Provenance, Survey, Version
from review.render.duplicates import SHOWN, duplicates, join, kind
from review.render.site import render
from tests.survey_factory import survey


def paper(key: str, records: int, *evidence: str) -> Paper:
    origins = tuple(Origin("seeds/a_b.bib", line) for line in range(1, records + 1))
    stated = (Provenance("title", "seeds/a_b.bib:1"), Provenance("venue", "seeds/a_b.bib:2"))
    return Paper(
        id=key, key=key, title=f"Title of {key}", records=origins, evidence=evidence,
        provenance=stated[:records],
    )  # fmt: skip


def page(made: Survey) -> str:
    return next(page.text for page in render(made, None) if page.path == "duplicates.md")


def test_works_of_several_records_with_what_each_of_them_states() -> None:
    papers = (
        paper("alone", 1),
        paper("many", 3, "same title", "same DOI 10.1000/x"),
        paper("told", 2, "merged by hand (curation.yml:12)"),
    )
    found = duplicates(Survey("X", "0", papers=papers))
    assert (found.works, found.records) == (2, 5)
    assert [one.paper.key for one in found.merged] == ["told", "many"], "a person's word first"
    assert [(one.record, one.fields) for one in found.merged[1].records] == [
        ("seeds/a_b.bib:1", ("title",)),
        ("seeds/a_b.bib:2", ("venue",)),
        ("seeds/a_b.bib:3", ()),
    ]
    assert found.kinds == (("merged by hand", 1), ("same DOI", 1), ("same title", 1))


@pytest.mark.parametrize(
    ("why", "name"),
    [
        ("same DOI 10.1000/x", "same DOI"),
        ("same arXiv identifier 2401.00001", "same arXiv identifier"),
        ("same title, followed by the same authors or venue",) * 2,
        ("merged by hand (curation.yml:3)", "merged by hand"),
    ],
)
def test_kinds_of_evidence(why: str, name: str) -> None:
    assert kind(why) == name


@pytest.mark.parametrize("key", ["gu2023boot", "2024", "1e5", "no", "null"])
def test_the_line_to_paste_is_read_back(key: str) -> None:
    assert yaml.safe_load(join(Lookalike(key, "other", "why"))) == [[key, "other"]]


def test_the_page_names_records_evidence_versions_and_lookalikes() -> None:
    made = survey()
    versions = (
        Version(True, (), 2023, "arXiv", arxiv="2301.00001"),
        Version(False, (), 2024, "A | Journal"),
    )
    merged = replace(paper("p0", 2, "same title"), versions=versions)
    pair = Lookalike("p1", "p2", "the same title, but other identifiers")
    text = page(replace(made, papers=(merged, *made.papers[1:]), lookalikes=(pair,)))
    assert "2 records became 1 work" in text
    assert "1 pair of works that look alike stayed apart" in text
    assert "a&#95;b.bib&#58;1" in text
    assert "Preprint: arXiv, 2301.00001, 2023" in text
    assert "A | Journal" not in text, "a bar in a venue does not break the table"
    assert "<code>- [p1, p2]</code>" in text
    assert "the same title, but other identifiers" in text
    row = next(line for line in text.split("\n") if "Preprint" in line)
    assert row.count(" | ") == 2


def test_a_large_survey_is_cut_and_the_rest_counted() -> None:
    papers = tuple(paper(f"p{i:04}", 2, "same title") for i in range(SHOWN + 50))
    pairs = tuple(Lookalike("p0000", f"p{i:04}", "similar titles") for i in range(1, SHOWN + 9))
    text = page(Survey("X", "0", papers=papers, lookalikes=pairs))
    assert text.count("](papers/") == SHOWN + 2 * SHOWN
    assert f"{SHOWN} of {SHOWN + 50}, those of most records first" in text
    assert f"The {SHOWN} likeliest of {SHOWN + 8}" in text


def test_nothing_merged() -> None:
    assert "There are no works" in page(Survey("X", "0"))
    assert "nothing was merged" in page(Survey("X", "0", papers=(paper("a", 1),)))
