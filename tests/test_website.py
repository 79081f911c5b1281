"""The example survey's website as files: links, validity, sitemap, sizes."""

import json
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.browsing import BELOW
from tests.html5 import faults
from tests.page_links import broken, read_pages

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("website")]
ADDRESS = f"https://example.org{BELOW}"


def test_every_link_and_anchor_leads_somewhere(website: Path) -> None:
    pages = read_pages(website)
    assert len(pages) > 100 and sum(len(page.links) for page in pages.values()) > 5_000
    assert list(broken(website, BELOW)) == []


def test_no_anchor_stands_twice(website: Path) -> None:
    for path, page in read_pages(website).items():
        twice = {anchor for anchor in page.anchors if page.anchors.count(anchor) > 1}
        assert not twice, path


def test_the_html_is_valid(website: Path) -> None:
    assert list(faults(website)) == []


def test_the_sitemap_and_the_canonical_addresses_name_every_page(website: Path) -> None:
    pages = set(read_pages(website)) - {"404.html"}
    root = ElementTree.parse(website / "sitemap.xml").getroot()
    assert {entry[0].text for entry in root} == {ADDRESS + page for page in pages}
    for page in pages:
        head = (website / page).read_text("utf-8").partition("</head>")[0]
        assert re.findall(r'rel="?canonical"? href="([^"]+)', head) == [ADDRESS + page]


def test_search_holds_the_pages_that_are_read_and_no_lists(website: Path) -> None:
    path = website / "search/search_index.json"
    entries = json.loads(path.read_text("utf-8"))["docs"]
    places = {entry["location"].partition("#")[0] for entry in entries}
    lists = ("papers", "bibliography", "map", "glossary", "placement", "completeness", "health")
    assert not places & {f"{name}.html" for name in (*lists, "duplicates")}
    assert not [place for place in places if place.startswith(("by/", "bibliography/"))]
    assert {"index.html", "methods.html", "topics/lm-pretraining.html"} <= places
    works = {f"papers/{work.name}" for work in (website / "papers").iterdir()}
    assert works <= places
    assert path.stat().st_size <= 3_500 * len(works), "a MB and a quarter for 362 works"
    boosts = {entry["location"]: entry.get("boost", 1) for entry in entries}
    assert boosts["topics/lm-pretraining.html"] > max(boosts[work] for work in works)


def test_what_repeats_is_not_searched_twice(website: Path) -> None:
    entries = json.loads((website / "search/search_index.json").read_text("utf-8"))["docs"]
    titles = {entry["title"] for entry in entries if entry["location"].startswith("papers/")}
    assert not titles & {"BibTeX", "Cited in", "Related works", "Where it is filed"}
    assert not titles & {"What it does", "What it found"}, "the abstract says the same"


def test_a_work_and_a_topic_are_found_as_one_page_each(website: Path) -> None:
    entries = json.loads((website / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {entry["location"]: entry for entry in entries}
    assert len(found) == len(entries)
    for paper in json.loads((website / "survey.json").read_text("utf-8"))["papers"]:
        page = f"papers/{paper['key']}.html"
        parts = [place for place in found if place.startswith(page)]
        assert parts == [page, f"{page}#abstract"][: len(parts)]
        names = [author["family"] for author in paper.get("authors", [])]
        assert all(escape(name, quote=False) in found[page]["text"] for name in names[:1])
    assert "works" in found["topics/lm-pretraining.html"]["text"]


class Head(HTMLParser):
    """The `meta` tags of a page, read as Zotero's translator "Embedded Metadata" reads them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (given.get("name") or "").startswith("citation_"):
            self.tags.append((given["name"] or "", given.get("content") or ""))


def test_the_head_of_each_work_states_what_the_survey_states(website: Path) -> None:
    stated = json.loads((website / "survey.json").read_text("utf-8"))["papers"]
    for paper in stated:
        text = (website / f"papers/{paper['key']}.html").read_text("utf-8")
        tags = Head(text).tags
        named = [content for name, content in tags if name == "citation_author"]
        assert len(named) == len(paper.get("authors", []))
        assert all(content for _, content in tags)
        for name, field in (("citation_doi", "doi"), ("citation_arxiv_id", "arxiv")):
            found = [content for tag, content in tags if tag == name]
            assert found == ([paper[field]] if paper.get(field) else [])
        data = re.findall(r"<script type=\"?application/ld\+json\"?>(.*?)</script>", text)
        assert [json.loads(one)["@type"] for one in data] == ["ScholarlyArticle"]
