"""The document for Typst: its parts, figures and headings."""

import json
import re
from dataclasses import replace

import pytest

from review.model import Edit, Paragraph, Survey, Topic
from review.render.book import Book
from review.render.typst import day, render
from review.render.typst.escape import visible
from review.render.typst.figures import taxonomy, timeline
from tests.survey_factory import HOSTILE
from tests.survey_factory import survey as factory
from tests.test_render_latex import GU, SURVEY, TOLD
from tests.test_render_typst import _LITERAL, page

# ── the document ─────────────────────────────────────────────────────────────────────────────


def test_the_document_holds_each_part_of_the_survey() -> None:
    text = page()
    assert 'title: "A Review of 100% & More"' in text
    assert 'author: ("Ann", "Bo",)' in text
    assert "date: datetime(year: 2026, month: 11, day: 21)" in text
    assert re.findall(r'label\("(sec:[^"]*)"\)', text) == [
        "sec:a", "sec:b", "sec:unplaced"
    ]  # fmt: skip
    assert '#heading(level: 2)[#"Distillation";]' in text
    assert '*#"Few_steps";.*' in text
    assert text.count('#label("ref:') == len(SURVEY.papers)
    assert "table.header(" in text


def test_with_a_style_the_references_are_those_of_typst() -> None:
    document, works = render(SURVEY, None, "ieee")
    assert works.path == "references.yml"
    assert set(json.loads(works.text)) == {paper.key for paper in SURVEY.papers}
    assert '#bibliography("references.yml"' in document.text
    assert "ref:" not in document.text


def test_a_survey_that_cites_by_numbers_has_them_here_too() -> None:
    numbered = replace(SURVEY, citations="numbered")
    assert tuple(render(numbered, None)) == tuple(render(numbered, None, "ieee"))
    assert [page.path for page in render(numbered, None, "apa")] == ["review.typ", "references.yml"]
    assert 'style: "apa"' in next(render(numbered, None, "apa")).text


def test_a_survey_of_nothing_has_no_figures() -> None:
    text = page(Survey(title="Nothing", version="0"))
    assert "date: none" in text
    assert "#figure(" not in text
    assert "References" not in text


def test_hostile_titles_stay_in_literals() -> None:
    text = page(factory())
    for title in HOSTILE:
        seen = visible(title).strip()
        bare = _LITERAL.sub("", re.sub(r'"(?:[^"\\]|\\.)*"', '""', text))
        assert len(seen) < 6 or seen not in bare


@pytest.mark.parametrize(
    ("text", "found"),
    [("2026-11-21", "2026-11-21"), (" 2026-02-30", None), ("May 2026", None), ("", None)],
)
def test_days(text: str, found: str | None) -> None:
    assert str(day(text)) == str(found)


def test_the_taxonomy_counts_works_and_links_what_is_written() -> None:
    figure = taxonomy(Book(SURVEY), ["b"])
    assert figure is not None
    assert figure.data == (
        '(("title": "Models & more", "count": 3, "to": "", "topics": ('
        '("title": "Distillation", "count": 3, "to": "sec:b", "topics": ()), '
        '("title": "No", "count": 0, "to": "", "topics": ()),)),)'
    )
    assert figure.alt == "The topics of the survey. Models & more: Distillation (3), No (0)."
    assert taxonomy(Book(replace(SURVEY, taxonomy=())), ()) is None


def test_the_timeline_has_a_bar_a_year() -> None:
    figure = timeline(Book(SURVEY))
    assert figure is not None
    assert figure.alt == "Works a year. 2023: 1, 2024: 1."
    assert '"title": "Outside the taxonomy"' in figure.data
    assert timeline(Book(replace(SURVEY, papers=(GU,), sections=()))) is None


def test_the_deepest_headings_are_of_the_third_level() -> None:
    deep = Topic("1", "1", topics=(Topic("2", "2", topics=(Topic("3", "3", topics=(
        Topic("4", "4"),)),)),))  # fmt: skip
    sections = tuple(
        replace(SURVEY.sections[1], topic=i, paragraphs=(Paragraph("works", ()),)) for i in "1234"
    )
    text = page(replace(SURVEY, taxonomy=(deep,), sections=sections))
    assert re.findall(r"#heading\(level: (\d)\)", text) == ["1", "2", "3", "3"]


def test_works_that_no_sentence_names_are_listed() -> None:
    edit = Edit("subject", 0, 2, "[@gu2023boot]")
    section = replace(
        SURVEY.sections[1],
        paragraphs=(Paragraph("works", (replace(TOLD, edits=(edit,)),)),),
        table=(),
    )
    text = page(replace(SURVEY, sections=(section,)))
    assert '_Also filed here:_ #link(label("ref:chi2024"))' in text
