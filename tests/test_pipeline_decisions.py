"""What a person decides about works: corrected fields win, keys stay, nobody is named in vain."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.config import Config, Correction, Curation, Exclusion, Settings, load_config
from review.errors import ConfigError
from review.identity import assign_keys
from review.model import Author, Note, Origin, Paper, Provenance, Remembered, Work
from review.pipeline import build, finder, identify
from review.pipeline.decisions import correct, exclude, foreseen, nobody, noted

WORKS = (
    Work(
        id="w1",
        title="Boot: How to Start",
        authors=(Author("Gu", "Ada"),),
        year=2023,
        venue="A Journal",
        doi="10.1000/a",
        extra=(("pages", "1-2"), ("retracted", True), ("mine", 7)),
        provenance=(Provenance("title", "a.txt:1"), Provenance("year", "a.txt:1", "low")),
    ),
    Work(id="w2", title="Another One", year=2020),
)
LEDGER = (Remembered("w2", "published2020key", "", ("old-key",)),)


def said(paper: str = "w1", line: int = 3, **fields: Any) -> Correction:
    return Correction(paper, **fields, where=f"curation.yml:{line}")


def corrected(*corrections: Correction) -> Work:
    return correct(WORKS, corrections, finder(WORKS))[0]


# ── who is meant ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name", ["w2", "Another One", "another one.", "published2020key", "old-key"]
)
def test_a_work_goes_by_id_title_and_published_key(name: str) -> None:
    assert finder(WORKS, LEDGER)(name) == 1


def test_a_work_goes_by_the_key_it_is_about_to_get() -> None:
    (key,) = [one.key for one in assign_keys(WORKS) if one.id == "w1"]
    made: list[str] = []

    def works() -> tuple[Work, ...]:
        made.append("once")
        return WORKS

    find = foreseen(finder(WORKS, LEDGER), works, LEDGER)
    assert find("w2") == find("old-key") == 1 and made == [], "only when it is needed"
    assert find(key) == 0
    assert find("another-one2020") is None, "that one has its key already"
    assert made == ["once"]
    assert finder(WORKS)(key) is finder(WORKS)("") is finder(())("x") is None


def test_a_paper_goes_by_its_aliases() -> None:
    paper = Paper(id="w", key="new", aliases=("old",), title="T")
    assert finder((paper,))("old") == finder((paper,))("new") == 0
    assert finder((paper,))("neu") is None


def test_a_work_that_is_left_out_is_told_as_such() -> None:
    left_out = (Exclusion("Boot: how to start", "Why.", "curation.yml:2"),)
    problem = nobody("curation.yml:4", "Boot: How to Start", "pins", WORKS[1:], left_out)
    assert problem.message == "'Boot: How to Start' (in pins) is left out by curation.yml:2"
    assert "no work" in nobody("curation.yml:4", "Boat", "pins", WORKS, left_out).message


def test_nobody_is_answered_with_the_nearest_name() -> None:
    problem = nobody("curation.yml:4", "Anther One", "fields", WORKS)
    assert problem.where == "curation.yml:4"
    assert problem.message == (
        "no work is called 'Anther One' (in fields) (did you mean 'Another One'?)"
    )


# ── corrected fields ─────────────────────────────────────────────────────────────────────────


def test_a_corrected_field_wins_and_says_who_states_it() -> None:
    work = corrected(said(year="2024", authors=("Bo Li", "Gu, Ada"), pages="3-4", line=5))
    assert (work.year, work.authors) == (2024, (Author("Li", "Bo"), Author("Gu", "Ada")))
    assert work.authors_complete
    assert work.detail("pages") == "3-4"
    assert (work.id, work.title, work.venue) == ("w1", WORKS[0].title, "A Journal")
    assert [(one.field, one.source, one.confidence) for one in work.provenance] == [
        ("title", "a.txt:1", ""),
        ("authors", "curation.yml:5", "by hand"),
        ("year", "curation.yml:5", "by hand"),
        ("pages", "curation.yml:5", "by hand"),
    ]


def test_an_empty_field_takes_away_what_the_sources_say() -> None:
    work = corrected(said(venue="", doi="", year="", authors=(), pages="", retracted=False))
    assert (work.venue, work.doi, work.year, work.authors) == ("", "", None, ())
    assert work.extra == (("mine", 7),)


def test_the_later_of_two_corrections_holds() -> None:
    work = corrected(said(year="2024", venue="B"), said("Boot: how to start", 9, year="2025"))
    assert (work.year, work.venue) == (2025, "B")
    assert [one.source for one in work.provenance if one.field == "year"] == ["curation.yml:9"]


@pytest.mark.parametrize(
    ("authors", "names", "complete"),
    [
        (("Ada Gu and Bo Li",), ["Ada Gu", "Bo Li"], True),
        (("Gu, Ada; Li, Bo",), ["Ada Gu", "Bo Li"], True),
        (("Gu, Ada",), ["Ada Gu"], True),
        (("{Research and Design Group}",), ["Research and Design Group"], True),
        (("Ada Gu", "others"), ["Ada Gu"], False),
        (("Ada Gu et al.",), ["Ada Gu"], False),
    ],
)
def test_names_as_people_write_them(
    authors: tuple[str, ...], names: list[str], complete: bool
) -> None:
    work = corrected(said(authors=authors))
    assert [str(one) for one in work.authors] == names
    assert work.authors_complete is complete


def test_identifiers_are_bare() -> None:
    work = corrected(said(doi="https://doi.org/10.1000/B", arxiv="arXiv:2301.00001v2"))
    assert (work.doi, work.arxiv) == ("10.1000/B", "2301.00001v2")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"year": "20x4"}, "year: '20x4' is not a year"),
        ({"doi": "a"}, "doi: 'a' is not such an identifier"),
    ],
)
def test_an_unfit_value_is_refused_with_its_place(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        corrected(said(**fields))
    assert str(caught.value) == f"curation.yml:3: of 'w1', {message}"


@given(st.text(), st.lists(st.text(), max_size=3))
def test_hostile_values_are_text(text: str, authors: list[str]) -> None:
    work = corrected(said(title=text, venue=text, authors=tuple(authors)))
    assert work.title == work.venue == " ".join(text.split())


def test_works_left_out_are_named_as_all_others() -> None:
    stay, out = exclude(WORKS, [Exclusion("old-key", "why")], finder(WORKS, LEDGER))
    assert [work.id for work in stay] == ["w1"]
    assert [(one.title, one.reason) for one in out] == [("Another One", "why")]
    with pytest.raises(ConfigError, match=r"curation\.yml:8: no work is called 'x' \(in exclude\)"):
        exclude(WORKS, [Exclusion("x", "why", "curation.yml:8")], finder(WORKS))


def test_notes_stand_under_citation_keys() -> None:
    papers = assign_keys(WORKS, LEDGER)
    notes = (Note("n", paper="w2"), Note("t", topic="a"), Note("x", "no", where="curation.yml:7"))
    found, lost = noted(papers, notes)
    assert [(one.paper, one.topic) for one in found] == [("published2020key", ""), ("", "a")]
    assert [(one.where, one.message) for one in lost] == [
        ("curation.yml:7", "no work is called 'no' (in notes)")
    ]


# ── a folder ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        {"title": "Boot: How to Start", "abstract": "We boot.", "authors": ["Ada Gu"],
         "year": 2023, "doi": "10.1000/wrong"},
        {"title": "Another One", "abstract": "We go on.", "year": 2020},
    ]  # fmt: skip
    facts = [{"title": "Boot: How to Start", "doi": "10.1000/facts", "venue": "Facts"}]
    (tmp_path / "seeds").mkdir()
    for name, lines in (("a", rows), ("facts", facts)):
        text = "".join(json.dumps(row) + "\n" for row in lines)
        (tmp_path / "seeds" / f"{name}.jsonl").write_text(text, "utf-8")
    (tmp_path / "review.yml").write_text(
        "title: T\nseeds: [seeds/a.jsonl]\nmetadata: [seeds/facts.jsonl]\n", "utf-8"
    )
    (tmp_path / "taxonomy.yml").write_text("- {id: a, title: Starting}\n", "utf-8")
    return tmp_path


def curated(folder: Path, text: str) -> Config:
    (folder / "curation.yml").write_text(text, "utf-8")
    return load_config(folder)


def test_the_key_stays_when_it_was_published_and_is_made_anew_without_a_ledger(
    folder: Path,
) -> None:
    before = identify(curated(folder, ""), ())
    (key,) = [one.key for one in before.papers if one.year == 2023]
    ledger = tuple(Remembered(str(one.id), one.key, one.letter) for one in before.papers)
    text = f"fields:\n  - {{paper: {key}, year: 2024, authors: [Bo Li], title: 'Reboot, Rather'}}\n"
    config = curated(folder, text)
    kept = identify(config, ledger)
    assert kept.problems == ()
    assert {one.key for one in kept.papers} == {one.key for one in before.papers}
    (paper,) = [one for one in kept.papers if one.key == key]
    assert (paper.year, paper.title) == (2024, "Reboot, Rather")
    fresh = identify(config, ())
    assert fresh.problems == ()
    assert "li2024reboot" in {one.key for one in fresh.papers}
    assert {one.id for one in fresh.papers} == {one.id for one in before.papers}


def test_what_a_person_emptied_no_metadata_fills(folder: Path) -> None:
    text = "fields:\n- {paper: 'Boot: How to Start', doi: '', year: 2022}\n"
    papers = identify(curated(folder, text), ()).papers
    (paper,) = [one for one in papers if one.year == 2022]
    assert (paper.doi, paper.venue) == ("", "Facts"), "the rest is filled"
    stated = {one.field: one.source for one in paper.provenance}
    assert stated["doi"] == stated["year"] == "curation.yml:2"
    assert stated["venue"] == "seeds/facts.jsonl:1"


def test_without_a_ledger_a_name_is_a_key_of_filled_works_before_or_after_correction(
    folder: Path,
) -> None:
    facts = {"title": "Another One", "authors": ["Cy Ray"]}
    with (folder / "seeds" / "facts.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(facts) + "\n")
    text = (
        "fields:\n- {paper: ray2020another, year: 2019}\n- {paper: ray2019another, venue: V}\n"
        "exclude: [{paper: gu2023boot, reason: r}]\n"
    )
    found = identify(curated(folder, text), ())
    assert [(one.key, one.year, one.venue) for one in found.papers] == [
        ("ray2019another", 2019, "V")
    ]
    assert [one for one in found.problems if one.where.startswith("curation")] == []
    ledger = (Remembered(str(found.papers[0].id), "mine"),)
    kept = identify(curated(folder, text.replace("ray2020another", "mine")), ledger)
    assert [one.key for one in kept.papers] == ["mine"]


def test_nobody_is_a_problem_and_all_else_goes_on(folder: Path) -> None:
    text = (
        "fields:\n- {paper: Anther One, year: 2021}\n- {paper: Another One, year: 2022}\n"
        "notes:\n- {paper: gone, note: n}\n- {topic: a, note: Of the theme.}\n"
    )
    survey = build(curated(folder, text))
    told = [one for one in survey.problems if one.where.startswith("curation")]
    assert [(one.where, one.message) for one in told] == [
        (
            "curation.yml:2",
            "no work is called 'Anther One' (in fields) (did you mean 'Another One'?)",
        ),
        ("curation.yml:5", "no work is called 'gone' (in notes)"),
    ]
    assert 2022 in {one.year for one in survey.papers}
    assert [one.topic for one in survey.notes] == ["a"]


def test_a_survey_without_decisions_is_as_it_was(folder: Path) -> None:
    config = Config(folder, Settings("T", seeds=("seeds/a.jsonl",)), (), Curation())
    (first, *_) = sorted(identify(config, ()).papers, key=lambda one: -(one.year or 0))
    assert first.records == (Origin("seeds/a.jsonl", 1),)
    assert all(one.confidence != "by hand" for one in first.provenance)
