"""Works that look alike and stayed apart."""

from typing import Any

import pytest

from review.identity import lookalikes
from review.identity.recall import SPLIT
from review.model import Author, Paper

TITLE = "Sparse Attention for Very Long Documents"
ABSTRACT = "Transformers read long documents slowly. We introduce an attention that looks at less."
OTHER = "Bees find flowers by colour. This survey counts which of them prefer blue to yellow."
ADA, JAN, MEI = Author("Noor", "Ada"), Author("de Wit", "Jan"), Author("Tan", "Mei")


def paper(key: str, title: str = TITLE, **fields: Any) -> Paper:
    return Paper(**{"id": key, "key": key, "title": title, **fields})


def why(first: dict[str, Any], second: dict[str, Any]) -> str:
    found = lookalikes([paper("b", **second), paper("a", **first)])
    assert all((one.first, one.second) == ("a", "b") for one in found)
    return found[0].why if found else ""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            {"doi": "10.1000/x"},
            {"title": "Bees", "doi": "10.1000/X"},
            "the same DOI 10.1000/x, but another title",
        ),
        (
            {"doi": "10.1000/x", "year": 2020},
            {"doi": "10.1000/y", "year": 2021},
            "the same title, but other identifiers and another year",
        ),
        (
            {"abstract": ABSTRACT},
            {"abstract": OTHER},
            "the same title, but abstracts with little in common",
        ),
        (
            {"authors": (ADA, JAN), "year": 2020},
            {"title": "Sparse Attention for Long Documents", "authors": (JAN, ADA), "year": 2021},
            "similar titles by the same authors, but another year",
        ),
        ({}, {"title": "Sparse Attentions for Very Long Documents"}, "similar titles"),
        ({}, {"title": "Bees and Flowers"}, ""),
        ({"authors": (ADA,)}, {"authors": (MEI,)}, ""),
        ({"title": "Editorial"}, {"title": "Editorial"}, ""),
        ({"title": "Scaling GPT 3 to the Web"}, {"title": "Scaling GPT 4 to the Web"}, ""),
        ({"abstract": ABSTRACT}, {"title": f"{TITLE} II", "abstract": OTHER}, ""),
        ({"title": ""}, {"title": ""}, ""),
    ],
)
def test_what_two_works_have_in_common(
    first: dict[str, Any], second: dict[str, Any], said: str
) -> None:
    assert why(first, second) == said


def test_what_a_person_split_is_settled() -> None:
    assert why({"evidence": (f"{SPLIT} (curation.yml:2)",)}, {}) == ""
    assert why({}, {}) == "the same title"


def test_the_likeliest_come_first_whatever_the_order() -> None:
    some = [
        paper("a"),
        paper("b", doi="10.1000/x"),
        paper("c", "Bees and Flowers", doi="10.1000/x"),
        paper("d", "Sparse Attentions for Very Long Documents"),
    ]
    found = lookalikes(some)
    assert found == lookalikes(some[::-1])
    assert [(one.first, one.second) for one in found] == [
        ("b", "c"), ("a", "b"), ("a", "d"), ("b", "d")
    ]  # fmt: skip
    assert lookalikes([]) == ()
