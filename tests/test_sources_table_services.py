"""Tables of the services: other columns, the same facts."""

import time

import pytest

from review.model import Author
from review.sources.table import read, sniff
from tests.test_sources_table import ABSTRACT, table

# What each service writes, in its own columns (a few of them, in its own order).
EXPORTS: dict[str, dict[str, str]] = {
    "scopus": {
        "Authors": "Noor A.; de Wit J.",
        "Author full names": "Noor, Ada (57000000001); de Wit, Jan (57000000002)",
        "Title": "Small nets",
        "Year": "2021",
        "Source title": "Journal of Nets",
        "Volume": "12",
        "Issue": "3",
        "Page start": "101",
        "Page end": "118",
        "DOI": "10.1000/net.7",
        "Abstract": ABSTRACT,
        "Document Type": "Article",
        "Source": "Scopus",
    },
    "ieee": {
        "Document Title": "Small nets",
        "Authors": "Ada Noor; Jan de Wit",
        "Author Affiliations": "Univ; Univ",
        "Publication Title": "Journal of Nets",
        "Date Added To Xplore": "3 May 2021",
        "Publication Year": "2021",
        "Volume": "12",
        "Issue": "3",
        "Start Page": "101",
        "End Page": "118",
        "Abstract": ABSTRACT,
        "DOI": "10.1000/net.7",
        "PDF Link": "https://example.org/pdf",
        "Document Identifier": "IEEE Journals",
    },
    "lens": {
        "#": "1",
        "Lens ID": "000-111",
        "Title": "Small nets",
        "Date Published": "2021-05-01",
        "Publication Year": "2021",
        "Publication Type": "journal article",
        "Source Title": "Journal of Nets",
        "Author/s": "Ada Noor; Jan de Wit",
        "Abstract": ABSTRACT,
        "Volume": "12",
        "Issue Number": "3",
        "Start Page": "101",
        "End Page": "118",
        "DOI": "10.1000/net.7",
    },
    "dimensions": {
        "Rank": "1",
        "Publication ID": "pub.1",
        "DOI": "10.1000/net.7",
        "Title": "Small nets",
        "Abstract": ABSTRACT,
        "Source title": "Journal of Nets",
        "PubYear": "2021",
        "Volume": "12",
        "Issue": "3",
        "Pagination": "101-118",
        "Publication Type": "Article",
        "Authors": "Noor, Ada; de Wit, Jan",
    },
    "zotero": {
        "Key": "ABCD1234",
        "Item Type": "journalArticle",
        "Publication Year": "2021",
        "Author": "Noor, Ada; de Wit, Jan",
        "Title": "Small nets",
        "Publication Title": "Journal of Nets",
        "DOI": "10.1000/net.7",
        "Abstract Note": ABSTRACT,
        "Pages": "101-118",
        "Issue": "3",
        "Volume": "12",
    },
    "wos": {
        "PT": "J",
        "AU": "Noor, A; de Wit, J",
        "AF": "Noor, Ada; de Wit, Jan",
        "TI": "Small nets",
        "SO": "Journal of Nets",
        "DT": "Article",
        "ID": "NETS",
        "AB": ABSTRACT,
        "PY": "2021",
        "VL": "12",
        "IS": "3",
        "BP": "101",
        "EP": "118",
        "DI": "10.1000/net.7",
    },
    "wos by name": {
        "Publication Type": "J",
        "Authors": "Noor, A; de Wit, J",
        "Author Full Names": "Noor, Ada; de Wit, Jan",
        "Article Title": "Small nets",
        "Source Title": "Journal of Nets",
        "Document Type": "Article",
        "Abstract": ABSTRACT,
        "Publication Date": "MAY",
        "Publication Year": "2021",
        "Volume": "12",
        "Issue": "3",
        "Start Page": "101",
        "End Page": "118",
        "DOI": "10.1000/net.7",
    },
    "openalex": {
        "id": "https://openalex.org/W1234567",
        "abstract": ABSTRACT,
        "authorships.author.display_name": "Ada Noor|Jan de Wit",
        "display_name": "Small nets",
        "doi": "https://doi.org/10.1000/net.7",
        "is_retracted": "False",
        "primary_location.source.display_name": "Journal of Nets",
        "biblio.volume": "12",
        "biblio.issue": "3",
        "biblio.first_page": "101",
        "biblio.last_page": "118",
        "publication_year": "2021",
        "type": "article",
    },
    "publish or perish": {
        "Cites": "7",
        "Authors": "Ada Noor, Jan de Wit",
        "Title": "Small nets",
        "Year": "2021",
        "Source": "Journal of Nets",
        "Type": "Article",
        "DOI": "10.1000/net.7",
        "Volume": "12",
        "Issue": "3",
        "StartPage": "101",
        "EndPage": "118",
        "Abstract": ABSTRACT,
    },
    "rayyan": {
        "key": "rayyan-1",
        "title": "Small nets",
        "year": "2021",
        "month": "5",
        "journal": "Journal of Nets",
        "volume": "12",
        "issue": "3",
        "pages": "101-118",
        "authors": "Noor, Ada and de Wit, Jan",
        "abstract": ABSTRACT,
        "doi": "10.1000/net.7",
        "type": "article",
    },
    "covidence": {
        "Title": "Small nets",
        "Authors": "Noor, Ada; de Wit, Jan",
        "Abstract": ABSTRACT,
        "Published Year": "2021",
        "Published Month": "",
        "Journal": "Journal of Nets",
        "Volume": "12",
        "Issue": "3",
        "Pages": "101-118",
        "DOI": "10.1000/net.7",
        "Ref": "7",
        "Covidence #": "#7",
        "Type": "Journal Article",
    },
    "ebsco": {
        "Article Title": "Small nets",
        "Author": "Noor, Ada; de Wit, Jan",
        "Journal Title": "Journal of Nets",
        "Publication Date": "2021-05",
        "Volume": "12",
        "Issue": "3",
        "First Page": "101",
        "Last Page": "118",
        "DOI": "10.1000/net.7",
        "Doctype": "article",
        "Abstract": ABSTRACT,
    },
}


@pytest.mark.parametrize("service", EXPORTS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_exports_of_services_say_the_same(service: str, delimiter: str) -> None:
    export = EXPORTS[service]
    text = table(list(export), list(export.values()), delimiter=delimiter)
    assert sniff(text)
    batch = read(text, "a.csv")
    (record,) = batch.records
    assert batch.problems == ()
    assert (record.title, record.abstract, record.year) == ("Small nets", ABSTRACT, 2021)
    assert record.authors == (Author("Noor", "Ada"), Author("de Wit", "Jan"))
    assert (record.venue, record.doi) == ("Journal of Nets", "10.1000/net.7")
    assert [record.detail(name) for name in ("type", "volume", "number", "pages")] == [
        "article",
        "12",
        "3",
        "101-118",
    ]


def test_ten_thousand_rows_take_less_than_a_few_seconds() -> None:
    row = list(EXPORTS["scopus"].values())
    text = table(list(EXPORTS["scopus"]), *[row] * 10_000)
    began = time.process_time()
    assert len(read(text, "a.csv").records) == 10_000
    assert time.process_time() - began < 5
