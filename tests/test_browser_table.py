"""The table of works in a real browser: sorted, filtered, shared, on a phone."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import BELOW
from tests.test_browser import address

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("website")]
Page = Any
Browser = Any

# ── the table of works ───────────────────────────────────────────────────────────────────────

SHOWN = "[...document.querySelectorAll('.works tbody tr')].filter(row => !row.hidden)"


def column(page: Page, place: int) -> list[str]:
    found = page.evaluate(f"{SHOWN}.map(row => row.cells[{place}].textContent.trim())")
    assert isinstance(found, list)
    return found


def hits(page: Page) -> str:
    return str(page.locator(".hits").inner_text())


def test_the_table_sorts_by_each_column(page: Page, website: Path) -> None:
    page.goto(address(website, "works"))
    years = column(page, 2)
    assert years == sorted(years, reverse=True) and len(years) == 60
    assert page.locator(".works th[aria-sort=descending]").inner_text().startswith("Year")
    for place, name in enumerate(("Title", "Authors", "Year", "Venue", "Topic")):
        button = page.get_by_role("button", name=name, exact=True)
        ways = [("ascending", False), ("descending", True)]
        for direction, back in ways[::-1] if name == "Year" else ways:
            button.focus()
            page.keyboard.press("Enter")
            head = page.locator(f".works th[aria-sort={direction}]")
            assert head.count() == 1 and head.inner_text().startswith(name)
            known = [text.lower() for text in column(page, place) if text]
            assert column(page, place)[len(known) :] == [""] * (60 - len(known)), "unknown last"
            firsts = [re.sub(r"^[^a-z0-9]+", "", text)[:1] for text in known]
            letters = [first for first in firsts if first.isascii() and first.isalpha()]
            assert letters == sorted(letters, reverse=back)


def test_the_table_filters_and_says_how_many(page: Page, website: Path) -> None:
    page.goto(address(website, "works"))
    assert hits(page) == "60 works"
    page.get_by_label("Words").fill("LANGUAGE mödel")
    titles = column(page, 0)
    assert 0 < len(titles) < 60
    assert hits(page) == f"{len(titles)} of 60 works"
    assert page.locator(".hits").get_attribute("aria-live") == "polite"
    page.get_by_label("Words").fill("no such words")
    assert hits(page) == "None of 60 works" and column(page, 0) == []
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("document.querySelector('.hits').textContent === '60 works'")
    page.get_by_label("From").select_option("2023")
    page.locator("#filter-to").select_option("2023")
    assert set(column(page, 2)) == {"2023"}


def test_a_topic_holds_the_works_of_those_below_it(page: Page, website: Path) -> None:
    page.goto(address(website, "works"))
    chosen = page.locator("#filter-topic option[data-within*=' ']").first
    within = str(chosen.get_attribute("data-within")).split()
    page.get_by_label("Topic").select_option(str(chosen.get_attribute("value")))
    targets = page.evaluate(f"{SHOWN}.map(row => row.cells[4].querySelector('a').href)")
    found = {target.rpartition("/")[2].removesuffix(".html") for target in targets}
    assert found == set(within)


def test_a_filtered_table_can_be_shared(page: Page, website: Path) -> None:
    page.goto(address(website, "works"))
    page.get_by_label("Words").fill('pretraining & co "x"')
    assert column(page, 0) == []
    page.get_by_label("Words").fill("training")
    page.get_by_label("From").select_option("2022")
    page.get_by_role("button", name="Title", exact=True).click()
    seen, link = column(page, 0), page.url
    assert link.endswith("#q=training&from=2022&sort=title") and seen
    page.goto("about:blank")
    page.goto(link)
    assert column(page, 0) == seen
    assert page.get_by_label("Words").input_value() == "training"
    page.goto(address(website, "works") + "#topic=nowhere&sort=evil&from=1&q=")
    assert hits(page) == "60 works", "what makes no sense filters nothing"
    page.goto(f"{address(website, 'works')}#from=2024")
    page.wait_for_function("document.querySelector('#filter-from').value === '2024'")
    assert set(column(page, 2)) <= {"2024", "2025"}


def test_the_table_reads_without_javascript(browser: Browser, website: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    opened = context.new_page()
    opened.goto(address(website, "works"))
    assert opened.locator(".works tbody tr").count() == 60
    assert not opened.locator("form.filters").is_visible()
    assert opened.locator(".works th button").count() == 0
    opened.locator(".works tbody a").first.click()
    assert opened.locator("article h2#abstract").count() == 1
    context.close()


def test_on_a_phone_each_work_is_a_card(page: Page, website: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address(website, "works"))
    wide = page.evaluate("Math.max(...[...document.querySelectorAll('.works td')]"
                         ".map(cell => cell.getBoundingClientRect().right))")  # fmt: skip
    assert wide <= 390
    box = page.evaluate("(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)"
                        "(document.querySelector('.works'))")  # fmt: skip
    assert box <= 0


def test_it_works_below_a_path_of_a_server(page: Page, served: str) -> None:
    page.goto(f"{served}index.html")
    page.locator("article .card a").first.click()
    page.wait_for_url(f"**{BELOW}topics/**")
    assert page.locator("article h1").count() == 1


# ── side by side ─────────────────────────────────────────────────────────────────────────────


def test_the_works_side_by_side_are_filtered_and_sorted(page: Page, website: Path) -> None:
    page.goto(address(website, "side by side"))
    assert page.locator(".works th[aria-sort=ascending]").inner_text().startswith("Topic")
    total = len(column(page, 0))
    page.get_by_role("button", name="Year", exact=True).click()
    years = [year for year in column(page, 1) if year]
    assert years == sorted(years, reverse=True)
    page.get_by_label("From").select_option(years[0])
    assert 0 < len(column(page, 0)) < total
    assert page.url.endswith(f"#from={years[0]}&sort=-year")
