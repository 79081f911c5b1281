"""The website as MkDocs builds it: hostile text, links, and the last good one."""

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from review.errors import ConfigError, ReviewError
from review.model import Page, Topic
from review.render.html import _site_url, build_html
from review.render.markdown import plain
from review.render.nav import nav
from review.render.site import render
from review.render.tree import WIDTH, wrap
from review.render.write import write
from review.text.markup import clean
from tests.conftest import ROOT
from tests.html5 import faults
from tests.page_links import broken
from tests.survey_factory import HOSTILE, survey


class Shown(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.h1 = self.title = ""
        self.scripts: list[str] = []
        self.links: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given.get("type") == "application/ld+json"
        inside = "permalink" if given.get("class") == "headerlink" else tag
        self.inside.append("data" if is_data else inside)
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag in ("meta", "link", "img", "input", "br", "hr", "path", "rect", "line"):
            self.inside.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.inside:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if "permalink" in self.inside:
            return
        if "script" in self.inside:
            self.scripts.append(data)
        elif "h1" in self.inside:
            self.h1 += data
        elif self.inside[-1:] == ["title"] and "svg" not in self.inside:
            self.title += data


BREAKING = (*HOSTILE, "](x.md)", "</text></a>", "{: #x }")
ODD = Topic(
    "odd",
    "</svg><script>alert(2)</script>",
    topics=tuple(Topic(f"odd{i}", title) for i, title in enumerate(BREAKING)),
)


@pytest.fixture(scope="module")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    made = survey()
    made = replace(made, taxonomy=(*made.taxonomy, ODD))
    shutil.copytree(ROOT / "templates/theme", root / "templates/theme")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(nav(made, config), "utf-8")
    downloads = (f"references.{kind}" for kind in ("bib", "ris", "csl.json", "csv"))
    others = [Page(name, "x\n") for name in (*downloads, "review.tex", "survey.json")]
    write([*render(made, root), *others], root)
    build_html(root)
    return root


def read(path: Path) -> Shown:
    shown = Shown()
    shown.feed(path.read_text("utf-8"))
    return shown


@pytest.mark.slow
def test_hostile_titles_survive_mkdocs(website: Path) -> None:
    for item in survey().papers:
        shown = read(website / f"public/papers/{item.key}.html")
        wanted = plain(clean(item.title)) or item.key
        assert " ".join(shown.h1.split()) == wanted
        assert shown.title.startswith(wanted)
        assert not [script for script in shown.scripts if "alert" in script]
        assert not [link for link in shown.links if link.lower().startswith("javascript")]


@pytest.mark.slow
def test_hostile_topics_stay_in_the_figure(website: Path) -> None:
    text = (website / "public/topics/index.html").read_text("utf-8")
    drawn = re.findall(r"<svg viewbox=\"?0 0 320.*?</svg>", text, re.DOTALL | re.IGNORECASE)
    assert len(drawn) == 2
    found = re.findall(r"<a href=\"?([^\s\">]+)\"?>(.*?)</a>", "".join(drawn), re.DOTALL)
    named = {}
    for target, inside in found:
        lines = re.findall(r"<text class=\"?(?:name|head)[^>]*>(.*?)</text>", inside, re.DOTALL)
        named[target.removesuffix(".html")] = [html.unescape(line).strip() for line in lines]
    assert set(named) == {"root", "leaf", "empty", *(topic.id for topic in ODD.walk())}
    for topic in ODD.walk():
        assert named[topic.id] == list(wrap(topic.title, room(topic, ODD)))


def room(topic: Topic, root: Topic) -> int:
    """The letters that fit beside the indent of a topic: those of a line of the tree."""
    return int((WIDTH - (0 if topic is root else 16) - 4) / 6.9)


def outside(website: Path) -> Iterator[tuple[str, str]]:
    for path in (website / "public").rglob("*.html"):
        text = path.read_text("utf-8")
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", text):
            for target in re.findall(r'(?:src|href)="?((?:https?:)?//[^">]*)', tag):
                yield path.name, target


@pytest.mark.slow
def test_a_page_loads_nothing_from_elsewhere(website: Path) -> None:
    assert [found for found in outside(website) if "canonical" not in found[1]] == []


@pytest.mark.slow
def test_every_link_of_the_website_leads_somewhere(website: Path) -> None:
    assert list(broken(website / "public")) == []


@pytest.mark.slow
def test_hostile_text_leaves_the_html_valid(website: Path) -> None:
    assert list(faults(website / "public")) == []


@pytest.mark.slow
def test_the_last_good_website_stays(website: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(website, tmp_path / "copy"))
    (root / "site/mine.md").write_text("[dead](nowhere.md)\n")
    with pytest.raises(ReviewError, match=r"nowhere\.md"):
        build_html(root)
    assert (root / "public/index.html").exists()
    assert [path.name for path in root.iterdir() if path.name.startswith(".public")] == []
    (root / "site/mine.md").write_text("[alive](index.md)\n")
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text("utf-8").replace("/papers/*", "/papers/*\n  /mine.md")
    )
    build_html(root)
    assert (root / "public/mine.html").exists()


ADDRESS = "https://example.org/a%20survey"


@pytest.mark.slow
def test_the_address_of_the_survey_makes_it_canonical(website: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(website, tmp_path / "copy"))
    before = (root / "mkdocs.yml").read_bytes()
    build_html(root, ADDRESS, "2024-02-29")
    assert (root / "mkdocs.yml").read_bytes() == before
    pages = {
        path.relative_to(root / "public").as_posix() for path in (root / "public").rglob("*.html")
    } - {"404.html"}
    listed = ElementTree.parse(root / "public/sitemap.xml").getroot()
    found = {entry[0].text: entry[1].text for entry in listed}
    assert found == {f"{ADDRESS}/{page}": "2024-02-29" for page in pages}
    for page in pages:
        text = (root / "public" / page).read_text("utf-8")
        assert re.findall(r'rel="?canonical"? href="([^"]+)', text) == [f"{ADDRESS}/{page}"]
    lost = (root / "public/404.html").read_text("utf-8")
    assert 'href="/a%20survey/assets/review.css"' in lost, "a lost page finds its style"
    own = root / "mkdocs.yml"
    own.write_text("site_url: https://mine.example/x/\n" + own.read_text("utf-8"), "utf-8")
    build_html(root, ADDRESS, "no date")
    assert "https://mine.example/x/index.html" in (root / "public/sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org", True),
        ("http://example.org/a/b/", True),
        ("", False),
        ("example.org", False),
        ("javascript:alert(1)", False),
        ("https://example.org/?q=1", False),
        ("https://exa mple.org/", False),
        ("https://doi.org/10.1/x", False),
        ("http://arxiv.org/abs/2401.00001", False),
    ],
)
def test_only_the_address_of_a_website_becomes_its_own(url: str, kept: bool) -> None:
    assert bool(_site_url(url)) is kept


def test_html_needs_a_configuration_that_spares_the_sources(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        build_html(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n")
    with pytest.raises(ConfigError, match="docs_dir must be site"):
        build_html(tmp_path)
