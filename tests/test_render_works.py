"""The tables of works: what stands in them, in which order, on how many pages."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from review.model import Author, Paper
from review.render import works
from review.render.book import Book
from review.render.site import render
from review.render.works import Listing, choices, families, listings
from tests.conftest import ROOT
from tests.survey_factory import BARE, HOSTILE, OUTSIDE, paper, survey

NAMES = (Author("Gu", "Ada"), Author("A Team"), Author("", "Plato"), Author("Li", "Bo"))


def table(text: str) -> list[list[str]]:
    lines = [line for line in text.split("\n") if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines]


@pytest.mark.parametrize(
    ("authors", "complete", "said"),
    [((), True, ""), ((), False, ""), (NAMES[:1], True, "Gu"), (NAMES[:1], False, "Gu et al."),
     (NAMES[:3], True, "Gu, A Team, Plato"), (NAMES, True, "Gu, A Team, Plato et al.")],
)  # fmt: skip
def test_family_names(authors: tuple[Author, ...], complete: bool, said: str) -> None:
    assert families(Paper(id="a", key="a", authors=authors, authors_complete=complete)) == said


def test_one_table_newest_first_by_title() -> None:
    made = survey(("B", "a", "C"))
    (listing,) = listings(Book(made))
    assert (listing.path, listing.name) == ("papers.md", "")
    found = [(one.year, one.title) for one in (Book(made).papers[key] for key in listing.keys)]
    assert found == [
        (2023, "Placed nowhere"), (2021, "C"), (2020, "a"), (2019, "B"),
        (None, "No abstract, no author"),
    ]  # fmt: skip
    assert listings(Book(replace(made, papers=made.papers[::-1]))) == (listing,)


def test_a_page_a_year_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(works, "MOST", 2)
    made = survey(tuple("abcdefghij"))
    found = listings(Book(made))
    assert [(one.path, one.name, len(one.keys)) for one in found] == [
        ("papers/by-year/2023.md", "2023", 2),
        ("papers/by-year/2023-2.md", "2023, page 2", 1),
        *((f"papers/by-year/{year}.md", str(year), 2) for year in (2022, 2021, 2020, 2019)),
        ("papers/by-year/unknown.md", "Year unknown", 1),
    ]
    assert sorted(key for one in found for key in one.keys) == [one.key for one in made.papers]
    pages = {page.path: page.text for page in render(made, ROOT)}
    index = pages["papers.md"]
    assert "[2023, page 2](papers/by-year/2023-2.md)" in index
    assert "[Year unknown](papers/by-year/unknown.md)" in index
    year = pages["papers/by-year/2023.md"]
    assert "[All years](../../papers.md)" in year
    assert '<script src="../../assets/papers.js" defer></script>' in year
    assert "](../p4.md)" in year and "](../../topics/leaf.md)" in year
    assert "\n2 works, by title.\n" in year
    assert 'name="from"' not in year, "one year needs no choice of years"


def test_a_work_stands_under_the_year_by_which_it_is_cited() -> None:
    late = paper(0, "A preprint of 2019", year=2019, venue="ICML 2025")
    made = survey(HOSTILE[:2])
    made = replace(made, papers=(late, *(one for one in made.papers if one.key != late.key)))
    pages = {page.path: page.text for page in render(made, ROOT)}
    row = next(row for row in table(pages["papers.md"]) if "papers/p0.md" in row[0])
    assert row[2:4] == ["2025", "ICML 2025"]
    assert "\n2025 · ICML 2025\n" in pages["papers/p0.md"]


def test_topics_to_choose_from_hold_what_lies_below_them() -> None:
    book = Book(survey(HOSTILE[:2]))
    keys = [one.key for one in book.survey.papers]
    assert choices(book, keys) == (
        ("root", 0, ("leaf",)),
        ("leaf", 1, ("leaf",)),
        ("unplaced", 0, ("unplaced",)),
    )
    assert choices(book, [OUTSIDE.key]) == (("unplaced", 0, ("unplaced",)),)
    assert choices(book, []) == ()


def test_a_row_says_what_is_known_as_text() -> None:
    odd = paper(
        7,
        "A | pipe <b> `x` | [y](z)",
        authors=(Author('O"Neil | <i>', "Zoë ](x)"), Author("Li", "Bo")),
        venue="V | {{ v }}",
    )
    made = survey(HOSTILE[:2])
    made = replace(
        made,
        papers=tuple(sorted((*made.papers, odd), key=lambda one: one.key)),
        assignments=(*made.assignments, replace(made.assignments[0], paper="p7")),
    )
    text = next(page.text for page in render(made, ROOT) if page.path == "papers.md")
    assert "search: {" in text and '"exclude": true' in text.split("\n---\n")[0]
    rows = {row[0].rpartition("/")[2].rstrip(")"): row for row in table(text)}
    assert all(len(row) == 5 for row in rows.values())
    title, authors, year, venue, topic = rows["p7.md"]
    assert title == ("[A &#124; pipe &#60;b&#62; &#96;x&#96; &#124; &#91;y&#93;(z)](papers/p7.md)")
    assert "<i>" not in authors and '"O"' not in authors
    (named,) = re.findall(r'data-names="([^"]*)"', authors)
    assert html.unescape(named) == 'Zoë ](x) O"Neil | <i> and Bo Li'
    assert (year, topic) == ("2021", "[A &#42;leaf&#42; &#123;topic&#125;](topics/leaf.md)")
    assert html.unescape(venue) == "V | {{ v }}"
    assert rows[f"{BARE.key}.md"][1:4] == ["", "", ""]
    assert rows[f"{OUTSIDE.key}.md"][4] == "[Outside the taxonomy](unplaced.md)"


def test_the_controls_are_labelled_and_their_texts_are_text() -> None:
    text = next(page.text for page in render(survey(HOSTILE), ROOT) if page.path == "papers.md")
    form = text[text.index("<form") : text.index("</form>")]
    assert set(re.findall(r'<label for="([^"]+)"', form)) == set(
        re.findall(r'<(?:input|select) id="([^"]+)"', form)
    )
    assert '<option value="root" data-within="leaf">All &amp; &lt;everything&gt;</option>' in form
    assert (
        '<option value="leaf" data-within="leaf">&nbsp;&nbsp;&nbsp;A *leaf* {topic}</option>'
        in form
    )
    assert form.count("<option>2021</option>") == 2
    assert "\n\n" not in form, "an empty line would end the HTML"


def test_the_script_is_shipped_small_and_asks_for_nothing() -> None:
    script = (ROOT / "templates" / "assets" / "papers.js").read_text("utf-8")
    assert len(script.encode()) < 6_000
    assert not re.search(r"https?:|fetch\(|import|XMLHttp|innerHTML|eval", script)
    pages = {page.path: page.text for page in render(survey(HOSTILE[:2]), Path("nowhere"))}
    assert pages["assets/papers.js"] == script


def test_all_works_stand_in_a_table_whatever_the_order() -> None:
    made = survey()
    (listing,) = listings(Book(made))
    assert isinstance(listing, Listing)
    assert sorted(listing.keys) == [one.key for one in made.papers]
