"""CSL-JSON and its dialects: Zotero, pandoc, citation-js, Crossref, DataCite; papers in a list."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.model import Json, Origin, Record
from review.sources import csl, read_text

BASE: dict[str, Json] = {"type": "article-journal", "title": "T"}


def item(**members: Json) -> Record:
    return csl.item({**BASE, **members}, Origin("x.json", 1))[0]


def read(value: Json) -> list[Record]:
    return [*read_text(json.dumps(value), "x.json").records]


@pytest.mark.parametrize(
    "value",
    [
        {"type": "paper-conference", "title": "T"},
        {"title": "T", "DOI": "10.1000/x"},
        {"title": ["T"], "author": [{"family": "Tan"}]},
        {"type": "journal-article", "DOI": "10.1000/x"},
        {"titles": [{"title": "T"}], "creators": []},
        {"id": "1", "attributes": {"titles": [{"title": "T"}], "publicationYear": 2020}},
    ],
)
def test_items_are_told(value: dict[str, Json]) -> None:
    assert csl.fits(value)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"title": "T", "abstract": "A", "authors": ["Mei Tan"]},
        {"title": "T", "type": "article"},
        {"title": "T", "authors": [{"family": "Tan"}], "DOI": "10.1000/x"},
        {"paperId": "a", "title": "T", "DOI": "x"},
        {"type": {"a": 1}, "author": "Mei Tan", "title": "T"},
    ],
)
def test_other_objects_are_not(value: dict[str, Json]) -> None:
    assert not csl.fits(value)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"family": "Tan", "given": "Mei"}, "Tan|Mei"),
        ({"family": "Berg", "non-dropping-particle": "van der", "given": "Anna"},
         "van der Berg|Anna"),
        ({"family": "Luz", "dropping-particle": "da", "given": "Ana"}, "Luz|Ana da"),
        ({"family": "Brown", "suffix": "Jr.", "given": "Tom"}, "Brown Jr.|Tom"),
        ({"literal": "The Tide Team"}, "The Tide Team|"), ({"name": "Tides"}, "Tides|"),
        ({"given": "Aristotle"}, "Aristotle|"), ("Mei Tan", "Tan|Mei"),
    ],
)  # fmt: skip
def test_names(person: Json, name: str) -> None:
    (author,) = item(author=[person]).authors
    assert f"{author.family}|{author.given}" == name


def test_a_list_of_names_may_be_cut() -> None:
    record = item(author=[{"family": "Tan"}, {"literal": "et al."}])
    assert [str(author) for author in record.authors] == ["Tan"]
    assert not record.authors_complete


def test_what_is_no_name_is_told() -> None:
    record, messages = csl.item({**BASE, "author": [{"x": 1}, 7]}, Origin("x", 1))
    assert [str(author) for author in record.authors] == []
    assert messages == ["author: \"{'x': 1}\" is not a name; left out",
                        "author: '7' is not a name; left out"]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "year", "published"),
    [
        ({"date-parts": [[2024, 5, 1]]}, 2024, "2024-05-01"),
        ({"date-parts": [["2024", "05"]]}, 2024, "2024-05"),
        ({"date-parts": [[2024]]}, 2024, ""), ({"date-parts": [[None]]}, None, ""),
        ({"date-parts": [[2019, 2], [2020, 1]]}, 2019, "2019-02"),
        ({"raw": "2015-03-02"}, 2015, "2015-03-02"), ({"literal": "circa 2011"}, 2011, ""),
        ({"date-time": "2005-03-10T14:51:56Z"}, 2005, "2005-03-10"), ("2014-06", 2014, "2014-06"),
        (2014, 2014, ""), ({"date-parts": "x"}, None, ""), ([], None, ""),
        ({"date-parts": [[2024, 13, 40]]}, 2024, ""),
    ],
)  # fmt: skip
def test_dates(date: Json, year: int | None, published: str) -> None:
    record = item(issued=date)
    assert (record.year, record.detail("published")) == (year, published)


def test_of_many_dates_the_first_that_says_something_counts() -> None:
    dates: dict[str, Json] = {
        "issued": {"date-parts": [[None]]},
        "created": {"date-parts": [[2001]]},
        "published-print": {"date-parts": [[1957, 10]]},
    }
    assert item(**dates).year == 1957


@pytest.mark.parametrize(
    ("type_", "known", "entrytype"),
    [
        ("article-journal", "article", ""), ("chapter", "incollection", ""),
        ("article", "preprint", ""), ("journal-article", "article", ""),
        ("entry-encyclopedia", "incollection", "entry-encyclopedia"),
        ("motion_picture", "misc", "motion_picture"),
    ],
)  # fmt: skip
def test_types(type_: str, known: str, entrytype: str) -> None:
    record = item(type=type_)
    assert (record.detail("type"), record.detail("entrytype")) == (known, entrytype)


NAMED: dict[str, Json] = {"container-title": ["J", "J. Abbr."]}


def test_lists_and_texts_are_both_read() -> None:
    crossref = item(title=["T"], subtitle=["S"], **NAMED)
    assert (crossref.title, crossref.venue) == ("T: S", "J")
    assert dict(crossref.extra)["container-title"] == ["J. Abbr."]
    assert item(subtitle=[]).title == "T"
    assert item(**{"container-title": "J"}).venue == "J"


def test_details() -> None:
    record = item(
        volume=12, issue="3", page="1 – 9", publisher="P", ISSN=["1", "2"], keyword="a, b"
    )
    extra = dict(record.extra)
    assert [record.detail(name) for name in ("volume", "number", "pages", "publisher")] == [
        "12", "3", "1-9", "P",
    ]  # fmt: skip
    assert (extra["issn"], extra["ISSN"], extra["keywords"]) == ("1", ["2"], ["a", "b"])
    assert item(type="thesis", publisher="U").detail("institution") == "U"
    assert item(institution=[{"name": "I"}]).detail("institution") == "I"


def test_other_members_stay_and_take_no_name_of_ours() -> None:
    extra = dict(item(published="no date", custom={"a": [1]}, retracted="x").extra)
    assert extra["custom"] == {"a": [1]}
    assert {"csl-published", "csl-retracted"} <= extra.keys()


@pytest.mark.parametrize(
    ("members", "doi", "arxiv"),
    [
        ({"DOI": "https://doi.org/10.1000/x"}, "10.1000/x", ""),
        ({"DOI": "10.48550/arXiv.2301.00001"}, "10.48550/arXiv.2301.00001", "2301.00001"),
        ({"number": "arXiv:2301.00001", "publisher": "arXiv"}, "", "2301.00001"),
        ({"URL": "https://arxiv.org/abs/math/0307200v3"}, "", "math/0307200v3"),
        ({"number": "2301.00001"}, "", ""),
    ],
)
def test_identifiers(members: dict[str, Json], doi: str, arxiv: str) -> None:
    record = item(**members)
    assert (record.doi, record.arxiv) == (doi, arxiv)


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({"id": "tan2024"}, "tan2024"),
        ({"id": "http://zotero.org/1", "citation-key": "k"}, "k"),
        ({"id": "http://zotero.org/1"}, ""),
        ({"id": 7}, ""),
        ({"id": "7"}, ""),
    ],
)
def test_keys(members: dict[str, Json], key: str) -> None:
    record = item(**members)
    assert record.detail("key") == key
    assert record.id == members["id"]


def test_wrappers_and_dialects() -> None:
    entry: dict[str, Json] = {**BASE, "DOI": "10.1000/x"}
    values: list[Json] = [
        [entry], entry, {"items": [entry]}, {"status": "ok", "message": entry},
        {"status": "ok", "message": {"total-results": 1, "items": [entry]}},
        {"10.1000/x": [entry]}, {"10.1000/x": entry},
    ]  # fmt: skip
    for value in values:
        assert [(record.title, record.doi) for record in read(value)] == [("T", "10.1000/x")]


def test_several_works_by_their_identifiers() -> None:
    value: Json = {f"10.1000/{i}": [{**BASE, "DOI": f"10.1000/{i}"}] for i in range(5)}
    assert [record.doi for record in read(value)] == [f"10.1000/{i}" for i in range(5)]


def test_a_fault_loses_one_item_and_has_its_line() -> None:
    lines = [json.dumps({**BASE, "title": f"T{i}", "DOI": f"10.1000/{i}"}) for i in range(9)]
    lines[6] = lines[6].replace('"T6"', '"T"6"')
    texts = (("[\n" + ",\n".join(lines) + "\n]", 8), ("[" + ",\n ".join(lines) + "]", 7))
    for text, line in texts:
        batch = read_text(text, "x.json")
        assert batch.sources[0].format == "csl-json"
        assert [record.title[1:] for record in batch.records] == list("01234578")
        (problem,) = batch.problems
        assert problem.where == f"x.json:{line}"


def test_paper_lines_in_a_list() -> None:
    first: Json = {"title": "A", "abstract": "We do.", "authors": ["Mei Tan"], "doi": "10.1000/x"}
    papers: Json = [first, {"title": "B", "year": 2001}]
    for text in (json.dumps(papers), json.dumps(papers, indent=2), json.dumps({"papers": papers})):
        batch = read_text(text, "x.json")
        assert batch.sources[0].format == "json"
        assert [(r.title, r.year) for r in batch.records] == [("A", None), ("B", 2001)]


def test_json_lines_stay_json_lines() -> None:
    text = '{"title": "A", "abstract": "x"}\n{"title": "B"}\n'
    assert read_text(text, "x.jsonl").sources[0].format == "jsonl"
    assert read_text(text, "x.json").sources[0].format == "jsonl"
    (record,) = read_text('{"title": "A", "DOI": "10.1000/x", "year": 2001}', "x.jsonl").records
    assert (record.doi, record.year) == ("10.1000/x", 2001)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(
    """type title author issued DOI container-title page keyword ISSN id subtitle institution
    event editor titles creators publisher abstract URL number subject attributes""".split()
)


@given(st.dictionaries(NAMES, JSON))
@settings(max_examples=300)
def test_no_item_raises(value: dict[str, Json]) -> None:
    csl.fits(value)
    csl.item(value, Origin("x", 1))
