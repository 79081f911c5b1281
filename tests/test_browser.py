"""The website in a real browser, from the file system: what is seen, asked for, and reachable."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

PAGES = {
    "home": "index.html",
    "topics": "topics/index.html",
    "topic": "topics/lm-pretraining.html",
    "parent": "topics/pretraining.html",
    "paper": "",
    "bibliography": "bibliography.html",
    "works": "papers.html",
    "glossary": "glossary.html",
    "methods": "methods.html",
    "placement": "placement.html",
    "completeness": "completeness.html",
    "browse": "by/index.html",
    "authors": "by/author/index.html",
    "year": "by/year/2023.html",
    "side by side": "by/comparison.html",
    "duplicates": "duplicates.html",
    "map": "map.html",
    "new": "new.html",
    "health": "health.html",
    "venues": "by/venue/index.html",
    "tags": "by/tag/index.html",
}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("website")]
Page = Any
Browser = Any
ColorScheme = Literal["light", "dark"]


def address(website: Path, name: str) -> str:
    if name == "paper":
        return sorted((website / "papers").glob("*.html"))[0].as_uri()
    return (website / PAGES[name]).as_uri()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(page: Page, website: Path, name: str) -> None:
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address(website, name))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


TAGS: dict[str, object] = {"type": "tag", "values": WCAG}
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
LOOKS: dict[ColorScheme, dict[int, dict[str, object]]] = {
    "light": {1280: TAGS, 390: COLOURS},
    "dark": {1280: COLOURS, 390: TAGS},
}
"""How wide a page is looked at in which colours: by all rules, or by those of colour alone."""


def faults(opened: Page, rules: dict[str, object]) -> list[tuple[str, list[object]]]:
    """What axe, which the page has read, finds by these rules: the rule and the elements."""
    options = {"preload": False, "runOnly": rules, "resultTypes": ["violations"]}
    found = opened.evaluate("options => axe.run(document, options)", options)
    return [
        (rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]
    ]


def looked_at(browser: Browser, url: str, axe: str) -> Iterator[tuple[str, int, object]]:
    """Yield what axe finds on a page in each of its looks."""
    for scheme, widths in LOOKS.items():
        context = browser.new_context(color_scheme=scheme)
        opened = context.new_page()
        opened.goto(url)
        opened.evaluate(axe)
        for width, rules in widths.items():
            opened.set_viewport_size({"width": width, "height": 900})
            for fault in faults(opened, rules):
                yield scheme, width, fault
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, website: Path, axe: str, name: str) -> None:
    assert list(looked_at(browser, address(website, name), axe)) == []


def test_axe_finds_nothing_where_nothing_is(browser: Browser, served: str, axe: str) -> None:
    assert list(looked_at(browser, f"{served}no/such/page.html", axe)) == []


@pytest.mark.parametrize("scheme", LOOKS)
def test_axe_finds_nothing_in_what_a_search_finds(
    browser: Browser, website: Path, axe: str, scheme: ColorScheme
) -> None:
    context = browser.new_context(color_scheme=scheme)
    opened = context.new_page()
    opened.goto(address(website, "methods"))
    opened.keyboard.press("/")
    opened.keyboard.type("distillation", delay=60)
    opened.locator(".md-search-result__item mark").first.wait_for(timeout=15_000)
    opened.evaluate(axe)
    found = faults(opened, TAGS)
    context.close()
    assert found == []


def test_search_finds_a_paper_from_the_file_system(page: Page, website: Path) -> None:
    page.goto(address(website, "home"))
    page.keyboard.press("/")
    page.keyboard.type("pretraining", delay=60)
    results = page.locator(".md-search-result__item")
    results.first.wait_for(timeout=15_000)
    assert results.count() > 0
    results.first.locator("a").first.click()
    page.wait_for_url("**/topics/**")


def test_the_theme_switches_and_the_figure_follows(page: Page, website: Path) -> None:
    page.goto(address(website, "methods"))
    colour = "getComputedStyle(document.querySelector('svg .box')).fill"
    before = page.evaluate(colour)
    page.locator("label[for^=__palette]:visible").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    assert page.evaluate(colour) != before


def test_the_tree_of_topics_leads_to_their_pages(page: Page, website: Path) -> None:
    page.goto(address(website, "topics"))
    name = page.locator(".trees a", has_text="Language-model pretraining").first
    colour = "getComputedStyle(document.querySelector('.trees .bar')).fill"
    before = page.evaluate(colour)
    page.locator("label[for^=__palette]:visible").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    assert page.evaluate(colour) != before
    name.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/lm-pretraining.html")


def test_the_letters_of_the_tree_fit_and_can_be_read_on_a_phone(page: Page, website: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address(website, "topics"))
    sizes = page.evaluate(
        "[...document.querySelectorAll('.trees svg')].map(svg => {"
        " const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;"
        " const right = Math.max(...[...svg.querySelectorAll('text')]"
        ".map(text => text.getBoundingClientRect().right));"
        " return [scale * 13, right - svg.getBoundingClientRect().right]; })"
    )
    assert sizes
    assert all(letters > 12 and beyond < 8 for letters, beyond in sizes)


def test_the_queue_leads_to_the_work_and_back(page: Page, website: Path) -> None:
    page.goto(address(website, "placement"))
    first = page.locator(".doubt").first
    assert first.locator("pre.pin").inner_text().startswith("- {paper: ")
    first.locator("h4 a").first.click()
    page.wait_for_url("**/papers/**")
    page.locator("a[href*='placement.html#at-']").click()
    page.wait_for_url("**/placement.html#at-*")


def test_from_a_sentence_to_the_paper_and_back_by_keyboard(page: Page, website: Path) -> None:
    page.goto(address(website, "topic"))
    first = page.locator("article a.cite").first
    anchor = first.get_attribute("id")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")
    back = page.locator(f"a.quoted[href$='lm-pretraining.html#{anchor}']").first
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/topics/lm-pretraining.html#{anchor}")
    assert page.locator("a.cite:target").count() == 1


def test_a_bibtex_entry_can_be_copied(page: Page, website: Path) -> None:
    page.goto(address(website, "paper"))
    assert page.locator("pre.bibtex").first.inner_text().strip().startswith("@")
    assert page.locator("pre.bibtex button").count() + page.locator(".md-clipboard").count() > 0


def test_it_reads_without_javascript(browser: Browser, website: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address(website, "topic"))
    assert opened.locator("article h1").inner_text().startswith("Language-model pretraining")
    opened.locator("article a.cite").first.click()
    assert opened.locator("article h2#abstract").count() == 1
    context.close()


# ── cards ────────────────────────────────────────────────────────────────────────────────────


def test_a_citation_under_the_mouse_shows_its_card(page: Page, website: Path) -> None:
    page.goto(address(website, "topic"))
    page.evaluate(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { moved += entry.value })).observe({type: 'layout-shift', buffered: false})"
    )
    link, card = page.locator("article a.cite").first, page.locator(".preview")
    target = link.evaluate("link => link.href")
    reference = page.locator(f"a.work[href$='{target.rpartition('/')[2]}']").first
    tall = page.evaluate("document.documentElement.scrollHeight")
    link.hover()
    card.wait_for(state="visible")
    assert card.locator(".title").inner_text() == reference.inner_text()
    assert card.locator(".topic").inner_text() and card.locator(".by").inner_text()
    assert link.get_attribute("aria-describedby") == "preview"
    assert link.get_attribute("title") is None, "no second tooltip"
    assert page.evaluate("document.documentElement.scrollHeight") == tall
    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible(), "the mouse may rest on it"
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")
    assert page.evaluate("moved") == 0


def test_a_card_opens_with_the_focus_and_closes_with_escape(page: Page, website: Path) -> None:
    page.goto(address(website, "topic"))
    link, card = page.locator("article a.cite").nth(1), page.locator(".preview")
    link.focus()
    assert card.is_visible() and card.get_attribute("role") == "tooltip"
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    assert not card.is_visible() and link.get_attribute("aria-describedby") is None
    assert link.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")


def test_a_card_has_no_fault_and_fits_a_phone(browser: Browser, website: Path, axe: str) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 700})
        opened = context.new_page()
        opened.goto(address(website, "topic"))
        opened.locator("article a.cite").last.focus()
        assert opened.locator(".preview").is_visible()
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320
        opened.evaluate(axe)
        found = faults(opened, TAGS)
        context.close()
        assert found == []


def test_a_finger_follows_the_link(browser: Browser, website: Path) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.goto(address(website, "topic"))
    opened.locator("article a.cite").first.tap()
    opened.wait_for_url("**/papers/**")
    context.close()


def test_the_abstract_of_the_survey_has_cards_too(page: Page, website: Path) -> None:
    page.goto(address(website, "home"))
    page.locator(".abstract a.cite").first.focus()
    assert page.locator(".preview .title").inner_text()


def test_a_citation_without_javascript_has_its_title(browser: Browser, website: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address(website, "topic"))
    assert opened.locator("article a.cite").first.get_attribute("title")
    assert opened.locator(".preview").count() == 0
    assert not opened.locator(".does").first.is_visible()
    context.close()
