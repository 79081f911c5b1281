"""RIS in its dialects. Whole files stand in golden/ris*."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Record
from review.sources import read_text
from review.sources.ris import FORMAT, holds, read, sniff


def one(*lines: str, kind: str = "JOUR") -> Record:
    text = "\n".join((f"TY  - {kind}", *lines, "ER  - "))
    batch = read(text, "a.ris")
    assert batch.problems == ()
    (record,) = batch.records
    return record


def extra(record: Record) -> dict[str, Any]:
    return dict(record.extra)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("TY  - JOUR\nER  - ", True),
        ("\ufeffTY - JOUR\n", True),
        ("\n\nty  -jour\n", True),
        ("Provider: X\n\nTY  - CONF\n", True),
        ("AU  - A\nTI  - B\nPY  - 2020\nER  - ", True),
        ("PMID- 1\nTI  - A\nAU  - B\nAB  - C\nDP  - D", False),
        ("A title of ours\n\nAn abstract of ours.", False),
        ("TY - a word\n", False),
        ("", False),
    ],
)
def test_sniff(text: str, yes: bool) -> None:
    assert sniff(text) is yes


def test_the_suffix_with_one_tag_suffices() -> None:
    assert holds("x\nAU  - B\n")
    assert not holds("AU B\n")
    assert read_text("x\nAU  - Noor, Ada\nER  - ", "a.ris").sources[0].format == FORMAT


@pytest.mark.parametrize(
    "start", ["TY  - ", "TY  -", "TY - ", "TY -", "TY- ", "\tTY\t- ", "ty  - "]
)
@pytest.mark.parametrize("end", ["ER  - ", "ER  -", "ER -", "ER", "ER-", "ER  - \n\n"])
def test_odd_spacing(start: str, end: str) -> None:
    tag = (lambda t: t.lower()) if "t" in start else str
    text = (
        f"{start}JOUR\n{tag('TI')}  - One\n{tag(end)}\n{start}JOUR\n{tag('TI')} - Two\n{tag(end)}"
    )
    batch = read(text, "a.ris")
    assert [r.title for r in batch.records] == ["One", "Two"]
    assert batch.problems == ()
    assert batch.sources[0].dropped == ()


def test_a_record_without_an_end_goes_up_to_the_next() -> None:
    batch = read("TY  - JOUR\nTI  - One\n\nTY  - JOUR\nTI  - Two\n", "a.ris")
    assert [(r.title, r.origin.line) for r in batch.records] == [("One", 1), ("Two", 4)]
    (problem,) = batch.problems
    assert problem.where == "a.ris:1"
    assert problem.message.startswith("2 records")


def test_a_type_that_is_not_first_belongs_to_its_record() -> None:
    batch = read("ID  - a1\nTY  - BOOK\nTI  - One\nER  -\nID  - a2\nTY  - BOOK\nER  -", "a.ris")
    assert [r.detail("key") for r in batch.records] == ["a1", "a2"]
    assert [r.origin.line for r in batch.records] == [1, 5]


def test_what_stands_outside_is_dropped_with_a_reason() -> None:
    (source,) = read("Hello\nTY  - JOUR\nER  - \nbye\nER  - \n", "a.ris").sources
    assert [(d.origin.line, d.text) for d in source.dropped] == [
        (1, "Hello"),
        (4, "bye"),
        (5, "ER  -"),
    ]
    assert {d.reason for d in source.dropped} == {"stands outside of any record"}


@pytest.mark.parametrize(
    ("kind", "type_", "kept"),
    [("JOUR", "article", False), ("CONF", "inproceedings", False),
     ("CPAPER", "inproceedings", False),
     ("CHAP", "incollection", False), ("BOOK", "book", False), ("THES", "thesis", False),
     ("RPRT", "report", False), ("DATA", "dataset", False), ("COMP", "software", False),
     ("EBOOK", "book", True), ("MGZN", "article", True), ("GEN", "misc", True),
     ("PAT", "misc", True), ("Whatever", "misc", True)],
)  # fmt: skip
def test_types(kind: str, type_: str, kept: bool) -> None:
    record = one(kind=kind)
    assert record.detail("type") == type_
    assert ("TY" in extra(record)) is kept


def test_a_generic_record_has_the_type_of_its_sort() -> None:
    assert one("M3  - Preprint", kind="GEN").detail("type") == "preprint"


@pytest.mark.parametrize(
    ("kind", "lines", "venue", "series"),
    [
        ("JOUR", ["T2  - Journal", "J2  - J."], "Journal", ""),
        ("JOUR", ["JA  - J.", "JO  - Journal"], "Journal", ""),
        ("JOUR", ["JA  - J."], "J.", ""),
        ("CHAP", ["BT  - Book", "T3  - Series"], "Book", "Series"),
        ("CONF", ["T2  - Proceedings"], "Proceedings", ""),
        ("CONF", ["C3  - Proceedings"], "Proceedings", ""),
        ("BOOK", ["T2  - Series"], "", "Series"),
    ],
)
def test_containers(kind: str, lines: list[str], venue: str, series: str) -> None:
    record = one(*lines, kind=kind)
    assert (record.venue, record.detail("series")) == (venue, series)


def test_a_book_may_have_its_title_under_bt() -> None:
    assert one("BT  - A Book", kind="BOOK").title == "A Book"


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (["SP  - 1", "EP  - 9"], "1-9"),
        (["SP  - 1--9"], "1-9"),
        (["SP  - 1–9", "EP  - 9"], "1-9"),
        (["SP  - e7", "EP  - e7"], "e7"),
        (["EP  - 9"], "9"),
        (["C7  - 104501"], "104501"),
        (["C7  - a remark"], ""),
    ],
)
def test_pages(lines: list[str], pages: str) -> None:
    assert one(*lines).detail("pages") == pages


@pytest.mark.parametrize(
    ("line", "doi"),
    [
        ("DO  - 10.1000/a.b", "10.1000/a.b"),
        ("DO  - http://dx.doi.org/10.1000/a", "10.1000/a"),
        ("DO  - doi: 10.1000/a", "10.1000/a"),
        ("DO  - 10.1002/(SICI)1097(199808)17:15<1661::AID-S>3.0.CO;2-2",
         "10.1002/(SICI)1097(199808)17:15<1661::AID-S>3.0.CO;2-2"),
        ("UR  - https://doi.org/10.1000%2fa", "10.1000/a"),
        ("M3  - 10.1000/a", "10.1000/a"),
        ("L3  - 10.1000/a", "10.1000/a"),
        ("N1  - doi: 10.1000/a", "10.1000/a"),
        ("N1  - References: Noor, doi: 10.1000/a", ""),
        ("N1  - As was said in 10.1000/a", ""),
        ("DO  - none", ""),
    ],
)  # fmt: skip
def test_doi(line: str, doi: str) -> None:
    assert one(line.replace("%2f", "/")).doi == doi


def test_other_identifiers() -> None:
    assert one("N1  - PMID: 12345678").detail("pmid") == "12345678"
    assert one("AN  - 12345678", "DP  - NLM").detail("pmid") == "12345678"
    assert one("AN  - 12345678").detail("pmid") == ""
    assert one("C2  - PMC123456").detail("pmcid") == "PMC123456"
    assert one("C2  - 12345678", "DB  - Scopus").detail("pmid") == "12345678"
    assert one("UR  - https://www.ncbi.nlm.nih.gov/pubmed/123456").detail("pmid") == "123456"
    assert one("L2  - http://arxiv.org/pdf/2111.09920.pdf").arxiv == "2111.09920"
    assert one("JO  - arXiv:2111.09920v2").arxiv == "2111.09920v2"
    assert one("DO  - 10.48550/arXiv.2111.09920").arxiv == "2111.09920"
    assert one("ID  - 4202").detail("key") == ""
    assert one("ID  - Noor2024").detail("key") == "Noor2024"


def test_serials() -> None:
    record = one("SN  - 1536-5964 0025-7974", "SN  - 03064530 (ISSN)", "SN  - 0306-4530")
    assert record.detail("issn") == "1536-5964, 0025-7974, 0306-4530"
    assert one("SN  - 0964-6906 (Print)0964-6906").detail("issn") == "0964-6906"
    assert one("SN  - 978-131750096-4 (ISBN); 0-306-40615-2").detail("isbn") == (
        "978-131750096-4, 0-306-40615-2"
    )


def test_the_abstract_is_what_the_file_says() -> None:
    copied = "  © 2021 Elsevier. x &lt; 3 [Author Abstract]"
    assert one(f"AB  - {copied}").abstract == copied.strip()
    assert one("AB  - a", "N2  - a").abstract == "a"
    both = one("AB  - a", "N2  - b")
    assert (both.abstract, extra(both)["N2"]) == ("a", "b")
    assert one("AB  - short lines\n   are wrapped\nones").abstract == "short lines are wrapped ones"
    assert one("AB  - one\n\ntwo").abstract == "one\ntwo"
    long = "A long line. " * 12
    assert one(f"AB  - {long}\nRESULTS: y").abstract == f"{long.strip()}\nRESULTS: y"
    assert one("AB  - [No abstract available]").abstract == ""


def test_authors_of_every_rank() -> None:
    record = one("AU  - Noor, Ada", "A2  - Wit, Jan", "A3  - Series, Ed", "A4  - Trans, Lator")
    assert record.authors == (Author("Noor", "Ada"),)
    assert extra(record)["editors"] == [{"family": "Wit", "given": "Jan"}]
    assert (extra(record)["A3"], extra(record)["A4"]) == ("Series, Ed", "Trans, Lator")


def test_two_authors_of_one_name_are_two() -> None:
    assert len(one("AU  - G. Kalbe", "AU  - G. Kalbe").authors) == 2


def test_an_empty_field_is_none_and_an_unknown_one_is_kept() -> None:
    record = one("VL  - ", "Q7  - what", "U1  - a", "U1  - b")
    assert extra(record) == {"type": "article", "Q7": "what", "U1": ["a", "b"]}


def test_a_retracted_work_is_marked() -> None:
    assert extra(one("TI  - RETRACTED: X"))["retracted"] is True
    assert extra(one("TI  - X (Retracted article. See vol. 5, 2012)"))["retracted"] is True
    assert extra(one("M3  - Retracted"))["retracted"] is True
    assert "retracted" not in extra(one("TI  - Retracted articles in physics: a survey"))


@pytest.mark.parametrize("size", [5_000_000])
@pytest.mark.parametrize("tag", ["AB", "AU", "SN", "DO", "UR", "N1", "KW", "PY", "XX", "TI"])
def test_a_line_of_megabytes(tag: str, size: int) -> None:
    assert one(f"{tag}  - " + "x; " * (size // 3)).detail("type") == "article"


@given(st.text(alphabet=st.sampled_from("TYER AUJOB10-\n\0;.,x\u2013")) | st.text())
def test_any_text_is_read(text: str) -> None:
    batch = read(text, "a.ris")
    assert batch.sources[0].records == len(batch.records)
    sniff(text)


_WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12).map(
    lambda word: f"w{word}"
)
_LINE = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.tuples(_LINE, _LINE, st.integers(1000, 2999)), min_size=1))
def test_what_is_written_is_read(papers: list[tuple[str, str, int]]) -> None:
    text = "".join(
        f"TY  - JOUR\nTI  - {title}\nAB  - {abstract}\nPY  - {year}\nER  - \n\n"
        for title, abstract, year in papers
    )
    batch = read_text(text, "a.txt")
    assert [(r.title, r.abstract, r.year) for r in batch.records] == papers
    assert [r.origin.line for r in batch.records] == [1 + 6 * i for i in range(len(papers))]
    assert len({r.id for r in batch.records}) == len(papers)
