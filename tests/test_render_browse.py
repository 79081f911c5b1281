"""The pages to look works up in, and the works of all topics side by side."""

import re
import sys
from dataclasses import replace

import pytest

from review.model import Author, Paper, Survey
from review.render.site import render
from tests.conftest import ROOT
from tests.survey_factory import HOSTILE, finding, paper, survey

BROWSE = sys.modules["review.render.site.browse"]


def pages(made: Survey) -> dict[str, str]:
    found = {page.path: page.text for page in render(made, ROOT)}
    return {path: text for path, text in found.items() if path.endswith(".md")}


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return pages(survey())


def with_authors(count: int) -> Survey:
    """A survey of many authors, each of two works, and one of each work."""
    made = survey()
    papers: list[Paper] = []
    for i, one in enumerate(made.papers):
        shared = tuple(Author(f"{chr(97 + n % 26)}{n:03}", "X") for n in range(count))
        papers.append(replace(one, authors=shared if i < 2 else (Author(f"Alone{i}"),)))
    return replace(made, papers=tuple(papers))


def test_the_first_page_leads_to_each_kind_and_its_most_frequent(site: dict[str, str]) -> None:
    first = site["by/index.md"]
    assert re.findall(r"^### \[(\w+)\]\((\S+)\)", first, re.MULTILINE) == [
        ("Years", "year/index.md"), ("Authors", "author/index.md"), ("Venues", "venue/index.md"),
    ]  # fmt: skip
    assert "- [2023](year/2023.md)" in first and "](author/zoe-b-o-neil.md)" in first
    assert "[works side by side](comparison.md)" in first


def test_no_page_of_a_list_is_searched_and_each_has_a_way_back(site: dict[str, str]) -> None:
    for path, text in site.items():
        if path.startswith("by/"):
            assert 'search: {"exclude": true}' in text, path
            assert path == "by/index.md" or "[Browse](" in text, path


def test_every_work_stands_under_its_year(site: dict[str, str]) -> None:
    for one in survey().papers:
        if one.year:
            assert f"](../../papers/{one.key}.md)" in site[f"by/year/{one.year}.md"]


def test_the_works_of_a_year_stand_by_theme(site: dict[str, str]) -> None:
    year = site["by/year/2023.md"]
    heads = re.findall(r"^## (.*) \{", year, re.MULTILINE)
    assert heads == ["All &#38; &#60;everything&#62;", "Outside the taxonomy"]
    last = year.split("Outside the taxonomy {")[1]
    assert "papers/p99.md" in last and "[Outside the taxonomy](../../unplaced.md)" in last


def test_a_page_tells_of_each_work_who_where_and_the_topic(site: dict[str, str]) -> None:
    item = next(x for x in site["by/venue/conf-i.md"].splitlines() if "papers/p3.md" in x)
    assert "O'Neil&#95;&#42;, Ü &#38; Co &#124; Ltd · 2022 · Conf &#124; &#60;i&#62;" in item
    assert "[A &#42;leaf&#42; &#123;topic&#125;](../../topics/leaf.md)" in item


def test_a_work_leads_to_what_it_shares(site: dict[str, str]) -> None:
    assert '[2022](../by/year/2022.md "Years")' in site["papers/p3.md"]
    assert '](../by/author/u-co-ltd.md "Authors")' in site["papers/p3.md"]


def test_what_has_no_page_stands_in_the_index_with_its_works() -> None:
    alone = survey((*HOSTILE, "Alone"))
    papers = [replace(p, venue="Lone | venue") if p.key == "p15" else p for p in alone.papers]
    text = pages(replace(alone, papers=tuple(papers)))["by/venue/index.md"]
    assert "- Lone &#124; venue [Alone](../../papers/p15.md)\n" in text


def test_a_long_index_has_a_page_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BROWSE, "_ENTRIES", 40)
    site = pages(with_authors(60))
    index = site["by/author/index.md"]
    letters = re.findall(r"^\[(.+)\]\((letter--\S+)\)$", index, re.MULTILINE)
    assert [name for name, _ in letters] == [chr(65 + n) for n in range(26)]
    assert "Alone5" in site["by/author/letter--a.md"] and "Alone5" not in index
    assert "[A](letter--a.md)" in site["by/author/letter--b.md"]
    monkeypatch.setattr(BROWSE, "_ENTRIES", 10)
    assert "[A 2](letter--a--2.md)" in pages(with_authors(60))["by/author/index.md"]


def test_a_tag_of_one_work_is_not_listed_and_a_short_form_tells_its_long_one() -> None:
    made = survey(glossary=(("MoEs", "mixture of <experts>", "p1"),))
    told = [
        replace(one, acronyms=(("MoE", "x"), ("ABC", "y")) if one.id == "p1" else (("MoEs", "x"),))
        for one in made.extracts
    ]
    site = pages(replace(made, extracts=tuple(told)))
    assert "ABC" not in site["by/tag/index.md"] and "[MoE](moe.md)" in site["by/tag/index.md"]
    assert "mixture of &#60;experts&#62;\n{ .standfirst }" in site["by/tag/moe.md"]


# ── side by side ─────────────────────────────────────────────────────────────────────────────


def test_the_rows_of_all_topics_stand_in_one_table(site: dict[str, str]) -> None:
    text = site["by/comparison.md"]
    assert 'data-columns="work year topic name does headline" data-sort="topic"' in text
    (row,) = (line for line in text.splitlines() if line.startswith("| [O'Neil"))
    assert "| 2019 | [A &#42;leaf&#42; &#123;topic&#125;](../topics/leaf.md) | BOOT" in row
    assert "](../papers/p0.md#q44){ .cell }" in row
    assert '<option value="leaf" data-within="leaf">' in text


def test_many_rows_stand_by_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BROWSE, "ROWS", 0)
    site = pages(survey())
    assert "by/comparison.md" not in site
    assert "# Side by side&#58; All" in site["by/comparison--root.md"] or (
        "# Side by side: All" in site["by/comparison--root.md"]
    )
    assert "(comparison--root.md)" in site["by/index.md"]


def test_a_survey_without_anything_in_common_has_the_first_page_alone() -> None:
    bare = Survey("T", "0", taxonomy=survey().taxonomy)
    assert [path for path in pages(bare) if path.startswith("by/")] == ["by/index.md"]


def test_the_same_pages_whatever_the_order_of_the_works() -> None:
    made = survey()
    other = replace(made, extracts=made.extracts[::-1], assignments=made.assignments[::-1])
    for path, text in pages(other).items():
        if path.startswith("by/"):
            assert text == pages(made)[path]


def test_more_works_than_a_page_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["review.render.shelves"], "MOST", 3)
    made = survey(papers=tuple(paper(i, f"T{i}", year=2024) for i in range(7)), overview=(),
                  sections=(), related=(), glossary=(), extracts=(), assignments=())  # fmt: skip
    site = pages(made)
    assert "[2](2024--2.md), [3](2024--3.md)" in site["by/year/2024.md"]
    held = [
        len(re.findall(r"^- \[T", site[f"by/year/2024{n}.md"], re.M)) for n in ("", "--2", "--3")
    ]
    assert held == [3, 3, 1]


# ── the glossary ─────────────────────────────────────────────────────────────────────────────


def test_the_glossary_tells_terms_topics_and_short_forms() -> None:
    text = pages(survey(terms=(("A | <term>", finding("p3")),)))
    glossary = text["glossary.md"]
    heads = re.findall(r"^## (.+) \{ #", glossary, re.MULTILINE)
    assert heads == ["Terms", "Topics", "Short forms"]
    (row,) = (line for line in glossary.splitlines() if line.startswith("| **A &#124;"))
    assert "faster than" in row and "](papers/p3.md" in row
    assert "| [A &#42;leaf&#42; &#123;topic&#125;](topics/leaf.md) | BOOT is 12%" in glossary
    assert '[Glossary](../glossary.md#terms "Quoted there")' in text["papers/p3.md"]


def test_without_terms_the_glossary_says_nothing_of_them(site: dict[str, str]) -> None:
    assert "#terms" not in site["glossary.md"] and "## Short forms" in site["glossary.md"]
