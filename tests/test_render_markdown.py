import html
import json
import re

import markdown as library  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from review.render.markdown import (
    address,
    attribute,
    escape,
    front_matter,
    html_title,
    link,
    plain,
    slug,
)
from review.serial import load_yaml
from tests.survey_factory import HOSTILE

EXTENSIONS = [
    "attr_list", "md_in_html", "tables", "toc", "def_list", "footnotes", "abbr", "admonition",
    "sane_lists", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.superfences",
    "pymdownx.details", "pymdownx.emoji", "pymdownx.betterem",
]  # fmt: skip
MARKUP = st.text(st.sampled_from(list("[](){}<>*_`~^=#+-.!|\\/:&;\"'$%@ 1ab\n\t")), max_size=60)
TEXTS = st.one_of(MARKUP, st.text(max_size=60))


READER = library.Markdown(extensions=EXTENSIONS)


def rendered_html(source: str) -> str:
    return str(READER.reset().convert(source))


def shown(source: str) -> str:
    """The text that a reader sees, as a browser takes it from the HTML."""
    rendered = rendered_html(source)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", rendered)).split())


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example(HOSTILE[0])
@example("1. a")
@example("- a")
@example(": a")
@example("a.)")
@example("&copy; &#x41;")
def test_a_text_is_shown_as_it_is_wherever_it_stands(text: str) -> None:
    wanted = plain(text)
    assert not wanted or shown(f"# {escape(text)} {{ #here }}") == wanted
    assert shown(escape(text)) == wanted
    assert shown(f"before {escape(text)} after") == f"before {wanted} after".replace("  ", " ")
    assert shown(f"one\n{escape(text)}\ntwo") == f"one {wanted} two".replace("  ", " ")


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_shown_as_it_is(title: str) -> None:
    assert shown(escape(title)) == plain(title)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_a_link_shows_its_text_and_keeps_its_tooltip(text: str, tooltip: str) -> None:
    if not plain(text):
        return
    rendered = rendered_html(link(text, "../papers/x.md", tooltip, "#s-x .cite"))
    found = re.fullmatch(r"<p><a ([^>]*)>(.*)</a></p>", rendered)
    assert found, rendered
    assert html.unescape(found[2]).strip() == plain(text)
    attributes = {
        name: html.unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', found[1])
    }
    assert attributes.pop("title", "").strip() == plain(tooltip)
    assert attributes == {"class": "cite", "href": "../papers/x.md", "id": "s-x"}


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_cell_of_a_table_stays_one_cell(text: str) -> None:
    rendered = rendered_html(f"| a | b |\n|---|---|\n| {escape(text)} | end |")
    cells = re.findall(r"<td>(.*?)</td>", rendered, re.DOTALL)
    assert [html.unescape(cell) for cell in cells] == [plain(text), "end"]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_front_matter_is_yaml_that_holds_the_title_as_html(text: str) -> None:
    head = front_matter({"title": html_title(text), "hide": ["toc"]})
    document = load_yaml(head.strip("-\n"), "page").value
    assert isinstance(document, dict)
    assert html.unescape(str(document["title"])) == html.unescape(html_title(text))
    assert "<" not in str(document["title"])
    assert document["hide"] == ["toc"]


def test_ordinary_text_stays_readable() -> None:
    for text in (
        "Large language models (LLMs) are, e.g., 46.7% faster: a state-of-the-art don't.",
        "BOOT: Data-free Distillation of Denoising Diffusion Models",
        "“Quoted” words; and/or – dashes?",
    ):
        assert escape(text) == text


def test_plain_drops_what_no_page_can_hold() -> None:
    assert plain("a\x00b\u202ec\ud800 \n d\x85e") == "abc\ufffd d e"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://a", "", "http://", " "],
)
def test_no_address_that_a_browser_would_run(url: str) -> None:
    assert address(url) == ""


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_an_address_is_a_whole_link_target(text: str) -> None:
    target = address(f"https://example.org/{text}")
    rendered = rendered_html(f"[x]({target})")
    assert re.fullmatch(r'<p><a href="https://example\.org/[^"<>\s]*">x</a></p>', rendered), target


def test_an_address_keeps_what_it_may() -> None:
    assert address("https://a.org/b_(c)?d=1&e=%20#f") == ("https://a.org/b_%28c%29?d=1&#38;e=%20#f")


def test_attribute_and_slug() -> None:
    assert attribute('a "b" <c> & `d`\\') == "a &quot;b&quot; &lt;c&gt; &amp; &#96;d&#96;&#92;"
    assert slug("Élan vital: #1 {x}") == "elan-vital-1-x"
    assert slug("漢字") == ""
    assert json.loads(front_matter({"title": "a"}).splitlines()[1].removeprefix("title: ")) == "a"
