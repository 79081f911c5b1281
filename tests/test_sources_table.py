"""CSV and TSV: the headers of the services, what is dropped and why, hostile tables."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Batch, Record
from review.sources.table import read, sniff

ABSTRACT = "We study small nets. They wander, as we show."


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def one(**cells: str) -> Record:
    (record,) = read(table(list(cells), list(cells.values())), "a.csv").records
    return record


def wrong(batch: Batch) -> list[tuple[str, str]]:
    return [(problem.where, problem.message) for problem in batch.problems]


def test_pubmed_names_authors_by_initials() -> None:
    record = one(
        PMID="34000001",
        Title="Small nets.",
        Authors="Noor AB, de Wit J.",
        Citation="J Nets. 2021;12(3):101-118.",
        **{"First Author": "Noor AB", "Journal/Book": "J Nets", "Publication Year": "2021"},
        PMCID="PMC800001",
        DOI="10.1000/net.7",
    )
    assert record.authors == (Author("Noor", "AB"), Author("de Wit", "J"))
    assert (record.detail("pmid"), record.detail("pmcid")) == ("34000001", "PMC800001")
    assert record.venue == "J Nets"
    assert dict(record.extra)["Citation"] == "J Nets. 2021;12(3):101-118."


def test_the_first_author_alone_is_not_all() -> None:
    record = one(title="Small nets", first_author="Noor, Ada")
    assert (record.authors, record.authors_complete) == ((Author("Noor", "Ada"),), False)


def test_a_database_is_no_venue() -> None:
    record = one(title="Small nets", source="Web of Science")
    assert (record.venue, record.extra) == ("", (("source", "Web of Science"),))


def test_what_is_unfit_stays_with_a_problem() -> None:
    batch = read("title,year,doi\nSmall nets,soon,x\n", "a.csv")
    assert batch.records[0].extra == (("year", "soon"), ("doi", "x"))
    assert wrong(batch) == [
        ("a.csv:2", "year: 'soon' is not a year; kept under extra"),
        ("a.csv:2", "doi: 'x' is not such an identifier; kept under extra"),
    ]


def test_what_stands_for_nothing_is_no_problem() -> None:
    batch = read("title,year,doi,x\nSmall nets,NA,n/a,null\nNone,NaN,None,\n", "a.csv")
    assert [record.title for record in batch.records] == ["Small nets", "None"]
    assert [record.extra for record in batch.records] == [(), ()]
    assert batch.problems == ()


def test_identifiers_are_found_in_links() -> None:
    assert one(title="A", url="https://doi.org/10.1000/net.7").doi == "10.1000/net.7"
    assert one(title="A", url="http://arxiv.org/abs/2101.00001v2").arxiv == "2101.00001v2"


def test_a_work_taken_back() -> None:
    assert ("retracted", True) in one(title="A", **{"Document Type": "Retracted"}).extra
    assert ("retracted", True) in one(title="A", is_retracted="TRUE").extra
    assert one(title="A", is_retracted="FALSE").extra == ()


def test_formulas_are_text() -> None:
    batch = read("title,abstract,x\n=1+1,\"+cmd|' /C calc'!A0\",@SUM(A1)\n-2+3,b,c\n", "a.csv")
    assert [record.title for record in batch.records] == ["=1+1", "-2+3"]
    assert batch.records[0].abstract == "+cmd|' /C calc'!A0"
    assert batch.records[0].extra == (("x", "@SUM(A1)"),)


@pytest.mark.parametrize(
    "above",
    [
        "sep=,\n",
        '"sep=,"\n',
        '"About the data: exported on ""Monday"", 2024",,\n',
        "\n\n",
        "A search\n\n",
    ],
)
def test_lines_above_the_header(above: str) -> None:
    text = f"{above}title,abstract,year\nSmall nets,{ABSTRACT.replace(',', '')},2021\n"
    assert sniff(text)
    batch = read(text, "a.csv")
    (record,) = batch.records
    assert record.origin.line == above.count("\n") + 2
    assert [drop.origin.line for drop in batch.sources[0].dropped] == [1] * bool(above.strip())
    assert batch.problems == ()


def test_the_byte_order_mark() -> None:
    (record,) = read('\ufeff"title","abstract"\n"A","B"\n', "a.csv").records
    assert (record.title, record.abstract) == ("A", "B")


def test_rows_that_are_no_records_are_dropped_with_a_reason() -> None:
    text = "title,doi,note\nA,,\n,,left over\ntitle,doi,note\n---,---,---\n,10.1000/x,\n"
    batch = read(text, "a.csv")
    assert [record.origin.line for record in batch.records] == [2, 6]
    assert [(d.origin.line, d.reason) for d in batch.sources[0].dropped] == [
        (3, "fills no column that says something about a paper"),
        (4, "repeats the header"),
        (5, "is a rule"),
    ]


def test_a_date_that_is_not_certain_stays() -> None:
    assert one(title="A", date="2020").year == 2020
    assert one(title="A", date="May 2020").extra == (("published", "2020-05"),)
    record = one(title="A", date="01/05/2020")
    assert (record.year, record.extra) == (2020, (("date", "01/05/2020"),))


def test_two_columns_of_one_name_are_both_kept() -> None:
    (record,) = read("title,x,x,keywords,keywords\nA,1,2,nets,ants\n", "a.csv").records
    assert dict(record.extra) == {
        "x": "1",
        "x (column 3)": "2",
        "keywords (column 5)": "ants",
        "keywords": ["nets"],
    }


def test_a_key_of_a_tool_is_no_citation_key() -> None:
    record = one(key="rayyan-1", title="A", type="odd")
    assert record.extra == (("key (column 1)", "rayyan-1"), ("type (column 3)", "odd"))
    assert one(title="A", **{"Citation Key": "noor2021"}).detail("key") == "noor2021"


def test_ragged_rows() -> None:
    batch = read("title,abstract,year\nA\nB,b,2020,,\nC,c,2020,x,\n", "a.csv")
    assert [record.title for record in batch.records] == ["A", "B", "C"]
    assert batch.records[2].extra == (("(column 4)", "x"),)
    assert [where for where, _ in wrong(batch)] == ["a.csv:4"]


def test_a_header_without_titles_is_a_problem_that_names_its_columns() -> None:
    assert not sniff("name,colour\nx,red\n")
    batch = read("\nname,colour\nx,red\n", "a.csv")
    assert batch.records == ()
    ((where, message),) = wrong(batch)
    assert where == "a.csv:2"
    assert message.endswith("its columns: name, colour")


def test_one_column_of_titles() -> None:
    assert not sniff("title\nA\nB\n")
    assert [record.title for record in read("title\nA\nB, b\n", "a.csv").records] == ["A", "B, b"]


@pytest.mark.parametrize(
    "text",
    [
        "Small nets\n\nWe study nets, and titles, and abstracts.\n",
        "@article{a,\n title = {b},\n}",
        "",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert not sniff(text)


TEXT = st.text(max_size=20).map(lambda text: text.replace("\r", " "))


@given(st.lists(st.fixed_dictionaries({"title": TEXT, "abstract": TEXT, "x y": TEXT}), max_size=5))
def test_what_csv_writes_is_read_back(papers: list[dict[str, str]]) -> None:
    rows = [[paper["title"], paper["abstract"], paper["x y"], "x"] for paper in papers]
    batch = read(table(["title", "abstract", "x y", "DOI"], *rows), "a.csv")
    for record in batch.records:
        found: dict[str, Any] = {"title": record.title, "abstract": record.abstract}
        assert any(
            found["abstract"] in (paper["abstract"], "")
            and found["title"] in (" ".join(paper["title"].split()), "")
            for paper in papers
        )
    assert len(batch.records) + len(batch.sources[0].dropped) == len(papers)


@given(st.text(alphabet='title,abstr;"\n\t=|\0 éA1', max_size=200))
def test_no_text_crashes(text: str) -> None:
    sniff(text)
    read(text, "a.csv")
    read(f"title,abstract,year\n{text}", "a.csv")


def test_very_wide_and_very_long() -> None:
    header = ["title", "abstract", *(f"c{i}" for i in range(10_000))]
    (record,) = read(table(header, ["A", "b" * 5_000_000, *["1"] * 10_000]), "a.csv").records
    assert len(record.abstract) == 5_000_000
    assert len(record.extra) == 10_000
