"""The reader of built pages finds what is broken, and only that."""

from pathlib import Path

import pytest

from tests.page_links import broken


def page(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    "text",
    [
        '<a href="nowhere.html">x</a>',
        '<a href="b/c.html#nowhere">x</a>',
        '<a href="#nowhere">x</a>',
        '<a href="/b/../../c.html">x</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" https://example.org">x</a>',
        '<a href="">x</a>',
        "<script src=gone.js></script>",
        '<svg><a href="gone.html"><text>x</text></a></svg>',
        '<label for="gone">x</label>',
        '<p aria-labelledby="here gone" id="here">x</p>',
    ],
)
def test_what_is_broken_is_found(tmp_path: Path, text: str) -> None:
    page(tmp_path, "a.html", text)
    page(tmp_path, "b/c.html", "<p>")
    assert [name for name, _ in broken(tmp_path)] == ["a.html"]


@pytest.mark.parametrize(
    "text",
    [
        '<a href="b/c.html#caf%C3%A9">x</a>',
        '<a href="./b/">x</a><a href="../outside.html">x</a>',
        '<a href="#here" id="here">x</a>',
        '<a href="https://example.org/?a=1&amp;b=2#x">x</a>',
        '<a href="/b/c.html">x</a>',
        '<label for="__toc">x</label>',
    ],
)
def test_what_leads_somewhere_is_left_alone(tmp_path: Path, text: str) -> None:
    page(tmp_path, "a.html", text)
    page(tmp_path, "b/index.html", "<p>")
    page(tmp_path, "outside.html", "<p>")
    page(tmp_path, "b/c.html", '<h2 id="café">')
    assert list(broken(tmp_path)) == []


def test_a_website_below_a_path_names_it(tmp_path: Path) -> None:
    page(tmp_path, "404.html", '<a href="/under/b.html">x</a><a href="/b.html">y</a>')
    page(tmp_path, "b.html", "<p>")
    assert list(broken(tmp_path, "/under/")) == [("404.html", "/b.html")]
