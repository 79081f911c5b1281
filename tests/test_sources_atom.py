"""Atom and RSS of arXiv and others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Author, Record
from review.sources.atom import read, sniff

ENTRY = (
    "<id>http://arxiv.org/abs/2101.00001v2</id><published>2021-01-04T18:00:00Z</published>"
    "<title>Small\n nets</title><summary> We study\nnets. </summary>"
    "<author><name>Ada Noor</name></author>"
)


def feed(*entries: str) -> str:
    inside = "\n".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">\n{inside}\n</feed>'


def one(entry: str) -> Record:
    (record,) = read(feed(entry), "a.xml").records
    return record


def test_an_entry() -> None:
    record = one(ENTRY)
    assert (record.title, record.abstract) == ("Small nets", "We study nets.")
    assert (record.authors, record.year) == ((Author("Noor", "Ada"),), 2021)
    assert (record.arxiv, record.url) == ("2101.00001v2", "http://arxiv.org/abs/2101.00001v2")
    assert (record.detail("type"), record.detail("published")) == ("preprint", "2021-01-04")
    assert record.origin.line == 2


def test_an_entry_of_another_archive() -> None:
    record = one(
        "<title>Nets</title><id>tag:x</id><link href='https://doi.org/10.1000/net.7'/>"
        "<updated>2020-02-03T00:00:00Z</updated><author>Mei Tan</author><content>Nets.</content>"
    )
    assert (record.doi, record.url) == ("10.1000/net.7", "https://doi.org/10.1000/net.7")
    assert (record.authors, record.abstract) == ((Author("Tan", "Mei"),), "Nets.")
    assert (record.arxiv, record.detail("type"), record.year) == ("", "", 2020)


def test_an_error_of_the_service_is_dropped() -> None:
    batch = read(feed("<id>http://arxiv.org/api/errors#x</id><summary>bad id</summary>"), "a.xml")
    assert batch.records == ()
    (drop,) = batch.sources[0].dropped
    assert (drop.text, drop.origin.line) == ("bad id", 2)


def test_a_broken_entry_is_a_problem() -> None:
    batch = read(feed(ENTRY, "<title>a</b>", ENTRY), "a.xml")
    assert [record.origin.line for record in batch.records] == [2, 6]
    assert [problem.where for problem in batch.problems] == ["a.xml:5"]


def test_entities_are_refused() -> None:
    text = '<!DOCTYPE feed [<!ENTITY a "aaaa">]>' + feed(ENTRY)
    batch = read(text, "a.xml")
    assert batch.records == ()
    assert "refused" in batch.problems[0].message


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (feed(ENTRY), True),
        (f"<?xml version='1.0'?>\n{feed(ENTRY)}", True),
        ("<rss><channel><item><link>https://arxiv.org/abs/1</link></item></channel></rss>", True),
        ("<PubmedArticleSet><author>x</author></PubmedArticleSet>", False),
        ("<html><body>arxiv.org</body></html>", False),
        ("A feed of arxiv.org\n", False),
        ("", False),
    ],
)
def test_sniff(text: str, want: bool) -> None:
    assert sniff(text) is want


@given(st.text(max_size=60))
def test_no_entry_crashes(text: str) -> None:
    read(feed(text), "a.xml")
    read(feed(f"<title>{text}</title><pubDate>{text}</pubDate><id>{text}</id>"), "a.xml")
