"""Everything by keyboard: each page can be walked with Tab, and people do what they came for without a mouse."""

from __future__ import annotations

import json
import re

import pytest

pytestmark = pytest.mark.browser


def test_every_page_can_be_walked_with_tab(walked):
    assert walked.pressed == {}, json.dumps(walked.pressed, indent=1, ensure_ascii=False)


def go_to(page, target):
    """Press Tab until the keyboard is there."""
    for _press in range(200):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def press(page, target, key="Enter"):
    """Go there and press a key; wait until the page has answered."""
    go_to(page, target)
    page.keyboard.press(key)
    page.wait_for_load_state()


def write(page, target, text):
    go_to(page, target)
    page.keyboard.type(text)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True).first


def signed_in(visitor, width, name):
    page = visitor(width)
    page.goto("/sign-in/")
    press(page, button(page, f"Als {name} anmelden"))
    page.wait_for_url("**/p/feldhase/")
    return page


def test_the_skip_link_the_language_and_the_theme(visitor):
    page = visitor(1440)
    page.goto("/p/feldhase/wishes/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
    page.reload()
    press(page, page.get_by_role("button", name="Hell oder dunkel").first)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    press(page, button(page, "English"))
    page.wait_for_selector("html[lang=en][data-theme=dark]")


@pytest.mark.parametrize("width", [1440, 390])
def test_lena_wishes_supports_and_comments(visitor, width):
    page = signed_in(visitor, width, "Lena")
    press(page, page.get_by_role("navigation").get_by_role("link", name=re.compile("^Wünsche")))
    write(page, page.locator("#id_title"), f"Griff, den dicke Handschuhe finden, {width}")
    page.get_by_text("Tür, die ich mit Handschuhen aufbekomme").first.wait_for()
    press(page, button(page, "Weiter: Wunsch erzählen"))
    write(page, page.locator("#id_text"), "Im Winter taste ich lange.")
    press(page, button(page, "Wunsch abschicken"))
    page.wait_for_url(re.compile(r"/wishes/\d+/$"))
    assert f"dicke Handschuhe finden, {width}" in page.locator("h1").inner_text().replace("\u00ad", "")
    press(page, page.get_by_role("link", name=re.compile("Zurück zu allen Wünschen|Alle Wünsche")).last)
    press(page, page.get_by_role("link", name="Ein richtiges Orange").first)
    support = page.get_by_role("button", name=re.compile("Will ich auch|Doch nicht")).first
    before = support.inner_text()
    press(page, support)
    assert (
        page.get_by_role("button", name=re.compile("Will ich auch|Doch nicht")).first.inner_text() != before
    )
    write(page, page.get_by_label("Sag etwas dazu"), f"Orange sieht man im Nebel, {width}.")
    press(page, button(page, "Beitragen"))
    page.get_by_text(f"Orange sieht man im Nebel, {width}.").wait_for()


@pytest.mark.parametrize(("width", "colour"), [(1440, "colour-night"), (390, "colour-sand")])
def test_ida_configures_understands_and_reserves(visitor, width, colour):
    page = signed_in(visitor, width, "Ida")
    press(page, page.get_by_role("link", name="Stell dein Auto zusammen").first)
    chosen = [
        "motor-35",
        "battery-20",
        "seats-two",
        "body-half-doors",
        "wheels-steel-14",
        colour,
        "skin-plain",
    ]
    for option in chosen:
        choose(page, option)
    why = page.locator(".option", has=page.get_by_text("Lichtbügel", exact=True))
    assert "Lichtbügel" in why.inner_text()
    go_to(page, why.get_by_role("link").last)
    assert re.search(r"Ohne .* geht es", page.evaluate("document.activeElement.innerText"))
    press(page, page.get_by_role("link", name="Dieses Auto reservieren"))
    write(page, page.locator("#id_name"), "Igel")
    press(page, page.locator("#id_sure"), "Space")
    press(page, button(page, "Reservieren"))
    page.wait_for_url(re.compile(r"/cars/\d+/$"))


def choose(page, option):
    """Walk to the group with Tab, through it with arrows, as a radio group wants it."""
    target = page.locator(f"#o-{option}")
    group = page.locator(f'[name="{target.get_attribute("name")}"]')
    for _press in range(200):
        if target.evaluate("element => element === document.activeElement"):
            break
        inside = group.evaluate_all("all => all.includes(document.activeElement)")
        page.keyboard.press("ArrowDown" if inside else "Tab")
        page.wait_for_load_state()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile(f"={option}(&|$)"))
