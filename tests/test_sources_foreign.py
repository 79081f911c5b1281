"""JSON objects with names of their own: each tool's, and paper lines that stay paper lines."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Origin, Record
from review.sources import read_text
from review.sources.foreign import fits, item

NOOR, WIT = Author("Noor", "Ada"), Author("de Wit", "Jan")


def one(value: Any, name: str = "a.json") -> Record:
    (record,) = read_text(json.dumps(value), name).records
    return record


def test_zotero() -> None:
    data = {
        "key": "ABCD1234",
        "itemType": "journalArticle",
        "title": "Small nets",
        "creators": [
            {"creatorType": "author", "firstName": "Ada", "lastName": "Noor"},
            {"creatorType": "author", "firstName": "Jan", "lastName": "de Wit"},
        ],
        "abstractNote": "We study nets.",
        "publicationTitle": "Journal of Nets",
        "date": "2021-05",
        "DOI": "10.1000/net.7",
        "tags": [{"tag": "nets"}],
    }
    record = one([{"key": "ABCD1234", "version": 1, "library": {"id": 1}, "data": data}])
    assert (record.title, record.abstract, record.year) == ("Small nets", "We study nets.", 2021)
    assert (record.authors, record.venue) == ((NOOR, WIT), "Journal of Nets")
    assert (record.doi, record.detail("type")) == ("10.1000/net.7", "article")


def test_europe_pmc() -> None:
    result = {
        "id": "1",
        "pmid": "34000001",
        "title": "Small nets",
        "authorString": "Noor A, de Wit J.",
        "journalTitle": "J Nets",
        "pubYear": "2021",
        "abstractText": "We study nets.",
    }
    record = one({"version": "6", "resultList": {"result": [result]}})
    assert (record.title, record.abstract, record.year) == ("Small nets", "We study nets.", 2021)
    assert record.authors == (Author("Noor", "A"), Author("de Wit", "J"))
    assert record.detail("pmid") == "34000001"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_the_snapshot_of_arxiv(name: str) -> None:
    line = {
        "id": "0704.0001",
        "authors": "Ada Noor and Jan de Wit",
        "title": "Small nets",
        "categories": "cs.NE math.CO",
        "abstract": "  We study nets.\n",
        "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
        "authors_parsed": [["Noor", "Ada", ""], ["de Wit", "Jan", ""]],
    }
    record = one(line, name)
    assert (record.id, record.arxiv, record.authors) == ("0704.0001", "0704.0001", (NOOR, WIT))
    assert (record.year, record.detail("published")) == (2007, "2007-04-02")
    assert (record.abstract, record.detail("primary_class")) == ("  We study nets.\n", "cs.NE")


def test_a_table_as_json() -> None:
    row = {"Title": "Small nets", "Abstract": "We.", "Authors": ["Ada Noor", "Jan de Wit"],
           "Year": 2021, "DOI": "10.1000/net.7", "scores": [1, {"a": 2}]}  # fmt: skip
    record = one([row])
    assert (record.title, record.year, record.authors) == ("Small nets", 2021, (NOOR, WIT))
    assert dict(record.extra) == {"scores": [1, {"a": 2}]}


@pytest.mark.parametrize(
    "line",
    [
        {"title": "A"},
        {"id": 1},
        {"id": 1, "doi": "10.1000/x"},
        {"abstract": "a", "summary": "b"},
        {},
    ],
)
def test_a_paper_line_is_none_of_these(line: dict[str, Any]) -> None:
    assert not fits(line)


ANY: Any = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "lastName", "created"]), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = ["Title", "authors_parsed", "versions", "categories", "id", "itemType", "Year", "date"]


@given(st.dictionaries(st.sampled_from(NAMES), ANY, max_size=5))
def test_members_of_every_kind_are_read(value: dict[str, Any]) -> None:
    fits(value)
    item({"Title": "A", **value}, Origin("a.json", 1))
