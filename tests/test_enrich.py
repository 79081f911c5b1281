"""Facts fill empty fields of the right works, say who states them, and create nothing."""

from pathlib import Path
from typing import Any

import pytest

from review.enrich import fill
from review.identity import merge
from review.model import Author, Origin, Problem, Provenance, Record, Work
from review.sources import read_file

SEEDS = Path(__file__).parents[1] / "seeds"
TITLE = "Sparse Attention for Very Long Documents"
ADA, JAN, MEI = Author("Noor", "Ada"), Author("de Wit", "Jan"), Author("Tan", "Mei")


def work(id_: str = "w1", title: str = TITLE, **fields: Any) -> Work:
    return Work(**{"id": id_, "title": title, **fields})


def fact(line: int = 1, title: str = TITLE, **fields: Any) -> Record:
    return Record(**{"id": f"f{line}", "title": title, **fields}, origin=Origin("m.jsonl", line))


def test_empty_fields_are_filled_with_their_provenance() -> None:
    stated = fact(
        authors=(ADA, JAN),
        authors_complete=False,
        year=2023,
        venue="Journal",
        venue_year=2024,
        arxiv="2301.00001",
        extra=(("confidence", "medium"), ("pages", "1-2")),
    )
    ((filled,), problems) = fill([work(abstract="Ours.")], [stated])
    assert problems == ()
    assert (filled.authors, filled.authors_complete) == ((ADA, JAN), False)
    assert (filled.year, filled.venue, filled.venue_year) == (2023, "Journal", 2024)
    assert filled.extra == (("pages", "1-2"),)
    assert filled.provenance == tuple(
        Provenance(name, "m.jsonl:1", "medium")
        for name in ("authors", "year", "venue", "arxiv", "pages")
    )
    assert (filled.id, filled.abstract) == ("w1", "Ours.")


def test_what_is_known_is_never_changed() -> None:
    known = work(authors=(ADA,), year=2020, venue="Ours", abstract="Ours.", url="https://a.org")
    stated = fact(
        authors=(ADA, JAN), year=2024, venue="Theirs", venue_year=2024, abstract="Theirs."
    )
    assert fill([known], [stated]) == ((known,), ())


@pytest.mark.parametrize(
    "title",
    [
        "sparse attention for very long documents",
        "Sparse Attention for Very-Long Documents.",
        "Sparse Attention for VeryLong Documents",
        r"\textbf{Sparse} Attention for Very Long Documents",
        "“Sparse” Attentíon  for Very Long Documents",
    ],
)
def test_titles_match_without_trivial_differences(title: str) -> None:
    ((filled,), _) = fill([work()], [fact(title=title, year=2023)])
    assert filled.year == 2023


@pytest.mark.parametrize("title", ["Sparse Attention for Long Documents", "", "Sparse Attention"])
def test_a_fact_that_means_no_work_is_no_problem(title: str) -> None:
    assert fill([work()], [fact(title=title, year=2023)]) == ((work(),), ())


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"doi": "10.1000/X"}, {"doi": "10.1000/x"}),
        ({"arxiv": "2301.00001v2"}, {"arxiv": "2301.00001"}),
        ({"arxiv": "2301.00001"}, {"doi": "10.48550/arXiv.2301.00001"}),
    ],
)
def test_identifiers_match_whatever_the_title(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    ((filled,), problems) = fill([work(**ours)], [fact(title="Renamed", year=2023, **theirs)])
    assert (filled.year, problems) == (2023, ())


def test_an_ambiguous_title_fills_nothing_and_is_a_problem() -> None:
    works = (work("w1", authors=(ADA,)), work("w2", authors=(MEI,)))
    same, problems = fill(works, [fact(3, year=2023)])
    assert same == works
    assert problems == (
        Problem("m.jsonl:3", f"{TITLE!r} could be any of 2 works; nothing was filled"),
    )


def test_other_authors_or_identifiers_are_a_problem() -> None:
    works = (work(authors=(ADA,), doi="10.1000/a"),)
    same, problems = fill(works, [fact(1, authors=(MEI,), year=2023), fact(2, doi="10.1000/b")])
    assert same == works
    assert [problem.where for problem in problems] == ["m.jsonl:1", "m.jsonl:2"]
    assert "other authors" in problems[0].message
    assert "another identifier" in problems[1].message


def test_facts_that_name_different_people_fill_nothing() -> None:
    facts = [fact(1, authors=(ADA,)), fact(2, authors=(MEI,)), fact(3, title="Else", year=2020)]
    same, problems = fill([work()], facts)
    assert same == (work(),)
    assert [problem.where for problem in problems] == ["m.jsonl:1", "m.jsonl:2"]


def test_an_identifier_decides_between_them() -> None:
    facts = [fact(1, authors=(ADA,), arxiv="2301.00001"), fact(2, authors=(MEI,))]
    ((filled,), problems) = fill([work(arxiv="2301.00001")], facts)
    assert problems == ()
    assert filled.authors == (ADA,)


def test_the_surest_fact_comes_first_whatever_the_order() -> None:
    doubtful = fact(1, year=2021, url="https://a.org", extra=(("confidence", "low"),))
    sure = fact(2, year=2022, extra=(("confidence", "high"),))
    for facts in ([doubtful, sure], [sure, doubtful]):
        ((filled,), _) = fill([work()], facts)
        assert (filled.year, filled.url) == (2022, "https://a.org")
        assert filled.provenance[0] == Provenance("year", "m.jsonl:2", "high")


def test_works_keep_their_order_and_their_number() -> None:
    works = tuple(work(f"w{i}", f"Title Number {i}") for i in range(5))
    filled, _ = fill(
        works, [fact(1, "Title Number 3", year=2023), fact(2, "A New Work", year=1999)]
    )
    assert [w.id for w in filled] == [w.id for w in works]
    assert [w.year for w in filled] == [None, None, None, 2023, None]


def test_the_example_survey() -> None:
    paths = sorted(SEEDS.glob("*.txt"))
    works = merge([r for path in paths for r in read_file(path, path.name).records])
    facts = read_file(SEEDS / "metadata.jsonl", "metadata.jsonl").records
    filled, problems = fill(works, facts)
    assert problems == ()
    assert len(filled) == 362
    changed = [w for before, w in zip(works, filled, strict=True) if w != before]
    assert len(changed) == len(facts) == 353
    assert sum(bool(w.authors) for w in filled) == 351
    assert sum(not w.authors_complete for w in filled) == 19
    assert all(w.abstract == before.abstract for before, w in zip(works, filled, strict=True))
