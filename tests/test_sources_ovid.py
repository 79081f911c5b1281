"""Ovid's citation text and RefWorks. Whole files stand in golden/ovid and golden/refworks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Record
from review.sources import ovid, refworks


def one(*lines: str) -> Record:
    (record,) = ovid.read("\n".join(("<1>", *lines)), "a.txt").records
    return record


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("<1>\nAuthor\n  Noor A.\n", True),
        ("<12> \nScore\n  *\nAccession Number\n  1\n", True),
        ("<1>\nAnd so on\n", False),
        ("<html>\nTitle\n", False),
        ("Title\n  A\n", False),
    ],
)
def test_sniff(text: str, yes: bool) -> None:
    assert ovid.sniff(text) is yes


@pytest.mark.parametrize(
    ("names", "people"),
    [
        ("Noor, Ada 1;  Wit, Jan 1,2", [Author("Noor", "Ada"), Author("Wit", "Jan")]),
        ("Noor, Ada MD, PhD; Wit, Jan [c]", [Author("Noor", "Ada"), Author("Wit", "Jan")]),
        ("Noor AB.  Wit J.", [Author("Noor", "AB"), Author("Wit", "J")]),
        ("Noor, Ada", [Author("Noor", "Ada")]),
    ],
)
def test_people(names: str, people: list[Author]) -> None:
    assert list(one("Author", f"  {names}").authors) == people


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Eco.   8(6):1048-1064, September 2015.", ("Eco", "8", "6", "1048-1064", "2015-09")),
        ("J of Ex. 12:101-9, 2010 May 12.", ("J of Ex", "12", "", "101-9", "2010-05-12")),
        ("J of Ex. Vol.12(3), 2010, pp. 101-109.", ("J of Ex", "12", "3", "101-109", "")),
        ("Somewhere else", ("", "", "", "", "")),
    ],
)
def test_sources(source: str, said: tuple[str, ...]) -> None:
    record = one("Source", f"  {source}")
    details = [record.detail(name) for name in ("volume", "number", "pages", "published")]
    assert (record.venue, *details) == said
    assert dict(record.extra)["Source"] == source


def test_the_kind_behind_a_title_is_the_databases() -> None:
    record = one("Title", "  A title.[Review]")
    assert (record.title, dict(record.extra)["Document Type"]) == ("A title", "Review")
    assert one("Title", "  Why [what]?").title == "Why [what]?"


def test_what_stands_before_the_first_record_is_dropped() -> None:
    (source,) = ovid.read("Database\n\nsearched\n<1>\nTitle\n  A\n", "a.txt").sources
    assert source.records == 1
    assert [d.origin.line for d in source.dropped] == [1, 3]


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("RT Journal Article\nSR 1\n", True),
        ("RT Journal\nA1 Noor, A\n", True),
        ("RT @somebody: hello\n", False),
        ("PT J\nAU A\n", False),
    ],
)
def test_sniff_refworks(text: str, yes: bool) -> None:
    assert refworks.sniff(text) is yes


def test_refworks_values_go_on_without_indentation() -> None:
    batch = refworks.read("RT Journal\nT1 A title\nthat goes on\nOP 9\nSP 1\n\nRT Book\n", "a.txt")
    assert [r.title for r in batch.records] == ["A title that goes on", ""]
    assert [r.detail("pages") for r in batch.records] == ["1-9", ""]


@given(st.text() | st.text(alphabet=st.sampled_from("<1>\nATitle RT")))
def test_any_text_is_read(text: str) -> None:
    for format_ in (ovid, refworks):
        batch = format_.read(text, "a.txt")
        assert batch.sources[0].records == len(batch.records)
        format_.sniff(text)
