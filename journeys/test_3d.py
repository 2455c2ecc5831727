"""The 3D view of a part: it draws, turns by mouse, finger and key, follows the theme; without 3D a picture stays."""

from __future__ import annotations

import gzip
import io
import os
import urllib.request

import pytest
from PIL import Image, ImageChops

pytestmark = pytest.mark.browser
PART = "/p/feldhase/parts/FH-320-004/"
DRAWN_IN_SOFTWARE = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


def browser_with(chromium, arguments):
    path = os.environ.get("UNIKAT_CHROMIUM") or "/usr/bin/chromium"
    return chromium.browser_type.launch(executable_path=path, args=arguments)


@pytest.fixture(scope="module")
def drawing_browser(chromium):
    browser = browser_with(chromium, DRAWN_IN_SOFTWARE)
    yield browser
    browser.close()


@pytest.fixture
def opened(visitor, drawing_browser):
    """A page whose 3D view is ready."""

    def open_part(width=1440, **facts):
        page = visitor(width, browser=drawing_browser, **facts)
        page.goto(PART)
        page.locator(".viewer").scroll_into_view_if_needed()
        page.wait_for_selector('.viewer[data-state="ready"]')
        return page

    return open_part


def picture(page):
    """What the canvas shows, when two looks agree that it is still."""
    canvas = page.locator(".viewer canvas")
    seen = [canvas.screenshot()]
    while len(seen) < 12 and (len(seen) < 2 or seen[-1] != seen[-2]):
        seen.append(canvas.screenshot())
    drawn = Image.open(io.BytesIO(seen[-1])).convert("RGB")
    return drawn.crop((8, 8, drawn.width - 8, drawn.height - 8))  # without the ring of the focus


def difference(one, other):
    """The share of pixels that differ clearly."""
    apart = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > 24 else 0)
    return apart.histogram()[255] / (one.width * one.height)


def paper(drawn):
    return Image.new("RGB", drawn.size, drawn.getpixel((3, 3)))


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_it_draws_the_part(opened, width, theme):
    drawn = picture(opened(width, theme=theme))
    assert 0.01 < difference(drawn, paper(drawn)) < 0.9


def test_mouse_and_keys_turn_it_and_fit_brings_it_back(opened):
    page = opened()
    first = picture(page)
    box = page.locator(".viewer canvas").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 120, middle[1] + 40, steps=4)
    page.mouse.up()
    turned = picture(page)
    page.get_by_role("button", name="Einpassen").click()
    back = picture(page)
    page.get_by_role("application").focus()
    for _press in range(4):
        page.keyboard.press("ArrowRight")
    by_key = picture(page)
    page.keyboard.press("0")
    moved = [difference(first, seen) > 0.01 for seen in (turned, back, by_key, picture(page))]
    assert moved == [True, False, True, False]


def test_a_finger_turns_it(opened):
    page = opened(390, has_touch=True, is_mobile=True)
    first = picture(page)
    box = page.locator(".viewer canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = page.context.new_cdp_session(page)
    touch = {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    hand.send("Input.dispatchTouchEvent", touch)
    for step in range(1, 6):
        points = [{"x": x + 20 * step, "y": y}]
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert difference(first, picture(page)) > 0.01


def test_the_theme_recolours_it(opened):
    page = opened()
    day = picture(page)
    page.get_by_role("button", name="Hell oder dunkel").first.click()
    night = picture(page)
    assert [sum(seen.getpixel((3, 3))) > 384 for seen in (day, night)] == [True, False]
    assert 0.01 < difference(night, paper(night)) < 0.9


def test_less_motion_shows_the_end_at_once(opened):
    page = opened(reduced_motion="reduce")
    page.get_by_role("button", name="Auseinander").click()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    canvas = page.locator(".viewer canvas")
    at_once = canvas.screenshot()
    page.wait_for_timeout(400)
    assert canvas.screenshot() == at_once


def test_without_webgl_the_picture_stays_and_says_why(chromium, visitor):
    browser = browser_with(chromium, ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"])
    page = visitor(1440, browser=browser)
    page.goto(PART)
    word = page.locator(".viewer__word")
    word.wait_for()
    shown = (word.inner_text(), page.locator(".viewer .by-day").is_visible(), page.locator("canvas").count())
    assert shown == ("Dieser Browser zeigt hier kein 3D (WebGL fehlt). Das Bild bleibt stehen.", True, 0)


def test_the_program_is_small_and_comes_only_where_it_draws(visitor, server):
    page = visitor(1440)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/p/feldhase/", "/p/feldhase/parts/", "/p/feldhase/parts/FH-000-000/"):
        page.goto(path, wait_until="networkidle")
    assert [url for url in asked if "viewer" in url or url.endswith("/shape/model/")] == []
    page.goto(PART)
    address = next(url for url in asked if "viewer/stage" in url)
    request = urllib.request.Request(address, headers={"Accept-Encoding": "identity"})
    assert len(gzip.compress(urllib.request.urlopen(request).read(), 9)) <= 200 * 1024
