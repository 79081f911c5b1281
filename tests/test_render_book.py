"""The book that pages are made from, and the pieces of pages: links, spans, authors, figures."""

import posixpath
import re
from dataclasses import replace
from itertools import product

import pytest

from review.model import Excerpt, Fact
from review.render import figures
from review.render.book import Book, anchored, relative, spans
from review.render.prose import Prose, author_list, links
from review.render.site import render
from review.text.markup import clean
from tests.conftest import ROOT
from tests.survey_factory import ABSTRACT, BARE, HOSTILE, paper, span, survey


def test_relative_links() -> None:
    assert relative("papers/a.md#x", "topics/b.md") == "../papers/a.md#x"
    assert relative("papers/a.md", "papers/b.md") == "a.md"
    assert relative("index.md", "index.md") == "index.md"
    assert relative("topics/a.md#x", "topics/a.md") == "#x"
    parts = ("a", "b", "c.md", ".", "..")
    for file in product(parts, parts, parts):
        for page in product(parts, parts):
            wanted = posixpath.relpath("/".join(file), page[0])
            assert relative("/".join(file), "/".join(page)) == wanted


def test_anchors_count_the_citations_of_a_work() -> None:
    section = Book(survey()).sections["leaf"]
    found = [anchors for quotes in anchored(section.paragraphs) for _, anchors in quotes]
    assert found[:4] == [{"p0": "s-p0"}, {}, {"p0": "s-p0-2"}, {"p1": "s-p1"}]
    names = [anchor for anchors in found for anchor in anchors.values()]
    assert len(set(names)) == len(names)


def test_spans_are_united() -> None:
    class At:
        def __init__(self, start: int, end: int) -> None:
            self.start, self.end = start, end

    found = [At(5, 9), At(0, 3), At(2, 4), At(7, 7), At(9, 12)]
    assert spans(found) == ((0, 4), (5, 12))  # type: ignore[arg-type]


def test_segments_hold_the_whole_abstract() -> None:
    book = Book(survey())
    pieces = Prose(book, "papers/p3.md").segments(book.papers["p3"])
    assert [piece.quoted for piece in pieces] == [False, True, True, False]
    assert " ".join(piece.text.strip() for piece in pieces) == clean(ABSTRACT)
    start, _ = span("However")
    assert pieces[0].text == ABSTRACT[:start]
    assert [place.anchor for place in pieces[1].places] == ["s-p3"]


@pytest.mark.parametrize(
    ("names", "complete", "wanted"),
    [(1, True, "A0 B"), (1, False, "A0 B et al."), (2, True, "A0 B and A1 B"),
     (3, True, "A0 B, A1 B and A2 B"), (4, True, "A0 B, A1 B, A2 B, et al.")],
)  # fmt: skip
def test_author_lists(names: int, complete: bool, wanted: str) -> None:
    from review.model import Author

    authors = tuple(Author("B", f"A{i}") for i in range(names))
    item = paper(1, "x", authors=authors, authors_complete=complete)
    assert author_list(item, 3) == wanted


def test_links_are_known_addresses_only() -> None:
    assert links(paper(1, "x")) == (
        ("arXiv:2306.05544", "https://arxiv.org/abs/2306.05544"),
        ("doi:10.1000/a(b)c", "https://doi.org/10.1000/a%28b%29c"),
        ("example.org", "https://example.org/a_%28b%29?x=1&#38;y=2"),
    )
    bad = paper(1, "x", arxiv="../../x", doi="javascript:1", url="javascript:alert(1)")
    assert links(bad) == ()


def test_shared_topics_are_counted_both_ways() -> None:
    made = survey(HOSTILE[:3])
    first, *others = made.assignments
    touching = replace(made, assignments=(replace(first, also=("empty",)), *others))
    assert Book(touching).shared("leaf") == (("empty", 1),)
    assert Book(touching).shared("empty") == (("leaf", 1),)


def test_bars_of_every_year() -> None:
    papers = [paper(0, "a"), paper(0, "b"), paper(3, "c"), BARE]
    themes = {one.key: i % 2 for i, one in enumerate(papers)}
    chart = figures.years(papers, themes)
    assert chart
    for bar in chart.bars:
        assert sum(part.count for part in bar.parts) == bar.count
        assert sum(part.height for part in bar.parts) == bar.height
    assert [chart.bars[0].of(theme) for theme in (0, 1, 2)] == [0, 2, 0]
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("2019", 2), ("2020", 0), ("2021", 0), ("2022", 1),
    ]  # fmt: skip
    assert chart.bars[0].height == 2 * chart.bars[3].height
    assert all(bar.y + bar.height == 172 for bar in chart.bars)
    assert figures.years(papers[:1], themes) is None


def test_the_flow_adds_up() -> None:
    boxes = figures.flow(survey().counts, 1)
    assert [box.count for box in boxes] == [20, 18, 17, 16, 17]
    assert [box.aside and box.aside[0] for box in boxes] == [2, 1, 1, 1, None]
    assert boxes[0].words == "records identified in 1 file"
    assert figures.flow_height(boxes) > boxes[-1].y


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://github.com/a/b", "[code](https://github.com/a/b "),
        ("github.com/a/b", "[code](https://github.com/a/b "),
        ("https://a.github.io", "[code](https://a.github.io "),
        ("a.github.io", "a.github.io"),
        ("javascript:alert(1)", "javascript&#58;alert(1)"),
        ("the code | is here", "the code &#124; is here"),
    ],
)
def test_only_an_address_becomes_a_link(text: str, wanted: str) -> None:
    given = Fact("link", Excerpt(text, 0, len(text)), None, "code")
    assert Prose(Book(survey()), "index.md").given(given).startswith(wanted)


@pytest.mark.parametrize(
    ("abstracts", "wanted"),
    [("full", "(../papers/p3.md#q"), ("quoted", "(../papers/p3.md#q"), ("none", "")],
)
def test_a_cell_leads_to_the_words_of_the_abstract(abstracts: str, wanted: str) -> None:
    made = survey(HOSTILE[:4], abstracts=abstracts)
    prose = Prose(Book(made), "topics/leaf.md")
    start, end = span("BOOT is 12% faster")
    quoted = prose.cell("p3", Excerpt("BOOT | 12%", start, end))
    assert quoted.startswith("[BOOT &#124; 12%]" + wanted if wanted else "BOOT &#124; 12%")
    page = next(page.text for page in render(made, ROOT) if page.path == "papers/p3.md")
    for anchor in re.findall(r"#(q\d+)\)", quoted):
        assert f'id="{anchor}"' in page
    start, end = span("It fails")
    assert ("p3.md#abstract)" in prose.cell("p3", Excerpt("It fails", start, end))) is bool(wanted)


def test_the_cells_of_a_row_are_told_apart() -> None:
    made = survey(HOSTILE[:3])
    leaf = made.sections[1]
    names = tuple(Excerpt(text, 0, 6) for text in ("A|1", "B_2"))
    links = (Fact("link", Excerpt("https://a.b/c", 0, 6), None, "code and data"),)
    row = replace(leaf.table[0], data=names, links=links)
    made = replace(made, sections=(replace(leaf, table=(row,)),))
    text = next(page.text for page in render(made, ROOT) if page.path == "topics/leaf.md")
    assert "| Work | Introduces | What it does | On | In figures | Links |" in text
    assert "[A&#124;1](../papers/p0.md#abstract){ .cell }, [B&#95;2](" in text
    assert '[code and data](https://a.b/c "' in text
