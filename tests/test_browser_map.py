"""The map in a real browser: names that can be read, zoom and drag, and without a script."""

from pathlib import Path
from typing import Any

import pytest

from tests.test_browser import address

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("website")]
Page = Any
Browser = Any

LINES = "[...document.querySelectorAll('figure.map text')]"
BOXES = f"""{LINES}.map(line => {{
  const box = line.getBoundingClientRect()
  const air = 0.2 * box.height // above and below the letters of a line
  return [line.parentNode.href.baseVal, box.left, box.top + air, box.right, box.bottom - air] }})"""

WIDTH = "document.querySelector('.sea svg').clientWidth"
SCROLLED = "(({scrollLeft, scrollTop}) => [scrollLeft, scrollTop])(document.querySelector('.sea'))"


def opened(page: Page, website: Path) -> Page:
    page.goto(address(website, "map"), wait_until="load")
    page.locator(".zoom").wait_for()
    return page.locator(".sea")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["map", "home"])
def test_no_name_lies_on_another_and_all_can_be_read(
    page: Page, website: Path, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(website, name), wait_until="load")
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 10
    for i, (own, left, top, right, low) in enumerate(boxes):
        for other, *box in boxes[:i]:
            over = min(right, box[2]) - max(left, box[0]), min(low, box[3]) - max(top, box[1])
            assert own == other or min(over) < 2, (own, other)
    sizes = page.evaluate(
        f"{LINES}.map(line => parseFloat(getComputedStyle(line).fontSize)"
        " * line.ownerSVGElement.getScreenCTM().a)"
    )
    assert min(sizes) > 9.5


def test_letters_cover_few_dots(page: Page, website: Path) -> None:
    opened(page, website)
    dots = page.evaluate(
        "[...document.querySelectorAll('figure.map circle')].map(dot => {"
        " const box = dot.getBoundingClientRect();"
        " return [(box.left + box.right) / 2, (box.top + box.bottom) / 2] })"
    )
    boxes = page.evaluate(BOXES)
    under = [
        (x, y)
        for x, y in dots
        if any(left < x < right and top < y < low for _, left, top, right, low in boxes)
    ]
    assert len(under) <= 0.2 * len(dots), "on islands of two or three cells"


def test_buttons_bring_it_closer_and_back(page: Page, website: Path) -> None:
    opened(page, website)
    first, page_wide = page.evaluate(WIDTH), page.evaluate("document.body.scrollWidth")
    middle = "document.querySelector('.sea').getBoundingClientRect()"
    tall = page.evaluate(f"{middle}.height")
    closer, farther, reset = page.locator(".zoom button").all()
    assert farther.is_disabled() and reset.is_disabled()
    closer.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate(WIDTH) == pytest.approx(2.25 * first, abs=2)
    assert page.evaluate(f"{middle}.height") == tall, "nothing else moves"
    assert page.evaluate("document.body.scrollWidth") == page_wide
    assert min(page.evaluate(SCROLLED)) > 0, "its middle stays in the middle"
    farther.click()
    assert page.evaluate(WIDTH) == pytest.approx(1.5 * first, abs=2)
    for _ in range(9):
        if not closer.is_disabled():
            closer.click()
    assert closer.is_disabled() and page.evaluate(WIDTH) == pytest.approx(8 * first, abs=8)
    reset.click()
    assert page.evaluate(WIDTH) == first and reset.is_disabled()
    assert page.evaluate("document.activeElement.closest('figure') !== null"), "focus is not lost"


def test_keys_bring_it_closer_and_move_it(page: Page, website: Path) -> None:
    sea = opened(page, website)
    first = page.evaluate(WIDTH)
    sea.focus()
    for key in "++":
        page.keyboard.press(key)
    assert page.evaluate(WIDTH) == pytest.approx(2.25 * first, abs=2)
    left = page.evaluate(SCROLLED)[0]
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{SCROLLED}[0] > {left}")
    page.keyboard.press("-")
    assert page.evaluate(WIDTH) == pytest.approx(1.5 * first, abs=2)
    page.keyboard.press("0")
    assert page.evaluate(WIDTH) == first


def test_what_lies_under_the_mouse_stays_there(page: Page, website: Path) -> None:
    opened(page, website)
    dot = page.locator("figure.map circle").nth(5)
    box = dot.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    page.wait_for_function("!document.querySelector('.zoom button:last-child').disabled")
    after = dot.bounding_box()
    assert after["width"] > 1.3 * box["width"]
    assert after["x"] + after["width"] / 2 == pytest.approx(x, abs=3)
    assert after["y"] + after["height"] / 2 == pytest.approx(y, abs=3)
    before = page.evaluate(WIDTH)
    page.mouse.wheel(0, 40)
    assert page.evaluate(WIDTH) == before, "the wheel alone scrolls"


def test_the_mouse_moves_it_and_a_drag_opens_nothing(page: Page, website: Path) -> None:
    opened(page, website)
    page.locator(".zoom button").first.click()
    before = page.evaluate(SCROLLED)
    box = page.locator("figure.map a:has(circle)").nth(3).bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] - 30, box["y"] - 20, steps=4)
    page.mouse.up()
    page.wait_for_timeout(150)
    assert page.evaluate(SCROLLED) == pytest.approx([before[0] + 33, before[1] + 23], abs=1)
    assert page.url.endswith("map.html")
    dot = page.locator("figure.map a:has(circle)").nth(3)
    dot.click()
    page.wait_for_url("**/papers/**")


def test_two_fingers_bring_it_closer(browser: Browser, website: Path) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    sea = opened(page, website)
    first = page.evaluate(WIDTH)
    box = sea.bounding_box()
    x, y = box["x"] + 180, box["y"] + 200
    session = context.new_cdp_session(page)

    def fingers(kind: str, *apart: int) -> None:
        points = [{"x": x + sign * far, "y": y} for far in apart for sign in (-1, 1)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 40)
    for far in (50, 60, 80):
        fingers("touchMove", far)
    fingers("touchEnd")
    assert page.evaluate(WIDTH) == pytest.approx(2 * first, rel=0.1)
    assert page.evaluate("visualViewport.scale") == 1, "the page itself stays as it is"
    page.locator(".zoom button").nth(2).tap()
    assert page.evaluate(WIDTH) == first
    context.close()


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_a_dot_shows_the_card_of_its_work(page: Page, website: Path, way: str) -> None:
    opened(page, website)
    dot = page.locator("figure.map a:has(circle)").nth(7)
    card = page.locator(".preview")
    getattr(dot, way)()
    card.wait_for(state="visible")
    title = card.locator(".title").inner_text()
    assert dot.locator("title").text_content().startswith(title)
    assert card.locator(".topic").inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")
    assert page.locator("article h1").inner_text() == title


def test_it_is_the_same_picture_without_javascript(browser: Browser, website: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address(website, "map"))
    assert page.locator(".zoom").count() == 0
    assert page.locator("figure.map text").count() > 10
    assert page.locator("figure.map svg").bounding_box()["width"] > 900, "letters as large"
    page.keyboard.press("Tab")
    page.locator("a.skip").focus()
    assert page.locator("a.skip").bounding_box()["width"] > 50
    page.locator("figure.map a:has(circle)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")
    context.close()


def test_the_map_in_words_follows_the_way_past_the_dots(page: Page, website: Path) -> None:
    opened(page, website)
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#words")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('figure') === null")
