"""Everything by keyboard: each page can be walked with Tab, and people do what they came for without a mouse."""

from __future__ import annotations

import json
import re
from itertools import groupby

import pytest

pytestmark = pytest.mark.browser

#: What Tab should reach, in the order of the page; of a group of choices one.
STOPS = """() => {
  const seen = new Set();
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  window.stops = [...all].filter((element) => {
    if (element.disabled || element.type === 'hidden' || element.tabIndex < 0) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== 'radio') return true;
    const group = [...document.getElementsByName(element.name)];
    const chosen = group.find((one) => one.checked && one.form === element.form) ?? group[0];
    return chosen === element && !seen.has(element.name) && seen.add(element.name);
  });
  window.tell = (element) => element.outerHTML.slice(0, 140);
  return stops.length;
}"""
#: Notes at every further key where the last one has led: the place, whether a ring can be seen, what covers it.
NOTE = """() => {
  const ring = (one) => { const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; };
  const coverOf = (element) => {
    const box = [...element.getClientRects()].find((one) => one.width && one.height);
    if (!box) return '';
    const top = document.elementFromPoint(box.left + box.width / 2, Math.min(box.top + box.height / 2, innerHeight - 2));
    const label = element.closest('label') ?? element;
    return top && (label.contains(top) || top.contains(element)) ? '' : top ? tell(top) : 'the edge of the window';
  };
  window.walked = [];
  window.addEventListener('keydown', window.noting = () => {
    const element = document.activeElement;
    if (element === document.body || element === document.documentElement) return;
    let ringed = element;
    while (ringed && !ring(ringed)) ringed = ringed.parentElement;
    walked.push([stops.indexOf(element), Boolean(ringed), coverOf(element), tell(element)]);
  }, { capture: true });
}"""
DONE = (
    "() => { window.removeEventListener('keydown', window.noting, { capture: true }); return window.walked; }"
)
#: Puts the keyboard before the first stop, wherever it was.
START = """() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex');
  document.activeElement.blur(); scrollTo(0, 0); }"""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


def walk(page, note, key="Tab"):
    """Press Tab until every stop was seen; complaints about rings, covers, order and traps."""
    page.evaluate(START)
    count = page.evaluate(STOPS)
    page.evaluate(NOTE)
    hand = page.context.new_cdp_session(page)
    fields_of_dates = 8 * page.locator("input[type=date], input[type=datetime-local]").count()
    for _press in range(count + fields_of_dates + 1):
        hand.send("Input.dispatchKeyEvent", TAB | {"modifiers": 8 if key == "Shift+Tab" else 0})
    walked = page.evaluate(DONE)
    doubts = [f"{note}: no ring on {html}" for _place, ring, _cover, html in walked if not ring]
    doubts += [f"{note}: {html} is covered by {cover}" for _place, _ring, cover, html in walked if cover]
    reached = [place for place, _same in groupby(place for place, *_rest in walked if place >= 0)][:count]
    if key == "Tab" and reached != list(range(count)):
        missed = sorted(set(range(count)) - set(reached))
        missing = [page.evaluate("place => tell(stops[place])", place) for place in missed[:3]]
        doubts.append(
            f"{note}: {count} stops, reached {len(reached)}, missing {missing}, order {reached[:60]}"
        )
    return doubts


def test_every_page_can_be_walked_with_tab(tour):
    def look(page, where):
        for width, theme in ((1440, "light"), (390, "dark")):
            tour.set(page, width, theme)
            for key in ("Tab", "Shift+Tab")[: 1 if width == 1440 else 2]:
                page.evaluate(
                    "document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)"
                )
                tour.found[where] += walk(page, f"{width} {key}", key)
        if not tour.found[where]:
            del tour.found[where]

    assert tour.walk(look) == {}, json.dumps(tour.found, indent=1, ensure_ascii=False)


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
