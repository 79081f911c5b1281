"""Paper lines: every field, every way to be wrong, and reading what was written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Record
from review.serial import entry_plain, json_line
from review.sources.jsonl import read, sniff


def one(**fields: Any) -> Record:
    (record,) = read(json.dumps(fields), "a.jsonl").records
    return record


def wrong(**fields: Any) -> list[str]:
    return [problem.message for problem in read(json.dumps(fields), "a.jsonl").problems]


@pytest.mark.parametrize("given_id", [7, 0, "7", "x y", -3])
def test_an_id_is_echoed_with_its_type(given_id: str | int) -> None:
    record = one(id=given_id, title="A")
    assert record.id == given_id
    assert type(record.id) is type(given_id)


def test_an_absent_id_is_made_from_content() -> None:
    first, second = one(title="A", abstract="B"), one(title="A", abstract="B", id="")
    assert first.id == second.id == one(id=None, title="A", abstract="B").id
    assert str(first.id).startswith("r")
    assert first.id != one(title="A", abstract="C").id


def test_null_empty_and_missing_are_the_same() -> None:
    bare = one(id=1)
    names = ("title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url", "note")
    assert one(id=1, **dict.fromkeys(names)) == bare
    assert one(id=1, **dict.fromkeys(names, "")) == bare
    assert one(id=1, authors=[]) == bare


def test_fields() -> None:
    record = one(
        id=1,
        title=" A  title ",
        abstract=" kept\n as it is ",
        authors=["Ada Noor", {"given": "Jan", "family": "de Wit"}, {"name": "Mei Tan"}],
        authors_complete=False,
        year="2023",
        venue="V",
        venue_year=2024.0,
        doi="https://doi.org/10.1000/x",
        arxiv="arXiv:2301.00001",
        url="https://example.org",
        confidence="medium",
        pages="1-2",
    )
    assert record.title == "A title"
    assert record.abstract == " kept\n as it is "
    assert record.authors == (Author("Noor", "Ada"), Author("de Wit", "Jan"), Author("Tan", "Mei"))
    assert (record.year, record.venue_year, record.authors_complete) == (2023, 2024, False)
    assert (record.doi, record.arxiv) == ("10.1000/x", "2301.00001")
    assert record.extra == (("confidence", "medium"), ("pages", "1-2"))


@pytest.mark.parametrize(
    "authors", ["Ada Noor and Jan Wit", "Noor, Ada; Wit, Jan", ["Noor, Ada", "Jan Wit"]]
)
def test_ways_to_write_authors(authors: object) -> None:
    assert one(id=1, authors=authors).authors == (Author("Noor", "Ada"), Author("Wit", "Jan"))


def test_others_are_not_an_author() -> None:
    record = one(id=1, authors=["Ada Noor", "others"])
    assert record.authors == (Author("Noor", "Ada"),)
    assert not record.authors_complete


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "soon"),
        ("year", 20244),
        ("title", ["a"]),
        ("title", True),
        ("abstract", {"a": 1}),
        ("authors", 3),
        ("authors", [["a"]]),
        ("authors_complete", "no"),
        ("doi", "nonsense"),
        ("arxiv", "nonsense"),
        ("extra", 5),
        ("id", 1.5),
    ],
)
def test_an_unfit_value_is_kept_with_a_problem(field: str, value: object) -> None:
    record = one(**{"title": "A", field: value})
    assert dict(record.extra)[field] == value
    assert [message.split(":")[0] for message in wrong(**{"title": "A", field: value})] == [field]
    again = read(json_line(entry_plain(record)), "a.jsonl").records[0]
    assert again == record


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        "3",
        '"x"',
        "null",
        '{"a": NaN}',
        '{"a": 1e999}',
        "[" * 10_000,
        '{"year": 1' * 9,
        '{"a": ' + "9" * 5_000 + "}",
    ],
)
def test_a_bad_line_is_a_problem_and_the_rest_goes_on(line: str) -> None:
    batch = read(f'{{"title": "A"}}\n{line}\n{{"title": "B"}}\n', "a.jsonl")
    assert [record.title for record in batch.records] == ["A", "B"]
    assert [problem.where for problem in batch.problems] == ["a.jsonl:2"]
    assert [record.origin.line for record in batch.records] == [1, 3]


def test_what_nests_too_deeply_to_be_written_is_not_read() -> None:
    deep = '{"title": "A", "x": ' + "[" * 600 + "]" * 600 + "}"
    batch = read(deep, "a.jsonl")
    assert batch.records == ()
    assert "too deeply" in batch.problems[0].message


def test_exotic_separators_do_not_end_a_line() -> None:
    batch = read('{"title": "A\u2028B", "abstract": "C\u0085D"}\n', "a.jsonl")
    assert [record.abstract for record in batch.records] == ["C\x85D"]


def test_sniff() -> None:
    assert sniff('\n{"title": 1}\n{broken')
    assert not sniff("Title\n\n{x}\nabstract")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = [
    "id",
    "title",
    "abstract",
    "authors",
    "year",
    "venue",
    "doi",
    "arxiv",
    "url",
    "extra",
    "x",
]


@given(st.dictionaries(st.sampled_from(FIELDS), values, max_size=6))
def test_reading_what_was_written_is_the_identity(line: dict[str, Any]) -> None:
    text = json.dumps(line)
    if "Infinity" in text:
        return
    (record,) = read(text, "a.jsonl").records
    written = json_line(entry_plain(record))
    (again,) = read(written, "a.jsonl").records
    assert again == record
    assert isinstance(line.get("abstract"), str) <= (record.abstract == line.get("abstract"))


@given(st.text(max_size=200))
def test_no_text_crashes(text: str) -> None:
    batch = read(text, "a.jsonl")
    filled = sum(bool(line.strip()) for line in text.split("\n"))
    assert len(batch.records) + len({p.where for p in batch.problems}) >= filled


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        (["Ada Noor", "Mei Tan and Jo Ek"], ["Ada Noor", "Mei Tan", "Jo Ek"]),
        (["Ada Noor", "Mei Tan, and Jo Ek"], ["Ada Noor", "Mei Tan", "Jo Ek"]),
        (["Ada Noor", "and Mei Tan"], ["Ada Noor", "Mei Tan"]),
        (["Ministry of Health and Food Safety"], ["Ministry of Health and Food Safety"]),
        (["Harbour and Tide"], ["Harbour and Tide"]),
        (["Anders Sandberg"], ["Anders Sandberg"]),
        (["J. L. Wyatt", "Jr", "D. L. Lund"], ["J. L. Wyatt Jr", "D. L. Lund"]),
        (["Jr", "D. L. Lund"], ["Jr", "D. L. Lund"]),
    ],
)
def test_members_of_a_list_that_are_not_one_name(listed: list[str], names: list[str]) -> None:
    (record,) = read(json.dumps({"title": "T", "authors": listed}), "x.jsonl").records
    assert [str(author) for author in record.authors] == names
