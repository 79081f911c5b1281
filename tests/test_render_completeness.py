"""What is not known: counted, listed, and written so that a spreadsheet runs none of it."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Entry, Origin, Provenance, Work
from review.render.completeness import (
    COLUMNS,
    FIELDS,
    SHOWN,
    Count,
    completeness,
    count,
    lacks,
    percent,
    safe,
    todo,
    unfinished,
)
from review.sources import read_text
from review.text.terms import title_key
from tests.survey_factory import BARE, survey

WHOLE = Work(
    id="a",
    title="A Title",
    abstract="We study.",
    authors=(Author("Gu", "Ada"),),
    year=2024,
    venue="A Journal",
    doi="10.1000/a",
)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_each_field_can_be_lacking() -> None:
    assert lacks(WHOLE) == ()
    empty = {"title": " ", "authors": (), "year": None, "venue": "", "doi": "", "abstract": "\n"}
    for field, value in empty.items():
        name = {"doi": "identifier"}.get(field, field)
        assert lacks(replace(WHOLE, **{field: value})) == (name,)  # type: ignore[arg-type]
    assert lacks(Entry(id="x")) == tuple(FIELDS)


@pytest.mark.parametrize(
    "known", [{"arxiv": "2301.00001"}, {"extra": (("pmid", "123"),)}, {"doi": "10.1/a"}]
)
def test_any_identifier_identifies(known: dict[str, object]) -> None:
    assert "identifier" not in lacks(replace(WHOLE, **{"doi": "", **known}))  # type: ignore[arg-type]
    assert "identifier" in lacks(replace(WHOLE, doi="", url="https://example.org/"))


def test_counts_of_all_fields() -> None:
    found = {one.field: one for one in count([WHOLE, replace(WHOLE, year=None), Entry(id="x")])}
    assert list(found) == list(FIELDS)
    assert found["year"] == Count("year", 1, 3)
    assert (found["year"].missing, found["year"].share, found["year"].bar) == (2, "67 %", 100)
    assert [one.missing for one in count([])] == [0] * len(FIELDS)
    assert {one.share for one in count([])} == {"0 %"}


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 0, "0 %"), (0, 9, "0 %"), (9, 9, "100 %"), (1, 900, "<1 %"), (899, 900, ">99 %"),
     (1, 3, "33 %"), (1, 100, "1 %")],
)  # fmt: skip
def test_only_none_is_nothing_and_only_all_is_everything(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def test_the_works_that_lack_most_come_first_alike_together() -> None:
    found = completeness(survey().papers)
    assert [one.paper for one in found.works] == [BARE.key]
    assert found.works[0].fields == ("authors", "year", "venue", "identifier", "abstract")
    papers = [
        replace(BARE, key=key, authors=(Author("Gu"),), abstract="x", **more)
        for key, more in (
            ("c", {"venue": "v"}),
            ("b", {"venue": "v", "year": 2020, "doi": ""}),
            ("a", {"year": 2020, "doi": "10.1000/a"}),
            ("d", {"year": 2021, "doi": "10.1000/d"}),
        )
    ]
    found = completeness(papers)
    assert [(fields, [one.paper for one in works]) for fields, works in found.shown] == [
        (("year", "identifier"), ["c"]),
        (("venue",), ["a", "d"]),
        (("identifier",), ["b"]),
    ]
    assert completeness(papers[::-1]) == found, "in any order"
    many = [replace(BARE, key=f"k{i:04}") for i in range(SHOWN + 5)]
    ((_, shown),) = completeness(many).shown
    assert len(shown) == SHOWN and len(completeness(many).works) == SHOWN + 5


# ── the list to fill in ──────────────────────────────────────────────────────────────────────


def test_a_line_a_work_with_the_cells_to_fill_empty() -> None:
    authors = (Author("Gu", "Ada"), Author("A Team"))
    part = replace(WHOLE, authors=authors, authors_complete=False, year=None, doi="")
    text = todo([("z", replace(WHOLE, venue="")), ("b", part)], "key")
    assert text.count("\r\n") == 3
    assert rows(text) == [
        ["key", *COLUMNS],
        ["b", "A Title", "Gu, Ada; A Team; et al.", "", "A Journal", "", "", ""],
        ["z", "A Title", "Gu, Ada", "2024", "", "10.1000/a", "", ""],
    ]
    assert todo([("b", part), ("z", replace(WHOLE, venue=""))], "key") == text


def test_what_metadata_or_a_person_states_is_not_stated_again() -> None:
    work = replace(
        WHOLE,
        venue="",
        records=(Origin("a.bib", 3),),
        provenance=(
            Provenance("title", "curation.yml:4", "by hand"),
            Provenance("authors", "a.bib:3"),
            Provenance("year", "facts.jsonl:9"),
            Provenance("venue", "curation.yml:4", "by hand"),
        ),
    )
    (_, line) = rows(todo([("k", work)], "key"))
    assert line == ["k", "A Title", "Gu, Ada", "—", "", "10.1000/a", "", ""]
    (record,) = read_text(todo([("k", work)], "key"), "todo.csv").records
    assert (record.year, record.venue, record.doi) == (None, "", "10.1000/a")
    bare = replace(work, authors=(), doi="", year=2020)
    assert rows(todo([("k", bare)], "key"))[1][2:4] == ["", "—"]


def test_a_list_holds_what_a_list_can_mend() -> None:
    bare = replace(WHOLE, abstract="")
    assert unfinished([WHOLE, bare, replace(bare, year=None)]) == [replace(bare, year=None)]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\ufeff=1",
        "\x00=1",
        "＝1",
        "\u202e=1",
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text).startswith("'")
    assert safe(f"a{text}").startswith("a")


@given(st.lists(st.tuples(st.text(), st.text(), st.text(), st.text()), max_size=4))
def test_hostile_works_stay_in_their_cells(works: list[tuple[str, str, str, str]]) -> None:
    entries = [
        (key, Work(id=key, title=title, authors=(Author(name, name),), venue=venue))
        for key, title, name, venue in works
    ]
    text = todo(entries, "key")
    assert text == todo(entries[::-1], "key")
    assert text.encode("utf-8")
    found = rows(text)
    assert len(found) == len(works) + 1
    for row in found[1:]:
        assert len(row) == len(COLUMNS) + 1
        assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in row)
        assert not any(char in cell for cell in row for char in "\r\n\t\x00")


def test_the_list_is_read_back_as_it_was_written() -> None:
    works = [
        replace(WHOLE, title='=HYPERLINK("http://x"); it\'s -- a, title', venue=""),
        replace(
            WHOLE, title="Über „Titel“, zweiter", authors=(Author("de Vries", "Jan"),), year=None
        ),
    ]
    batch = read_text(
        "\ufeff" + todo([("k1", works[0]), ("k2", works[1])], "citation key"), "todo.csv"
    )
    assert batch.problems == ()
    assert [title_key(one.title) for one in batch.records] == [
        title_key(one.title) for one in works
    ]
    assert [one.authors for one in batch.records] == [one.authors for one in works]
    assert [one.detail("key") for one in batch.records] == ["k1", "k2"]
    assert [one.year for one in batch.records] == [2024, None]
    assert [one.venue for one in batch.records] == ["", "A Journal"]
    assert {one.doi for one in batch.records} == {"10.1000/a"}
