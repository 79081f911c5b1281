"""EndNote's tagged text and refer. Whole files stand in golden/endnote*."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Record
from review.sources.endnote import read, sniff


def one(*lines: str, kind: str = "Journal Article") -> Record:
    (record,) = read("\n".join((f"%0 {kind}", *lines)), "a.enw").records
    return record


def extra(record: Record) -> dict[str, Any]:
    return dict(record.extra)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("%0 Journal Article\n%T A\n", True),
        ("\n%A A\n%T B\n%D 2000\n", True),
        ("%0 and nothing more\n", False),
        ("% a comment\n% of TeX\n%% x\n@article{a,\n}", False),
        ("%D 20\n%V 3\n%P 3\n", False),
    ],
)
def test_sniff(text: str, yes: bool) -> None:
    assert sniff(text) is yes


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("Journal Article", "article"),
        ("Conference Proceedings", "inproceedings"),
        ("Conference Paper", "inproceedings"),
        ("Book Section", "incollection"),
        ("Book", "book"),
        ("Edited Book", "book"),
        ("Thesis", "thesis"),
        ("Report", "report"),
        ("Dataset", "dataset"),
        ("Computer Program", "software"),
        ("Generic", "misc"),
        ("Figure", "misc"),
    ],
)
def test_types(kind: str, type_: str) -> None:
    record = one(kind=kind)
    assert record.detail("type") == type_
    assert ("%0" in extra(record)) is (type_ == "misc")


def test_containers() -> None:
    assert one("%J Journal", "%B x").venue == "Journal"
    assert one("%B Book", "%S Series", kind="Book Section").venue == "Book"
    assert one("%S Proceedings", kind="Conference Proceedings").venue == "Proceedings"
    book = one("%B Series", kind="Book")
    assert (book.venue, book.detail("series")) == ("", "Series")
    thesis = one("%I School", kind="Thesis")
    assert (thesis.detail("institution"), thesis.detail("publisher")) == ("School", "")


def test_an_abstract_may_hold_blank_lines_and_percents() -> None:
    record = one("%X One.", "", "50% of two.", "%Z note")
    assert record.abstract == "One.\n50% of two."
    assert extra(record)["%Z"] == "note"


def test_an_accession_number_is_a_pubmed_one_where_it_says_so() -> None:
    assert one("%M 12345678", "%W NLM").detail("pmid") == "12345678"
    assert one("%M 12345678").detail("pmid") == ""


@given(st.text() | st.text(alphabet=st.sampled_from("%0TA \n")))
def test_any_text_is_read(text: str) -> None:
    batch = read(text, "a.enw")
    assert batch.sources[0].records == len(batch.records)
    sniff(text)
