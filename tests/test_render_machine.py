"""What reference managers and search engines read in the head of a page."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from review.model import Author, Paper, Survey
from review.render.machine import schema, survey_tags, tags
from tests.conftest import copy_inputs, cut_seeds, review

PAPER = Paper(
    id="w1",
    key="tan2024towards",
    title="Towards {Better} Things & <More>",
    authors=(Author("Tan", "Ana"), Author("de Vries", "Jan"), Author("The Open Team")),
    year=2023,
    venue="ACL 2024 (pp. 12-34)",
    venue_year=2024,
    doi="10.1000/x.1",
    arxiv="2301.00001",
    url="https://example.org/a?b=1&c=2",
)


class Head(HTMLParser):
    """Reads a page as Zotero's Embedded Metadata does: tags by name, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._json = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "meta" and (found.get("name") or "").startswith("citation_"):
            self.meta.append((found["name"] or "", found["content"] or ""))
        self._json = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._json:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._json = False


def item(meta: list[tuple[str, str]]) -> dict[str, Any]:
    """The item that Zotero makes of the tags: its mapping of names, its choice of a type."""
    names = dict(meta)
    kinds = {
        "citation_journal_title": "journalArticle",
        "citation_conference_title": "conferencePaper",
        "citation_book_title": "bookSection",
        "citation_dissertation_institution": "thesis",
        "citation_technical_report_institution": "report",
    }
    first, last = names.get("citation_firstpage", ""), names.get("citation_lastpage", "")
    return {
        "itemType": next((kinds[n] for n, _ in meta if n in kinds), "journalArticle"),
        "title": names.get("citation_title"),
        "creators": [tuple(c.split(", ", 1)) for n, c in meta if n == "citation_author"],
        "date": names.get("citation_publication_date"),
        "DOI": names.get("citation_doi"),
        "url": names.get("citation_public_url"),
        "pages": f"{first}-{last}" if last else first,
    }


def test_the_tags_of_a_work_give_the_right_item() -> None:
    pairs = [(str(pair[0]), str(pair[1])) for pair in tags(PAPER) if isinstance(pair, list)]
    assert item(pairs) == {
        "itemType": "conferencePaper",
        "title": "Towards Better Things & <More>",
        "creators": [("Tan", "Ana"), ("de Vries", "Jan"), ("The Open Team",)],
        "date": "2024",
        "DOI": "10.1000/x.1",
        "url": "https://example.org/a?b=1&c=2",
        "pages": "12-34",
    }


def test_what_is_not_known_is_not_said() -> None:
    bare = Paper(id="w2", key="new", title="A Title")
    assert tags(bare) == [["citation_title", "A Title"]]
    assert schema(bare) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": "A Title",
    }


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    hostile = Paper(id="w3", key="bad", title="T", url="javascript:alert(1)")
    assert "javascript" not in json.dumps([tags(hostile), schema(hostile)])


def test_schema_names_people_and_teams() -> None:
    authors = schema(PAPER)["author"]
    assert authors == [
        {"@type": "Person", "familyName": "Tan", "givenName": "Ana"},
        {"@type": "Person", "familyName": "de Vries", "givenName": "Jan"},
        {"@type": "Organization", "name": "The Open Team"},
    ]


def test_the_survey_is_an_item_too() -> None:
    survey = Survey(title="A Survey", version="1", authors=("Ana Tan",), date="2026-11-21")
    assert survey_tags(survey) == [
        ["citation_title", "A Survey"],
        ["citation_author", "Ana Tan"],
        ["citation_publication_date", "2026/11/21"],
    ]


@pytest.mark.slow
def test_the_pages_carry_them_escaped(tmp_path: Path) -> None:
    root = copy_inputs(tmp_path)
    cut_seeds(root, 12)
    hostile = {"title": 'A "quoted" <script>alert(1)</script> & {{ title }}', "abstract": "We try."}
    (root / "seeds" / "hostile.jsonl").write_text(json.dumps(hostile) + "\n", encoding="utf-8")
    settings = root / "review.yml"
    seeds = "seeds: [seeds/*.txt, seeds/hostile.jsonl]"
    settings.write_text(settings.read_text().replace("seeds: [seeds/*.txt]", seeds))
    done = review("build", root)
    assert done.returncode == 0, done.stderr
    data = json.loads((root / "site" / "survey.json").read_text())
    for paper in data["papers"]:
        head = Head((root / "public" / "papers" / f"{paper['key']}.html").read_text())
        names = dict(head.meta)
        assert names["citation_title"]
        assert len([n for n, _ in head.meta if n == "citation_author"]) == len(
            paper.get("authors", [])
        )
        assert json.loads(head.scripts[0])["name"] == names["citation_title"]
        if "quoted" in paper["title"]:
            assert names["citation_title"] == hostile["title"]
            break
    else:
        pytest.fail("the hostile work has no page")
