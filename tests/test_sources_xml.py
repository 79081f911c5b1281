"""XML: elements with lines, faults that cost one record, and nothing that could be expanded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Record
from review.sources import endnotexml, pubmedxml, read_text
from review.sources.xmltree import DEEPEST, MOST_FAULTS, Element, elements

TAGS = frozenset(("record",))


def found(text: str) -> tuple[list[Element], list[tuple[int, str]]]:
    faults: list[tuple[int, str]] = []
    return list(elements(text, TAGS, faults)), faults


def test_elements_have_lines() -> None:
    records, faults = found("<xml>\n<record><a>x</a></record>\n\n<Record\n a='1'/></xml>")
    assert [(r.line, r.text()) for r in records] == [(2, "x"), (4, "")]
    assert records[1].attribute("a") == "1"
    assert faults == []


def test_lines_hold_behind_a_fault_and_across_chunks() -> None:
    pad = "<record>" + "x" * 1000 + "</record>\n"
    text = "<xml>\n" + pad * 600 + "<record><a></record>\n" + pad * 600 + "</xml>"
    records, faults = found(text)
    assert [r.line for r in records] == [*range(2, 602), *range(603, 1203)]
    assert [line for line, _ in faults] == [602]
    assert "the record that begins in line 602 was left out" in faults[0][1]


def test_text_keeps_what_is_raised_and_lowered() -> None:
    (record,), _ = found("<record>10<sup>-3</sup> H<sub>2</sub>O x<sup>abc</sup></record>")
    assert record.text() == "10⁻³ H₂O xabc"


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<xml><record>&b;</record></xml>"
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><record>&a;</record></xml>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://x/">%a;]><xml><record>a</record></xml>',
        "<!DOCTYPE x [<!ELEMENT x ANY>]><xml><record>a</record></xml>",
    ],
)
def test_declarations_are_refused(text: str) -> None:
    records, faults = found(text)
    assert records == []
    assert [line for line, _ in faults] == [1]
    assert "refused" in faults[0][1]


def test_a_doctype_is_named_but_not_fetched() -> None:
    records, faults = found(
        '<!DOCTYPE x PUBLIC "-//x" "http://127.0.0.1:1/x.dtd"><x><record>a&nbsp;b</record></x>'
    )
    assert [r.text() for r in records] == ["a&nbsp;b"]
    assert faults == []


def test_depth_is_bounded() -> None:
    deep = "<record>" + "<a>" * 100_000 + "</a>" * 100_000 + "</record>"
    records, faults = found(f"<xml>\n{deep}<record>x</record></xml>")
    assert [r.text() for r in records] == ["x"]
    assert "nested too deeply" in faults[0][1]
    ok = "<record>" + "<a>" * (DEEPEST - 2) + "x" + "</a>" * (DEEPEST - 2) + "</record>"
    assert found(ok)[0][0].text() == "x"


def test_forbidden_characters_and_bare_ampersands_cost_nothing() -> None:
    records, faults = found("<xml>\n<record>AT&T \x0b\x00 &amp;</record></xml>")
    assert [r.text() for r in records] == ["AT&T    &"]
    assert [line for line, _ in faults] == [2, 2]


def test_a_cut_file_keeps_its_whole_records() -> None:
    records, faults = found("<xml>\n<record>a</record>\n<record>b")
    assert [r.text() for r in records] == ["a"]
    assert "line 3 was left out" in faults[0][1]


def test_a_file_of_faults_is_given_up() -> None:
    records, faults = found("<xml>" + "<record><a></record>\n" * (MOST_FAULTS + 10))
    assert records == []
    assert faults[-1][1] == "too many faults; the rest was not read"
    assert len(faults) == MOST_FAULTS + 2


@given(st.text() | st.text(alphabet=st.sampled_from("<>/record &;!-[]\"'=")))
def test_any_text_is_read(text: str) -> None:
    for read in (endnotexml.read, pubmedxml.read):
        batch = read(f"<xml><record><title>{text}</title></record></xml>", "a.xml")
        assert batch.sources[0].records == len(batch.records)
        assert read(text, "a.xml").sources[0].records >= 0
    endnotexml.sniff(text)
    pubmedxml.sniff(text)


# ── EndNote ──────────────────────────────────────────────────────────────────────────────────


def endnote(inside: str, kind: str = "Journal Article") -> Record:
    kind = f'<ref-type name="{kind}">1</ref-type>'
    text = f"<xml><records><record>{kind}{inside}</record></records></xml>"
    batch = read_text(text, "a.xml")
    assert batch.problems == ()
    assert batch.sources[0].format == endnotexml.FORMAT
    (record,) = batch.records
    return record


def test_styled_text_is_text() -> None:
    record = endnote(
        "<titles><title><style face='normal'>A </style><style>B\n   C</style></title></titles>"
    )
    assert record.title == "A B C"


def test_a_collective_ends_with_a_comma() -> None:
    record = endnote(
        "<contributors><authors><author>Atlas Experiment,</author></authors></contributors>"
    )
    assert record.authors == (Author("Atlas Experiment"),)


def test_secondary_titles() -> None:
    titles = "<titles><secondary-title>X</secondary-title></titles>"
    assert endnote(titles).venue == "X"
    assert endnote(titles, "Book Section").venue == "X"
    book = endnote(titles, "Book")
    assert (book.venue, book.detail("series")) == ("", "X")


def test_unknown_elements_are_kept() -> None:
    record = endnote("<custom4>x</custom4><new><deep>y</deep></new>")
    assert dict(record.extra) == {"type": "article", "custom4": "x", "deep": "y"}


def test_sniffed_by_what_stands_in_the_records() -> None:
    assert not endnotexml.sniff("<xml><records><record><name>x</name></record></records></xml>")
    assert not endnotexml.sniff("<html><title>x</title></html>")


# ── PubMed ───────────────────────────────────────────────────────────────────────────────────


def pubmed(article: str, around: str = "") -> Record:
    text = (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1234</PMID>"
        f"<Article>{article}</Article></MedlineCitation>{around}</PubmedArticle></PubmedArticleSet>"
    )
    batch = read_text(text, "a.xml")
    assert batch.problems == ()
    assert batch.sources[0].format == pubmedxml.FORMAT
    (record,) = batch.records
    assert record.detail("pmid") == "1234"
    return record


def test_labels_stay() -> None:
    record = pubmed(
        "<Abstract><AbstractText Label='AIM'>One.</AbstractText>"
        "<AbstractText Label='UNLABELLED'>Two.</AbstractText><AbstractText/></Abstract>"
    )
    assert record.abstract == "AIM: One.\nTwo."


def test_identifiers_of_references_are_not_its_own() -> None:
    ids = "<ArticleIdList><ArticleId IdType='doi'>10.1000/{}</ArticleId></ArticleIdList>"
    references = f"<ReferenceList><Reference>{ids.format('other')}</Reference></ReferenceList>"
    assert pubmed("", f"<PubmedData>{references}</PubmedData>").doi == ""
    own = ids.format("own")
    assert pubmed("", f"<PubmedData>{references}{own}</PubmedData>").doi == "10.1000/own"


def test_a_title_that_is_not_available() -> None:
    record = pubmed(
        "<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Le titre.</VernacularTitle>"
    )
    assert record.title == "Le titre"


def test_an_older_set_of_citations() -> None:
    text = (
        "<MedlineCitationSet>\n<MedlineCitation><PMID>1234</PMID><Article><ArticleTitle>A."
        "</ArticleTitle></Article></MedlineCitation>\n</MedlineCitationSet>"
    )
    (record,) = read_text(text, "a.xml").records
    assert (record.title, record.origin.line) == ("A", 2)
