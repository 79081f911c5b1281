"""Web of Science text. Whole files stand in golden/wos*."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Record
from review.sources.wos import read, sniff


def one(*lines: str, medium: str = "J") -> Record:
    text = "\n".join(("FN Example", "VR 1.0", f"PT {medium}", *lines, "ER", "", "EF"))
    batch = read(text, "a.ciw")
    assert batch.problems == ()
    assert batch.sources[0].dropped == ()
    (record,) = batch.records
    return record


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("FN ISI Export Format\nVR 1.0\nPT J\n", True),
        ("\ufeffFN Clarivate Analytics Web of Science\nVR 1.0\n", True),
        ("PT J\nAU Noor, A\n   Wit, J\nTI A\n", True),
        ("PT J\n", False),
        ("FN and so on\n", False),
        ("TY  - JOUR\nTI  - A", False),
    ],
)
def test_sniff(text: str, yes: bool) -> None:
    assert sniff(text) is yes


def test_people() -> None:
    record = one("AU Noor, A", "   Wit, JK", "AF Noor, Ada", "   Wit, Jan K.")
    assert record.authors == (Author("Noor", "Ada"), Author("Wit", "Jan K."))
    fewer = one("AU Noor, A", "   Wit, JK", "AF Noor, Ada")
    assert fewer.authors == (Author("Noor", "A"), Author("Wit", "JK"))
    assert dict(fewer.extra)["AF"] == "Noor, Ada"
    assert one("BF Noor, Ada").authors == (Author("Noor", "Ada"),)
    assert one("AU [Anonymous]").authors == ()


@pytest.mark.parametrize(
    ("medium", "sort", "kind"),
    [
        ("J", "Article", "article"),
        ("J", "Article; Proceedings Paper", "article"),
        ("C", "Proceedings Paper", "inproceedings"),
        ("S", "Proceedings Paper", "inproceedings"),
        ("S", "Article", "article"),
        ("S", "Article; Book Chapter", "incollection"),
        ("B", "Book", "book"),
        ("P", "", "misc"),
        ("X", "", "misc"),
    ],
)
def test_types(medium: str, sort: str, kind: str) -> None:
    assert one(f"DT {sort}", medium=medium).detail("type") == kind


def test_wrapped_values() -> None:
    record = one(
        "TI A title", "   that goes on", "DE one; two", "   words; three", "AB It", "   is."
    )
    assert (record.title, record.abstract) == ("A title that goes on", "It is.")
    assert dict(record.extra)["keywords"] == ["one", "two words", "three"]


def test_the_day_of_the_export_is_no_date_of_the_work() -> None:
    record = one("PY 2018", "PD JAN 15", "DA 2022-12-07")
    assert (record.year, record.detail("published")) == (2018, "2018-01-15")
    assert dict(record.extra)["DA"] == "2022-12-07"


def test_pages_or_the_number_of_the_article() -> None:
    assert one("BP 1", "EP 9", "AR 17").detail("pages") == "1-9"
    assert one("AR 17").detail("pages") == "17"
    assert one("AR arXiv:2301.00001").arxiv == "2301.00001"


def test_an_unclosed_record_is_a_problem() -> None:
    (problem,) = read("FN X\nVR 1\nPT J\nTI A\nPT J\nTI B\nER\n", "a.ciw").problems
    assert (problem.where, problem.message) == (
        "a.ciw:3",
        "1 record has no ER line; read up to the next record",
    )


@given(st.text() | st.text(alphabet=st.sampled_from("PTJERFNVAU \n")))
def test_any_text_is_read(text: str) -> None:
    batch = read(text, "a.ciw")
    assert batch.sources[0].records == len(batch.records)
    sniff(text)
