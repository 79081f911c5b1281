"""Pages at former addresses: they send on, say why a work left, and stay out of the way."""

import posixpath
import re
from dataclasses import replace

import pytest

from review.model import Before, Departed, Page, Retired
from review.render import render
from review.render.site.moves import is_former, nearest
from tests.survey_factory import HOSTILE, survey

FORMER = Before(
    keys=(("old1", "p1"), ("older", "gone")),
    departed=(Departed("w9", "gone", HOSTILE[0], "2026-02-02", HOSTILE[2]), Departed("w8", "bare")),
    topics=(Retired("left", HOSTILE[1], "root", "leaf"), Retired("lone", "Lone")),
    pages=("by/index.md", "by/tag/x.md", "bibliography/a.md", "by/nothing--2.md", "unheard.md"),
)


def pages(before: Before) -> dict[str, str]:
    return {page.path: page.text for page in render(replace(survey(), before=before), None)}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages(FORMER)


def target(page: Page | str) -> str:
    found = re.search(r'^moved: "(.*)"$', str(page), re.MULTILINE)
    return found[1] if found else ""


def test_a_former_key_leads_to_its_work_or_to_the_page_of_one_that_left(
    made: dict[str, str],
) -> None:
    assert target(made["papers/old1.md"]) == "papers/p1"
    assert "](p1.md" in made["papers/old1.md"]
    assert target(made["papers/older.md"]) == "papers/gone"


def test_a_work_that_left_says_since_when_and_why(made: dict[str, str]) -> None:
    page = made["papers/gone.md"]
    assert "as of the edition of 2026-02-02" in page
    assert "Why it was left out:" in page
    assert "<script>" not in page
    assert "](javascript:" not in page
    assert target(page) == ""
    assert "# bare" in made["papers/bare.md"]
    assert "no longer among the papers" in made["papers/bare.md"]
    assert "as of" not in made["papers/bare.md"]


def test_a_topic_that_left_leads_to_another_or_to_all(made: dict[str, str]) -> None:
    assert target(made["topics/left.md"]) == "topics/leaf"
    assert "(leaf.md" in made["topics/left.md"]
    assert target(made["topics/lone.md"]) == "topics/index"


def test_other_pages_lead_to_the_index_they_belonged_to(made: dict[str, str]) -> None:
    assert target(made["bibliography/a.md"]) == "bibliography"
    assert target(made["by/tag/x.md"]) == "by/index"
    assert target(made["by/nothing--2.md"]) == "by/index"
    assert target(made["unheard.md"]) == "index"
    assert target(made["by/index.md"]) == ""


@pytest.mark.parametrize(
    ("path", "there", "found"),
    [
        ("by/tag/x.md", {"by/tag/index.md", "by/index.md"}, "by/tag/index.md"),
        ("by/author/letter--a--2.md", {"by/author/letter--a.md"}, "index.md"),
        ("by/comparison--old.md", {"by/comparison.md", "by/index.md"}, "by/comparison.md"),
        ("papers/by-year/2024.md", {"papers.md"}, "papers.md"),
        ("map.md", set(), "index.md"),
    ],
)
def test_the_nearest_page(path: str, there: set[str], found: str) -> None:
    assert nearest(path, there) == found


def test_the_bibliography_of_a_topic_that_left_is_that_of_the_one_in_its_place(
    made: dict[str, str],
) -> None:
    assert made["topics/left.bib"] == made["topics/leaf.bib"]
    assert "topics/lone.bib" not in made


def test_each_is_kept_from_search_engines_and_the_search(made: dict[str, str]) -> None:
    former = {path for path in set(made) - set(pages(Before())) if path.endswith(".md")}
    assert len(former) == 10
    assert {path for path, text in made.items() if is_former(text)} == former
    for path in former:
        assert '\nsearch: {"exclude": true}\nrobots: "noindex"\n' in made[path]
        assert len(made[path]) < 2_000 or path in ("papers/old1.md", "papers/gone.md")


def test_every_link_of_theirs_leads_to_a_page(made: dict[str, str]) -> None:
    for path in set(made) - set(pages(Before())):
        for link in re.findall(r"\]\(([^)\s]+\.md)", made[path]):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) in made


def test_a_page_that_is_there_is_never_replaced() -> None:
    plain = pages(Before())
    taken = Before(keys=(("p1", "p2"),), topics=(Retired("leaf", "Leaf", to="root"),))
    assert pages(taken) == plain
