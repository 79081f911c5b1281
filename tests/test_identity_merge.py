"""Records to works: what is one work, which fields it gets, and that order does not matter."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.identity import merge, work_plain
from review.identity.prints import key
from review.model import Author, Origin, Provenance, Record, Work
from review.sources import read_file
from review.text.terms import title_key

SEEDS = Path(__file__).parents[1] / "seeds"
TITLE = "Sparse Attention for Very Long Documents"
ABSTRACT = "Transformers read long documents slowly. We introduce an attention that looks at less."
OTHER = "Bees find flowers by colour. This survey counts which of them prefer blue to yellow."
ADA, JAN, MEI = Author("Noor", "Ada"), Author("de Wit", "Jan"), Author("Tan", "Mei")


def record(number: int, title: str = TITLE, **fields: Any) -> Record:
    origin = fields.pop("origin", Origin("a.jsonl", number))
    return Record(**{"id": number, "title": title, **fields}, origin=origin)


def groups(*records: Record) -> list[list[str | int]]:
    return [sorted(work.members, key=str) for work in merge(records)]


def together(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return len(merge([record(1, **first), record(2, **second)])) == 1


def seeds() -> list[Record]:
    paths = sorted(SEEDS.glob("*.txt"))
    return [r for path in paths for r in read_file(path, f"seeds/{path.name}").records]


def test_the_seeds_are_362_works() -> None:
    records = seeds()
    works = merge(records)
    assert (len(records), len(works)) == (432, 362)
    assert len({work.id for work in works}) == 362
    several = [work for work in works if len({origin.file for origin in work.records}) > 1]
    assert len(several) == 58
    assert sum(len(work.records) for work in works) == 432
    assert all(work.evidence for work in works if len(work.records) > 1)
    assert all(not work.evidence for work in works if len(work.records) == 1)


def test_works_stand_in_the_order_of_their_first_record() -> None:
    works = merge([record(1, "B Title Here"), record(2, "A Title Here"), record(3, "B Title Here")])
    assert [work.title for work in works] == ["B Title Here", "A Title Here"]
    assert works[0].members == (1, 3)


def test_the_order_of_the_seeds_does_not_matter() -> None:
    records = seeds()
    want = sorted(merge(records), key=lambda work: str(work.id))
    random.Random(3).shuffle(records)
    assert sorted(merge(records), key=lambda work: str(work.id)) == want


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"title": "sparse attention, for very long documents."}),
        ({}, {"title": "Sparse Attention for VeryLong Documents"}),
        ({}, {"title": r"\textbf{Sparse} Attention for Very Long Documents"}),
        ({"title": "A", "doi": "10.1000/X"}, {"title": "Something else", "doi": "10.1000/x"}),
        ({"arxiv": "2401.00001v1"}, {"title": "Renamed", "arxiv": "2401.00001v3"}),
        ({"arxiv": "2401.00001"}, {"title": "Renamed", "doi": "10.48550/arXiv.2401.00001"}),
        ({"arxiv": "2401.00001", "year": 2023}, {"doi": "10.1000/x", "venue": "V", "year": 2024}),
        ({"authors": (ADA, JAN)}, {"authors": (Author("Noor", "A."), JAN, MEI)}),
        ({"abstract": ABSTRACT}, {"abstract": ABSTRACT.replace("slowly", "very slowly")}),
        (
            {"title": "Sparse Atention for Very Long Documents", "abstract": ABSTRACT},
            {"abstract": ABSTRACT},
        ),
        (
            {"authors": (ADA, JAN), "year": 2024},
            {"title": f"{TITLE}: a Study", "authors": (ADA, JAN), "year": 2024},
        ),
        (
            {"title": "Editorial", "abstract": ABSTRACT},
            {"title": "Editorial", "abstract": ABSTRACT},
        ),
        (
            {"title": "Editorial", "authors": (ADA,), "year": 2024},
            {"title": "editorial", "authors": (ADA,), "year": 2024},
        ),
    ],
)
def test_one_work(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert together(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"doi": "10.1000/x"}, {"doi": "10.1000/y"}),
        ({"arxiv": "2401.00001"}, {"arxiv": "2401.00002"}),
        ({"authors": (ADA, JAN)}, {"authors": (MEI,)}),
        ({"year": 2014, "authors": (ADA,)}, {"year": 2024, "authors": (MEI,)}),
        (
            {"year": 2014, "venue": "A", "authors": (ADA,)},
            {"year": 2016, "venue": "B", "authors": (ADA,)},
        ),
        ({"abstract": ABSTRACT}, {"abstract": OTHER}),
        ({"title": "Editorial"}, {"title": "Editorial"}),
        ({"title": "Introduction", "year": 2020}, {"title": "Introduction", "year": 2020}),
        ({"title": ""}, {"title": ""}),
        ({"title": "Scaling GPT 3 to the Web"}, {"title": "Scaling GPT 4 to the Web"}),
        (
            {"title": "A Study of Bees, Part I", "authors": (ADA,), "year": 2020},
            {"title": "A Study of Bees, Part II", "authors": (ADA,), "year": 2020},
        ),
        ({}, {"title": f"{TITLE} and Sounds"}),
        ({"abstract": ABSTRACT}, {"title": f"{TITLE} and Sounds", "abstract": OTHER}),
    ],
)
def test_different_works(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert not together(first, second)


def test_a_record_that_fits_two_contradictory_ones_joins_only_one() -> None:
    works = merge([record(1, doi="10.1/a1"), record(2, doi="10.1/b2"), record(3)])
    assert sorted(len(work.members) for work in works) == [1, 2]
    assert {member for work in works for member in work.members} == {1, 2, 3}
    assert all(not {1, 2} <= set(work.members) for work in works), (
        "contradictory identifiers in one work"
    )


def test_evidence_is_in_words() -> None:
    (work,) = merge([record(1, doi="10.1000/x"), record(2, doi="10.1000/x")])
    assert work.evidence == ("same DOI 10.1000/x",)
    (work,) = merge([record(1), record(2)])
    assert work.evidence == ("same title",)


def test_fields_are_chosen_by_content_with_their_provenance() -> None:
    first = record(1, abstract="Short.", authors=(ADA,), authors_complete=False, year=2024)
    second = record(
        2,
        title=TITLE.upper(),
        abstract=ABSTRACT,
        authors=(ADA, JAN),
        year=2023,
        venue="Journal of Documents",
        venue_year=2024,
        extra=(("confidence", "high"), ("pages", "1-2")),
    )
    third = record(3, authors=(MEI, ADA), year=2023, url="https://example.org")
    (work,) = merge([first, second, third])
    assert work.title == TITLE
    assert work.abstract == ABSTRACT
    assert set(work.authors) == {ADA, JAN, MEI}
    assert work.authors_complete
    assert (work.year, work.venue, work.venue_year) == (2023, "Journal of Documents", 2024)
    assert work.records == (first.origin, second.origin, third.origin)
    sources = {entry.field: entry for entry in work.provenance}
    assert sources["abstract"] == Provenance("abstract", "a.jsonl:2", "high")
    assert sources["url"] == Provenance("url", "a.jsonl:3", "")
    assert dict(work.extra)["pages"] == "1-2"


def test_the_year_of_the_venue_is_kept_where_the_preprint_is_older() -> None:
    preprint = record(1, arxiv="2301.00001", year=2023, authors=(ADA,))
    article = record(2, venue="Journal", year=2024, authors=(ADA,), arxiv="2301.00001")
    (work,) = merge([preprint, article])
    assert (work.year, work.venue, work.venue_year) == (2023, "Journal", 2024)


def test_an_abstract_is_never_changed() -> None:
    odd = "  Odd\u2028spaces \n and \x0b all. "
    (work,) = merge([record(1, abstract=odd)])
    assert work.abstract == odd


def test_ids_come_from_titles_and_not_from_position() -> None:
    alone = merge([record(9)])[0]
    among = merge([record(1, "Another Title"), record(2), record(3, "Third Title of All")])
    assert alone.id in [work.id for work in among]
    assert str(alone.id).startswith("w")
    assert len(str(alone.id)) == 11


def test_different_works_of_one_title_have_different_ids() -> None:
    works = merge([record(1, authors=(ADA,)), record(2, authors=(MEI,))])
    assert len({work.id for work in works}) == 2


def test_equal_records_kept_apart_have_different_ids() -> None:
    works = merge([record(1, "Editorial"), record(2, "Editorial"), record(3, "")])
    assert len({work.id for work in works}) == 3


def test_an_input_id_of_several_records_is_a_member_once_for_each() -> None:
    same = [record(7, origin=Origin("a", 1)), record(7, origin=Origin("a", 2))]
    assert merge(same)[0].members == (7, 7)
    different = [*same, record(7, OTHER, origin=Origin("a", 3))]
    assert [work.members for work in merge(different)] == [(7, 7), (7,)]


def test_the_line_of_dedupe() -> None:
    (work,) = merge([record(1, authors=(ADA,), year=2024), record(2)])
    assert work_plain(work) == {
        "id": work.id,
        "title": TITLE,
        "abstract": "",
        "authors": [{"given": "Ada", "family": "Noor"}],
        "year": 2024,
        "members": [1, 2],
        "evidence": ["same title"],
    }


def test_values_in_the_wrong_column_are_found_by_the_right_ones() -> None:
    right = record(1, authors=(ADA, JAN), venue="journal of long documents", year=2024)
    wrong = record(2, title=f"{TITLE} ada noor , jan de wit journal of long documents 2024")
    assert groups(right, wrong) == [[1, 2]]


def test_nothing_is_nothing() -> None:
    assert merge([]) == ()


@given(st.text(max_size=40))
def test_the_shorter_way_to_a_key_leads_to_the_same_key(text: str) -> None:
    assert key(text) == title_key(text)


@given(st.from_regex(r"[A-Za-z0-9 .,:;?!()'/-]{0,40}", fullmatch=True))
def test_the_shorter_way_for_plain_text(text: str) -> None:
    assert key(text) == title_key(text)


entries: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    title=st.sampled_from(
        [TITLE, f"{TITLE}: a Study", "Editorial", "", "Bees and Flowers", "Bees & Flowers"]
    ),
    authors=st.sampled_from([(), (ADA,), (ADA, JAN), (MEI,), (Author("Noor", "A."),)]),
    year=st.sampled_from([None, 2020, 2021, 2024]),
    venue=st.sampled_from(["", "Journal", "arXiv"]),
    doi=st.sampled_from(["", "10.1000/a", "10.1000/b"]),
    arxiv=st.sampled_from(["", "2401.00001", "2401.00002v2"]),
    abstract=st.sampled_from(["", ABSTRACT, OTHER, ABSTRACT + " More."]),
)


@settings(max_examples=150)
@given(st.lists(entries, max_size=7), st.randoms(use_true_random=False))
def test_no_order_matters_and_no_record_is_lost(
    lines: list[dict[str, Any]], shuffler: random.Random
) -> None:
    records = [record(i, **line) for i, line in enumerate(lines)]
    works = merge(records)
    assert sorted(str(m) for w in works for m in w.members) == sorted(str(r.id) for r in records)
    assert len({work.id for work in works}) == len(works)
    named = {a.family for r in records for a in r.authors}
    assert {a.family for w in works for a in w.authors} == named
    shuffler.shuffle(records)
    assert _sorted(merge(records)) == _sorted(works)


def _sorted(works: tuple[Work, ...]) -> list[Work]:
    return sorted(works, key=lambda work: str(work.id))
