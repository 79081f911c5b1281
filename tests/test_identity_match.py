"""Candidates and evidence: which pairs are compared, and what is said for and against them."""

from typing import Any

import pytest

from review.identity.evidence import abstract_overlap, apart, same_work
from review.identity.match import MAX_BLOCK, clusters
from review.identity.prints import Print, fingerprints
from review.model import Author, Origin, Record

TITLE = "Sparse Attention for Very Long Documents"
ABSTRACT = "Transformers read long documents slowly. We introduce an attention that looks at less."
ADA, JAN, MEI = Author("Noor", "Ada"), Author("de Wit", "Jan"), Author("Tan", "Mei")


def record(number: int = 1, title: str = TITLE, **fields: Any) -> Record:
    return Record(**{"id": number, "title": title, **fields}, origin=Origin("a", number))


def prints(*fields: dict[str, Any]) -> list[Print]:
    return fingerprints([record(i, **each) for i, each in enumerate(fields)])


@pytest.mark.parametrize(
    ("first", "second", "evidence"),
    [
        ({}, {}, "same title"),
        ({"arxiv": "2401.00001v2"}, {"arxiv": "2401.00001"}, "same arXiv identifier 2401.00001"),
        ({"doi": "10.1000/A"}, {"doi": "10.1000/a"}, "same DOI 10.1000/a"),
        (
            {"title": "Preface", "authors": (ADA,), "year": 2020},
            {"title": "Preface", "authors": (ADA,), "year": 2020},
            "same general title, with the same authors and year",
        ),
        (
            {"abstract": ABSTRACT},
            {"title": "Sparse Attentions for Long Documents", "abstract": ABSTRACT},
            "similar title, same abstract",
        ),
        (
            {"authors": (ADA, JAN), "year": 2020},
            {"title": f"{TITLE} (Panel)", "authors": (JAN, ADA), "year": 2020},
            "similar title, same authors, same year",
        ),
        (
            {"authors": (ADA, JAN)},
            {"title": "Sparse Atention for Very Long Documents", "authors": (ADA, JAN)},
            "similar title, same authors",
        ),
        (
            {"authors": (ADA, JAN), "venue": "Journal of Long Things"},
            {"title": f"{TITLE} Jan de Wit, A. Noor, Journal of Long Things"},
            "same title, followed by the same authors or venue",
        ),
    ],
)
def test_evidence(first: dict[str, Any], second: dict[str, Any], evidence: str) -> None:
    a, b = prints(first, second)
    assert same_work(a, b) == same_work(b, a) == evidence


@pytest.mark.parametrize(
    ("first", "second", "contradiction"),
    [
        ({}, {}, False),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}, True),
        ({"doi": "10.1000/a"}, {"doi": "10.48550/arXiv.2401.00001"}, False),
        ({"doi": "10.1000/a"}, {"doi": "10.1101/2020.01.01"}, False),
        ({"doi": "10.1000/a", "year": 2013}, {"doi": "10.1000/a", "year": 2020}, False),
        ({"authors": (ADA,)}, {"authors": (MEI,)}, True),
        ({"authors": (ADA,)}, {}, False),
        (
            {"authors": (Author("Höppler", "Thomas"),)},
            {"authors": (Author("h ppler", "Tho mas"),)},
            False,
        ),
        ({"year": 2020, "venue": "A"}, {"year": 2021, "venue": "B"}, True),
        ({"year": 2020, "venue": "arXiv preprint"}, {"year": 2021, "venue": "B"}, False),
        ({"year": 2020}, {"year": 2024}, True),
        ({"year": 2020, "authors": (ADA,)}, {"year": 2024, "authors": (ADA, JAN)}, False),
    ],
)
def test_contradictions(first: dict[str, Any], second: dict[str, Any], contradiction: bool) -> None:
    a, b = prints(first, second)
    assert apart(a, b) is apart(b, a) is contradiction


def test_overlap_of_abstracts() -> None:
    assert abstract_overlap("", ABSTRACT) is None
    assert abstract_overlap(ABSTRACT, ABSTRACT) == 1.0
    assert abstract_overlap("one two three four", "three four five six") == 0.333
    assert abstract_overlap("...", "!!!") == 0.0


def test_columns_explain_the_end_of_a_title() -> None:
    right, wrong = prints(
        {"authors": (ADA, JAN), "venue": "Journal of Long Things", "year": 2020},
        {"title": f"{TITLE} Jan de Wit, Ada Noor, Journal of Long Things 2020"},
    )
    assert wrong.words == right.words
    assert (wrong.year, wrong.venue) == (2020, "journal of long things")
    assert wrong.names == right.names
    assert wrong.unsigned


def test_a_stated_field_leaves_the_title_alone() -> None:
    (_, ours) = prints(
        {"venue": "Journal of Bees"},
        {"title": "In the Journal of Bees", "venue": "X", "year": 2020},
    )
    assert ours.words == ("in", "the", "journal", "of", "bees")


def test_a_crowd_of_one_title_is_grouped_without_comparing_all_pairs() -> None:
    crowd = [record(i) for i in range(MAX_BLOCK * 3)]
    assert [members for members, _ in clusters(crowd)] == [list(range(MAX_BLOCK * 3))]


def test_a_crowd_of_editorials_stays_apart() -> None:
    crowd = [record(i, "Editorial", year=1900 + i, authors=(ADA,)) for i in range(90)]
    assert len(clusters(crowd)) == 90


def test_a_slip_in_any_word_is_found() -> None:
    words = TITLE.split()
    for i, word in enumerate(words):
        slip = " ".join([*words[:i], f"{word}x", *words[i + 1 :]])
        pair = [record(1, abstract=ABSTRACT), record(2, slip, abstract=ABSTRACT)]
        assert len(clusters(pair)) == 1, slip


def test_two_works_of_one_title_are_not_joined_through_a_third_record() -> None:
    other = "Rivers carry sand to the sea. Grain sizes along forty streams are measured by hand."
    first, second = record(1, abstract=ABSTRACT), record(2, abstract=other)
    for bare in (record(3), record(0)):  # whatever the order in which they are met
        groups = clusters([first, second, bare])
        assert [len(members) for members, _ in groups].count(2) == 1
        assert all(not {0, 1} <= set(members) for members, _ in groups)


def test_parts_of_a_series_are_told_by_a_letter_and_a_title_within_another_is_not_it() -> None:
    council = (Author("Transaction Council"),)
    series = [record(i, f"TPC-{x} Benchmark Specification", authors=council, year=2010)
              for i, x in enumerate(("H", "C", "E", "DS"))]  # fmt: skip
    assert len(clusters(series)) == 4
    whole = "Metrics for Measuring the Sparse Attention of Very Long Documents"
    pair = [record(i, t, authors=(ADA, JAN), year=2020) for i, t in enumerate((whole, TITLE))]
    assert len(clusters(pair)) == 2
