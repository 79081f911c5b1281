"""What a reader may count on, whatever she uses: keyboard, no scripts, a slow line, any address."""

import math
from pathlib import Path
from typing import Any

import pytest

from tests.test_browser import PAGES, address

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("website")]
Page = Any
Browser = Any
MATERIAL = ("/assets/javascripts/", "/assets/stylesheets/", "/assets/images/", "/search/")
"""What Material brings to every page, once; the rest of what is asked for is ours."""
WATCH = """
window.shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (!entry.hadRecentInput) window.shifted += entry.value
})).observe({ type: "layout-shift", buffered: true })
"""
# What the browser shows of the element that holds the focus.
FOCUS = """() => {
  const at = document.activeElement
  if (!at || at === document.body || at === document.documentElement) return null
  if (!window.visited) window.visited = new Map()
  const again = window.visited.has(at)
  if (!again) window.visited.set(at, window.visited.size)
  const shown = at.matches("input[type=radio]") // Material's switch shows its label instead
    ? at.labels[0] && [...document.querySelectorAll("label[for^=__palette]")]
      .find(label => label.offsetWidth) : at
  const box = shown.getBoundingClientRect()
  const look = () => {
    const style = getComputedStyle(shown)
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
            style.backgroundColor, style.color, style.textDecorationLine, style.opacity].join()
  }
  const held = look()
  const outlined = getComputedStyle(shown).outlineStyle !== "none"
  at.blur()
  const changed = look() !== held || shown.matches("input[type=text]") // a caret
  at.focus({ preventScroll: true })
  return {
    name: at.outerHTML.slice(0, 90), number: window.visited.get(at), again,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth,
    marked: outlined || changed, place: [box.left, box.top, box.width, box.height],
  }
}"""


def at(name: str, website: Path, served: str, over: str) -> str:
    """The address of a page, as a file or from the server."""
    path = address(website, name)
    return path if over == "file" else path.replace(f"{website.as_uri()}/", served)


@pytest.mark.parametrize("over", ["file", "http"])
def test_every_page_asks_for_nothing_else_and_says_nothing_wrong(
    page: Page, website: Path, served: str, over: str
) -> None:
    answers: list[tuple[str, int]] = []
    page.on("response", lambda given: answers.append((given.url, given.status)))
    for name in PAGES:
        page.goto(at(name, website, served, over), wait_until="load")
        assert page.locator("article h1").count() == 1
    assert [one for one in answers if one[1] >= 400] == []


def test_what_is_lost_leads_home(browser: Browser, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    found = page.goto(f"{served}topics/nowhere/else.html")
    assert found.status == 404
    family = "getComputedStyle(document.querySelector('article h1')).fontFamily"
    lost = page.evaluate(family)
    page.locator(".md-header a.md-logo").click()
    page.wait_for_url(f"{served}**")
    assert page.locator("article h1").inner_text() != "404 - Not found"
    assert page.evaluate(family) == lost
    context.close()


def test_a_topic_page_is_light(page: Page, website: Path, served: str) -> None:
    largest = max((website / "topics").glob("*.html"), key=lambda path: path.stat().st_size)
    ours: dict[str, int] = {}

    def weigh(given: Any) -> None:
        path = given.url.split("?")[0]
        if not any(part in path for part in MATERIAL):
            ours[path] = len(given.body())

    page.on("response", weigh)
    page.goto(f"{served}topics/{largest.name}", wait_until="networkidle")
    assert any(path.endswith("review.css") for path in ours)
    assert sum(ours.values()) <= 300_000, ours


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    for name, path in PAGES.items():
        if not path:
            continue
        page.goto(f"{served}{path}", wait_until="networkidle")
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))")
        moved = page.evaluate("window.shifted")
        assert moved < 0.02, (name, moved)
    context.close()


@pytest.mark.parametrize("name", ["home", "topic"])
def test_the_keyboard_reaches_everything_and_is_never_trapped(
    page: Page, website: Path, name: str
) -> None:
    page.goto(address(website, name), wait_until="load")
    count = page.evaluate(
        "[...document.querySelectorAll('article a[href], article button')]"
        ".filter(link => link.checkVisibility()).length"
    )
    seen: list[dict[str, Any]] = []
    for _ in range(2 * count + 200):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or focus["again"]:
            break
        seen.append(focus)
    assert "md-skip" in seen[0]["name"], "the first stop skips the navigation"
    assert len(seen) >= count, "every link of the page is reached, then the page is left"
    assert [one for one in seen if not one["marked"]] == [], "the focus can be seen"
    assert [one for one in seen if not one["seen"]] == [], "and it is on the screen"
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement !== null")


def test_the_skip_link_leads_past_the_navigation(page: Page, website: Path) -> None:
    page.goto(address(website, "topic"), wait_until="load")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.length > 1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_every_page_reads_without_javascript(browser: Browser, website: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    for name in PAGES:
        page.goto(address(website, name))
        heading = page.locator("article h1")
        assert heading.is_visible() and heading.inner_text().strip()
        box = page.locator("article").bounding_box()
        assert box["width"] <= 390 and not math.isclose(box["height"], 0)
        links = page.locator("article a[href$='.html']:visible")
        if links.count():
            links.first.focus()
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert page.locator("article h1").is_visible(), name
    context.close()


def test_a_dot_of_the_map_leads_to_its_work(page: Page, website: Path) -> None:
    page.goto(address(website, "map"))
    dots = page.locator("figure.map a:has(circle)")
    assert dots.count() > 40
    dots.nth(3).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element that holds the focus matches."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def test_by_keyboard_alone_from_the_first_page_to_an_entry_in_the_clipboard(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}index.html", wait_until="load")
    tab_to(page, "article .card li a[href*='topics/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/**")
    tab_to(page, "article a.cite")
    card = page.locator(".preview")
    card.wait_for(state="visible")
    title = card.locator(".title").inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")
    assert page.locator("article h1").inner_text() == title
    tab_to(page, "article a.button[href$='#bibtex']")
    page.keyboard.press("Enter")
    page.wait_for_url("**#bibtex")
    tab_to(page, "pre.bibtex button")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == page.locator("pre.bibtex code").first.inner_text().strip()
    assert copied.startswith("@")
    context.close()


@pytest.mark.parametrize("name", ["glossary", "works", "side by side"])
def test_pages_without_references_have_cards_too(page: Page, website: Path, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda asks: asked.append(asks.url) if "works.js" in asks.url else None)
    page.goto(address(website, name), wait_until="load")
    link = page.locator("article table a[href*='papers/']:not(.cell)").first
    assert not asked, "its data is asked for with the first card"
    link.focus()
    card = page.locator(".preview")
    card.wait_for(state="visible")
    assert len(asked) == 1
    assert card.locator(".title").inner_text() and card.locator(".by").inner_text()
    assert link.get_attribute("aria-describedby") == "preview"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.locator("article table a[href*='papers/']:not(.cell)").nth(1).focus()
    assert card.is_visible(), "the second one at once"
    assert len(asked) == 1
