"""What the figures, the abstract and the narrow columns of the LaTeX review hold."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import (
    Assignment,
    Author,
    Counts,
    Latex,
    Paper,
    Paragraph,
    Quote,
    Section,
    Source,
    Survey,
    Topic,
)
from review.render.book import Book
from review.render.latex import Cite, folder
from review.render.latex.abstract import MOST, abstract, keywords
from review.render.latex.taxonomy import PALETTE, figures, hue, shades
from review.render.latex.timeline import timeline
from review.render.latex.words import breakable, clipped

CSS = Path(__file__).parents[1] / "templates/assets/review.css"


def world(themes: int, topics: int, title: str = "A theme of some words") -> Survey:
    """A survey of so many themes with so many topics, each with one paper."""
    taxonomy, papers, sections, filed = [], [], [], []
    for i in range(themes):
        below = []
        sections.append(Section(f"t{i}"))
        for j in range(topics):
            key = f"p{i}-{j}"
            papers.append(
                Paper(id=key, key=key, title=key, authors=(Author("Gu"),), year=2015 + j % 9)
            )
            below.append(Topic(f"t{i}-{j}", f"Topic {j} of {i}"))
            sections.append(Section(f"t{i}-{j}", papers=(key,), central=(key,)))
            filed.append(Assignment(key, f"t{i}-{j}", True, 1.0))
        taxonomy.append(Topic(f"t{i}", f"{title} {i}", topics=tuple(below)))
    counted = Quote(f"This review covers {len(papers)} works.", counted=True)
    return Survey(
        "A Title",
        "0",
        papers=tuple(papers),
        taxonomy=tuple(taxonomy),
        sections=tuple(sections),
        assignments=tuple(filed),
        overview=(Paragraph("overview", (counted,)),),
        sources=(Source("a.txt", "dump", len(papers)),),
        counts=Counts(records=len(papers), works=len(papers), papers=len(papers)),
    )


def trees(survey: Survey, documentclass: str = "article") -> int:
    laid = replace(survey, latex=Latex(documentclass))  # type: ignore[arg-type]
    book = Book(laid)
    return len(figures(book, Cite(book.citations)))


# ── the abstract ─────────────────────────────────────────────────────────────────────────────


def test_the_abstract_counts_and_names_the_themes() -> None:
    text = abstract(Book(world(3, 2)))
    assert text.startswith(
        "This review covers 6 works. The themes are A theme of some words 0 (2),"
    )
    assert "and A theme of some words 2 (2)." in text
    assert text.endswith("side by side.")


@pytest.mark.parametrize("themes", [1, 9, 90])
@pytest.mark.parametrize("described", [0, 60, 400])
def test_the_abstract_is_short_whatever_the_survey(themes: int, described: int) -> None:
    survey = replace(world(themes, 2), description="word " * described)
    text = abstract(Book(survey))
    assert 30 < len(text.split()) <= MOST
    assert ("word" in text.split()) == (described == 60)
    assert (" more. " in text) == (themes == 90)


def test_a_survey_of_nothing_has_no_abstract() -> None:
    assert abstract(Book(Survey("T", "0"))) == ""


def test_keywords_are_the_largest_themes() -> None:
    assert keywords(Book(world(3, 2)), 2) == ("A theme of some words 0", "A theme of some words 1")


# ── the taxonomy ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("themes", "topics", "number"), [(1, 1, 0), (1, 2, 1), (4, 5, 1), (10, 4, 2), (30, 6, 6)]
)
def test_a_tree_has_as_many_figures_as_it_needs(themes: int, topics: int, number: int) -> None:
    assert trees(world(themes, topics)) == pytest.approx(number, abs=number // 3)
    assert trees(world(themes, topics), "acmart") >= trees(world(themes, topics))


def test_the_figures_hold_every_theme_once() -> None:
    book = Book(world(17, 5))
    found = [node.title for one in figures(book, Cite(book.citations)) for node in one.themes]
    assert found == [f"A theme of some words {i}" for i in range(17)]


def test_widths_of_levels_are_less_than_half_the_line() -> None:
    book = Book(world(2, 2))
    (one,) = figures(book, Cite(book.citations))
    assert one.widths == (0.153, 0.307)


def rgb(lightness: float, chroma: float, angle: float) -> list[int]:
    """A colour of OKLCH in sRGB (Ottosson 2020)."""
    a, b = chroma * math.cos(math.radians(angle)), chroma * math.sin(math.radians(angle))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    shown = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear)
    return [round(255 * min(1, max(0, c))) for c in shown]


def test_the_colours_are_those_of_the_site() -> None:
    css = CSS.read_text("utf-8")
    found = re.findall(r"\.hue(\d+) \{ --hue: oklch\((\d+)% ([.\d]+) (\d+)\)", css)
    assert len(found) == len(PALETTE) - 1
    for number, lightness, chroma, angle in found:
        wanted = rgb(int(lightness) / 100, float(chroma), int(angle))
        given = list(bytes.fromhex(PALETTE[int(number)]))
        assert all(abs(a - b) <= 1 for a, b in zip(wanted, given, strict=True))


def test_colours_begin_again_and_what_has_no_theme_has_its_own() -> None:
    names = shades(PALETTE)
    assert hue(0) == hue(10) == "theme0"
    assert names[hue(-1)] == PALETTE[-1]


# ── the timeline ─────────────────────────────────────────────────────────────────────────────


def test_the_timeline_counts_each_work_once() -> None:
    drawn = timeline(Book(world(3, 4)))
    assert drawn is not None
    assert drawn.years == drawn.ticks == (2015, 2016, 2017, 2018)
    assert drawn.totals == (3, 3, 3, 3)
    assert [one.counts for one in drawn.series] == [(1, 1, 1, 1)] * 3
    assert [one.hue for one in drawn.series] == [0, 1, 2]


def test_works_outside_the_taxonomy_have_a_colour_of_their_own() -> None:
    lost = Paper(id="x", key="x", title="X", year=1950)
    survey = world(1, 2)
    drawn = timeline(Book(replace(survey, papers=(*survey.papers, lost))))
    assert drawn is not None
    assert drawn.series[-1].title == "Outside the taxonomy"
    assert drawn.series[-1].hue == -1
    assert len(drawn.ticks) <= 12
    assert drawn.ticks[-1] == 2016


def test_one_year_is_no_timeline() -> None:
    assert timeline(Book(world(3, 1))) is None


# ── narrow columns ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("BERT & co.", r"BERT \& co."),
        ("CAMELYON-16", r"CAMELYON\nobreak-\hspace{0pt}16"),
        ("Few-shot", "Few-shot"),
        ("Tiny/ImageNet", r"Tiny/\hspace{0pt}ImageNet"),
        ("DreamBooth", r"Dream\-Booth"),
        ("A_1", r"A\_1"),
        ("a" * 30, "a" * 12 + r"\-" + "a" * 12 + r"\-" + "a" * 6),
    ],
)
def test_names_break_where_their_parts_meet(text: str, tex: str) -> None:
    assert breakable(text) == tex


@given(st.text(max_size=200))
def test_breakable_text_is_balanced_ascii(text: str) -> None:
    made = breakable(text)
    assert made.isascii()
    assert made.count("{") == made.count("}")


@given(st.text(max_size=200), st.integers(5, 60))
def test_a_clipped_text_is_short_and_a_beginning(text: str, most: int) -> None:
    made = clipped(text, most)
    assert len(made) <= most
    assert " ".join(text.split()).startswith(made.removesuffix("…"))


# ── the document ─────────────────────────────────────────────────────────────────────────────


def test_classes_and_bibliographies_share_their_sections() -> None:
    survey = world(2, 3)
    made = {
        (name, kind): {p.path: p.text for p in folder(survey, None, Latex(name, kind))}
        for name in ("article", "IEEEtran", "acmart")
        for kind in ("natbib", "biblatex")
    }
    first = made["article", "natbib"]
    for (name, kind), pages in made.items():
        bibliography = {"references.bib", "review.bst", "references.biblatex.bib"}
        assert pages.keys() - bibliography == first.keys() - bibliography
        assert f"{{{name}}}" in pages["review.tex"]
        assert (r"\printbibliography" in pages["review.tex"]) == (kind == "biblatex")
        same = [path for path in pages if path.startswith(("sections/", "tables/"))]
        assert {path: pages[path] for path in same} == {path: first[path] for path in same}


def test_an_author_has_a_place_before_and_after_every_section() -> None:
    pages = {page.path: page.text for page in folder(world(2, 2), None, Latex())}
    sections = [path for path in pages if path.startswith("sections/")]
    assert len(sections) == 6
    for path in sections:
        name = path.removeprefix("sections/")
        assert f"own/before/{name}" in pages[path]
        assert f"own/after/{name}" in pages[path]
    assert not [path for path in pages if path.startswith("own/")]


def test_a_new_paper_changes_its_own_section_alone() -> None:
    survey = world(3, 3)
    more = Paper(id="new", key="zz", title="New", authors=(Author("Li"),), year=2016)
    sections = tuple(
        replace(one, papers=(*one.papers, "zz")) if one.topic == "t1-1" else one
        for one in survey.sections
    )
    grown = replace(
        survey,
        papers=(*survey.papers, more),
        sections=sections,
        assignments=(*survey.assignments, Assignment("zz", "t1-1", True, 1.0)),
    )
    before = {page.path: page.text for page in folder(survey, None, Latex())}
    after = {page.path: page.text for page in folder(grown, None, Latex())}
    changed = {path for path in after if before.get(path) != after[path]}
    kept = {"review.tex", "references.bib", "figures/taxonomy.tex", "figures/timeline.tex"}
    assert changed - kept == {"sections/t1-1.tex"}
    tree = zip(
        before["figures/taxonomy.tex"].splitlines(),
        after["figures/taxonomy.tex"].splitlines(),
        strict=True,
    )
    assert sum(a != b for a, b in tree) == 1
