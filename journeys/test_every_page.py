"""Every kind of page, in both themes: nothing for axe to find, no sideways scrolling."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
PAGES = [
    "/p/feldhase/",
    "/p/feldhase/about/",
    "/p/feldhase/history/",
    "/p/feldhase/wishes/",
    "/p/feldhase/wishes/new/",
    "/p/feldhase/wishes/14/",
    "/p/feldhase/decisions/",
    "/p/feldhase/decisions/6/",
    "/p/feldhase/challenges/",
    "/p/feldhase/challenges/1/",
    "/p/feldhase/challenges/2/",
    "/p/feldhase/challenges/2/entries/1/",
    "/p/feldhase/parts/",
    "/p/feldhase/parts/FH-320-004/",
    "/p/feldhase/bill/",
    "/p/feldhase/changes/",
    "/p/feldhase/changes/2/",
    "/p/feldhase/options/",
    "/p/feldhase/options/winch/",
    "/p/feldhase/configure/?c=motor-70&c=winch&c=seats-two",
    "/p/feldhase/cars/",
    "/p/feldhase/cars/3/",
    "/p/feldhase/cars/2/book/",
    "/p/feldhase/cars/2/credits/",
    "/p/feldhase/steps/",
    "/p/feldhase/steps/4.12/",
    "/p/feldhase/builds/3/",
    "/p/feldhase/builds/3/steps/4.12/",
    "/workshops/",
    "/workshops/chemnitz/",
    "/notices/",
    "/search/?q=schlaufe",
    "/people/ida/",
    "/settings/",
    "/rules/",
    "/accessibility/",
    "/imprint/",
]
AXE = Path(__file__).parent / "axe.min.js"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium, server, width, theme):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, base_url=server, bypass_csp=True
    )
    page = context.new_page()
    page.goto("/sign-in/")
    page.click('form[action="/demo/sign-in/ida/"] button')
    found = {}
    for path in PAGES:
        assert page.goto(path).status == 200, path
        page.add_script_tag(path=AXE)
        result = page.evaluate("rules => axe.run(document, rules)", RULES)
        doubts = [(v["id"], v["nodes"][0]["html"][:160]) for v in result["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            doubts.append(("sideways", path))
        if doubts:
            found[path] = doubts
    context.close()
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)
