"""MEDLINE text. A whole file stands in golden/medline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Record
from review.sources import read_text
from review.sources.medline import FORMAT, read, sniff


def one(*lines: str) -> Record:
    batch = read("\n".join(("PMID- 1234", *lines)), "a.nbib")
    assert batch.problems == ()
    (record,) = batch.records
    return record


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("PMID- 123\n", True),
        ("\n\n1: X\n\nOWN - NLM\nPMID-123\n", True),
        ("TY  - JOUR\nAU  - A\n", False),
        ("PMID: 123", False),
        ("A title\n\nAn abstract.", False),
    ],
)
def test_sniff(text: str, yes: bool) -> None:
    assert sniff(text) is yes


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n"])
def test_records_begin_with_their_identifier(gap: str) -> None:
    batch = read_text(f"PMID- 1234{gap}PMID- 1235\nTI  - A{gap}PMID- 1236\n", "a.txt")
    assert [record.detail("pmid") for record in batch.records] == ["1234", "1235", "1236"]
    assert batch.sources[0].format == FORMAT


def test_an_identifier_that_does_not_come_first() -> None:
    batch = read("OWN - NLM\nPMID- 1234\nTI  - A.\n\nOWN - NLM\nPMID- 1235\n", "a.nbib")
    assert [(r.detail("pmid"), r.origin.line) for r in batch.records] == [("1234", 1), ("1235", 5)]


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("A title.", "A title"),
        ("[A title].", "A title"),
        ("[A title.]", "A title"),
        ("[A] or [B].", "[A] or [B]"),
        ("Why?", "Why?"),
        ("And so on...", "And so on..."),
        ("A title\n      that goes on.", "A title that goes on"),
    ],
)
def test_titles_lose_the_marks_of_the_library(title: str, want: str) -> None:
    assert one(f"TI  - {title}").title == want


def test_full_names_are_preferred_where_each_has_one() -> None:
    assert one("FAU - Noor, Ada B", "AU  - Noor AB").authors == (Author("Noor", "Ada B"),)
    some = one("FAU - Noor, Ada B", "AU  - Noor AB", "AU  - Wit J")
    assert some.authors == (Author("Noor", "AB"), Author("Wit", "J"))
    assert dict(some.extra)["FAU"] == "Noor, Ada B"


def test_a_collective_is_kept_whole_behind_the_people() -> None:
    record = one("CN  - Group of Things, Europe", "FAU - Noor, Ada")
    assert record.authors == (Author("Noor", "Ada"), Author("Group of Things, Europe"))


def test_identifiers_by_their_marks() -> None:
    record = one("LID - e5082 [pii]", "LID - 10.1000/a;b [doi]", "AID - 10.1000/a;b [doi]")
    assert record.doi == "10.1000/a;b"
    assert dict(record.extra)["LID"] == "e5082 [pii]"
    assert "AID" not in dict(record.extra)
    assert one("AID - S10.1000/x [pii]").doi == ""


@pytest.mark.parametrize(
    ("sorts", "kind", "retracted"),
    [
        (["Journal Article"], "article", False),
        (["Journal Article", "Retracted Publication"], "article", True),
        (["Retraction of Publication"], "article", False),
        (["Review", "Book Chapter"], "incollection", False),
        (["Preprint"], "preprint", False),
    ],
)
def test_publication_types(sorts: list[str], kind: str, retracted: bool) -> None:
    record = one(*(f"PT  - {sort}" for sort in sorts))
    assert record.detail("type") == kind
    assert dict(record.extra).get("retracted", False) is retracted


@pytest.mark.parametrize("tag", ["AB  ", "TI  ", "AU  ", "FAU ", "AID ", "OT  ", "DP  ", "XYZ "])
def test_a_line_of_megabytes(tag: str) -> None:
    assert one(f"{tag}- " + "x; " * 1_700_000).detail("pmid") == "1234"


@given(st.text() | st.text(alphabet=st.sampled_from("PMIDTA- \n12")))
def test_any_text_is_read(text: str) -> None:
    batch = read(text, "a.nbib")
    assert batch.sources[0].records == len(batch.records)
    sniff(text)
