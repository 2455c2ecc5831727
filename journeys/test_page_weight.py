"""What a visitor's browser loads: lists fit into the first flight, pages without 3D are light, fonts are few."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
LISTS = [
    "/p/feldhase/wishes/",
    "/p/feldhase/decisions/",
    "/p/feldhase/challenges/",
    "/p/feldhase/parts/",
    "/p/feldhase/bill/",
    "/p/feldhase/changes/",
    "/p/feldhase/options/",
    "/p/feldhase/cars/",
    "/p/feldhase/steps/",
    "/p/feldhase/history/",
    "/workshops/",
    "/notices/",
    "/search/?q=schlaufe",
]
KINDS = [
    "/p/feldhase/",
    "/p/feldhase/about/",
    "/p/feldhase/wishes/14/",
    "/p/feldhase/decisions/6/",
    "/p/feldhase/challenges/1/",
    "/p/feldhase/challenges/2/entries/1/",
    "/p/feldhase/parts/FH-320-004/",
    "/p/feldhase/changes/2/",
    "/p/feldhase/options/winch/",
    "/p/feldhase/configure/?c=motor-70&c=winch&c=seats-two",
    "/p/feldhase/cars/3/",
    "/p/feldhase/cars/2/book/",
    "/p/feldhase/cars/2/credits/",
    "/p/feldhase/builds/3/",
    "/p/feldhase/builds/3/steps/4.12/",
    "/workshops/chemnitz/",
    "/people/ida/",
    "/settings/",
]
FIRST_FLIGHT = 14 * 1024
WITHOUT_FONTS = 100 * 1024
FONTS = 90 * 1024
VIEWER = "/ui/viewer/"


@pytest.fixture(scope="module")
def weights(chromium, server):
    """What Ida's browser loads for each page, nothing kept from before: kind, address and bytes as they were sent."""
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto("/sign-in/")
    page.click('form[action="/demo/sign-in/ida/"] button')
    signed_in = context.storage_state()
    context.close()
    found = {}
    for path in [*LISTS, *KINDS]:
        context = chromium.new_context(
            base_url=server, storage_state=signed_in, viewport={"width": 1440, "height": 900}
        )
        page = context.new_page()
        seen = found[path] = []
        page.on("requestfinished", lambda asked, seen=seen: seen.append(asked))
        page.goto(path, wait_until="networkidle")
        found[path] = [(each.resource_type, each.url, each.sizes()["responseBodySize"]) for each in seen]
        context.close()
    return found


def test_html_and_styles_of_lists_fit_into_the_first_flight(weights):
    first = {
        path: sum(size for kind, _url, size in weights[path] if kind in ("document", "stylesheet"))
        for path in LISTS
    }
    assert {path: size for path, size in first.items() if not 0 < size <= FIRST_FLIGHT} == {}


def test_pages_without_3d_are_light(weights):
    light = {
        path: loaded
        for path, loaded in weights.items()
        if not any(VIEWER in url for _kind, url, _size in loaded)
    }
    assert len(weights) - len(light) == 1
    sizes = {
        path: sum(size for kind, _url, size in loaded if kind != "font") for path, loaded in light.items()
    }
    assert {path: size for path, size in sizes.items() if size > WITHOUT_FONTS} == {}


def test_fonts_are_few(weights):
    fonts = {url: size for loaded in weights.values() for kind, url, size in loaded if kind == "font"}
    assert (len(fonts) > 1, sum(fonts.values()) <= FONTS) == (True, True), fonts
