"""OpenAlex and Semantic Scholar: pages, lists, lines, and objects of every wrong kind."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Origin, Record
from review.sources import jsonl, read_text
from review.sources.openalex import unfolded
from review.sources.services import OPENALEX, SEMANTIC_SCHOLAR

HERE = Origin("a.json", 1)
WORK: dict[str, Any] = {
    "id": "https://openalex.org/W4000000001",
    "display_name": "Small nets",
    "authorships": [{"author": {"display_name": "Ada Noor"}}],
    "publication_year": 2021,
    "abstract_inverted_index": {"nets": [1, 3], "Small": [0], "are": [2]},
}
PAPER: dict[str, Any] = {
    "paperId": "a1",
    "title": "Small nets",
    "authors": [{"name": "Ada Noor"}],
    "year": 2021,
    "abstract": "Small nets are nets",
}


def of(value: dict[str, Any]) -> Record:
    return jsonl.record_of(value, HERE)[0]


@pytest.mark.parametrize(
    ("value", "name", "wrapper"),
    [(WORK, "openalex", "results"), (PAPER, "semantic-scholar", "data")],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_an_object_a_list_and_a_page_say_the_same(
    value: dict[str, Any], name: str, wrapper: str, indent: int | None
) -> None:
    texts = [value, [value], {"meta": {"count": 1}, wrapper: [value]}]
    for text in texts:
        batch = read_text(json.dumps(text, indent=indent), "a.json")
        assert batch.sources[0].format == name
        (record,) = batch.records
        assert (record.title, record.abstract, record.year) == (
            "Small nets",
            "Small nets are nets",
            2021,
        )
        assert record.authors == (Author("Noor", "Ada"),)
        assert batch.problems == ()


@pytest.mark.parametrize("value", [WORK, PAPER])
def test_lines_say_the_same(value: dict[str, Any]) -> None:
    text = f"{json.dumps(value)}\n{json.dumps(value)}\n"
    for name in ("a.jsonl", "a.json", "a.txt"):
        batch = read_text(text, name)
        assert [record.origin.line for record in batch.records] == [1, 2]
        assert {record.abstract for record in batch.records} == {"Small nets are nets"}


def test_a_broken_object_costs_itself() -> None:
    text = f'[\n{json.dumps(WORK)},\n{{"id": oops}},\n{json.dumps(WORK)}\n]'
    batch = OPENALEX.read(text, "a.json")
    assert [record.origin.line for record in batch.records] == [2, 4]
    assert [problem.where for problem in batch.problems] == ["a.json:3"]


def test_a_paper_line_stays_one() -> None:
    line = {"id": 7, "title": "A", "paperId": "x", "externalIds": {"DOI": "10.1000/x"}}
    assert of(line).id == 7
    assert dict(of(line).extra)["paperId"] == "x"
    own = {"id": "https://openalex.org/W4000000001", "title": "A", "authors": ["Ada Noor"]}
    assert of(own).authors == (Author("Noor", "Ada"),)


@given(st.lists(st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=5), min_size=1))
def test_an_abstract_is_rebuilt_exactly(words: list[str]) -> None:
    index: dict[str, Any] = {}
    for place, word in enumerate(words):
        index.setdefault(word, []).append(place)
    assert unfolded(index) == " ".join(words)
    assert unfolded({"IndexLength": len(words), "InvertedIndex": index}) == " ".join(words)


@pytest.mark.parametrize("index", [{"a": [0], "b": [0]}, {"a": "x"}, {"a": [True]}, [1], "a", 7])
def test_an_index_that_is_none_is_kept_with_a_problem(index: Any) -> None:
    record, messages = jsonl.record_of({**WORK, "abstract_inverted_index": index}, HERE)
    assert record.abstract == ""
    assert dict(record.extra)["abstract_inverted_index"] == index
    assert len(messages) == 1


def test_a_hundred_authors_may_not_be_all() -> None:
    many = [{"author": {"display_name": f"Ada Noor{chr(97 + i % 26)}"}} for i in range(100)]
    assert not of({**WORK, "authorships": many}).authors_complete
    assert of({**WORK, "authorships": many[:99]}).authors_complete
    assert not of({**WORK, "is_authors_truncated": True}).authors_complete


def test_openalex_kinds_and_places() -> None:
    conference = {"source": {"type": "conference", "display_name": "Net Conference"}}
    record = of({**WORK, "type": "article", "primary_location": conference})
    assert (record.venue, record.detail("type")) == ("Net Conference", "inproceedings")
    record = of(
        {**WORK, "type": "dissertation", "doi": "https://doi.org/10.48550/arXiv.2101.00001"}
    )
    assert (record.arxiv, record.detail("type")) == ("2101.00001", "thesis")
    assert record.detail("openalex") == "W4000000001"


def test_what_has_no_field_stays() -> None:
    assert dict(of({**WORK, "topics": [{"id": 1}], "fwci": None}).extra)["topics"] == [{"id": 1}]
    extra = dict(
        of({**PAPER, "tldr": {"text": "x"}, "externalIds": {"DBLP": "d", "DOI": None}}).extra
    )
    assert extra["tldr"] == {"text": "x"}
    assert extra["externalIds"] == {"dblp": "d"}


def test_a_paper_inside_a_citation() -> None:
    text = json.dumps({"offset": 0, "data": [{"isInfluential": True, "citedPaper": PAPER}]})
    batch = read_text(text, "a.json")
    (record,) = batch.records
    assert record.title == "Small nets"
    assert dict(record.extra)["isInfluential"] is True


ANY: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "author display_name name DOI ArXiv source type pages last first middle".split()
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(WORK)), ANY)
def test_a_work_of_wrong_kinds_is_read(name: str, value: Any) -> None:
    of({**WORK, name: value, "locations": value, "biblio": value, "keywords": value, "ids": value})


@given(st.sampled_from(sorted(PAPER)), ANY)
def test_a_paper_of_wrong_kinds_is_read(name: str, value: Any) -> None:
    of({**PAPER, name: value, "externalIds": value, "journal": value, "publicationTypes": value})


@pytest.mark.parametrize("service", [OPENALEX, SEMANTIC_SCHOLAR])
def test_deep_and_long_json(service: Any) -> None:
    deep = '{"paperId": "a", "title": "A", "authorships": ' + "[" * 100_000
    service.sniff(deep)
    assert service.read(deep, "a.json").records == ()
    both = {name: value for name, value in {**WORK, **PAPER}.items() if name != "id"}
    long = json.dumps({**both, "title": "x" * 5_000_000})
    assert service.sniff(long)
    assert len(service.read(long, "a.json").records) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1]", '{"title": "A"}', "Small nets\n", "null"])
def test_what_is_neither(text: str) -> None:
    assert not OPENALEX.sniff(text)
    assert not SEMANTIC_SCHOLAR.sniff(text)
