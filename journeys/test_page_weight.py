"""What a visitor's browser loads: lists fit into the first flight, pages without 3D are light, fonts are few."""

from __future__ import annotations

import pytest
from addresses import PAGES

pytestmark = pytest.mark.browser
#: The doors behind which people leaf through many things.
LISTS = (
    *("wishes:list", "wishes:decisions", "challenges:list", "parts:list", "parts:bill", "changes:list"),
    *(
        "options:list",
        "cars:list",
        "builds:guide",
        "builds:workshops",
        "projects:history",
        "notices",
        "search",
    ),
)
FIRST_FLIGHT = 14 * 1024
WITHOUT_FONTS = 100 * 1024
FONTS = 90 * 1024
VIEWER = "/ui/viewer/"


@pytest.fixture(scope="module")
def weights(walked):
    """What the browser loaded for each page, nothing kept from before: kind, address and bytes as they were sent."""
    return {path: walked.loaded[path] for path in addresses_of(PAGES, walked.places)}


def addresses_of(doors, places):
    return [path.format(**places) for door in doors for path in PAGES[door][1:]]


def test_html_and_styles_of_lists_fit_into_the_first_flight(weights, walked):
    first = {
        path: sum(size for kind, _url, size in weights[path] if kind in ("document", "stylesheet"))
        for path in addresses_of(LISTS, walked.places)
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
